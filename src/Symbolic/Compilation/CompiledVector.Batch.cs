using Symbolic.Compilation.Batch;

namespace Symbolic.Compilation;

/// <content>Many points at once.</content>
public sealed partial class CompiledVector
{
    private BatchTier? _batches;

    /// <summary>
    /// The values at many points, and where asked the Jacobians, one column of points for each number: machine code over SIMD vectors, on all
    /// processors. Only the columns themselves take memory, so any number of points streams through.
    /// </summary>
    /// <param name="columns">One column for each variable, all of the length of those of <paramref name="values"/>.</param>
    /// <param name="values">Receives the values, one column for each formula; the length of the first is the number of points.</param>
    /// <param name="jacobian">
    /// Receives the first derivatives that are not identically 0, one column for each in the order of <see cref="JacobianPattern"/>; null to go
    /// without.
    /// </param>
    /// <param name="options">Threads, progress, cancellation.</param>
    /// <remarks>
    /// The arithmetic is that of <see cref="EvaluateSparse"/> to the bit; functions come from vector kernels that are right to 2 ulps (gamma
    /// family 4), or are called lane by lane. What comes out at a point does not depend on its place or on how many others there are, once
    /// machine code has been made, which is after 2,000 points. Formulas with long sums are evaluated point by point.
    /// </remarks>
    /// <exception cref="ArgumentException">A column is missing or too short, or one of results shares memory with another column.</exception>
    /// <exception cref="InvalidOperationException">The formulas were compiled without their Jacobian.</exception>
    /// <exception cref="OperationCanceledException">The options ask for it.</exception>
    public void EvaluateBatch(
        IReadOnlyList<ReadOnlyMemory<double>> columns,
        IReadOnlyList<Memory<double>> values,
        IReadOnlyList<Memory<double>>? jacobian = null,
        BatchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(values);
        if (jacobian is not null) RequireJacobian();
        using var set = new ColumnSet(columns, Variables.Length, new(values, Count, nameof(values)), new ColumnSection(jacobian, jacobian is null ? 0 : NonZeros, nameof(jacobian)));
        var order = jacobian is null ? 0 : 1;
        if (_looped is not null)
        {
            set.Fill(RowOf(order), options);
            return;
        }

        Batches.Run(TaskOf(order), set, options, () => RowOf(order));
    }

    /// <summary>The same over arrays.</summary>
    /// <inheritdoc cref="EvaluateBatch(IReadOnlyList{ReadOnlyMemory{double}}, IReadOnlyList{Memory{double}}, IReadOnlyList{Memory{double}}, BatchOptions)"/>
    public void EvaluateBatch(double[][] columns, double[][] values, double[][]? jacobian = null, BatchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(values);
        EvaluateBatch([.. columns.Select(c => (ReadOnlyMemory<double>)c)], [.. values.Select(c => c.AsMemory())], jacobian?.Select(c => c.AsMemory()).ToArray(), options);
    }

    /// <summary>Makes the machine code over columns now, at a width of vectors of choice.</summary>
    internal void CompileBatchNow(int order, VectorOperations vectors) => Batches.CompileNow(TaskOf(order), vectors);

    private BatchTier Batches => Volatile.Read(ref _batches) ?? Interlocked.CompareExchange(ref _batches, new BatchTier(Mode), null) ?? _batches;

    private BatchTask TaskOf(int order)
    {
        var kernel = order == 0 ? _valuesKernel! : SparseKernel();
        return new BatchTask(kernel, order, new SectionSizes(Count, order > 0 ? NonZeros : 0), kernel.Destinations);
    }

    /// <summary>The values, and the Jacobian in the order of its pattern, at a point.</summary>
    private PointRow RowOf(int order) => order == 0 ? Evaluate : (x, results) => EvaluateSparse(x, results[..Count], results[Count..]);
}
