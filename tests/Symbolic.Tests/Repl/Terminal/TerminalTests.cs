using System.Globalization;
using System.Text;
using Symbolic.Tests.Cli;

namespace Symbolic.Tests.Repl.Terminal;

/// <summary>
/// The built program under tmux. Each file of Golden holds what is done behind <c>: </c> (type, keys, paste, size, wait, screen,
/// styles, crash) and the screens that follow behind <c>|</c>. SYMBOLIC_UPDATE_GOLDEN=1 keeps what is done and writes the screens anew.
/// </summary>
public sealed class TerminalTests : IDisposable
{
    private const string Folder = "tests/Symbolic.Tests/Repl/Golden/Terminal";
    private readonly string _state = Directory.CreateTempSubdirectory("symbolic-state").FullName;

    public static TheoryData<string> Files => [.. Directory.GetFiles(Project.Path(Folder), "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)).Order()];

    public void Dispose() => Directory.Delete(_state, recursive: true);

    [Theory]
    [MemberData(nameof(Files))]
    public void Screens_are_as_they_were(string name)
    {
        var path = Project.Path($"{Folder}/{name}.txt");
        var golden = File.ReadAllText(path);
        var actual = Play(golden.Split('\n'));
        if (Project.Updates) File.WriteAllText(path, actual);
        else Assert.Equal(golden, actual);
    }

    private string Play(string[] golden)
    {
        var text = new StringBuilder();
        TmuxSession? session = null;
        try
        {
            for (var i = 0; i < golden.Length; i++)
            {
                if (!golden[i].StartsWith(": ", StringComparison.Ordinal)) continue;
                text.Append(golden[i]).Append('\n');
                var (verb, argument) = golden[i][2..].Split(' ', 2) switch { [var v, var a] => (v, a), var v => (v[0], "") };
                if (verb == "start") session = Start(argument);
                else if (verb is "screen" or "styles") text.Append(Screen(session!, verb == "styles", string.Concat(golden.Skip(i + 1).TakeWhile(IsRow).Select(l => l + "\n"))));
                else Do(session!, verb, argument);
            }
        }
        finally
        {
            session?.Dispose();
        }

        return text.ToString();
    }

    /// <summary><c>start 80x24 NO_COLOR=1</c>.</summary>
    private TmuxSession Start(string argument)
    {
        var words = argument.Split(' ', 2);
        var (width, height) = Size(words[0]);
        var session = new TmuxSession(_state, width, height, words.Length > 1 ? words[1] : "");
        session.WaitFor(">");
        return session;
    }

    private static bool IsRow(string line) => line.StartsWith('|');

    private static string Screen(TmuxSession session, bool styles, string expected)
    {
        return Rows(session.Still(styles, screen => Project.Updates || Rows(screen) == expected));

        static string Rows(string screen) => string.Concat(screen.TrimEnd('\n').Split('\n').Select(row => $"|{row.Replace("\e", "␛", StringComparison.Ordinal)}\n"));
    }

    private static void Do(TmuxSession session, string verb, string argument)
    {
        switch (verb)
        {
            case "type":
                session.Type(argument);
                break;
            case "keys":
                session.Press(argument.Split(' '));
                break;
            case "paste":
                session.Paste(argument.Replace(@"\n", "\n", StringComparison.Ordinal));
                break;
            case "size":
                session.Resize(Size(argument).Width, Size(argument).Height);
                break;
            case "wait":
                session.WaitFor(argument);
                break;
            case "crash":
                session.Kill();
                break;
            default:
                Assert.Fail($"'{verb}' is no action.");
                break;
        }
    }

    private static (int Width, int Height) Size(string text)
    {
        var parts = text.Split('x');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
