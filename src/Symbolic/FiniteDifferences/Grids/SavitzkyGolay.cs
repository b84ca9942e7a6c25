namespace Symbolic.FiniteDifferences.Grids;

/// <summary>
/// Smoothing, and derivatives of noisy samples: at each node the polynomial of a given degree that fits the nearest samples of
/// the row best in the sense of least squares, or its derivative. Edges use the fit of the outermost window; unequally spaced
/// axes and missing nodes are treated as in <see cref="GridDerivatives"/>. Exact for polynomials up to the degree.
/// </summary>
/// <remarks>
/// Source: A. Savitzky and M. J. E. Golay, Anal. Chem. 36 (1964), 1627-1639. A window longer than its axis is shortened to the
/// longest odd one that fits, and the degree with it where needed, which the result's notes say.
/// </remarks>
public static class SavitzkyGolay
{
    /// <summary>The longest window.</summary>
    public const int MaxWindow = 1001;

    /// <summary>Smooths along every axis in turn.</summary>
    /// <param name="grid">The samples.</param>
    /// <param name="window">How many nodes each fit takes, odd and greater than <paramref name="degree"/>.</param>
    /// <param name="degree">The degree of the polynomial, 0 to 12.</param>
    /// <param name="options">Missing nodes and threads; the order of accuracy does not apply.</param>
    public static GridData Smooth(GridData grid, int window, int degree, GridOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return Partial(grid, window, degree, options ?? GridOptions.Default, [.. Enumerable.Range(0, grid.Rank).Select(d => (d, 0))]);
    }

    /// <summary>
    /// The derivative along the given axes, each with its order; order 0 smooths along an axis, axes not named are left as they are.
    /// </summary>
    public static GridData Partial(GridData grid, int window, int degree, GridOptions options, params (int Axis, int Order)[] partials)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(partials);
        Check(window, degree);
        if (partials.Length == 0 || partials.DistinctBy(p => p.Axis).Count() != partials.Length)
        {
            throw new ArgumentException("Name at least one axis, and each axis once.", nameof(partials));
        }

        var plan = new DerivativePlan(grid, options);
        var operators = new AxisOperator[partials.Length];
        for (int i = 0; i < operators.Length; i++)
        {
            (int axis, int order) = partials[i];
            ArgumentOutOfRangeException.ThrowIfNegative(axis, nameof(partials));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(axis, grid.Rank, nameof(partials));
            ArgumentOutOfRangeException.ThrowIfNegative(order, nameof(partials));
            operators[i] = plan.Operator(axis, Rule(plan, axis, order, window, degree));
        }

        double[] target = plan.NewValues();
        plan.Run(new ResultField(target, [grid], new Term(plan.Chain(grid, operators))));
        return plan.Result(target);
    }

    private static LeastSquaresRule Rule(DerivativePlan plan, int axis, int order, int window, int degree)
    {
        int nodes = plan.Shape[axis];
        int fitting = Math.Min(window, nodes - 1 + (nodes & 1));
        int fittingDegree = Math.Min(degree, fitting - 1);
        if (order > fittingDegree)
        {
            throw new ArgumentException(
                $"A derivative of order {order} along axis {axis} ({nodes} nodes) cannot come from polynomials of degree {fittingDegree}.", nameof(degree));
        }

        if (fitting < window)
        {
            plan.Note($"Axis {axis} has {nodes} nodes: the window there is {fitting} nodes with degree {fittingDegree}, not {window} with {degree}.");
        }

        return new(order, fitting, fittingDegree);
    }

    private static void Check(int window, int degree)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(degree);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(degree, 12);
        if (window is < 1 or > MaxWindow || window % 2 == 0 || window <= degree)
        {
            throw new ArgumentException($"A window is an odd number of nodes from 1 to {MaxWindow} and greater than the degree ({degree}); it is {window}.", nameof(window));
        }
    }
}
