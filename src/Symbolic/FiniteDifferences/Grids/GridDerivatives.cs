using System.Collections.Immutable;

namespace Symbolic.FiniteDifferences.Grids;

/// <summary>
/// Partial derivatives of sampled functions of any number of variables. Results lie on the nodes of the input, in the same
/// shape and axis order (C order, last axis fastest, as NumPy), edges included.
/// </summary>
/// <remarks>
/// Each derivative is taken with one direct stencil of the asked order of accuracy at every node (Fornberg's weights; one-sided
/// at the edges), never by repeating first differences along the same axis, which halves f″ at the edges and is blind to a
/// checkerboard. Mixed partials are the product of one pass per axis. An axis with fewer nodes than derivative + accuracy
/// lowers the order there, which the result's notes say; an axis with no more nodes than the order of the derivative is
/// refused with <see cref="ArgumentException"/>. All methods are safe to call from several threads.
/// </remarks>
public static class GridDerivatives
{
    /// <summary>The first derivatives: one field per axis, in the order of the axes.</summary>
    public static ImmutableArray<GridData> Gradient(GridData grid, GridOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var plan = new DerivativePlan(grid, options ?? GridOptions.Default);
        double[][] targets = [.. Enumerable.Range(0, grid.Rank).Select(_ => plan.NewValues())];
        plan.Run([.. targets.Select((target, d) => new ResultField(target, [grid], new Term(plan.Chain(grid, (d, 1)))))]);
        return [.. targets.Select(plan.Result)];
    }

    /// <summary>
    /// One partial derivative: the product over the given pairs of axis and order (1 to 8), so that <c>(0, 2), (1, 1)</c> is
    /// ∂³f/∂x₀²∂x₁. Pairs of the same axis add up to one direct stencil.
    /// </summary>
    public static GridData Partial(GridData grid, params (int Axis, int Order)[] partials) =>
        Partial(grid, GridOptions.Default, partials);

    /// <inheritdoc cref="Partial(GridData, ValueTuple{int, int}[])"/>
    public static GridData Partial(GridData grid, GridOptions options, params (int Axis, int Order)[] partials)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(options);
        var plan = new DerivativePlan(grid, options);
        double[] target = plan.NewValues();
        plan.Run(new ResultField(target, [grid], new Term(plan.Chain(grid, Merge(grid.Rank, partials)))));
        return plan.Result(target);
    }

    /// <summary>All second derivatives, mixed partials once per pair.</summary>
    public static GridHessian Hessian(GridData grid, GridOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(grid);
        int pairs = grid.Rank * (grid.Rank + 1) / 2;
        return Hessian(grid, [.. Enumerable.Range(0, pairs).Select(_ => GC.AllocateUninitializedArray<double>(grid.Count))], options);
    }

    /// <summary>
    /// As <see cref="Hessian(GridData, GridOptions?)"/>, into arrays of the caller's, one per pair in the order of
    /// <see cref="GridHessian.Entries"/>, each as long as the grid has nodes.
    /// </summary>
    public static GridHessian Hessian(GridData grid, IReadOnlyList<double[]> targets, GridOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfNotEqual(targets.Count, grid.Rank * (grid.Rank + 1) / 2, nameof(targets));
        var plan = new DerivativePlan(grid, options ?? GridOptions.Default);
        var fields = new ResultField[targets.Count];
        for (int i = 0; i < grid.Rank; i++)
        {
            for (int j = i; j < grid.Rank; j++)
            {
                int entry = GridHessian.IndexOf(i, j, grid.Rank);
                ArgumentOutOfRangeException.ThrowIfNotEqual(targets[entry].Length, grid.Count, nameof(targets));
                OperatorChain chain = i == j ? plan.Chain(grid, (i, 2)) : plan.Chain(grid, (i, 1), (j, 1));
                fields[entry] = new(targets[entry], [grid], new Term(chain));
            }
        }

        plan.Run(fields);
        return new(grid.Rank, [.. targets.Select(plan.Result)]);
    }

    /// <summary>The sum of the second derivatives along all axes.</summary>
    public static GridData Laplacian(GridData grid, GridOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var plan = new DerivativePlan(grid, options ?? GridOptions.Default);
        double[] target = plan.NewValues();
        Term[] terms = [.. Enumerable.Range(0, grid.Rank).Select(d => new Term(plan.Chain(grid, (d, 2))))];
        plan.Run(new ResultField(target, [grid], terms));
        return plan.Result(target);
    }

    private static (int Axis, int Order)[] Merge(int rank, (int Axis, int Order)[] partials)
    {
        ArgumentNullException.ThrowIfNull(partials);
        if (partials.Length == 0)
        {
            throw new ArgumentException("Name at least one axis to differentiate along.", nameof(partials));
        }

        foreach ((int axis, int order) in partials)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(axis, nameof(partials));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(axis, rank, nameof(partials));
            ArgumentOutOfRangeException.ThrowIfLessThan(order, 1, nameof(partials));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(order, DerivativePlan.MaxDerivative, nameof(partials));
        }

        (int Axis, int Order)[] merged = [.. partials.GroupBy(p => p.Axis).Select(g => (g.Key, g.Sum(p => p.Order))).OrderBy(p => p.Key)];
        foreach ((_, int order) in merged)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(order, DerivativePlan.MaxDerivative, nameof(partials));
        }

        return merged;
    }
}
