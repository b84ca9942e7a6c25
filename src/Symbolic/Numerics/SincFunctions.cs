namespace Symbolic.Numerics;

/// <content>sin(x)/x and its derivatives.</content>
public static partial class SpecialFunctions
{
    /// <summary>sin(x)/x, 1 at 0 and 0 at ±∞.</summary>
    public static double Sinc(double x)
    {
        if (double.IsInfinity(x))
        {
            return 0;
        }

        return x == 0 ? 1 : Math.Sin(x) / x;
    }

    /// <summary>
    /// The n-th derivative of sin(x)/x at x, ∫₀¹ tⁿ cos(xt + nπ/2) dt, for an integer n from 0 to 10⁵ (NaN otherwise); accurate near
    /// 0, where the quotient formulas cancel. The recurrence x s(n) + n s(n-1) = sin⁽ⁿ⁾(x) forwards for |x| ≥ 2n + 2 (and for
    /// |x| ≥ n beyond 30), backwards for |x| between 30 and n, elsewhere the power series.
    /// </summary>
    public static double SincN(double n, double x)
    {
        if (n == 0)
        {
            return Sinc(x);
        }

        if (!(n > 0 && n == Math.Floor(n)) || double.IsNaN(x))
        {
            return double.NaN;
        }

        if (double.IsInfinity(x) || n > 1e5)
        {
            return double.IsInfinity(x) ? 0 : double.NaN;
        }

        var magnitude = Math.Abs(x);
        var value = magnitude <= 30 && magnitude < (2 * n) + 2 ? SincSeries(n, magnitude) : SincRecurrence((int)n, magnitude);
        return x < 0 && n % 2 != 0 ? -value : value;
    }

    /// <summary>Σ over k with 2k ≥ n of (-1)^k x^(2k-n) / ((2k-n)! (2k+1)).</summary>
    private static double SincSeries(double n, double x)
    {
        var odd = n % 2;
        var sign = (n + odd) / 2 % 2 == 0 ? 1.0 : -1.0;
        DoubleDouble power = odd == 0 ? 1 : x;
        var square = DoubleDouble.TwoProduct(x, x);
        var sum = power / (n + odd + 1);
        for (var j = odd + 2; j < 400; j += 2)
        {
            power = -(power * square) / (j * (j - 1));
            var term = power / (n + j + 1);
            sum += term;
            if (j > x && Math.Abs(term.Hi) < 1e-18 * Math.Abs(sum.Hi))
            {
                break;
            }
        }

        return sign * sum.Value;
    }

    private static double SincRecurrence(int n, double x)
    {
        var (sine, cosine) = CircularKernels.SinCos(x);
        if (n <= x)
        {
            var forward = sine / x;
            for (var k = 1; k <= n; k++)
            {
                forward = (SineDerivative(k, sine, cosine) - (forward * k)) / x;
            }

            return forward.Value;
        }

        // Started at 0 well above both n and x: each step down shrinks the error by x/k.
        var start = n + 60 + (int)Math.Sqrt(40 * (double)n);
        DoubleDouble backward = 0;
        for (var k = start; k > n; k--)
        {
            backward = (SineDerivative(k, sine, cosine) - (backward * x)) / k;
        }

        return backward.Value;
    }

    private static DoubleDouble SineDerivative(int k, DoubleDouble sine, DoubleDouble cosine) => (k & 3) switch
    {
        0 => sine,
        1 => cosine,
        2 => -sine,
        _ => -cosine,
    };
}
