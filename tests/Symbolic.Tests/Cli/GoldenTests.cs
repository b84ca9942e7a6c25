using System.Text;

namespace Symbolic.Tests.Cli;

/// <summary>
/// Transcripts: each file of Golden holds command lines, what they print and their exit codes. SYMBOLIC_UPDATE_GOLDEN=1 keeps the
/// commands and writes their answers anew.
/// </summary>
public class GoldenTests
{
    private const string Folder = "tests/Symbolic.Tests/Cli/Golden";

    public static TheoryData<string> Files => [.. Directory.GetFiles(Project.Path(Folder), "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Transcript_is_as_it_was(string name)
    {
        var path = Project.Path($"{Folder}/{name}.txt");
        var golden = File.ReadAllText(path);
        var actual = Transcript(golden.Split('\n').Where(l => l.StartsWith("$ ", StringComparison.Ordinal)));
        if (Project.Updates) File.WriteAllText(path, actual);
        else Assert.Equal(golden, actual);
    }

    [Fact]
    public void There_are_transcripts() => Assert.NotEmpty(Files);

    private static string Transcript(IEnumerable<string> commands)
    {
        var text = new StringBuilder();
        foreach (var command in commands)
        {
            var (input, line) = Piped(command[2..]);
            var run = CliRun.WithInput(input, [.. CliRun.Words(line)]);
            if (text.Length > 0) text.Append('\n');
            text.Append(command).Append('\n').Append(run.Output).Append(run.Error).Append($"[exit {run.ExitCode}]\n");
        }

        return text.ToString();
    }

    /// <summary>«printf 'text' | symbolic …» gives the text, with \n for the end of a line, to standard input.</summary>
    private static (string Input, string Line) Piped(string command)
    {
        if (!command.StartsWith("printf ", StringComparison.Ordinal)) return ("", command);
        var bar = command.IndexOf(" | symbolic", StringComparison.Ordinal);
        return (CliRun.Words(command[..bar])[1].Replace(@"\n", "\n", StringComparison.Ordinal), command[(bar + 3)..]);
    }
}
