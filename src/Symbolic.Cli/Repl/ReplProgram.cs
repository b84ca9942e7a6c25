using System.Runtime.CompilerServices;
using Symbolic.Cli.Repl.LineEditing;
using Symbolic.Cli.Repl.Session;

namespace Symbolic.Cli.Repl;

/// <summary>
/// <c>symbolic</c> without arguments. Up to the first prompt nothing is loaded but the editor: neither the parser of command lines
/// nor the catalogue of functions; those are made ready while the user reads the prompt.
/// </summary>
internal static class ReplProgram
{
    /// <summary>Runs the session at the terminal, or line by line where there is none.</summary>
    public static int Run()
    {
        if (!SystemTerminal.IsAvailable()) return Plain();
        using var terminal = new SystemTerminal(HasColour());
        var loop = new InteractiveLoop(terminal, new History(HistoryFile.Standard())) { Started = Prepare };
        return loop.Run();
    }

    private static bool HasColour() => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Plain()
    {
        var console = ConsoleStreams.OfProcess();
        var code = PlainLoop.Run(console, prompts: !Console.IsInputRedirected && !Console.IsOutputRedirected);
        console.Flush();
        return code;
    }

    /// <summary>Runs a few entries out of sight, so that the first answer does not wait for the compiler.</summary>
    private static void Prepare() => new Thread(Rehearse) { IsBackground = true, Priority = ThreadPriority.BelowNormal, Name = "prepare" }.Start();

    private static void Rehearse()
    {
        using var page = new Page(80, colour: true);
        var state = SessionState.Initial;
        foreach (var entry in (string[])["x^2*sin(y)", "f(x) = x/2", "f(1)"])
        {
            SyntaxHighlighter.Highlight(state, entry, 1);
            LivePreview.Make(state, entry);
            state = Interpreter.Run(state, entry, page);
        }

        page.Finish();
    }
}
