namespace Symbolic.Numerics;

/// <content>The gamma function and its relatives (DLMF chapter 5).</content>
public static partial class SpecialFunctions
{
    /// <summary>
    /// Gamma function (DLMF 5.2.1). ±∞ at ±0, NaN at the negative integers and -∞; overflows from 171.62 on. Correctly
    /// rounded at the positive integers.
    /// </summary>
    public static double Gamma(double x)
    {
        if (!(x > -200 && x < 172))
        {
            return GammaFar(x);
        }

        if (x == Math.Floor(x))
        {
            return x > 0 ? GammaKernels.Factorials[(int)x - 1] : x == 0 ? 1 / x : double.NaN;
        }

        if (Math.Abs(x) < 1e-20)
        {
            return 1 / x;
        }

        var mantissa = GammaKernels.GammaScaled(x, out var k);
        return DoubleDouble.Scale(mantissa.Value, k);
    }

    /// <summary>ln|Γ(x)|; ∞ at 0, the negative integers and ±∞.</summary>
    public static double LGamma(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        var magnitude = Math.Abs(x);
        if (magnitude > 1e300)
        {
            // Only x·(ln x - 1) counts; scaled, since x·ln x overflows before it does. All such numbers < 0 are integers.
            return x < 0 || double.IsInfinity(x) ? double.PositiveInfinity : DoubleDouble.Scale(((ElementaryKernels.Log(x) - 1) * Math.ScaleB(x, -64)).Value, 64);
        }

        if (magnitude < 1e-20)
        {
            return -Math.Log(magnitude);
        }

        if (x > 0)
        {
            return GammaKernels.LogGamma(x).Value;
        }

        if (x == Math.Floor(x))
        {
            return double.PositiveInfinity;
        }

        // ln|Γ(-a)| = ln(π/(a|sin πa|)) - ln Γ(a).
        var sine = CircularKernels.SinPi(magnitude);
        var positive = sine.Hi < 0 ? -sine : sine;
        return (ElementaryKernels.Log(DoubleDouble.Pi / (positive * magnitude)) - GammaKernels.LogGamma(magnitude)).Value;
    }

    /// <summary>Sign of Γ(x): 1 or -1; that of x at ±0, NaN at the negative integers and -∞.</summary>
    public static double LogGammaSign(double x)
    {
        if (x > 0)
        {
            return 1;
        }

        var floor = Math.Floor(x);
        if (x == 0)
        {
            return Math.CopySign(1, x);
        }

        return floor == x || double.IsNaN(x) ? double.NaN : floor * 0.5 == Math.Floor(floor * 0.5) ? 1 : -1;
    }

    /// <summary>x! = Γ(x + 1); NaN at the negative integers; correctly rounded at the integers ≥ 0.</summary>
    public static double Factorial(double x)
    {
        if (!(x > -200 && x < 171))
        {
            return GammaFar(x);
        }

        if (x == Math.Floor(x))
        {
            return x >= 0 ? GammaKernels.Factorials[(int)x] : double.NaN;
        }

        var mantissa = GammaKernels.GammaScaled(DoubleDouble.TwoSum(x, 1), out var k);
        return DoubleDouble.Scale(mantissa.Value, k);
    }

    /// <summary>
    /// Digamma function ψ(x) = Γ′(x)/Γ(x) (DLMF 5.2.2); ∓∞ at ±0, NaN at the negative integers and -∞. Full relative
    /// accuracy also near the positive zero; near the negative zeros the error is small compared with 1.
    /// </summary>
    public static double Digamma(double x)
    {
        if (Math.Abs(x) < 1e-20)
        {
            return -1 / x;
        }

        if (x > 1e17)
        {
            return Math.Log(x);
        }

        if (x > 0)
        {
            return GammaKernels.DigammaPositive(x).Value;
        }

        if (x == Math.Floor(x) || double.IsNaN(x))
        {
            return double.NaN;
        }

        // ψ(-a) = ψ(a) + 1/a + π cot(πa), DLMF 5.5.2 and 5.5.4.
        var a = -x;
        var cotangent = CircularKernels.CosPi(a) / CircularKernels.SinPi(a);
        return ((DoubleDouble.Pi * cotangent) + GammaKernels.DigammaPositive(a) + (1 / (DoubleDouble)a)).Value;
    }

    private static double GammaFar(double x)
    {
        if (x > 0)
        {
            return double.PositiveInfinity;
        }

        // Below -185 the value underflows to a zero with the sign of Γ.
        return double.IsNegativeInfinity(x) || double.IsNaN(x) || x == Math.Floor(x)
            ? double.NaN
            : Math.CopySign(0, LogGammaSign(x));
    }
}
