namespace Symbolic.Numerics;

/// <content>Functions with kinks and jumps.</content>
public static partial class SpecialFunctions
{
    /// <summary>-1, 0 or 1 by the sign of x; ±0 and NaN are kept.</summary>
    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : x;

    /// <summary>Unit step: 0 for x &lt; 0, 1/2 at 0, 1 for x &gt; 0.</summary>
    public static double Heaviside(double x) => x > 0 ? 1 : x < 0 ? 0 : x == 0 ? 0.5 : x;

    /// <summary>
    /// Floored remainder x - y·⌊x/y⌋: in [0, y) for y &gt; 0, in (y, 0] for y &lt; 0, up to rounding to y itself. Exact but for
    /// the one addition when the signs differ. mod(x, ±∞) is x, or ±∞ when the signs differ; mod(x, 0) is NaN.
    /// </summary>
    public static double Mod(double x, double y)
    {
        var remainder = x % y;
        if (remainder == 0)
        {
            return Math.CopySign(0, y);
        }

        return (remainder < 0) == (y < 0) || double.IsNaN(remainder) ? remainder : remainder + y;
    }

    /// <summary>x limited to [lo, hi]; NaN when lo &gt; hi or an argument is NaN.</summary>
    public static double Clamp(double x, double lo, double hi)
    {
        return lo <= hi ? Math.Min(Math.Max(x, lo), hi) : double.NaN;
    }

    /// <summary>Nearest integer, halves away from zero.</summary>
    public static double Round(double x) => Math.Round(x, MidpointRounding.AwayFromZero);

    /// <summary>Integer part, towards zero.</summary>
    public static double Trunc(double x) => Math.Truncate(x);
}
