using System.Text;

namespace Symbolic.Cli;

/// <summary>
/// Where a command reads and writes, so that tests can stand in for the terminal. Text and bytes are two views of the same streams:
/// a command uses one of them.
/// </summary>
internal sealed class ConsoleStreams
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private readonly Lazy<TextReader> _reader;

    public ConsoleStreams(Stream input, Stream output, Stream error)
    {
        (InputBytes, OutputBytes) = (input, output);
        _reader = new(() => new StreamReader(input, Utf8));
        Output = new StreamWriter(output, Utf8);
        Error = new StreamWriter(error, Utf8);
    }

    /// <summary>Standard input as bytes.</summary>
    public Stream InputBytes { get; }

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

    /// <summary>Width in which results are laid out.</summary>
    public int Width { get; init; } = 80;

    /// <summary>The streams of the process.</summary>
    public static ConsoleStreams OfProcess() => new(Console.OpenStandardInput(), Console.OpenStandardOutput(), Console.OpenStandardError())
    {
        Colour = WantsColour(Console.IsOutputRedirected),
        ErrorColour = WantsColour(Console.IsErrorRedirected),
    };

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
