namespace Symbolic.Numerics;

/// <content>
/// The error function and its relatives (DLMF chapter 7). erf is a piecewise polynomial without exp; erfc, erfcx and
/// the normal distribution share erfcx, which is smooth and of moderate size, times exp(-x²) from the exact square.
/// </content>
public static partial class SpecialFunctions
{
    private const int ErfRow = 13;

    private static DoubleDouble InverseRootPi => new(0.5641895835477563, 7.66772980658294E-18);

    private static DoubleDouble InverseRootTwoPi => new(0.3989422804014327, -2.49232720227773E-17);

    private static DoubleDouble InverseRootTwo => new(0.7071067811865476, -4.833646656726457E-17);

    /// <summary>Error function, 2/√π ∫₀ˣ exp(-t²) dt (DLMF 7.2.1). ±1 at ±∞.</summary>
    public static double Erf(double x)
    {
        var magnitude = Math.Abs(x);
        if (magnitude < 0.5)
        {
            return Math.FusedMultiplyAdd(x, ErfSmallRatio(x * x), x);
        }

        if (magnitude < 6)
        {
            return Math.CopySign(Piece(ErfPieces, magnitude).Value, x);
        }

        return double.IsNaN(x) ? x : Math.CopySign(1, x);
    }

    /// <summary>Complementary error function, 1 - erf(x) (DLMF 7.2.2), to full relative accuracy for large x.</summary>
    public static double Erfc(double x)
    {
        if (Math.Abs(x) < 0.5)
        {
            return ErfcNearZero(x).Value;
        }

        if (x < 0)
        {
            return 1 + Erf(-x);
        }

        if (!(x < 28))
        {
            return double.IsNaN(x) ? x : 0;
        }

        var product = ErfcxLarge(x) * ElementaryKernels.ExpQuick(-DoubleDouble.TwoProduct(x, x), out var k);
        return DoubleDouble.Scale(product.Value, k);
    }

    /// <summary>Scaled complementary error function, exp(x²)·erfc(x) (DLMF 7.2.3 with z = ix); ∞ at -∞.</summary>
    public static double Erfcx(double x)
    {
        if (x >= 0.5)
        {
            return x > 1e300 ? InverseRootPi.Hi / x : ErfcxLarge(x).Value;
        }

        if (!(x > -27))
        {
            return double.IsNaN(x) ? x : double.PositiveInfinity;
        }

        var growth = ElementaryKernels.ExpQuick(DoubleDouble.TwoProduct(x, x), out var k);
        if (x > -0.5)
        {
            return (growth * ErfcNearZero(x)).Scale(k).Value;
        }

        var reflected = growth * 2 - ErfcxLarge(-x).Scale(-k);
        return DoubleDouble.Scale(reflected.Value, k);
    }

    /// <summary>
    /// Standard normal distribution function, erfc(-x/√2)/2, to full relative accuracy in the left tail (subnormal at
    /// x = -38).
    /// </summary>
    public static double NormCdf(double x)
    {
        if (x > 0.7072)
        {
            var scaled = x * InverseRootTwo.Hi;
            if (scaled >= 6)
            {
                return 1;
            }

            var erf = Piece(ErfPieces, scaled);
            var sum = DoubleDouble.FastTwoSum(0.5, 0.5 * erf.Hi);
            return sum.Hi + (sum.Lo + (0.5 * erf.Lo));
        }

        if (x > -0.7072)
        {
            return 0.5 * ErfcNearZero(InverseRootTwo * -x).Value;
        }

        if (!(x > -39))
        {
            return double.IsNaN(x) ? x : 0;
        }

        var half = DoubleDouble.TwoProduct(x, -0.5 * x);
        var product = MillsRatio(-x) * ElementaryKernels.ExpQuick(half, out var k);
        return DoubleDouble.Scale(product.Value, k);
    }

    /// <summary>Standard normal density, exp(-x²/2)/√(2π).</summary>
    public static double NormPdf(double x)
    {
        if (!(Math.Abs(x) < 39))
        {
            return double.IsNaN(x) ? x : 0;
        }

        var half = DoubleDouble.TwoProduct(x, -0.5 * x);
        var product = InverseRootTwoPi * ElementaryKernels.ExpQuick(half, out var k);
        return DoubleDouble.Scale(product.Value, k);
    }

