using System.Diagnostics;

namespace Symbolic.Cli.Checking;

/// <summary>How far long work has come, on one line of standard error; only when somebody watches, and not before half a second.</summary>
internal sealed class ProgressLine(ConsoleStreams console, string what) : IProgress<double>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private int _shown = -1;

    public void Report(double value)
    {
        var percent = (int)(100 * value);
        if (!console.ErrorIsTerminal || Stopwatch.GetElapsedTime(_start) < Patience) return;
        lock (_gate)
        {
            if (percent <= _shown) return;
            _shown = percent;
            console.Error.Write($"\r{percent,3} % of the {what}");
            console.Error.Flush();
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            if (_shown < 0) return;
            _shown = -1;
            console.Error.Write($"\r{new string(' ', 16 + what.Length)}\r");
            console.Error.Flush();
        }
    }

    public void Dispose() => Clear();
}

/// <summary>Ctrl-C stops the work and lets what was reached be shown; a second one ends the program.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public Interrupt() => Console.CancelKeyPress += Stop;

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        Console.CancelKeyPress -= Stop;
        _source.Dispose();
    }

    private void Stop(object? sender, ConsoleCancelEventArgs e)
    {
        e.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
