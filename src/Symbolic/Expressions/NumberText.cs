using System.Globalization;
using System.Numerics;

namespace Symbolic.Expressions;

/// <summary>Integer arithmetic and text that <see cref="Number"/> needs.</summary>
internal static class NumberText
{
    /// <summary>Largest exponent, positive or negative, that is looked at when a power of exact numbers is taken.</summary>
    private const int MaxExponent = 1_000_000;

    public static bool IsPowerable(this BigInteger exponent) => BigInteger.Abs(exponent) <= MaxExponent;

    /// <summary>The exact integer root of a non-negative integer, if there is one (Newton from above).</summary>
    public static bool TryRoot(this BigInteger value, int degree, out BigInteger root)
    {
        root = value;
        if (value.Sign < 0 || degree < 1) return false;
        if (value.IsZero || value.IsOne || degree == 1) return true;
        var estimate = BigInteger.One << (int)((value.GetBitLength() / degree) + 1);
        while (true)
        {
            var next = (((degree - 1) * estimate) + (value / BigInteger.Pow(estimate, degree - 1))) / degree;
            if (next >= estimate) break;
            estimate = next;
        }

        root = estimate;
        return BigInteger.Pow(estimate, degree) == value;
    }

    /// <summary>Reads a whole number; nearly all are small.</summary>
    public static BigInteger ParseInteger(string digits) =>
        long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small) ? small
        : BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    public static string Format(Number number)
    {
        if (!number.IsExact) return number.ToDouble().ToString("R", CultureInfo.InvariantCulture).Replace("E+", "e", StringComparison.Ordinal).Replace('E', 'e');
        if (number.IsDecimal && TryFormatDecimal(number, out var text)) return text;
        return number.IsInteger ? Format(number.Numerator) : $"{Format(number.Numerator)}/{Format(number.Denominator)}";
    }

    /// <summary>A terminating decimal as digits and exponent; false when the denominator has a factor other than 2 and 5.</summary>
    private static bool TryFormatDecimal(Number number, out string text)
    {
        text = "";
        var denominator = number.Denominator;
        var places = 0;
        foreach (var prime in (ReadOnlySpan<int>)[2, 5])
        {
            var count = 0;
            while ((denominator % prime).IsZero)
            {
                denominator /= prime;
                count++;
            }

            places = Math.Max(places, count);
        }

        if (!denominator.IsOne) return false;
        var digits = Format(BigInteger.Abs(number.Numerator) * BigInteger.Pow(10, places) / number.Denominator);
        var sign = number.Sign < 0 ? "-" : "";
        var significant = digits.TrimEnd('0');
        if (significant.Length == 0) significant = "0";
        var exponent = digits.Length - places - 1; // of the leading digit
        if (exponent is >= -5 and < 16) text = sign + Plain(digits, places);
        else text = $"{sign}{significant[0]}{(significant.Length > 1 ? "." + significant[1..] : "")}e{exponent}";
        return true;
    }

    private static string Format(BigInteger value) =>
        value.GetBitLength() < 64 ? ((long)value).ToString(CultureInfo.InvariantCulture) : value.ToString(CultureInfo.InvariantCulture);

    private static string Plain(string digits, int places)
    {
        if (places == 0) return digits;
        var padded = digits.PadLeft(places + 1, '0');
        return $"{padded[..^places]}.{padded[^places..]}";
    }
}
