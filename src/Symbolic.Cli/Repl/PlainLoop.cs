using Symbolic.Cli.Repl.Session;

namespace Symbolic.Cli.Repl;

/// <summary>The session where there is no terminal to draw on: a line in, its answer out, with the checks carried out before it is printed.</summary>
internal static class PlainLoop
{
    private const string Prompt = "> ";
    private const string Continuation = "… ";

    /// <summary>Reads and carries out entries up to the end of the input.</summary>
    /// <param name="console">Where from and where to.</param>
    /// <param name="prompts">Whether somebody sits there to be prompted.</param>
    public static int Run(ConsoleStreams console, bool prompts)
    {
        var state = SessionState.Initial;
        using var cancellation = new CurrentCancellation(prompts);
        while (!state.IsLeaving && Read(console, prompts) is { } entry)
        {
            using var page = new Page(console.Width, console.Colour);
            state = Interpreter.Run(state, entry, page, cancellation.Renew());
            console.Output.Write(page.Finish());
            console.Output.Flush();
        }

        if (prompts) console.Output.WriteLine();
        return prompts ? ExitCode.Fine : state.ExitCode;
    }

    private static string? Read(ConsoleStreams console, bool prompts)
    {
        string? entry = null;
        do
        {
            if (prompts) console.Output.Write(entry is null ? Prompt : Continuation);
            console.Output.Flush();
            if (console.Input.ReadLine() is not { } line) return entry;
            entry = entry is null ? line : entry + "\n" + line;
        }
        while (!SourceText.IsComplete(entry));
        return entry;
    }

    /// <summary>Ctrl-C stops what is being carried out, not the program.</summary>
    private sealed class CurrentCancellation : IDisposable
    {
        private CancellationTokenSource _source = new();

        public CurrentCancellation(bool prompts)
        {
            if (prompts) Console.CancelKeyPress += Cancel;
        }

        public CancellationToken Renew()
        {
            if (_source.IsCancellationRequested)
            {
                _source.Dispose();
                _source = new CancellationTokenSource();
            }

            return _source.Token;
        }

        public void Dispose()
        {
            Console.CancelKeyPress -= Cancel;
            _source.Dispose();
        }

        private void Cancel(object? sender, ConsoleCancelEventArgs e)
        {
            e.Cancel = true;
            _source.Cancel();
        }
    }
}
