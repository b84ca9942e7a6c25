namespace Symbolic.Numerics;

/// <content>Reciprocal hyperbolic functions and their inverses.</content>
public static partial class SpecialFunctions
{
    /// <summary>Hyperbolic secant, 1/cosh(x).</summary>
    public static double Sech(double x) => 1 / Math.Cosh(x);

    /// <summary>Hyperbolic cosecant, 1/sinh(x).</summary>
    public static double Csch(double x) => 1 / Math.Sinh(x);

    /// <summary>Hyperbolic cotangent, 1/tanh(x).</summary>
    public static double Coth(double x) => 1 / Math.Tanh(x);

    /// <summary>Inverse hyperbolic secant, acosh(1/x), for 0 ≤ x ≤ 1.</summary>
    public static double Asech(double x) => Math.Acosh(1 / x);

    /// <summary>Inverse hyperbolic cosecant, asinh(1/x).</summary>
    public static double Acsch(double x) => Math.Asinh(1 / x);

    /// <summary>Inverse hyperbolic cotangent, atanh(1/x), for |x| ≥ 1.</summary>
    public static double Acoth(double x) => Math.Atanh(1 / x);
}
