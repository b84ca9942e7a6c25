namespace Symbolic.Numerics;

/// <content>Reciprocal hyperbolic functions and their inverses, each in the form that does not cancel.</content>
public static partial class SpecialFunctions
{
    /// <summary>Hyperbolic secant, 1/cosh(x).</summary>
    public static double Sech(double x)
    {
        // cosh overflows while its reciprocal is still subnormal; beyond 22, cosh(x) = exp(|x|)/2 to rounding.
        var magnitude = Math.Abs(x);
        if (!(magnitude <= 22))
        {
            return 2 * Math.Exp(-magnitude);
        }

        var growth = ElementaryKernels.ExpQuick(magnitude, out var k);
        var high = DoubleDouble.Scale(growth.Hi, k);
        return 2 / (high + ((1 / high) + DoubleDouble.Scale(growth.Lo, k)));
    }

    /// <summary>Hyperbolic cosecant, 1/sinh(x); ±∞ at ±0.</summary>
    public static double Csch(double x)
    {
        var magnitude = Math.Abs(x);
        if (magnitude > 22)
        {
            return Math.CopySign(2 * Math.Exp(-magnitude), x);
        }

        if (!(magnitude > 1))
        {
            return 1 / Math.Sinh(x);
        }

        var growth = ElementaryKernels.ExpQuick(magnitude, out var k);
        var high = DoubleDouble.Scale(growth.Hi, k);
        return Math.CopySign(2 / (high - ((1 / high) - DoubleDouble.Scale(growth.Lo, k))), x);
    }

    /// <summary>Hyperbolic cotangent, 1/tanh(x); ±∞ at ±0.</summary>
    public static double Coth(double x) => 1 / Math.Tanh(x);

    /// <summary>Inverse hyperbolic secant, acosh(1/x), for 0 ≤ x ≤ 1; ∞ at 0.</summary>
    public static double Asech(double x)
    {
        if (!(x > 0 && x <= 1))
        {
            return x == 0 ? double.PositiveInfinity : double.NaN;
        }

        // acosh(1/x) = ln((1 + √(1-x²))/x) = 2 atanh √((1-x)/(1+x)).
        return x < 0.5
            ? Math.Log(1 + Math.Sqrt((1 - x) * (1 + x))) - Math.Log(x)
            : 2 * Math.Atanh(Math.Sqrt((1 - x) / (1 + x)));
    }

    /// <summary>Inverse hyperbolic cosecant, asinh(1/x); ±∞ at ±0.</summary>
    public static double Acsch(double x)
    {
        // Below 1e-300 the reciprocal may overflow, and asinh(1/x) = ln(2/|x|) to rounding.
        return Math.Abs(x) < 1e-300 ? Math.CopySign(Math.Log(2) - Math.Log(Math.Abs(x)), x) : Math.Asinh(1 / x);
    }

    /// <summary>Inverse hyperbolic cotangent, atanh(1/x), for |x| ≥ 1; ±∞ at ±1.</summary>
    public static double Acoth(double x)
    {
        var magnitude = Math.Abs(x);
        if (!(magnitude < 2))
        {
            return Math.Atanh(1 / x);
        }

        // atanh(1/x) = ln(1 + 2/(x-1))/2, where x - 1 is exact.
        return magnitude < 1 ? double.NaN : Math.CopySign(0.5 * Log1p(2 / (magnitude - 1)), x);
    }
}
