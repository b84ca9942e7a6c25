namespace Symbolic.Numerics;

/// <summary>Units in the last place: the spacing of doubles, and distances counted in it.</summary>
public static class Ulp
{
    /// <summary>
    /// Distance from |<paramref name="x"/>| to the next double above it; for the largest finite double the distance to the
    /// one below. NaN for NaN and infinities, the smallest subnormal for 0.
    /// </summary>
    public static double Of(double x)
    {
        var magnitude = Math.Abs(x);
        if (!double.IsFinite(magnitude))
        {
            return double.NaN;
        }

        return magnitude == double.MaxValue
            ? magnitude - Math.BitDecrement(magnitude)
            : Math.BitIncrement(magnitude) - magnitude;
    }

    /// <summary>
    /// Number of doubles between <paramref name="a"/> and <paramref name="b"/>: 0 for equal values, +0 and -0, and two NaNs;
    /// ∞ when exactly one is NaN. Infinities count as the neighbours of the largest finite doubles.
    /// Counts above 2^53 are rounded to double.
    /// </summary>
    public static double Distance(double a, double b)
    {
        if (double.IsNaN(a) || double.IsNaN(b))
        {
            return double.IsNaN(a) && double.IsNaN(b) ? 0 : double.PositiveInfinity;
        }

        return (double)Int128.Abs((Int128)Ordinal(a) - Ordinal(b));
    }

    /// <summary>Position of x on the line of doubles: consecutive doubles have consecutive integers, ±0 have 0.</summary>
    private static long Ordinal(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        return bits >= 0 ? bits : long.MinValue - bits;
    }
}
