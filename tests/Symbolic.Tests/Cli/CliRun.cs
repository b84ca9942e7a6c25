using System.Text;
using Symbolic.Cli;

namespace Symbolic.Tests.Cli;

/// <summary>What a run of the command line wrote, and its exit code.</summary>
internal sealed record CliRun(string Output, string Error, int ExitCode)
{
    public static CliRun Of(params string[] args) => WithInput("", args);

    public static CliRun WithInput(string input, params string[] args) => WithBytes(Encoding.UTF8.GetBytes(input), colour: false, args);

    public static CliRun WithBytes(byte[] input, bool colour, params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var code = CommandLine.Run(args, new ConsoleStreams(new MemoryStream(input), output, error) { Colour = colour, ErrorColour = colour });
        return new(Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()), code);
    }

    /// <summary>Runs a line as a shell would read it: words, with double or single quotes.</summary>
    public static CliRun OfLine(string line) => Of([.. Words(line)]);

    /// <summary>The words of a line behind the name of the program.</summary>
    public static IReadOnlyList<string> Words(string line)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        char? quote = null;
        foreach (var c in line)
        {
            if (quote is null && c is '"' or '\'') (quote, word) = (c, word ?? new());
            else if (c == quote) quote = null;
            else if (quote is null && c == ' ')
            {
                if (word is not null) words.Add(word.ToString());
                word = null;
            }
            else (word ??= new()).Append(c);
        }

        if (word is not null) words.Add(word.ToString());
        return words is ["symbolic", ..] ? words[1..] : words;
    }
}
