namespace Symbolic.Cli;

/// <summary>Where a command reads and writes, so that tests can stand in for the terminal.</summary>
/// <param name="Input">Standard input.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Colour">Whether colour codes may be written.</param>
internal sealed record ConsoleStreams(TextReader Input, TextWriter Output, TextWriter Error, bool Colour)
{
    /// <summary>Width in which results are laid out.</summary>
    public int Width { get; init; } = 80;

    /// <summary>No colour into files and pipes, with NO_COLOR set, or on a terminal that has none.</summary>
    public static bool WantsColour() => !Console.IsOutputRedirected &&
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) &&
        !string.Equals(Environment.GetEnvironmentVariable("TERM"), "dumb", StringComparison.Ordinal);
}
