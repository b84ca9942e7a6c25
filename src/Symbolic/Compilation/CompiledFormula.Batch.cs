using Symbolic.Compilation.Batch;

namespace Symbolic.Compilation;

/// <content>Many points at once.</content>
public sealed partial class CompiledFormula
{
    private BatchTier? _batches;

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
        var task = TaskOf(order);
        using var set = new ColumnSet(columns, _size, new([values], 1, nameof(values)), new(gradients, _size, nameof(gradients)), new(hessians, PackedSize, nameof(hessians)));
        Batches.Run(task, set, options, () => RowOf(order));
    }

    /// <summary>The same over arrays.</summary>
    /// <inheritdoc cref="EvaluateBatch(IReadOnlyList{ReadOnlyMemory{double}}, Memory{double}, IReadOnlyList{Memory{double}}, IReadOnlyList{Memory{double}}, BatchOptions)"/>
    public void EvaluateBatch(double[][] columns, double[] values, double[][]? gradients = null, double[][]? hessians = null, BatchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        EvaluateBatch([.. columns.Select(c => (ReadOnlyMemory<double>)c)], values, gradients?.Select(c => c.AsMemory()).ToArray(), hessians?.Select(c => c.AsMemory()).ToArray(), options);
    }

    /// <summary>Makes the machine code over columns now, at a width of vectors of choice.</summary>
    internal void CompileBatchNow(int order, VectorOperations vectors) => Batches.CompileNow(TaskOf(order), vectors);

    private BatchTier Batches => Volatile.Read(ref _batches) ?? Interlocked.CompareExchange(ref _batches, new BatchTier(Mode), null) ?? _batches;

    /// <summary>Number of entries in the lower triangle of the Hessian.</summary>
    private int PackedSize => _size * (_size + 1) / 2;

    private static int Packed(int row, int column) => (row * (row + 1) / 2) + column;

    private BatchTask TaskOf(int order)
    {
        var kernel = KernelOf(order);
        var destinations = kernel.Destinations.Where(d => d.Section < 2 || d.Offset % _size <= d.Offset / _size)
            .Select(d => d.Section < 2 ? d : d with { Offset = Packed(d.Offset / _size, d.Offset % _size) });
        return new BatchTask(kernel, order, new SectionSizes(1, order > 0 ? _size : 0, order > 1 ? PackedSize : 0), destinations);
    }

    /// <summary>Value, gradient and lower triangle of the Hessian at a point.</summary>
    private PointRow RowOf(int order)
    {
        if (order == 0) return (x, results) => results[0] = Evaluate(x);
        if (order == 1) return (x, results) => results[0] = Evaluate(x, results[1..]);
        var matrix = new double[_size * _size];
        return (x, results) =>
        {
            results[0] = Evaluate(x, results.Slice(1, _size), matrix);
            for (var row = 0; row < _size; row++) matrix.AsSpan(row * _size, row + 1).CopyTo(results[(1 + _size + Packed(row, 0))..]);
        };
    }
}
