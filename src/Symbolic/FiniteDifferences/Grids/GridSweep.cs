namespace Symbolic.FiniteDifferences.Grids;

/// <summary>Scratch memory of one thread: a buffer per depth of an <see cref="OperatorChain"/>, grown on demand.</summary>
internal sealed class Workspace
{
    private double[][] buffers = [];

    public Span<double> Buffer(int level, int length)
    {
        if (level >= buffers.Length)
        {
            int old = buffers.Length;
            Array.Resize(ref buffers, level + 1);
            buffers.AsSpan(old).Fill([]);
        }

        if (buffers[level].Length < length)
        {
            buffers[level] = GC.AllocateUninitializedArray<double>(length);
        }

        return buffers[level].AsSpan(0, length);
    }
}

/// <summary>Runs work over the nodes of a grid in contiguous stretches, in parallel, with cancellation and progress.</summary>
internal static class GridSweep
{
    /// <summary>Nodes per stretch, about: small enough for what a stretch reads and writes to stay in the cache between the results.</summary>
    private const int StretchLength = 1 << 13;

    /// <summary>Work over the results [start, start + length).</summary>
    internal delegate void Work(int start, int length, Workspace workspace);

    public static void Run(ReadOnlySpan<int> shape, GridOptions options, Work work)
    {
        int total = checked((int)GridShape.Count(shape));
        int length = Stretch(shape);
        int pieces = (int)((total + length - 1L) / length);
        int done = 0;
        void Piece(int piece, Workspace workspace)
        {
            int start = piece * length;
            work(start, Math.Min(length, total - start), workspace);
            int now = Interlocked.Increment(ref done);
            if (now * 100L / pieces != (now - 1) * 100L / pieces)
            {
                options.Progress?.Report((double)now / pieces);
            }
        }

        options.CancellationToken.ThrowIfCancellationRequested();
        if (pieces == 1 || options.MaxDegreeOfParallelism == 1)
        {
            RunHere(pieces, Piece, options.CancellationToken);
            return;
        }

        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.MaxDegreeOfParallelism,
            CancellationToken = options.CancellationToken,
        };
        Parallel.For(0, pieces, parallel, static () => new Workspace(), Body, static _ => { });
        Workspace Body(int piece, ParallelLoopState state, Workspace workspace)
        {
            Piece(piece, workspace);
            return workspace;
        }
    }

    private static void RunHere(int pieces, Action<int, Workspace> piece, CancellationToken cancellation)
    {
        var workspace = new Workspace();
        for (int i = 0; i < pieces; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            piece(i, workspace);
        }
    }

    // As many whole rows of the fastest axes as fit, so that stretches start where rows do.
    private static int Stretch(ReadOnlySpan<int> shape)
    {
        long length = 1;
        for (int d = shape.Length - 1; d >= 0; d--)
        {
            if (length * shape[d] > StretchLength)
            {
                return (int)(length * Math.Max(1, StretchLength / length));
            }

            length *= shape[d];
        }

        return (int)length;
    }
}
