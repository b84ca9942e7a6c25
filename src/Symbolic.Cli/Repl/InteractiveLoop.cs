using Symbolic.Cli.Repl.LineEditing;
using Symbolic.Cli.Repl.Session;

namespace Symbolic.Cli.Repl;

/// <summary>The session at a terminal. Entries are carried out by another thread, so that Ctrl-C always comes through.</summary>
internal sealed class InteractiveLoop
{
    /// <summary>After Ctrl-C a computation gets this long to notice; then it is left to itself and nothing it does counts.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(200);

    private readonly ITerminal _terminal;
    private readonly Screen _screen;
    private readonly History _history;
    private readonly PendingBadges _badges;
    private readonly SessionSupport _support;
    private readonly LineEditor _editor;

    public InteractiveLoop(ITerminal terminal, History history)
    {
        (_terminal, _history) = (terminal, history);
        _screen = new Screen(terminal);
        _badges = new PendingBadges(terminal.Wake);
        _support = new SessionSupport(new LivePreview(terminal.Wake), _badges);
        _editor = new LineEditor(terminal, _screen, _support, history);
    }

    /// <summary>Called when the first prompt is about to be shown.</summary>
    public Action? Started { get; set; }

    /// <summary>Reads and carries out entries until the user leaves.</summary>
    public int Run()
    {
        _screen.Print("Symbolic. Type a formula; help shows more, Ctrl-D leaves.\n");
        Started?.Invoke();
        while (!_support.State.IsLeaving && _editor.Read() is { } entry)
        {
            _history.Add(entry);
            Carry(entry);
        }

        return ExitCode.Fine;
    }

    private void Carry(string entry)
    {
        using var cancellation = new CancellationTokenSource();
        using var stopped = new ManualResetEventSlim();
        _terminal.Interrupt = () =>
        {
            cancellation.Cancel();
            stopped.Set();
        };
        try
        {
            var page = new Page(_terminal.Width, _terminal.HasColour);
            var (state, work) = (_support.State, default(SessionState));
            using var finished = new ManualResetEventSlim();
            void Work()
            {
                work = Interpreter.Run(state, entry, page, cancellation.Token);
                TrySet(finished);
            }

            var thread = new Thread(Work) { IsBackground = true, Name = "entry" };
            thread.Start();
            WaitHandle.WaitAny([finished.WaitHandle, stopped.WaitHandle]);
            if (finished.Wait(stopped.IsSet ? Grace : Timeout.InfiniteTimeSpan)) Accept(work!, page);
            else Abandon(thread);
        }
        finally
        {
            _terminal.Interrupt = null;
        }
    }

    private void Accept(SessionState state, Page page)
    {
        _support.State = state;
        if (page.Text.Length > 0) _badges.Print(_screen, page);
    }

    private void Abandon(Thread thread)
    {
        thread.Priority = ThreadPriority.Lowest;
        _screen.Print("stopped\n");
    }

    private static void TrySet(ManualResetEventSlim finished)
    {
        try
        {
            finished.Set();
        }
        catch (ObjectDisposedException)
        {
            // The entry was abandoned.
        }
    }
}
