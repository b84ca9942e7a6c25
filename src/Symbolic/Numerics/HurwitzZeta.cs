namespace Symbolic.Numerics;

/// <summary>The Hurwitz zeta function ζ(s, x) = Σ (x + k)^-s for an integer s ≥ 2 and x &gt; 0 (DLMF 25.11).</summary>
internal static class HurwitzZeta
{
    /// <summary>ζ(s, x)·x^s: between 1 and about 1 + x/(s-1), whatever the size of x^s.</summary>
    public static DoubleDouble Scaled(int s, DoubleDouble x)
    {
        DoubleDouble sum = 0;
        var shifted = x;
        var from = 12.0 + s;
        while (shifted.Hi < from)
        {
            var term = Power(x / shifted, s);
            sum += term;
            if (term.Hi < 1e-22 * sum.Hi && s > 40)
            {
                return sum;
            }

            shifted += 1;
        }

        return sum + (Power(x / shifted, s) * EulerMaclaurin(s, shifted));
    }

    public static DoubleDouble Power(DoubleDouble x, int n)
    {
        DoubleDouble result = 1;
        for (; n > 0; n >>= 1)
        {
            if ((n & 1) != 0)
            {
                result *= x;
            }

            x *= x;
        }

        return result;
    }

    /// <summary>ζ(s, x)·x^s for x ≥ 12 + s by DLMF 2.10.1: x/(s-1) + 1/2 + Σ B₂ⱼ (s)₂ⱼ₋₁/((2j)! x^(2j-1)).</summary>
    private static DoubleDouble EulerMaclaurin(int s, DoubleDouble x)
    {
        // B₂ⱼ/(2j)! for j = 1 … 12.
        ReadOnlySpan<double> bernoulli =
        [
            1.0 / 12, -1.0 / 720, 1.0 / 30240, -1.0 / 1209600, 1.0 / 47900160, -691.0 / 1307674368000,
            1.0 / 74724249600, -3617.0 / 10670622842880000, 43867.0 / 5109094217170944000,
            -174611.0 / 802857662698291200000.0, 77683.0 / 14101100039391805440000.0,
            -236364091.0 / 1693824136731743669452800000.0,
        ];
        var y = 1 / x.Hi;
        var rising = s * y;
        var tail = 0.0;
        for (var j = 0; j < bernoulli.Length; j++)
        {
            tail += bernoulli[j] * rising;
            rising *= (s + (2 * j) + 1) * y * (s + (2 * j) + 2) * y;
        }

        return (x / (s - 1.0)) + 0.5 + tail;
    }
}
