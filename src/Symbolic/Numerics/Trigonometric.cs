namespace Symbolic.Numerics;

/// <content>Reciprocal circular functions and their inverses (radians).</content>
public static partial class SpecialFunctions
{
    /// <summary>Secant, 1/cos(x).</summary>
    public static double Sec(double x) => 1 / Math.Cos(x);

    /// <summary>Cosecant, 1/sin(x); ±∞ at ±0.</summary>
    public static double Csc(double x) => 1 / Math.Sin(x);

    /// <summary>Cotangent, 1/tan(x); ±∞ at ±0.</summary>
    public static double Cot(double x) => 1 / Math.Tan(x);

    /// <summary>Inverse secant, acos(1/x), in [0, π], for |x| ≥ 1; π/2 at ±∞.</summary>
    public static double Asec(double x)
    {
        if (Math.Abs(x) == 1)
        {
            return x > 0 ? 0 : Math.PI;
        }

        // acos(1/x) = 2 atan √((x-1)/(x+1)): near ±1 the rounding of 1/x would be magnified without bound.
        return Math.Abs(x) < 2 ? 2 * Math.Atan(Math.Sqrt((x - 1) / (x + 1))) : Math.Acos(1 / x);
    }

    /// <summary>Inverse cosecant, asin(1/x), in [-π/2, π/2], for |x| ≥ 1.</summary>
    public static double Acsc(double x)
    {
        return Math.Abs(x) < 2
            ? Math.CopySign(Math.Atan(1 / Math.Sqrt((Math.Abs(x) - 1) * (Math.Abs(x) + 1))), x)
            : Math.Asin(1 / x);
    }

    /// <summary>Inverse cotangent, atan(1/x), in [-π/2, π/2]: odd, with the jump at 0 (±π/2 at ±0).</summary>
    public static double Acot(double x) => Math.Atan(1 / x);
}
