namespace Symbolic.Numerics;

/// <summary>
/// Exponential and logarithm to about 75 bits, the raw material of the special functions: an error of 2^-75 stays below
/// rounding after it is multiplied by the exponents (up to 745) that occur. Table-driven reduction after
/// P. T. P. Tang, ACM TOMS 15 (1989) 144 and 16 (1990) 378; coefficients are those of the Taylor series.
/// </summary>
internal static partial class ElementaryKernels
{
    public static DoubleDouble Ln2 => new(0.6931471805599453, 2.3190468138462996E-17);

    private const double ThirtyTwoOverLn2 = 46.16624130844683;

    /// <summary>ln(2)/32 to 37 bits, so that its product with a reduction count below 2^16 is exact; then the rest.</summary>
    private const double StepHead = 0.021660849392446835;

    private const double StepRest = 5.145609244655338E-14;

    /// <summary>
    /// exp(x) = result·2^k with the result in about [1, 2). x must be finite and below 2^15 in magnitude.
    /// </summary>
    public static DoubleDouble ExpScaled(DoubleDouble x, out int k)
    {
        var count = Math.Round(x.Hi * ThirtyTwoOverLn2);
        var steps = (int)count;
        k = steps >> 5;
        var reduced = DoubleDouble.TwoSum(
            Math.FusedMultiplyAdd(-count, StepHead, x.Hi),
            Math.FusedMultiplyAdd(-count, StepRest, x.Lo));
        return ExpNearPower(reduced, steps & 31);
    }

    /// <summary>As <see cref="ExpScaled"/> to about 59 bits, for half the time.</summary>
    public static DoubleDouble ExpQuick(DoubleDouble x, out int k)
    {
        var count = Math.Round(x.Hi * ThirtyTwoOverLn2);
        var steps = (int)count;
        k = steps >> 5;
        var r = Math.FusedMultiplyAdd(-count, StepHead, x.Hi) + Math.FusedMultiplyAdd(-count, StepRest, x.Lo);
        var j = 2 * (steps & 31);
        var power = PowersOfTwo[j];
        return DoubleDouble.FastTwoSum(power, Math.FusedMultiplyAdd(power, GrowthQuick(r), PowersOfTwo[j + 1]));
    }

    /// <summary>exp(x); 0 or ∞ beyond the range of double, NaN for NaN.</summary>
    public static DoubleDouble Exp(DoubleDouble x)
    {
        if (!(Math.Abs(x.Hi) < 1000))
        {
            return Math.Exp(x.Hi);
        }

        var mantissa = ExpScaled(x, out var k);
        return mantissa.Scale(k);
    }

    /// <summary>exp(x) - 1 with small relative error, for |x| &lt; 709.</summary>
    public static DoubleDouble Expm1(DoubleDouble x)
    {
        if (Math.Abs(x.Hi) < 0.01)
        {
            return Growth(x);
        }

        var mantissa = ExpScaled(x, out var k);
        return mantissa.Scale(k) - 1;
    }

    /// <summary>exp(x) - 1 rounded, for |x| &lt; 709.</summary>
    public static double Expm1Quick(double x)
    {
        if (Math.Abs(x) < 0.0108)
        {
            return GrowthQuick(x);
        }

        var mantissa = ExpQuick(x, out var k);
        var difference = DoubleDouble.TwoSum(DoubleDouble.Scale(mantissa.Hi, k), -1);
        return difference.Hi + (difference.Lo + DoubleDouble.Scale(mantissa.Lo, k));
    }

    /// <summary>ln(x) for a finite x &gt; 0.</summary>
    public static DoubleDouble Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1023;
        if (exponent == -1023)
        {
            bits = BitConverter.DoubleToInt64Bits(x * 18014398509481984.0);
            exponent = (int)(bits >> 52) - 1023 - 54;
        }

        var mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);
        var row = 3 * (int)(((mantissa - 1) * 128) + 0.5);
        var inverse = Logarithms[row];
        var product = DoubleDouble.TwoProduct(mantissa, inverse);
        var reduced = DoubleDouble.FastTwoSum(product.Hi - 1, product.Lo);
        var tabled = new DoubleDouble(Logarithms[row + 1], Logarithms[row + 2]);
        return (Ln2 * exponent) + tabled + Log1pNearZero(reduced);
    }

    /// <summary>ln(x) for a finite x &gt; 0.</summary>
    public static DoubleDouble Log(DoubleDouble x)
    {
        var ratio = x.Lo / x.Hi;
        return Log(x.Hi) + (ratio - (0.5 * ratio * ratio));
    }

    /// <summary>ln(1 + x) with small relative error, for x &gt; -1.</summary>
    public static DoubleDouble Log1p(DoubleDouble x) =>
        Math.Abs(x.Hi) < 0.01 ? Log1pNearZero(x) : Log(x + 1);

    /// <summary>ln(1 + r) for |r| ≤ 2^-6.</summary>
    private static DoubleDouble Log1pNearZero(DoubleDouble r)
    {
        var x = r.Hi;
        var p = (1.0 / 9) - (0.1 * x);
        p = (1.0 / 8) - (x * p);
        p = (1.0 / 7) - (x * p);
        p = (1.0 / 6) - (x * p);
        p = (1.0 / 5) - (x * p);
        p = (1.0 / 4) - (x * p);
        p = (1.0 / 3) - (x * p);
        return r - (r * r * 0.5) + (x * x * x * p);
    }

    /// <summary>2^(j/32)·exp(r) for |r| ≤ ln(2)/64.</summary>
    private static DoubleDouble ExpNearPower(DoubleDouble r, int j)
    {
        var power = new DoubleDouble(PowersOfTwo[2 * j], PowersOfTwo[(2 * j) + 1]);
        return (power * Growth(r)) + power;
    }

    /// <summary>exp(r) - 1 for |r| ≤ ln(2)/64, rounded.</summary>
    private static double GrowthQuick(double r)
    {
        var square = r * r;
        var low = Math.FusedMultiplyAdd(r, 1.0 / 6, 0.5);
        var high = Math.FusedMultiplyAdd(r, 1.0 / 120, 1.0 / 24);
        var top = Math.FusedMultiplyAdd(r, 1.0 / 5040, 1.0 / 720);
        return Math.FusedMultiplyAdd(square, Math.FusedMultiplyAdd(square, Math.FusedMultiplyAdd(square, top, high), low), r);
    }

    /// <summary>exp(r) - 1 for |r| ≤ ln(2)/64.</summary>
    private static DoubleDouble Growth(DoubleDouble r)
    {
        var x = r.Hi;
        var p = (1.0 / 5040) + (x * (1.0 / 40320));
        p = (1.0 / 720) + (x * p);
        p = (1.0 / 120) + (x * p);
        p = (1.0 / 24) + (x * p);
        p = (1.0 / 6) + (x * p);
        return (r * r * 0.5) + (x * x * x * p) + r;
    }
}
