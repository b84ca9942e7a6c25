namespace Symbolic.FiniteDifferences;

public static partial class FiniteDifference
{
    /// <summary>
    /// The Jacobian of a vector-valued function, one set of nodes per column and one ladder per component over it.
    /// </summary>
    /// <param name="f">
    /// The function. It receives an array of length n that is reused between calls and returns m values; a result of another length,
    /// null or an exception means "outside the domain".
    /// </param>
    /// <param name="x">The point, length n; not changed.</param>
    /// <param name="options">Bounds, scales and limits; null means <see cref="DifferenceOptions.Default"/>.</param>
    public static JacobianEstimate Jacobian(Func<double[], double[]> f, ReadOnlySpan<double> x, DifferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        options ??= DifferenceOptions.Default;
        var box = new VectorBox(f, x, options);
        var entries = new DerivativeEstimate[box.Rows, x.Length];
        for (int column = 0; column < x.Length; column++)
        {
            LadderResult[] ladders = box.RunLadders(column, options);
            for (int row = 0; row < ladders.Length; row++)
                entries[row, column] = ladders[row].First;
        }
        return new(box.Value, entries, box.Calls);
    }

    /// <summary>
    /// The Hessian as the Jacobian of a gradient given as code. Of ∂g_i/∂x_j and ∂g_j/∂x_i the one with the smaller bound is taken
    /// (their mean when the bounds are equal); how much they differ is reported, a free test of the gradient.
    /// </summary>
    /// <param name="gradient">The gradient: n values from n.</param>
    /// <param name="x">The point, length n; not changed.</param>
    /// <param name="options">Bounds, scales and limits; null means <see cref="DifferenceOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">The gradient did not return n values at <paramref name="x"/>.</exception>
    public static HessianEstimate HessianFromGradient(
        Func<double[], double[]> gradient, ReadOnlySpan<double> x, DifferenceOptions? options = null)
    {
        JacobianEstimate jacobian = Jacobian(gradient, x, options);
        int n = x.Length;
        if (jacobian.Rows != n)
            throw new ArgumentException($"The gradient returned {jacobian.Rows} values for {n} variables.", nameof(gradient));
        var entries = new DerivativeEstimate[n, n];
        double asymmetry = 0, relative = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                DerivativeEstimate a = jacobian[i, j], b = jacobian[j, i];
                entries[i, j] = entries[j, i] = Combine(a, b);
                double difference = Math.Abs(a.Value - b.Value);
                if (i == j || !double.IsFinite(difference))
                    continue;
                asymmetry = Math.Max(asymmetry, difference);
                relative = Math.Max(relative, difference == 0 ? 0 : difference / (a.ErrorBound + b.ErrorBound));
            }
        }
        var components = new DerivativeEstimate[n];
        for (int i = 0; i < n; i++)
            components[i] = new(jacobian.Value[i], 0, 0, 0, 0, EstimateStatus.Ok);
        return new(new GradientEstimate(double.NaN, components, 1), entries, jacobian.Calls)
        {
            Asymmetry = asymmetry,
            RelativeAsymmetry = relative,
        };
    }

    private static DerivativeEstimate Combine(DerivativeEstimate a, DerivativeEstimate b)
    {
        if (a.ErrorBound == b.ErrorBound && a.Status == b.Status)
            return a with { Value = a.Value / 2 + b.Value / 2 };
        if (a.IsReliable != b.IsReliable)
            return a.IsReliable ? a : b;
        return a.ErrorBound <= b.ErrorBound ? a : b;
    }
}
