using System.Runtime.CompilerServices;
using Symbolic.Compilation.Batch;

namespace Symbolic.Compilation;

/// <content>Many points at once.</content>
public sealed partial class CompiledFormula
{
    private readonly BatchProgram?[] _batches = new BatchProgram?[3];
    private long _batchPoints;

    /// <summary>
    /// The values at many points, and where asked the derivatives, one column of points for each: machine code over SIMD vectors,
    /// on all processors. Only the columns themselves take memory, so any number of points streams through.
    /// </summary>
    /// <param name="columns">One column for each variable, all of the length of <paramref name="values"/>.</param>
    /// <param name="values">Receives the values.</param>
    /// <param name="gradients">Receives the first derivatives, one column for each variable; null to go without.</param>
    /// <param name="hessians">
    /// Receives the second derivatives of the lower triangle, row by row: column r(r+1)/2 + c holds that by variables r and c ≤ r;
    /// null to go without. Needs <paramref name="gradients"/>.
    /// </param>
    /// <param name="options">Threads, progress, cancellation.</param>
    /// <remarks>
    /// The arithmetic is that of <see cref="Evaluate(ReadOnlySpan{double})"/> to the bit; functions come from vector kernels that are
    /// right to 2 ulps (gamma family 4), or are called lane by lane. What comes out at a point does not depend on its place or
    /// on how many others there are, once machine code has been made, which is after 2,000 points.
    /// </remarks>
    /// <exception cref="ArgumentException">A column is missing or too short, or one of results shares memory with another column.</exception>
    /// <exception cref="InvalidOperationException">The formula was compiled without those derivatives.</exception>
    /// <exception cref="OperationCanceledException">The options ask for it.</exception>
    public void EvaluateBatch(
        IReadOnlyList<ReadOnlyMemory<double>> columns,
        Memory<double> values,
        IReadOnlyList<Memory<double>>? gradients = null,
        IReadOnlyList<Memory<double>>? hessians = null,
        BatchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (_writtenOut is not null)
        {
            _writtenOut.Value.EvaluateBatch(columns, values, gradients, hessians, options);
            return;
        }

        if (hessians is not null) ArgumentNullException.ThrowIfNull(gradients);
        var order = hessians is not null ? 2 : gradients is not null ? 1 : 0;
        var kernel = KernelOf(order);
        using var set = new ColumnSet(_size, columns, values, gradients ?? [], hessians ?? []);
        options ??= BatchOptions.Default;
        options.CancellationToken.ThrowIfCancellationRequested();
        if (set.Count == 0) return;
        if (BatchOf(order, kernel, set.Count) is not { } batch)
        {
            EvaluateOneByOne(set, order, options);
            return;
        }

        foreach (var column in MissingColumns(order, kernel)) set[column].Clear();
        batch.Run(set, options);
    }

    /// <summary>The same over arrays.</summary>
    /// <inheritdoc cref="EvaluateBatch(IReadOnlyList{ReadOnlyMemory{double}}, Memory{double}, IReadOnlyList{Memory{double}}, IReadOnlyList{Memory{double}}, BatchOptions)"/>
    public void EvaluateBatch(double[][] columns, double[] values, double[][]? gradients = null, double[][]? hessians = null, BatchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        EvaluateBatch([.. columns.Select(c => (ReadOnlyMemory<double>)c)], values, gradients?.Select(c => c.AsMemory()).ToArray(), hessians?.Select(c => c.AsMemory()).ToArray(), options);
    }

    /// <summary>Makes the machine code over columns now, at a width of vectors of choice.</summary>
    internal void CompileBatchNow(int order, VectorOperations vectors)
    {
        if (RuntimeFeature.IsDynamicCodeSupported) _batches[order] = NewBatch(order, KernelOf(order), vectors);
    }

    private static int Packed(int row, int column) => (row * (row + 1) / 2) + column;

    private BatchProgram? BatchOf(int order, TieredKernel kernel, int points)
    {
        if (Volatile.Read(ref _batches[order]) is { } known) return known;
        if (!RuntimeFeature.IsDynamicCodeSupported || Mode == CompilationMode.Interpreted || kernel.Loops is not null || kernel.Tape.InstructionCount > TieredKernel.MaxInstructions) return null;
        if (Interlocked.Add(ref _batchPoints, points) < TieredKernel.Threshold && Mode is CompilationMode.Tiered or CompilationMode.Background) return null;
        lock (_building)
        {
            return _batches[order] ??= NewBatch(order, kernel, VectorOperations.Widest);
        }
    }

    [System.Diagnostics.CodeAnalysis.RequiresDynamicCode(IlEmitter.Reason)]
    private BatchProgram NewBatch(int order, TieredKernel kernel, VectorOperations vectors)
    {
        var destinations = kernel.Destinations.Where(d => d.Section < 2 || d.Offset % _size <= d.Offset / _size)
            .Select(d => d.Section < 2 ? d : d with { Offset = Packed(d.Offset / _size, d.Offset % _size) }).ToArray();
        return new BatchProgram(Emit(isStreaming: false), () => Emit(isStreaming: true));

        BatchCode Emit(bool isStreaming) => BatchCode.Emit(kernel.Tape, destinations, new BatchLayout(_size, order > 0 ? _size : 0, order > 1 ? _size * (_size + 1) / 2 : 0) { IsStreaming = isStreaming, TellsFrame = true }, vectors);
    }

    /// <summary>The columns of second derivatives that no instruction writes, because they are 0.</summary>
    private IEnumerable<int> MissingColumns(int order, TieredKernel kernel)
    {
        if (order < 2 || _storesZeros) return [];
        var present = kernel.Destinations.Where(d => d.Section == 2).Select(d => d.Offset).ToHashSet();
        return from row in Enumerable.Range(0, _size)
               from column in Enumerable.Range(0, row + 1)
               where !present.Contains((row * _size) + column)
               select (2 * _size) + 1 + Packed(row, column);
    }

    private void EvaluateOneByOne(ColumnSet columns, int order, BatchOptions options)
    {
        var (x, gradient, hessian) = (new double[_size], new double[_size], new double[order > 1 ? _size * _size : 0]);
        for (var i = 0; i < columns.Count; i++)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            for (var j = 0; j < _size; j++) x[j] = columns[j][i];
            columns[_size][i] = order == 0 ? Evaluate(x) : order == 1 ? Evaluate(x, gradient) : Evaluate(x, gradient, hessian);
            for (var j = 0; order > 0 && j < _size; j++) columns[_size + 1 + j][i] = gradient[j];
            for (var row = 0; order > 1 && row < _size; row++)
            {
                for (var column = 0; column <= row; column++) columns[(2 * _size) + 1 + Packed(row, column)][i] = hessian[(row * _size) + column];
            }
        }

        options.Progress?.Report(columns.Count);
    }
}
