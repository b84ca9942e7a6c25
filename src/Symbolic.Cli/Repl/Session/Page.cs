using System.Text;
using Symbolic.Cli.Output;

namespace Symbolic.Cli.Repl.Session;

/// <summary>The words beside a derivative that say how far it can be trusted.</summary>
internal readonly record struct Badge(string Text, Style Style);

/// <summary>
/// What a command prints. Checks that take time are left as marks in the text, to be carried out behind the user's back and
/// filled in when they are done.
/// </summary>
internal sealed class Page : IDisposable
{
    /// <summary>The mark of the first check; the others follow. Text of the user never holds such characters.</summary>
    public const char FirstMark = '\uE000';

    private const int MaxChecks = 256;
    private readonly StringWriter _writer = new() { NewLine = "\n" };
    private readonly List<Func<Badge>> _checks = [];

    public Page(int width, bool colour)
    {
        (Width, HasColour) = (width, colour);
        Ink = new Ink(_writer, colour, width);
    }

    public int Width { get; }

    public bool HasColour { get; }

    public Ink Ink { get; }

    /// <summary>The checks, in the order of their marks.</summary>
    public IReadOnlyList<Func<Badge>> Checks => _checks;

    /// <summary>What was printed, with marks.</summary>
    public string Text => _writer.ToString();

    /// <summary>Takes over what a verb of the command line writes to its console.</summary>
    public T Take<T>(Func<ConsoleStreams, T> verb, CancellationToken cancellation = default)
    {
        using var output = new MemoryStream();
        var console = new ConsoleStreams(Stream.Null, output, output) { Colour = HasColour, ErrorColour = HasColour, Width = Width, Cancellation = cancellation };
        var result = verb(console);
        console.Flush();
        _writer.Write(Encoding.UTF8.GetString(output.ToArray()));
        return result;
    }

    public void Dispose() => _writer.Dispose();

    /// <summary>A cell that a check fills in.</summary>
    public Cell Check(Func<Badge> check)
    {
        if (_checks.Count >= MaxChecks) return new Cell("not checked", Style.Dim);
        _checks.Add(check);
        return new Cell(((char)(FirstMark + _checks.Count - 1)).ToString());
    }

    /// <summary>A warning before its explanation.</summary>
    public void Note(string text)
    {
        Ink.Write("note: ", Style.Warning);
        Ink.Line(text);
    }

    /// <summary>The text with all checks carried out now.</summary>
    public string Finish()
    {
        var text = Text;
        for (var i = 0; i < _checks.Count; i++) text = text.Replace(((char)(FirstMark + i)).ToString(), Format(_checks[i]()), StringComparison.Ordinal);
        return text;
    }

    /// <summary>A badge as it is printed.</summary>
    public string Format(Badge badge)
    {
        using var writer = new StringWriter();
        new Ink(writer, HasColour, Width).Write(badge.Text, badge.Style);
        return writer.ToString();
    }
}
