using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Symbolic.Compilation.Batch;

/// <summary>A program over columns: cuts the points into blocks, spreads them over threads, and runs the machine code on each.</summary>
internal sealed class BatchProgram
{
    /// <summary>From this number of points on results bypass the caches, where their columns begin at the beginning of a cache line.</summary>
    private const int MinStreaming = 1_000_000;

    private const int CacheLine = 64;

    private const int StackAlignment = 16;

    /// <summary>Points that one thread works on between two looks at progress and cancellation, when nothing goes through a workspace.</summary>
    private const int LargeBlock = 16_384;

    /// <summary>Doubles of workspace that still lie in the second-level cache.</summary>
    private const int WorkspaceDoubles = 32_768;

    private readonly BatchCode _code;
    private readonly int _block;
    private readonly Lazy<BatchCode> _streaming;
    private readonly int[] _zeros;

    private BatchProgram(Func<bool, BatchCode> emit, int[] zeros)
    {
        (_code, _streaming, _zeros) = (emit(false), new(() => emit(true)), zeros);
        _block = BlockOf(_code);
    }

    /// <summary>Compiles a program over columns. Columns of results that no output goes to are 0.</summary>
    [RequiresDynamicCode(IlEmitter.Reason)]
    public static BatchProgram Of(BatchTask task, VectorOperations vectors)
    {
        var (tape, sizes, destinations) = (task.Kernel.Tape, task.Sizes, task.Destinations.ToArray());
        var inputs = tape.Inputs.Length;
        var stored = destinations.Select(sizes.PlaceOf).ToHashSet();
        var zeros = Enumerable.Range(0, sizes.Total).Where(place => !stored.Contains(place)).Select(place => inputs + place);
        return new BatchProgram(isStreaming => BatchCode.Emit(tape, destinations, new BatchLayout(inputs, sizes) { IsStreaming = isStreaming, TellsFrame = true }, vectors), [.. zeros]);
    }

    /// <summary>Computes the outputs of all points.</summary>
    /// <exception cref="OperationCanceledException">The options ask for it.</exception>
    public void Run(ColumnSet columns, BatchOptions options)
    {
        foreach (var column in _zeros) columns[column].Clear();
        var whole = columns.Count / _code.Lanes * _code.Lanes;
        var blocks = (whole + _block - 1) / _block;
        var isStreaming = columns.Count >= MinStreaming && columns.Addresses.Skip(columns.Inputs).All(a => a % CacheLine == 0);
        var main = isStreaming ? _streaming.Value : _code;
        var done = 0L;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism, CancellationToken = options.CancellationToken };
        var isShort = blocks <= 1 || options.MaxDegreeOfParallelism == 1;
        if (isShort) RunAll();
        else Parallel.For(0, blocks, parallel, NewWorkspace, (block, _, workspace) => RunBlock(workspace, block), workspace => workspace.Dispose());
        RunRest(columns, whole);
        options.Progress?.Report(columns.Count);

        Workspace NewWorkspace() => new(columns.Addresses, main, _block);

        void RunAll()
        {
            using var workspace = NewWorkspace();
            for (var block = 0; block < blocks; block++)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                RunBlock(workspace, block);
            }
        }

        Workspace RunBlock(Workspace workspace, int block)
        {
            var start = block * _block;
            var count = Math.Min(_block, whole - start);
            workspace.Run(start, count);
            // Stores past the caches are not ordered; whoever is told that the points are done must find them.
            if (isStreaming) Thread.MemoryBarrier();
            var total = Interlocked.Add(ref done, count);
            if (total < columns.Count) options.Progress?.Report(total);
            return workspace;
        }
    }

    private static int BlockOf(BatchCode code) => code.WorkspaceSize == 0
        ? LargeBlock
        : Math.Clamp(WorkspaceDoubles / code.WorkspaceSize / 8 * 8, 64, 2_048);

    /// <summary>The last points, fewer than a vector holds, run as a vector in columns of their own: the same code, the same bits.</summary>
    private unsafe void RunRest(ColumnSet columns, int from)
    {
        var count = columns.Count - from;
        if (count == 0) return;
        var buffer = new double[_code.Layout.Given * _code.Lanes];
        fixed (double* first = buffer)
        {
            var addresses = new List<nint>();
            for (var column = 0; column < columns.Addresses.Count; column++)
            {
                addresses.Add((nint)(first + (column * _code.Lanes)));
                var padded = buffer.AsSpan(column * _code.Lanes, _code.Lanes);
                if (column >= columns.Inputs) continue;
                columns[column][from..].CopyTo(padded);
                padded[count..].Fill(columns[column][from]);
            }

            using var workspace = new Workspace(addresses, _code, _code.Lanes);
            workspace.Run(0, _code.Lanes);
        }

        for (var column = columns.Inputs; column < columns.Addresses.Count; column++)
            buffer.AsSpan(column * _code.Lanes, count).CopyTo(columns[column][from..]);
    }

    /// <summary>The table of columns of one thread, with room for what the parts of the code leave for each other.</summary>
    private sealed unsafe class Workspace : IDisposable
    {
        private readonly BatchCode _code;
        private readonly nint* _table;
        private readonly double* _room;
        private readonly int _block;
        // For each part of the code by how much the stack is moved before it is called.
        private readonly int[] _shifts;

        public Workspace(List<nint> columns, BatchCode code, int block)
        {
            (_code, _block) = (code, block);
            _shifts = new int[code.Parts.Length];
            _table = (nint*)NativeMemory.Alloc((nuint)(code.Layout.Given + code.WorkspaceSize + 1), (nuint)sizeof(nint)) + 1;
            for (var i = 0; i < columns.Count; i++) _table[i] = columns[i];
            _room = (double*)NativeMemory.AlignedAlloc((nuint)Math.Max(1, code.WorkspaceSize) * (nuint)block * sizeof(double), 64);
        }

        public void Run(int start, int count)
        {
            // All columns are addressed by the number of the point, so the workspace, which is used again for each block, is moved.
            var offset = (nint)start * sizeof(double);
            for (var place = 0; place < _code.WorkspaceSize; place++)
                _table[_code.Layout.Workspace(place)] = (nint)(_room + ((nint)place * _block)) - offset;
            for (var part = 0; part < _shifts.Length; part++)
            {
                Call(_code.Parts[part], (nint)_table, offset, offset + ((nint)count * sizeof(double)), _shifts[part]);

                // A frame begins at a multiple of 16 bytes; in three cases of four its vectors of 64 would each lie in two cache lines.
                var excess = (int)((nuint)_table[-1] % CacheLine);
                if (excess % StackAlignment == 0) _shifts[part] = (_shifts[part] + excess) % CacheLine;
            }
        }

        /// <summary>Calls a part with its frame that much deeper in the stack.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void Call(BatchPart part, nint table, nint start, nint end, int shift)
        {
            if (shift > 0) Touch(stackalloc byte[shift]);
            part(table, start, end);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void Touch(Span<byte> room) => room[0] = 0;

        public void Dispose()
        {
            NativeMemory.Free(_table - 1);
            NativeMemory.AlignedFree(_room);
        }
    }
}
