namespace Symbolic.FiniteDifferences;

/// <summary>
/// Tells a kink from a steep bend. At a kink of f the second difference times h, the jump of the slope, stays the same from step to
/// step, where f is smooth it falls with h. At a kink of f′ the first quotient approaches its limit in proportion to h, not h².
/// </summary>
internal static class KinkTest
{
    /// <summary>Relative change of the jump from step to step that still counts as none, and the accuracy it is known to.</summary>
    public const double Flatness = 0.1;

    private const int Looks = 16;
    private const int FlatLooks = 4;
    private const double AboveNoise = 40;

    /// <summary>The jump of the slope (right minus left), or 0 when there is none that rounding lets one see.</summary>
    public static double JumpOfSlope(StepDifferences differences, double top, double smallest) =>
        TailOf(differences, top, smallest, (d, h) => (d.Second * h, 1e-15 * d.Magnitude(2, differences.ArgumentSize) / h));

    /// <summary>The jump of the second derivative where f′ is known to be slope, or 0.</summary>
    public static double JumpOfCurvature(StepDifferences differences, double slope, double slopeBound, double top, double smallest) =>
        4 * TailOf(differences, top, smallest, (d, h) => (
            (d.First - slope) / h, slopeBound / h + 1e-15 * d.Magnitude(1, differences.ArgumentSize) / h / h));

    /// <summary>
    /// The value a quantity keeps over the last steps at which it is above its noise; 0 when it keeps none. Only the last count: a
    /// rounded corner looks like a kink at steps above its radius.
    /// </summary>
    private static double TailOf(
        StepDifferences differences, double top, double smallest, Func<StepDifference, double, (double Value, double Noise)> measure)
    {
        double last = 0;
        int flat = 0;
        double h = top;
        for (int look = 0; look < Looks && h >= smallest; look++, h /= 8)
        {
            StepDifference d = differences.At(h);
            (double value, double noise) = measure(d, h);
            if (!(Math.Abs(value) > AboveNoise * noise))
                break;
            flat = Math.Abs(value / last - 1) < Flatness ? flat + 1 : 1;
            last = value;
        }
        return flat >= FlatLooks ? last : 0;
    }
}
