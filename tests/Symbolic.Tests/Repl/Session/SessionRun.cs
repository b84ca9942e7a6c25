using Symbolic.Cli.Repl.Session;

namespace Symbolic.Tests.Repl.Session;

/// <summary>Carries out entries in a new session and keeps what the last one printed.</summary>
internal static class SessionRun
{
    public static (string Output, SessionState State) Of(params string[] entries)
    {
        var state = SessionState.Initial;
        var output = "";
        foreach (var entry in entries)
        {
            using var page = new Page(80, colour: false);
            state = Interpreter.Run(state, entry, page);
            output = page.Finish();
        }

        return (output, state);
    }

    public static string Output(params string[] entries) => Of(entries).Output;
}
