namespace Symbolic.Numerics;

/// <content>Reciprocal circular functions and their inverses (radians).</content>
public static partial class SpecialFunctions
{
    /// <summary>Secant, 1/cos(x).</summary>
    public static double Sec(double x) => 1 / Math.Cos(x);

    /// <summary>Cosecant, 1/sin(x).</summary>
    public static double Csc(double x) => 1 / Math.Sin(x);

    /// <summary>Cotangent, 1/tan(x).</summary>
    public static double Cot(double x) => 1 / Math.Tan(x);

    /// <summary>Inverse secant, acos(1/x), in [0, π], for |x| ≥ 1.</summary>
    public static double Asec(double x) => Math.Acos(1 / x);

    /// <summary>Inverse cosecant, asin(1/x), in [-π/2, π/2], for |x| ≥ 1.</summary>
    public static double Acsc(double x) => Math.Asin(1 / x);

    /// <summary>Inverse cotangent, atan(1/x), in [-π/2, π/2]; ±π/2 at ±0.</summary>
    public static double Acot(double x) => Math.Atan(1 / x);
}
