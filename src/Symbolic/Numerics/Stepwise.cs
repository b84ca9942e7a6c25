namespace Symbolic.Numerics;

/// <content>Functions with kinks and jumps.</content>
public static partial class SpecialFunctions
{
    /// <summary>-1, 0 or 1 by the sign of x; ±0 is kept, NaN stays NaN.</summary>
    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : x;

    /// <summary>Unit step: 0 for x &lt; 0, 1/2 at 0, 1 for x &gt; 0.</summary>
    public static double Heaviside(double x) => x > 0 ? 1 : x < 0 ? 0 : x == 0 ? 0.5 : x;

    /// <summary>Floored remainder x - y·⌊x/y⌋, with the sign of y.</summary>
    public static double Mod(double x, double y) => x - (y * Math.Floor(x / y));

    /// <summary>x limited to [lo, hi]; NaN when lo &gt; hi or an argument is NaN.</summary>
    public static double Clamp(double x, double lo, double hi) => lo <= hi ? (x < lo ? lo : x > hi ? hi : x) : double.NaN;

    /// <summary>Nearest integer, halves away from zero.</summary>
    public static double Round(double x) => Math.Round(x, MidpointRounding.AwayFromZero);

    /// <summary>Integer part, towards zero.</summary>
    public static double Trunc(double x) => Math.Truncate(x);
}
