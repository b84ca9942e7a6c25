namespace Symbolic.Numerics;

/// <content>
/// Inverse error functions: a polynomial in the middle; in the tails a rough polynomial in √(-ln q) and one step of
/// Halley's method on erfc(x) = q, the residual taken as erfcx(x) - q·exp(x²), which does not underflow.
/// </content>
public static partial class SpecialFunctions
{
    /// <summary>From here on the tails begin: 1 - 0.47 = 0.53.</summary>
    private const double TailBelow = 0.47;

    /// <summary>Inverse of the error function on [-1, 1]; ±∞ at ±1, NaN outside.</summary>
    public static double ErfInv(double y)
    {
        var magnitude = Math.Abs(y);
        if (magnitude <= 1 - TailBelow)
        {
            return y == 0 ? y : (PolynomialKernels.Evaluate(ErfInvCentral, y * y) * y).Value;
        }

        // 1 - |y| is exact.
        return magnitude <= 1 ? Math.CopySign(ErfcInvTail(1 - magnitude), y) : double.NaN;
    }

    /// <summary>Inverse of the complementary error function on [0, 2]; ∞ at 0, -∞ at 2, NaN outside.</summary>
    public static double ErfcInv(double y)
    {
        if (!(y >= 0 && y <= 2))
        {
            return double.NaN;
        }

        return y < TailBelow ? ErfcInvTail(y)
            : y > 2 - TailBelow ? -ErfcInvTail(2 - y)
            : (PolynomialKernels.Evaluate(ErfInvCentral, (1 - y) * (1 - y)) * DoubleDouble.TwoSum(1, -y)).Value;
    }

    private static double ErfcInvTail(double q)
    {
        if (q == 0)
        {
            return double.PositiveInfinity;
        }

        var s = Math.Sqrt(-Math.Log(q));
        var x = s < 2.5 ? RoughPolynomial(ErfcInvNear, s - 1.68)
            : s < 7 ? RoughPolynomial(ErfcInvMiddle, s - 4.75)
            : RoughPolynomial(ErfcInvFar, s - 17.15);

        // With f = erfc - q: d = f/f', f''/f' = -2x, and the step is -d/(1 + x·d).
        var growth = ElementaryKernels.ExpQuick(DoubleDouble.TwoProduct(x, x), out var k);
        var residual = ErfcxLarge(x) - (growth * DoubleDouble.Scale(q, k));
        var d = -0.5 / InverseRootPi.Hi * residual.Hi;
        return x - (d / (1 + (x * d)));
    }

    private static double RoughPolynomial(ReadOnlySpan<double> coefficients, double t)
    {
        var sum = coefficients[^1];
        for (var i = coefficients.Length - 2; i >= 0; i--)
        {
            sum = Math.FusedMultiplyAdd(sum, t, coefficients[i]);
        }

        return sum;
    }
}
