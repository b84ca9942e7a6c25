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
        using var cancellation = new CurrentCancellation(console, prompts);
        while (!state.IsLeaving && Read(console, cancellation, prompts) is { } entry)
        {
            using var page = new Page(console.Width, console.Colour);
            state = Interpreter.Run(state, entry, page, cancellation.Renew());
            console.Output.Write(page.Finish());
            console.Output.Flush();
        }

        if (prompts) console.Output.WriteLine();
        return prompts ? ExitCode.Fine : state.ExitCode;
    }

    private static string? Read(ConsoleStreams console, CurrentCancellation cancellation, bool prompts)
    {
        string? entry = null;
        do
        {
            if (prompts) cancellation.Ask(entry is null ? Prompt : Continuation);
            var line = console.Input.ReadLine();
            cancellation.Asked = null;
            if (line is null) return entry;
            entry = entry is null ? line : entry + "\n" + line;
        }
        while (!SourceText.IsComplete(entry));
        return entry;
    }

    /// <summary>Ctrl-C stops what is being carried out, not the program; at a prompt it gives a new one.</summary>
    private sealed class CurrentCancellation : IDisposable
    {
        private readonly ConsoleStreams _console;
        private CancellationTokenSource _source = new();

        public CurrentCancellation(ConsoleStreams console, bool prompts)
        {
            _console = console;
            if (prompts) Console.CancelKeyPress += Cancel;
        }

        /// <summary>The prompt that waits for an answer; null while something is carried out.</summary>
        public string? Asked { get; set; }

        public void Ask(string prompt)
        {
            _console.Output.Write(prompt);
            _console.Output.Flush();
            Asked = prompt;
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
            if (Asked is null)
            {
                _source.Cancel();
                return;
            }

            _console.Output.WriteLine();
            Ask(Asked);
        }
    }
}
