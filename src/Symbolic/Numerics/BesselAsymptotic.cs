namespace Symbolic.Numerics;

/// <summary>Expansions of the Bessel functions for large x against a moderate order, and the continued fraction for K.</summary>
internal static class BesselAsymptotic
{
    private static DoubleDouble RootTwoOverPi => new(0.7978845608028654, -4.98465440455546E-17);

    /// <summary>J_ν(x) and Y_ν(x) by Hankel's expansion (DLMF 10.17.3-4), for x ≥ 25 and ν² ≤ 2x.</summary>
    public static (DoubleDouble J, DoubleDouble Y) Hankel(double order, double x)
    {
        var (p, q) = HankelSums(order, x);
        var (sine, cosine) = CircularKernels.SinCos(x);

        // χ = x - νπ/2 - π/4.
        var rootHalf = new DoubleDouble(0.7071067811865476, -4.833646656726457E-17);
        var turnSine = CircularKernels.SinPi(0.5 * order);
        var turnCosine = CircularKernels.CosPi(0.5 * order);
        var a = (cosine * turnCosine) + (sine * turnSine);
        var b = (sine * turnCosine) - (cosine * turnSine);
        var chiCosine = (a + b) * rootHalf;
        var chiSine = (b - a) * rootHalf;
        var amplitude = RootTwoOverPi / DoubleDouble.Sqrt(x);
        return (((p * chiCosine) - (q * chiSine)) * amplitude, ((p * chiSine) + (q * chiCosine)) * amplitude);
    }

    /// <summary>I_ν(x) for x ≥ 35 and ν² ≤ 2x (DLMF 10.40.1), as result·2^k.</summary>
    public static DoubleDouble Growing(double order, double x, out int k)
    {
        var squared = DoubleDouble.TwoProduct(2 * order, 2 * order);
        DoubleDouble term = 1;
        DoubleDouble sum = 1;
        for (var j = 1; j < 4 * x; j++)
        {
            double odd = (2 * j) - 1;
            var next = term * (squared - (odd * odd)) / (-8.0 * j) / x;
            if (Math.Abs(next.Hi) < 1e-19 || (odd > 2 * order && Math.Abs(next.Hi) > Math.Abs(term.Hi)))
            {
                break;
            }

            term = next;
            sum += term;
        }

        return sum * RootTwoOverPi * 0.5 / DoubleDouble.Sqrt(x) * ElementaryKernels.ExpScaled(x, out k);
    }

    /// <summary>
    /// exp(x)K_μ(x) and exp(x)K_{μ+1}(x) for |μ| ≤ 1/2 and x ≥ 2: Steed's evaluation of the continued fraction DLMF 10.33
    /// and of Temme's sum with it, J. Comput. Phys. 19 (1975) 324.
    /// </summary>
    public static (DoubleDouble Base, DoubleDouble Next) Decaying(double mu, double x)
    {
        var start = 0.25 - DoubleDouble.TwoProduct(mu, mu);
        DoubleDouble b = DoubleDouble.TwoSum(x, 1) * 2;
        var d = 1 / b;
        var h = d;
        var delta = d;
        DoubleDouble q1 = 0;
        DoubleDouble q2 = 1;
        var q = start;
        var c = start;
        var a = -start;
        var s = (q * delta) + 1;
        for (var i = 2; i < 500; i++)
        {
            a -= 2 * (i - 1);
            c = -(a * c) / i;
            var next = (q1 - (b * q2)) / a;
            q1 = q2;
            q2 = next;
            q += c * next;
            b += 2;
            d = 1 / (b + (a * d));
            delta *= (b * d) - 1;
            h += delta;
            var change = q * delta;
            s += change;
            if (Math.Abs(change.Hi) < 1e-20 * Math.Abs(s.Hi))
            {
                break;
            }
        }

        var value = DoubleDouble.Sqrt(DoubleDouble.HalfPi / x) / s;
        var ratio = (DoubleDouble.TwoSum(x, mu) + 0.5 - (start * h)) / x;
        return (value, value * ratio);
    }

    /// <summary>P and Q of DLMF 10.18.17-18.</summary>
    private static (DoubleDouble P, DoubleDouble Q) HankelSums(double order, double x)
    {
        var squared = DoubleDouble.TwoProduct(2 * order, 2 * order);
        DoubleDouble term = 1;
        DoubleDouble p = 1;
        DoubleDouble q = 0;
        for (var j = 1; j < 4 * x; j++)
        {
            double odd = (2 * j) - 1;
            var next = term * (squared - (odd * odd)) / (8.0 * j) / x;
            if (Math.Abs(next.Hi) < 1e-20 || (odd > 2 * order && Math.Abs(next.Hi) > Math.Abs(term.Hi)))
            {
                break;
            }

            term = next;
            var signed = (j & 2) == 0 ? term : -term;
            if (j % 2 == 0)
            {
                p += signed;
            }
            else
            {
                q += signed;
            }
        }

        return (p, q);
    }
}
