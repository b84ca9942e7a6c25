namespace Symbolic.FiniteDifferences;

/// <summary>
/// Nodes and weights of a fast mode, in units of its step h: derivative = Σ weight·f(x + offset·h)/h, error estimate = Σ
/// errorWeight·f(x + offset·h)/h.
/// </summary>
internal sealed class FastStencil
{
    private static readonly FastStencil ForwardRight = new([0, 1], [-1, 1], [0, 0]);
    private static readonly FastStencil CentralBoth = new([-1, 1], [-0.5, 0.5], [0, 0]);

    // D(h) = (f₊ - f₀)/h extrapolated from h and h/2: 2D(h/2) - D(h).
    private static readonly FastStencil CentralRight = new([0, 0.5, 1], [-3, 4, -1], [0, 0, 0]);

    // (4D(h/2) - D(h))/3 and (D(h) - D(h/2))/3.
    private static readonly FastStencil RichardsonBoth =
        new([-1, -0.5, 0.5, 1], [1.0 / 6, -4.0 / 3, 4.0 / 3, -1.0 / 6], [-1.0 / 6, 1.0 / 3, -1.0 / 3, 1.0 / 6]);

    // The same at h, h/2, h/4, h/8 on one side, three extrapolations in powers of h; the error is the last one's gain.
    private static readonly FastStencil RichardsonRight = new(
        [0, 0.125, 0.25, 0.5, 1],
        [-15, 512.0 / 21, -32.0 / 3, 4.0 / 3, -1.0 / 21],
        [-1, 64.0 / 21, -8.0 / 3, 2.0 / 3, -1.0 / 21]);

    private FastStencil(double[] offsets, double[] weights, double[] errorWeights)
    {
        Offsets = offsets;
        Weights = weights;
        ErrorWeights = errorWeights;
    }

    public double[] Offsets { get; }

    public double[] Weights { get; }

    public double[] ErrorWeights { get; }

    public static FastStencil Of(FastMode mode, bool bothSides) => (mode, bothSides) switch
    {
        (FastMode.Forward, _) => ForwardRight,
        (FastMode.Central, true) => CentralBoth,
        (FastMode.Central, false) => CentralRight,
        (_, true) => RichardsonBoth,
        _ => RichardsonRight,
    };

    /// <summary>
    /// The step that balances truncation and rounding: ε^(1/2), ε^(1/3), ε^(1/5) of the coordinate's size, eleven bits long so that
    /// x ± h is exact.
    /// </summary>
    public static double StepOf(FastMode mode, double size)
    {
        double exponent = mode switch { FastMode.Forward => 1.0 / 2, FastMode.Central => 1.0 / 3, _ => 1.0 / 5 };
        double length = Math.Pow(Math.ScaleB(1, -52), exponent) * size;
        return DifferenceOptions.Multipliers[0] / 1024.0 * Math.ScaleB(1, (int)Math.Floor(Math.Log2(length)));
    }

    /// <summary>Step (negative: to the left) and stencil of a coordinate within its bounds.</summary>
    public static (double Step, FastStencil Stencil) Fit(FastMode mode, double x, double lower, double upper, double typical)
    {
        double step = StepOf(mode, Math.Max(Math.Abs(x), typical));
        double left = x - lower, right = upper - x;
        if (mode != FastMode.Forward && left >= step && right >= step)
            return (step, Of(mode, bothSides: true));
        double signed = right >= step || right >= left ? Math.Min(step, right) : -Math.Min(step, left);
        return (signed, Of(mode, bothSides: false));
    }
}
