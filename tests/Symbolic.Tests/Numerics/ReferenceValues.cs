using System.Globalization;
using System.Numerics;

namespace Symbolic.Tests.Numerics;

/// <summary>One argument list with the exact value; a positive envelope is the least size that counts for the error.</summary>
public sealed record ReferencePoint(IReadOnlyList<double> Arguments, string Exact, double Envelope)
{
    public double UlpError(double computed) => ReferenceValues.UlpError(computed, Exact, Envelope);
}

/// <summary>
/// Values of one function to 30 digits, from ReferenceValues/NAME.tsv (see generate.py beside it). The bound in ulps that
/// the function is held to stands in the file.
/// </summary>
public sealed record ReferenceTable(string Name, double MaxUlp, IReadOnlyList<ReferencePoint> Points);

/// <summary>Reads reference values and measures errors against them in exact arithmetic.</summary>
public static class ReferenceValues
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Numerics", "ReferenceValues");

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Folder, "*.tsv").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    public static ReferenceTable Load(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, name + ".tsv"));
        var hasEnvelope = lines.Any(line => line.StartsWith("# envelope:", StringComparison.Ordinal));
        var bound = lines.Single(line => line.StartsWith("# max-ulp:", StringComparison.Ordinal));
        return new ReferenceTable(
            name,
            Parse(bound["# max-ulp:".Length..]),
            [.. lines.Where(line => !line.StartsWith('#')).Select(line => Point(line.Split('\t'), hasEnvelope))]);
    }

    /// <summary>
    /// |computed - exact| in units in the last place of the double nearest to exact (of the envelope, where that is larger), without rounding of
    /// its own. 0 where both are NaN, or both beyond the largest double on the same side; ∞ where only one is, and where
    /// exact is "-0" but computed is not.
    /// </summary>
    public static double UlpError(double computed, string exact, double envelope = 0)
    {
        if (exact is "NaN" or "Infinity" or "-Infinity" || !double.IsFinite(computed))
        {
            return computed.Equals(Parse(exact)) ? 0 : double.PositiveInfinity;
        }

        if (exact == "-0" && !double.IsNegative(computed))
        {
            return double.PositiveInfinity;
        }

        var (numerator, denominator) = Rational(exact);
        var size = Math.Max(Math.Abs(Parse(exact)), envelope);
        var (ulpNumerator, ulpDenominator) = PowerOfTwo(Math.Max(size == 0 ? -1074 : Math.ILogB(size) - 52, -1074));
        var (computedNumerator, computedDenominator) = Rational(computed);
        var difference = BigInteger.Abs((computedNumerator * denominator) - (numerator * computedDenominator));
        return Quotient(difference * ulpDenominator, denominator * computedDenominator * ulpNumerator);
    }

    private static ReferencePoint Point(string[] fields, bool hasEnvelope)
    {
        var envelope = hasEnvelope ? Parse(fields[^1]) : 0;
        var last = hasEnvelope ? fields.Length - 2 : fields.Length - 1;
        return new ReferencePoint([.. fields.Take(last).Select(Parse)], fields[last], envelope);
    }

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static (BigInteger Numerator, BigInteger Denominator) Rational(string text)
    {
        var parts = text.Split('e', 'E');
        var exponent = parts.Length == 2 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        exponent -= point < 0 ? 0 : parts[0].Length - point - 1;
        var digits = BigInteger.Parse(parts[0].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return exponent >= 0 ? (digits * BigInteger.Pow(10, exponent), 1) : (digits, BigInteger.Pow(10, -exponent));
    }

    private static (BigInteger Numerator, BigInteger Denominator) Rational(double value)
    {
        if (value == 0)
        {
            return (0, 1);
        }

        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        var exponent = (int)(bits >> 52);
        var mantissa = exponent == 0 ? bits : (bits & 0xFFFFFFFFFFFFF) | 0x10000000000000;
        var (numerator, denominator) = PowerOfTwo(Math.Max(exponent, 1) - 1075);
        return (Math.Sign(value) * mantissa * numerator, denominator);
    }

    private static (BigInteger Numerator, BigInteger Denominator) PowerOfTwo(int exponent) =>
        exponent >= 0 ? (BigInteger.One << exponent, 1) : (1, BigInteger.One << -exponent);

    /// <summary>a/b to about 1e-6 for a quotient of moderate size.</summary>
    private static double Quotient(BigInteger a, BigInteger b)
    {
        var scaled = a * 1_000_000 / b;
        return (double)scaled / 1_000_000;
    }
}
