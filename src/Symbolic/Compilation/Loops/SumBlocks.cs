using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Symbolic.Compilation.Batch;

namespace Symbolic.Compilation.Loops;

/// <summary>How many threads the loops of a program may use; −1 for as many as there are processors.</summary>
internal sealed class LoopThreads
{
    private volatile int _most = 1;

    public int Most
    {
        get => _most;
        set => _most = value;
    }
}

/// <summary>
/// The machine code of sums over the same rows, run block by block. The total of each block is added to the whole in the order of the
/// blocks, so that the sums do not depend on the number of threads. Running it on one thread allocates nothing.
/// </summary>
internal sealed unsafe class SumBlocks
{
    /// <summary>Terms in a block.</summary>
    public const int Size = 4_096;

    /// <summary>Fewest terms for which another thread is worth its start of some microseconds.</summary>
    private const int TermsPerThread = 16_384;

    /// <summary>Doubles of workspace that still lie in the second-level cache.</summary>
    private const int WorkspaceDoubles = 32_768;

    private readonly BatchCode _code;
    private readonly double[][] _columns;
    private readonly double? _firstIndex;
    private readonly int _count;
    private readonly int _results;
    private readonly int _same;
    private readonly int _block;

    /// <summary>Machine code with what it runs over.</summary>
    /// <param name="code">Its inputs are the columns, the index if there is one, and then what is the same for all terms.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="firstIndex">First value of the index; null when no term reads it.</param>
    /// <param name="count">Number of terms, at least one vector.</param>
    /// <param name="results">Number of sums.</param>
    /// <param name="same">Number of inputs that are the same for all terms.</param>
    public SumBlocks(BatchCode code, double[][] columns, double? firstIndex, int count, int results, int same)
    {
        (_code, _columns, _firstIndex, _count, _results, _same) = (code, columns, firstIndex, count, results, same);
        _block = code.WorkspaceSize == 0 ? Size : Math.Clamp(WorkspaceDoubles / code.WorkspaceSize / 8 * 8, 64, 2_048);
    }

    /// <summary>The last block takes what would not fill one of its own.</summary>
    private int BlockCount => Math.Max(1, _count / _block);

    private int Vector => _results * _code.Lanes;

    /// <summary>Computes the sums.</summary>
    /// <param name="state">Holds what is the same for all terms; receives the sums.</param>
    /// <param name="same">Where in the state the inputs are.</param>
    /// <param name="results">Where in the state the sums go.</param>
    /// <param name="threads">Most threads; −1 for all processors.</param>
    [SkipLocalsInit]
    [SuppressMessage("Usage", "MA0176", Justification = "The tables are written before they are read.")]
    public void Run(Span<double> state, int[] same, int[] results, int threads)
    {
        var pins = stackalloc GCHandle[_columns.Length];
        var columns = stackalloc nint[_columns.Length];
        for (var i = 0; i < _columns.Length; i++)
        {
            pins[i] = GCHandle.Alloc(_columns[i], GCHandleType.Pinned);
            columns[i] = pins[i].AddrOfPinnedObject();
        }

        var given = stackalloc double[1 + _same];
        given[0] = _firstIndex ?? 0;
        for (var i = 0; i < _same; i++) given[1 + i] = state[same[i]];
        var rented = ArrayPool<double>.Shared.Rent(_results);
        var totals = rented.AsSpan(0, _results);
        totals.Clear();
        threads = (int)Math.Min(threads < 0 ? Environment.ProcessorCount : threads, Math.Min(BlockCount, _count / (long)TermsPerThread));
        if (threads > 1) RunOnThreads(threads, (nint)columns, (nint)given, totals);
        else RunBlocks(columns, given, totals);
        for (var i = 0; i < _results; i++) state[results[i]] = totals[i];
        ArrayPool<double>.Shared.Return(rented);
        for (var i = 0; i < _columns.Length; i++) pins[i].Free();
    }

    private void RunBlocks(nint* columns, double* given, Span<double> totals)
    {
        var numbers = Allocate();
        for (var block = 0; block < BlockCount; block++)
        {
            RunBlock(block, columns, given, numbers);
            for (var i = 0; i < _results; i++) totals[i] += Lanes.Total(numbers + (i * _code.Lanes), _code.Lanes);
        }

        NativeMemory.AlignedFree(numbers);
    }

    /// <summary>Threads take the next block that is left until there is none.</summary>
    private void RunOnThreads(int threads, nint columns, nint given, Span<double> totals)
    {
        var blocks = ArrayPool<double>.Shared.Rent(BlockCount * _results);
        var next = -1;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
        {
            var numbers = Allocate();
            for (var block = Interlocked.Increment(ref next); block < BlockCount; block = Interlocked.Increment(ref next))
            {
                RunBlock(block, (nint*)columns, (double*)given, numbers);
                for (var i = 0; i < _results; i++) blocks[(block * _results) + i] = Lanes.Total(numbers + (i * _code.Lanes), _code.Lanes);
            }

            NativeMemory.AlignedFree(numbers);
        });
        for (var block = 0; block < BlockCount; block++)
        {
            for (var i = 0; i < _results; i++) totals[i] += blocks[(block * _results) + i];
        }

        ArrayPool<double>.Shared.Return(blocks);
    }

    /// <summary>Room for one vector of each sum, and then for the workspace.</summary>
    private double* Allocate() => (double*)NativeMemory.AlignedAlloc((nuint)(Vector + ((long)_code.WorkspaceSize * 2 * _block)) * sizeof(double), 64);

    [SkipLocalsInit]
    [SuppressMessage("Usage", "MA0176", Justification = "The table is written before it is read.")]
    private void RunBlock(int block, nint* columns, double* given, double* numbers)
    {
        var table = stackalloc nint[_code.Layout.Given + _code.WorkspaceSize];
        var place = 0;
        while (place < _columns.Length)
        {
            table[place] = columns[place];
            place++;
        }

        if (_firstIndex is not null) table[place++] = (nint)given;
        for (var i = 0; i < _same; i++) table[place++] = (nint)(given + 1 + i);
        for (var i = 0; i < _results; i++) table[place++] = (nint)(numbers + (i * _code.Lanes));
        var (start, end) = ((nint)block * _block, block == BlockCount - 1 ? _count : (nint)(block + 1) * _block);
        var workspace = numbers + Vector;
        for (var i = 0; i < _code.WorkspaceSize; i++) table[_code.Layout.Workspace(i)] = (nint)(workspace + ((nint)i * 2 * _block) - start);
        foreach (var part in _code.Parts) part((nint)table, start * sizeof(double), end * sizeof(double));
    }
}

/// <summary>What is done with the numbers of one SIMD vector.</summary>
internal static class Lanes
{
    /// <summary>The lanes added up in pairs: three additions one after the other, not eight.</summary>
    public static unsafe double Total(double* sums, int lanes)
    {
        if (lanes == 2) return sums[0] + sums[1];
        var half = (sums[0] + sums[1]) + (sums[2] + sums[3]);
        return lanes == 4 ? half : half + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
    }
}
