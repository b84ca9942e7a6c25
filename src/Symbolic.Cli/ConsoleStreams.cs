using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Symbolic.Cli;

/// <summary>
/// Where a command reads and writes, so that tests can stand in for the terminal. Text and bytes are two views of the same streams:
/// a command uses one of them.
/// </summary>
internal sealed class ConsoleStreams
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private readonly Lazy<Stream> _input;
    private readonly Lazy<TextReader> _reader;

    public ConsoleStreams(Stream input, Stream output, Stream error)
        : this(new Lazy<Stream>(input), output, error)
    {
    }

    private ConsoleStreams(Lazy<Stream> input, Stream output, Stream error)
    {
        (_input, OutputBytes) = (input, output);
        _reader = new(() => new StreamReader(input.Value, Utf8));
        Output = new StreamWriter(output, Utf8);
        Error = new StreamWriter(error, Utf8);
    }

    /// <summary>Standard input as bytes.</summary>
    public Stream InputBytes => _input.Value;

    /// <summary>Standard output as bytes.</summary>
    public Stream OutputBytes { get; }

    /// <summary>Standard input as text.</summary>
    public TextReader Input => _reader.Value;

    /// <summary>Standard output as text.</summary>
    public TextWriter Output { get; }

    /// <summary>Standard error.</summary>
    public TextWriter Error { get; }

    /// <summary>Whether results may be coloured.</summary>
    public bool Colour { get; init; }

    /// <summary>Whether error messages may be coloured.</summary>
    public bool ErrorColour { get; init; }

    /// <summary>Whether somebody watches standard error, so that progress may be shown there.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>How long work goes on before its progress is shown.</summary>
    public TimeSpan ProgressPatience { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Set when whoever started the command wants it to end.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Width in which results are laid out.</summary>
    public int Width { get; init; } = 80;

    /// <summary>The streams of the process. The input is opened when it is read.</summary>
    public static ConsoleStreams OfProcess() => new(new Lazy<Stream>(OpenInput), Console.OpenStandardOutput(), Console.OpenStandardError())
    {
        Colour = WantsColour(Console.IsOutputRedirected),
        ErrorColour = WantsColour(Console.IsErrorRedirected),
        ErrorIsTerminal = !Console.IsErrorRedirected,
    };

    /// <summary>
    /// Standard input; at a terminal as the terminal itself reads a line. The stream of <see cref="Console"/> would show each key once more that was
    /// typed before it was asked for.
    /// </summary>
    private static Stream OpenInput() => Console.IsInputRedirected || OperatingSystem.IsWindows()
        ? Console.OpenStandardInput()
        : new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);

    /// <summary>Writes out what is still held back.</summary>
    public void Flush()
    {
        Output.Flush();
        Error.Flush();
    }

    /// <summary>No colour into files and pipes, with NO_COLOR set, or on a terminal that has none.</summary>
    private static bool WantsColour(bool redirected) => !redirected &&
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) &&
        !string.Equals(Environment.GetEnvironmentVariable("TERM"), "dumb", StringComparison.Ordinal);
}
