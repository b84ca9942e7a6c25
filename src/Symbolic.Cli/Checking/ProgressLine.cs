using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Symbolic.Cli.Checking;

/// <summary>How far long work has come, on one line of standard error; only when somebody watches, and not before half a second.</summary>
internal sealed class ProgressLine(ConsoleStreams console, string what) : IProgress<double>, IDisposable
{
    private readonly Lock _gate = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private TimeSpan _last = TimeSpan.MinValue;
    private string _share = "";
    private int _percent = -1;
    private int _width;

    /// <summary>Shows the share that is done, 0 to 1.</summary>
    public void Report(double value)
    {
        var percent = (int)(100 * value);
        lock (_gate)
        {
            if (percent <= _percent) return;
            (_percent, _share) = (percent, $"{percent,3} % of the {what}");
            Show(_share);
        }
    }

    /// <summary>Shows where work has come that nobody knows the length of, behind the share that is done.</summary>
    public void Say(Func<string> text)
    {
        lock (_gate)
        {
            // A terminal need not be told of every iteration.
            var now = Stopwatch.GetElapsedTime(_start);
            if (!console.ErrorIsTerminal || (_last != TimeSpan.MinValue && now - _last < console.ProgressPatience / 5)) return;
            Show(_share.Length > 0 ? $"{_share}; {text()}" : text());
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            if (_width == 0) return;
            console.Error.Write($"\r{new string(' ', _width)}\r");
            console.Error.Flush();
            _width = 0;
        }
    }

    public void Dispose() => Clear();

    private void Show(string text)
    {
        var now = Stopwatch.GetElapsedTime(_start);
        if (!console.ErrorIsTerminal || now < console.ProgressPatience) return;
        if (text.Length >= console.Width) text = text[..(console.Width - 1)];
        console.Error.Write($"\r{text.PadRight(_width)}");
        console.Error.Flush();
        (_last, _width) = (now, Math.Max(_width, text.Length));
    }
}

/// <summary>Ctrl-C stops the work and lets what was reached be shown; a second one ends the program.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _quit;

    public Interrupt(ConsoleStreams console)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(console.Cancellation);
        // The event of Console would open and set up the terminal first.
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        _quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Stop);
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _quit.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
