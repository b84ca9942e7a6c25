using System.Globalization;
using System.Text.Json;

namespace Symbolic.Cli.Output;

/// <summary>Numbers for people and for JSON.</summary>
internal static class NumberFormat
{
    /// <summary>Ten significant digits unless asked otherwise; 17 digits round-trip.</summary>
    public static string Format(double value, int digits = 10) => value switch
    {
        double.PositiveInfinity => "infinity",
        double.NegativeInfinity => "-infinity",
        _ when double.IsNaN(value) => "NaN",
        0 => "0",
        _ => Tidy(digits >= 17 ? value.ToString("R", CultureInfo.InvariantCulture) : value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)),
    };

    /// <summary>A bound, to two digits: its size is what matters.</summary>
    public static string Bound(double value) => double.IsFinite(value) ? Tidy(value.ToString("G2", CultureInfo.InvariantCulture)) : Format(value);

    /// <summary>Writes a number as JSON; those that are not finite as the strings "NaN", "Infinity" and "-Infinity".</summary>
    public static void Write(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value)) json.WriteNumberValue(value);
        else json.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }

    private static string Tidy(string text)
    {
        var exponentAt = text.IndexOf('E', StringComparison.Ordinal);
        if (exponentAt < 0) return text;
        var exponent = int.Parse(text.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return $"{text[..exponentAt]}e{exponent.ToString(CultureInfo.InvariantCulture)}";
    }
}
