namespace Symbolic.Numerics;

/// <content>Derivatives of the digamma function, and the beta function.</content>
public static partial class SpecialFunctions
{
    /// <summary>Trigamma function ψ′(x) (DLMF 5.15); ∞ at 0 and the negative integers.</summary>
    public static double Trigamma(double x) => Polygamma(1, x);

    /// <summary>
    /// Polygamma function, the n-th derivative of ψ at x (DLMF 5.15), for an integer n ≥ 0 (NaN otherwise, and above 10⁶).
    /// At 0 and the negative integers ∞ for odd n and NaN for even n, where the sides differ in sign (±0 choose the side).
    /// From Hurwitz's zeta function, DLMF 25.11.12; the poles left of x are summed apart, so nothing cancels for odd n.
    /// </summary>
    public static double Polygamma(double n, double x)
    {
        if (n == 0)
        {
            return Digamma(x);
        }

        if (!(n > 0 && n <= 1e6 && n == Math.Floor(n)) || double.IsNaN(x) || double.IsNegativeInfinity(x))
        {
            return double.NaN;
        }

        var s = (int)n + 1;
        var sign = s % 2 == 0 ? 1.0 : -1.0;
        if (x > 0)
        {
            return double.IsInfinity(x) ? sign * 0 : sign * FactorialTimesZeta(s, x).Value;
        }

        if (x == Math.Floor(x))
        {
            return sign > 0 ? double.PositiveInfinity : x == 0 ? -1 / x : double.NaN;
        }

        // x = -a: the terms (k - a)^-s with k < a are (-1)^s (a - k)^-s, the others ζ(s, 1 - u), u the fraction of a.
        var a = -x;
        var u = a - Math.Floor(a);
        var left = FactorialTimesZeta(s, u);
        if (double.IsFinite(left.Hi))
        {
            left -= FactorialTimesZeta(s, (DoubleDouble)a + 1);
        }

        var right = FactorialTimesZeta(s, DoubleDouble.TwoSum(1, -u));
        return double.IsFinite(left.Hi) && double.IsFinite(right.Hi)
            ? (sign > 0 ? left + right : left - right).Value
            : left.Hi + (sign * right.Hi);
    }

    /// <summary>
    /// Beta function Γ(a)Γ(b)/Γ(a + b) (DLMF 5.12.1), for negative arguments by continuation; ±∞ at ±0, NaN at the other
    /// poles of the numerator, 0 at those of the denominator alone.
    /// </summary>
    public static double Beta(double a, double b)
    {
        var (large, small) = a > b ? (a, b) : (b, a);
        if (double.IsNaN(a) || double.IsNaN(b) || double.IsNegativeInfinity(small))
        {
            return double.NaN;
        }

        if ((small <= 0 && small == Math.Floor(small)) || (large <= 0 && large == Math.Floor(large)))
        {
            return small == 0 && large > 0 ? 1 / small : large == 0 && small != Math.Floor(small) ? 1 / large : double.NaN;
        }

        if (small > 1100)
        {
            // B(a, b) ≤ 4^-min(a, b)·const underflows.
            return 0;
        }

        var sum = DoubleDouble.TwoSum(large, small);
        if (sum.Lo == 0 && sum.Hi <= 0 && sum.Hi == Math.Floor(sum.Hi))
        {
            return 0;
        }

        return sum.Hi >= 10 && large >= 10 ? BetaLarge(large, small, sum) : BetaModerate(large, small, sum);
    }

    /// <summary>(s-1)!·ζ(s, x), ±∞ where it overflows.</summary>
    private static DoubleDouble FactorialTimesZeta(int s, DoubleDouble x)
    {
        var zeta = HurwitzZeta.Scaled(s, x);
        if (x.Hi > 1e290 || x.Hi < 1e-290)
        {
            return x.Hi > 1 ? Math.Pow(x.Hi, 1 - s) * (s == 2 ? 1 : 0) : double.PositiveInfinity;
        }

        var exponent = GammaKernels.LogGamma(s) - (ElementaryKernels.Log(x) * s);
        if (s > 60 || !(Math.Abs(exponent.Hi) < 600))
        {
            if (!(Math.Abs(exponent.Hi) < 20000))
            {
                return exponent.Hi > 0 ? double.PositiveInfinity : 0;
            }

            var scaled = ElementaryKernels.ExpScaled(exponent, out var k) * zeta;
            return scaled.Scale(k);
        }

        DoubleDouble factorial = 1;
        for (var j = 2; j < s; j++)
        {
            factorial *= j;
        }

        return factorial * zeta / HurwitzZeta.Power(x, s);
    }

    private static double BetaModerate(double a, double b, DoubleDouble sum)
    {
        if (Math.Min(Math.Abs(a), Math.Abs(b)) < 1e-290)
        {
            return (a + b) / a / b;
        }

        if (a < -1e7 || b < -1e7)
        {
            return double.NaN;
        }

        var numerator = GammaKernels.GammaScaled(a, out var ka) * GammaKernels.GammaScaled(b, out var kb);
        var mantissa = numerator / GammaKernels.GammaScaled(sum, out var kc);
        return DoubleDouble.Scale(mantissa.Value, ka + kb - kc);
    }

    /// <summary>
    /// For large and large + small ≥ 10: the difference of two Stirling series with the large parts cancelled by hand,
    /// -(L-1/2) ln(1+s/L) - s ln(L+s) + s + c(L) - c(L+s).
    /// </summary>
    private static double BetaLarge(double large, double small, DoubleDouble sum)
    {
        if (double.IsInfinity(large))
        {
            return small > 0 ? 0 : LogGammaSign(small) * double.PositiveInfinity;
        }

        if (Math.Abs(small) < 1e-290)
        {
            return 1 / small;
        }

        var growth = ElementaryKernels.Log1p((DoubleDouble)small / large);
        var correction = GammaKernels.StirlingCorrection(large) - GammaKernels.StirlingCorrection(sum.Hi);
        var exponent = small - (growth * ((DoubleDouble)large - 0.5)) - (ElementaryKernels.Log(sum) * small) + correction;
        var head = GammaKernels.GammaScaled(small, out var k);
        if (!(Math.Abs(exponent.Hi) < 20000))
        {
            return exponent.Hi > 0 ? head.Hi * double.PositiveInfinity : 0;
        }

        var mantissa = head * ElementaryKernels.ExpScaled(exponent, out var ke);
        return DoubleDouble.Scale(mantissa.Value, k + ke);
    }
}
