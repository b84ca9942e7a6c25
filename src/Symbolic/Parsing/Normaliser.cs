using System.Globalization;

namespace Symbolic.Parsing;

/// <summary>
/// Maps typographic characters to the plain ones of the language: full-width forms, the many minus, times and division signs,
/// superscripts, subscripts and digits of other scripts. Works character by character, so that spans refer to the text as typed.
/// A table holds pairs: a character beyond ASCII and the plain one it stands for.
/// </summary>
internal static class Normaliser
{
    private const string Signs =
        "−-–-—-﹣-‐-‑-‒-˗-·*⋅*×*∙*•*∗*✕*✖*⨯*⁢*÷/∕/⁄/➗/∣|¦|（(）)＾^，,、,；;：:ˆ^′'’'‘'‵'≔=⩵=∶:﹢+➕+➖-";

    private const string Superscripts = "⁰0¹1²2³3⁴4⁵5⁶6⁷7⁸8⁹9⁺+⁻-⁼=⁽(⁾)ⁿnⁱiˣxʸyᵃaᵇbᶜcᵈdᵏkᵐmᵖpᵗt";

    private const string Subscripts = "₀0₁1₂2₃3₄4₅5₆6₇7₈8₉9ₐaₑeₒoₓxₕhₖkₗlₘmₙnₚpₛsₜtᵢiⱼjᵣrᵤuᵥv";

    /// <summary>The plain form of a character; the character itself when it has none.</summary>
    public static char Plain(char c)
    {
        if (c < 0x80) return c;
        if (TryFind(Signs, c, out var sign)) return sign;
        if (c is >= '！' and <= '～') return (char)(c - '！' + '!');
        if (IsInvisible(c)) return ' ';
        var digit = CharUnicodeInfo.GetDecimalDigitValue(c);
        return digit >= 0 && !TrySuperscript(c, out _) && !TrySubscript(c, out _) ? (char)('0' + digit) : c;
    }

    public static bool TrySuperscript(char c, out char plain) => TryFind(Superscripts, c, out plain);

    public static bool TrySubscript(char c, out char plain) => TryFind(Subscripts, c, out plain);

    public static bool TryFraction(char c, out string quotient)
    {
        quotient = c switch { '½' => "1/2", '⅓' => "1/3", '⅔' => "2/3", '¼' => "1/4", '¾' => "3/4", '⅕' => "1/5", '⅙' => "1/6", '⅛' => "1/8", _ => "" };
        return quotient.Length > 0;
    }

    public static bool IsNewLine(char c) => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';

    /// <summary>Spaces and characters that only guide layout, such as the zero-width space and the byte order mark.</summary>
    public static bool IsInvisible(char c) => !IsNewLine(c) && (char.IsWhiteSpace(c) || c is '\u200B' or '\u200C' or '\u200D' or '\u200E' or '\u200F' or '\u2060' or '\u2061' or '\u2063' or '\u2064' or '\uFEFF' or '\u00AD');

    private static bool TryFind(string pairs, char c, out char plain)
    {
        var at = c < 0x80 ? -1 : pairs.IndexOf(c, StringComparison.Ordinal);
        plain = at < 0 ? '\0' : pairs[at + 1];
        return at >= 0;
    }
}