    /// <summary>Logarithm of the standard normal distribution function; does not underflow in the left tail.</summary>
    public static double LogNormCdf(double x)
    {
        if (x > -1)
        {
            return x > 0 ? Log1p(-NormCdf(-x)) : Math.Log(NormCdf(x));
        }

        if (!(x > -1e150))
        {
            return -0.5 * x * x;
        }

        return (DoubleDouble.TwoProduct(x, -0.5 * x) + ElementaryKernels.Log(MillsRatio(-x))).Value;
    }

    /// <summary>exp(x²/2)·Φ(-x) for x ≥ 0.7072: erfcx(x/√2)/2, with the rounding of x/√2 corrected to first order.</summary>
    private static DoubleDouble MillsRatio(double x)
    {
        var scaled = InverseRootTwo * x;
        var value = ErfcxLarge(scaled.Hi);
        var slope = (2 * scaled.Hi * value.Hi) - (2 * InverseRootPi.Hi);
        return (value * 0.5) + (0.5 * slope * scaled.Lo);
    }

    /// <summary>erfcx for x ≥ 1/2, to about 57 bits.</summary>
    private static DoubleDouble ErfcxLarge(double x)
    {
        if (x < 6)
        {
            return Piece(ErfcxPieces, x);
        }

        var leading = InverseRootPi / x;
        var y = 1 / x / x;
        var tail = ErfcxTail[^1];
        for (var i = ErfcxTail.Length - 2; i >= 0; i--)
        {
            tail = Math.FusedMultiplyAdd(tail, y, ErfcxTail[i]);
        }

        return DoubleDouble.FastTwoSum(leading.Hi, Math.FusedMultiplyAdd(leading.Hi, tail * y, leading.Lo));
    }

    private static DoubleDouble ErfcNearZero(DoubleDouble x)
    {
        var difference = DoubleDouble.TwoSum(1, -x.Hi);
        var rest = Math.FusedMultiplyAdd(-x.Hi, ErfSmallRatio(x.Hi * x.Hi), difference.Lo - x.Lo);
        return DoubleDouble.FastTwoSum(difference.Hi, rest);
    }

    /// <summary>erf(x)/x - 1 at z = x² &lt; 1/4.</summary>
    private static double ErfSmallRatio(double z)
    {
        var c = ErfSmall;
        var z2 = z * z;
        var z4 = z2 * z2;
        var low = Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(c[3], z, c[2]), z2, Math.FusedMultiplyAdd(c[1], z, c[0]));
        var middle = Math.FusedMultiplyAdd(
            Math.FusedMultiplyAdd(c[7], z, c[6]), z2, Math.FusedMultiplyAdd(c[5], z, c[4]));
        var high = Math.FusedMultiplyAdd(c[9], z, c[8]);
        return Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(high, z4, middle), z4, low);
    }

    /// <summary>The polynomial of the quarter that holds x in [1/2, 6); its constant term as Hi + Lo.</summary>
    private static DoubleDouble Piece(ReadOnlySpan<double> table, double x)
    {
        var index = (int)(4 * x);
        var t = x - ((index * 0.25) + 0.125);
        var c = table.Slice((index - 2) * ErfRow, ErfRow);
        var t2 = t * t;
        var t4 = t2 * t2;
        var p1 = Math.FusedMultiplyAdd(c[5], t, c[4]);
        var p2 = Math.FusedMultiplyAdd(c[7], t, c[6]);
        var p3 = Math.FusedMultiplyAdd(c[9], t, c[8]);
        var p4 = Math.FusedMultiplyAdd(c[11], t, c[10]);
        var upper = Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(c[12], t2, p4), t4, Math.FusedMultiplyAdd(p3, t2, p2));
        var lower = Math.FusedMultiplyAdd(upper, t4, Math.FusedMultiplyAdd(p1, t2, Math.FusedMultiplyAdd(c[3], t, c[2])));
        return DoubleDouble.FastTwoSum(c[0], Math.FusedMultiplyAdd(lower, t, c[1]));
    }
}
