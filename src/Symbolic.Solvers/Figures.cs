using System.Globalization;

namespace Symbolic.Solvers;

/// <summary>Numbers in sentences.</summary>
internal static class Figures
{
    /// <summary>A number to some significant digits, with an exponent such as e-8.</summary>
    public static string Show(double value, int digits = 3)
    {
        var text = value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var at = text.IndexOf('E', StringComparison.Ordinal);
        return at < 0 ? text : $"{text[..at]}e{int.Parse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)}";
    }
}
