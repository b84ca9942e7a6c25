namespace Symbolic.FiniteDifferences;

public static partial class DerivativeJudge
{
    // Below this many variables a ladder per component costs no more than the directions save.
    private const int ManyVariables = 12;

    /// <summary>
    /// Judges a claimed gradient. With many variables two random directions come first: a few dozen calls confirm all components at
    /// once, and where they contradict, bisection finds the wrong ones.
    /// </summary>
    /// <param name="claim">The claimed gradient, length n.</param>
    /// <param name="f">The function; the array it receives is reused between calls.</param>
    /// <param name="x">The point, length n; not changed.</param>
    /// <param name="tolerance">Relative error of a component that must be found.</param>
    /// <param name="options">Bounds, scales, limits, seed of the directions.</param>
    public static GradientJudgement JudgeGradient(
        ReadOnlySpan<double> claim, Func<double[], double> f, ReadOnlySpan<double> x, double tolerance = DefaultTolerance,
        DifferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentOutOfRangeException.ThrowIfNotEqual(claim.Length, x.Length, nameof(claim));
        options ??= DifferenceOptions.Default;
        var box = new BlackBox(f, x, options);
        bool useDirections = claim.Length >= ManyVariables;
        var bisection = new GradientBisection(box, claim.ToArray(), tolerance);
        DerivativeJudgement[] components = IsRepeatable(box)
            ? bisection.Run(useDirections)
            : [.. claim.ToArray().Select(g => NonDeterministic(g, DerivativeEstimate.None(0)))];
        return new(components, box.Calls, useDirections ? options.Seed : 0);
    }

    /// <summary>Judges a claimed Hessian against values of the function; the components are row by row, length n².</summary>
    /// <param name="claim">The claimed Hessian, n×n.</param>
    /// <param name="f">The function; the array it receives is reused between calls.</param>
    /// <param name="x">The point, length n; not changed.</param>
    /// <param name="tolerance">Relative error of an entry that must be found.</param>
    /// <param name="options">Bounds, scales, limits.</param>
    public static GradientJudgement JudgeHessian(
        double[,] claim, Func<double[], double> f, ReadOnlySpan<double> x, double tolerance = DefaultTolerance,
        DifferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(f);
        int n = x.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(claim.GetLength(0), n, nameof(claim));
        ArgumentOutOfRangeException.ThrowIfNotEqual(claim.GetLength(1), n, nameof(claim));
        options ??= DifferenceOptions.Default;
        double[] point = x.ToArray();
        HessianEstimate first = FiniteDifference.Hessian(f, point, options);
        HessianEstimate? second = null;
        bool isRepeatable = IsRepeatable(new BlackBox(f, x, options));
        var entries = new DerivativeJudgement[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                int row = i, column = j;
                double scale = Math.Sqrt(Math.Abs(first[i, i].Value)) * Math.Sqrt(Math.Abs(first[j, j].Value));
                entries[i * n + j] = isRepeatable
                    ? Judge(claim[i, j], first[i, j], () => Second()[row, column], tolerance, double.IsFinite(scale) ? scale : 0)
                    : NonDeterministic(claim[i, j], first[i, j]);
            }
        }
        return new(entries, first.Calls + (second?.Calls ?? 0) + 2, 0);

        HessianEstimate Second() => second ??= FiniteDifference.Hessian(
            f, point, options.Independent());
    }

    private static bool IsRepeatable(BlackBox box) => box.Value.Equals(box.ValueAt([], []));
}
