namespace Symbolic.Numerics;

/// <summary>
/// Power series of the Bessel functions in double-double, which leaves full double precision after the cancellation of
/// up to exp(25) that the region of use brings. J and I: DLMF 10.2.2, 10.25.2. Y and K for |μ| ≤ 1/2: N. M. Temme,
/// J. Comput. Phys. 19 (1975) 324 and 21 (1976) 343.
/// </summary>
internal static class BesselSeries
{
    /// <summary>J (sign -1) or I (sign 1) of order ν ≥ 0 at x &gt; 0, as result·2^k.</summary>
    public static DoubleDouble First(double order, double x, int sign, out int k)
    {
        var quarter = DoubleDouble.TwoProduct(0.5 * x, 0.5 * x);
        DoubleDouble term = 1;
        DoubleDouble sum = 1;
        for (var j = 1; j < 20000; j++)
        {
            term = term * quarter / (DoubleDouble.TwoSum(order, j) * (sign * j));
            sum += term;
            if (Math.Abs(term.Hi) < 1e-19 * Math.Abs(sum.Hi) && j > 0.5 * x - order)
            {
                break;
            }
        }

        return sum * Leading(order, x, out k);
    }

    /// <summary>Y_μ(x) and Y_{μ+1}(x) for |μ| ≤ 1/2, 0 &lt; x ≤ 25.</summary>
    public static (DoubleDouble Base, DoubleDouble Next) Second(double mu, double x)
    {
        var (f, p, q) = TemmeStart(mu, x);
        f *= 2 / DoubleDouble.Pi;
        p /= DoubleDouble.Pi;
        q /= DoubleDouble.Pi;
        var sine = CircularKernels.SinPi(0.5 * mu);
        var weight = mu == 0 ? (DoubleDouble)0 : sine * sine * 2 / mu;
        var quarter = -DoubleDouble.TwoProduct(0.5 * x, 0.5 * x);
        DoubleDouble c = 1;
        var first = f + (weight * q);
        var second = p;
        for (var k = 1; k < 500; k++)
        {
            (f, p, q) = TemmeStep(f, p, q, mu, k);
            c = c * quarter / k;
            var g = f + (weight * q);
            var term = c * g;
            first += term;
            second += c * (p - (g * k));
            if (k > x && Math.Abs(term.Hi) * k < 1e-20 * Math.Abs(first.Hi))
            {
                break;
            }
        }

        return (-first, second * -2 / x);
    }

    /// <summary>K_μ(x) and K_{μ+1}(x) for |μ| ≤ 1/2, 0 &lt; x ≤ 4.</summary>
    public static (DoubleDouble Base, DoubleDouble Next) ModifiedSecond(double mu, double x)
    {
        var (f, p, q) = TemmeStart(mu, x);
        p *= 0.5;
        q *= 0.5;
        var quarter = DoubleDouble.TwoProduct(0.5 * x, 0.5 * x);
        DoubleDouble c = 1;
        var first = f;
        var second = p;
        for (var k = 1; k < 500; k++)
        {
            (f, p, q) = TemmeStep(f, p, q, mu, k);
            c = c * quarter / k;
            var term = c * f;
            first += term;
            second += c * (p - (f * k));
            if (k > x && Math.Abs(term.Hi) * k < 1e-20 * Math.Abs(first.Hi))
            {
                break;
            }
        }

        return (first, second * 2 / x);
    }

    /// <summary>(x/2)^ν/Γ(ν+1) as result·2^k.</summary>
    private static DoubleDouble Leading(double order, double x, out int k)
    {
        if (order == 0)
        {
            k = 0;
            return 1;
        }

        var next = DoubleDouble.TwoSum(order, 1);
        var exponent = (ElementaryKernels.Log(x) - ElementaryKernels.Ln2) * order;
        if (order < 30)
        {
            var gamma = GammaKernels.GammaScaled(next, out var kg);
            var power = ElementaryKernels.ExpScaled(exponent, out k);
            k -= kg;
            return power / gamma;
        }

        exponent -= GammaKernels.LogGammaLarge(next);
        if (exponent.Hi < -20000)
        {
            k = 0;
            return 0;
        }

        return ElementaryKernels.ExpScaled(exponent, out k);
    }

    /// <summary>f₀ without the factor 2/π, and p₀, q₀ without 1/π or 1/2.</summary>
    private static (DoubleDouble F, DoubleDouble P, DoubleDouble Q) TemmeStart(double mu, double x)
    {
        var (gamma1, gamma2) = TemmeGamma(mu);
        var logarithm = ElementaryKernels.Ln2 - ElementaryKernels.Log(x);
        if (mu == 0)
        {
            return (gamma1 + (logarithm * gamma2), 1, 1);
        }

        var sigma = logarithm * mu;
        var up = ElementaryKernels.Expm1(sigma);
        var down = ElementaryKernels.Expm1(-sigma);
        var hyperbolicCosine = ((up + down) * 0.5) + 1;
        var hyperbolicSine = sigma.Hi == 0 ? (DoubleDouble)1 : (up - down) * 0.5 / sigma;
        var factor = DoubleDouble.Pi * mu / CircularKernels.SinPi(mu);
        var f = ((hyperbolicCosine * gamma1) + (hyperbolicSine * logarithm * gamma2)) * factor;
        var p = (up + 1) / (gamma2 - (gamma1 * mu));
        var q = (down + 1) / (gamma2 + (gamma1 * mu));
        return (f, p, q);
    }

    private static (DoubleDouble F, DoubleDouble P, DoubleDouble Q) TemmeStep(
        DoubleDouble f, DoubleDouble p, DoubleDouble q, double mu, double k)
    {
        var minus = DoubleDouble.TwoSum(k, -mu);
        var plus = DoubleDouble.TwoSum(k, mu);
        return (((f * k) + p + q) / (minus * plus), p / minus, q / plus);
    }

    /// <summary>Temme's Γ₁ and Γ₂: odd and even part of 1/Γ(1 - μ), the odd one divided by μ.</summary>
    private static (DoubleDouble Gamma1, DoubleDouble Gamma2) TemmeGamma(double mu)
    {
        var table = GammaKernels.ReciprocalGamma;
        var square = DoubleDouble.TwoProduct(mu, mu);
        DoubleDouble odd = 0;
        DoubleDouble even = 0;
        for (var j = (table.Length / 2) - 1; j >= 0; j--)
        {
            var coefficient = new DoubleDouble(table[2 * j], table[(2 * j) + 1]);
            if (j % 2 == 0)
            {
                even = (even * square) + coefficient;
            }
            else
            {
                odd = (odd * square) + coefficient;
            }
        }

        return (-odd, even);
    }
}
