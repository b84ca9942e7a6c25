using System.Diagnostics;

namespace Symbolic.Cli.Protocol;

/// <summary>
/// Serves JSON Lines: one request a line, one answer a line, in order. A line that is not understood gets an error answer. A request
/// that takes longer than its time is answered with an error, and the next one is served.
/// </summary>
/// <remarks>
/// A thread cannot be stopped from outside. One thread works, this one watches: when a request is overdue, its answer is given up,
/// its thread is left to end by itself at the lowest priority, and another thread goes on with the next line.
/// </remarks>
internal sealed class BatchServer
{
    /// <summary>Time for one request.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(10);

    // Deep formulas need stack; only what is touched is ever taken from memory.
    private const int StackSize = 16 << 20;

    private readonly Lock _gate = new();
    private readonly LineReader _lines;
    private readonly Stream _output;
    private readonly TimeSpan _budget;

    private BatchServer(Stream input, Stream output, TimeSpan budget) => (_lines, _output, _budget) = (new LineReader(input), output, budget);

    /// <summary>Serves until the input ends.</summary>
    /// <exception cref="IOException">The output takes no more.</exception>
    public static void Serve(Stream input, Stream output, TimeSpan? budget = null) => new BatchServer(input, output, budget ?? Budget).Watch();

    private void Watch()
    {
        var glance = TimeSpan.FromMilliseconds(Math.Min(250, _budget.TotalMilliseconds / 4));
        var worker = new Worker(this);
        while (!worker.Ended.Wait(glance))
        {
            lock (_gate)
            {
                if (!worker.IsOverdue) continue;
                worker.GiveUp();
                _lines.Detach();
                worker = new Worker(this);
            }
        }

        worker.Dispose();
        if (worker.Failure is { } failure) throw new IOException(failure.Message, failure);
    }

    private sealed class Worker : IDisposable
    {
        private readonly BatchServer _server;
        private readonly Thread _thread;
        private readonly CancellationTokenSource _cancellation = new();
        private readonly Answerer _answerer;
        private long _startedAt;
        private bool _isGivenUp;

        public Worker(BatchServer server)
        {
            _server = server;
            _answerer = new Answerer(_cancellation.Token);
            _thread = new Thread(Work, StackSize) { IsBackground = true, Name = "batch" };
            _thread.Start();
        }

        public ManualResetEventSlim Ended { get; } = new();

        /// <summary>Why the streams could not be read or written; null when they could.</summary>
        public IOException? Failure { get; private set; }

        public bool IsOverdue => Volatile.Read(ref _startedAt) is not 0 and var start && Stopwatch.GetElapsedTime(start) > _server._budget;

        /// <summary>Answers in place of the thread that is late. Called under the gate.</summary>
        public void GiveUp()
        {
            _isGivenUp = true;
            _thread.Priority = ThreadPriority.Lowest;
            var late = new UserErrorException($"The request took longer than {_server._budget.TotalSeconds:0.#} seconds and was given up. Ask for less at a time, or for a lower order.") { Kind = "time" };
            using var answerer = new Answerer(CancellationToken.None, _answerer.Id);
            _server.Send(answerer.Refuse(late));
            _cancellation.Cancel();
        }

        public void Dispose()
        {
            _answerer.Dispose();
            _cancellation.Dispose();
            Ended.Dispose();
        }

        private void Work()
        {
            try
            {
                while (Next())
                {
                }
            }
            catch (IOException e)
            {
                Failure = e;
            }

            if (_isGivenUp) Dispose();
            else Ended.Set();
        }

        /// <summary>Serves a line; false at the end, or when this thread was given up.</summary>
        private bool Next()
        {
            if (!_server._lines.TryRead(out var line, out var isTooLong)) return false;
            if (!isTooLong && line.Span.Trim(" \t\r"u8).IsEmpty) return true;
            Volatile.Write(ref _startedAt, Stopwatch.GetTimestamp());
            var answer = isTooLong ? _answerer.RefuseTooLong() : _answerer.Answer(line);
            lock (_server._gate)
            {
                if (_isGivenUp) return false;
                Volatile.Write(ref _startedAt, 0);
                _server.Send(answer);
                return true;
            }
        }
    }

    private void Send(ReadOnlySpan<byte> answer)
    {
        _output.Write(answer);
        _output.Flush();
    }
}
