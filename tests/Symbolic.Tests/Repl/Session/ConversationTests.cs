using System.Text;
using Symbolic.Cli.Repl.Session;
using Symbolic.Tests.Cli;

namespace Symbolic.Tests.Repl.Session;

/// <summary>
/// Conversations: each file of Golden holds what was typed behind <c>&gt; </c> and what was answered. SYMBOLIC_UPDATE_GOLDEN=1 keeps
/// the entries and writes the answers anew.
/// </summary>
public sealed class ConversationTests
{
    private const string Folder = "tests/Symbolic.Tests/Repl/Golden/Conversations";

    public static TheoryData<string> Files => [.. Directory.GetFiles(Project.Path(Folder), "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Conversation_is_as_it_was(string name)
    {
        var path = Project.Path($"{Folder}/{name}.txt");
        var golden = File.ReadAllText(path);
        var actual = Answer(Entries(golden));
        if (Project.Updates) File.WriteAllText(path, actual);
        else Assert.Equal(golden, actual);
    }

    private static IEnumerable<string> Entries(string golden)
    {
        string? entry = null;
        foreach (var line in golden.Split('\n'))
        {
            if (line.StartsWith("… ", StringComparison.Ordinal) && entry is not null) entry += "\n" + line[2..];
            else
            {
                if (entry is not null) yield return entry;
                entry = line.StartsWith("> ", StringComparison.Ordinal) ? line[2..] : null;
            }
        }

        if (entry is not null) yield return entry;
    }

    private static string Answer(IEnumerable<string> entries)
    {
        var state = SessionState.Initial;
        var text = new StringBuilder();
        foreach (var entry in entries)
        {
            using var page = new Page(80, colour: false);
            state = Interpreter.Run(state, entry, page);
            text.Append("> ").Append(entry.Replace("\n", "\n… ", StringComparison.Ordinal)).Append('\n').Append(page.Finish());
        }

        return text.ToString();
    }
}
