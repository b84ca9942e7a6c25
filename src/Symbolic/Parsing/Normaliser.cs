using System.Collections.Frozen;
using System.Globalization;

namespace Symbolic.Parsing;

/// <summary>
/// Maps typographic characters to the plain ones of the language: full-width forms, the many minus, times and division signs,
/// superscripts, subscripts and digits of other scripts. Works character by character, so that spans refer to the text as typed.
/// </summary>
internal static class Normaliser
{
    private static readonly FrozenDictionary<char, char> Signs = Table(
        "−-–-—-﹣-‐-‑-‒-˗-·*⋅*×*∙*•*∗*✕*✖*⨯*⁢*÷/∕/⁄/➗/∣|¦|（(）)＾^，,、,；;：:ˆ^′'’'‘'‵'≔=⩵=∶:﹢+➕+➖-");

    private static readonly FrozenDictionary<char, char> Superscripts = Table("⁰0¹1²2³3⁴4⁵5⁶6⁷7⁸8⁹9⁺+⁻-⁼=⁽(⁾)ⁿnⁱiˣxʸyᵃaᵇbᶜcᵈdᵏkᵐmᵖpᵗt");

    private static readonly FrozenDictionary<char, char> Subscripts = Table("₀0₁1₂2₃3₄4₅5₆6₇7₈8₉9ₐaₑeₒoₓxₕhₖkₗlₘmₙnₚpₛsₜtᵢiⱼjᵣrᵤuᵥv");

    private static readonly FrozenDictionary<char, string> Fractions = new Dictionary<char, string>
    {
        ['½'] = "1/2", ['⅓'] = "1/3", ['⅔'] = "2/3", ['¼'] = "1/4", ['¾'] = "3/4", ['⅕'] = "1/5", ['⅙'] = "1/6", ['⅛'] = "1/8",
    }.ToFrozenDictionary();

    /// <summary>The plain form of a character; the character itself when it has none.</summary>
    public static char Plain(char c)
    {
        if (c < 0x80) return c;
        if (Signs.TryGetValue(c, out var sign)) return sign;
        if (c is >= '！' and <= '～') return (char)(c - '！' + '!');
        if (IsInvisible(c)) return ' ';
        var digit = CharUnicodeInfo.GetDecimalDigitValue(c);
        return digit >= 0 && !Superscripts.ContainsKey(c) && !Subscripts.ContainsKey(c) ? (char)('0' + digit) : c;
    }

    public static bool TrySuperscript(char c, out char plain) => Superscripts.TryGetValue(c, out plain);

    public static bool TrySubscript(char c, out char plain) => Subscripts.TryGetValue(c, out plain);

    public static bool TryFraction(char c, out string quotient) => Fractions.TryGetValue(c, out quotient!);

    public static bool IsNewLine(char c) => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';

    /// <summary>Spaces and characters that only guide layout, such as the zero-width space and the byte order mark.</summary>
    public static bool IsInvisible(char c) => !IsNewLine(c) && (char.IsWhiteSpace(c) || c is '\u200B' or '\u200C' or '\u200D' or '\u200E' or '\u200F' or '\u2060' or '\u2061' or '\u2063' or '\u2064' or '\uFEFF' or '\u00AD');

    private static FrozenDictionary<char, char> Table(string pairs) =>
        pairs.Chunk(2).DistinctBy(pair => pair[0]).ToFrozenDictionary(pair => pair[0], pair => pair[1]);
}
