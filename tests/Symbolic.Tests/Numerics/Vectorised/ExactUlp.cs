using System.Globalization;
using System.Numerics;

namespace Symbolic.Tests.Numerics.Vectorised;

/// <summary>Distances between a double and a number given by decimal digits, in exact arithmetic.</summary>
internal static class ExactUlp
{
    // Every finite double is an integer multiple of 2^-1074.
    private const int SmallestExponent = 1074;

    /// <summary>
    /// |actual - exact| in units in the last place of the double nearest to <paramref name="exact"/>; ∞ where actual is not
    /// finite.
    /// </summary>
    public static double Distance(double actual, string exact)
    {
        if (!double.IsFinite(actual))
            return double.PositiveInfinity;
        double nearest = Math.Abs(double.Parse(exact, NumberStyles.Float, CultureInfo.InvariantCulture));
        double ulp = nearest == double.MaxValue ? nearest - Math.BitDecrement(nearest) : Math.BitIncrement(nearest) - nearest;
        (BigInteger digits, int power) = Decimal(exact);
        BigInteger ten = BigInteger.Pow(10, Math.Abs(power));

        // All in units of 2^-1074·10^min(power, 0).
        BigInteger value = InSmallestUnits(actual) * (power < 0 ? ten : 1);
        BigInteger reference = (digits << SmallestExponent) * (power < 0 ? 1 : ten);
        BigInteger unit = InSmallestUnits(ulp) * (power < 0 ? ten : 1);
        return (double)(BigInteger.Abs(value - reference) * 1_000_000 / unit) / 1e6;
    }

    private static BigInteger InSmallestUnits(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7ff);
        long mantissa = bits & 0xf_ffff_ffff_ffff;
        BigInteger magnitude = exponent == 0 ? mantissa : (BigInteger)(mantissa | (1L << 52)) << (exponent - 1);
        return bits < 0 ? -magnitude : magnitude;
    }

    /// <summary>digits·10^power.</summary>
    private static (BigInteger Digits, int Power) Decimal(string text)
    {
        int e = text.IndexOf('e', StringComparison.Ordinal);
        int power = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string mantissa = e < 0 ? text : text[..e];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            power -= mantissa.Length - point - 1;
            mantissa = mantissa.Remove(point, 1);
        }

        return (BigInteger.Parse(mantissa, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), power);
    }
}
