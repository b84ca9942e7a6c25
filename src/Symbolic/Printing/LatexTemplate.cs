using System.Collections.Immutable;
using System.Globalization;

namespace Symbolic.Printing;

/// <summary>
/// The LaTeX of a function, <c>\sin\left({0}\right)</c>, cut at the texts {0}, {1} … and {*}, which stand for an argument or for all
/// of them. Other braces stand for themselves: <c>J_{{0}}</c> is <c>J_{</c>, argument 0, <c>}</c>.
/// </summary>
internal static class LatexTemplate
{
    /// <summary>A piece of text, or an argument (<see cref="All"/> for all). An enclosed argument never needs brackets.</summary>
    public readonly record struct Part(string Text, int Argument, bool IsEnclosed);

    public const int None = -1;
    public const int All = -2;

    public static ImmutableArray<Part> Parse(string template)
    {
        var parts = ImmutableArray.CreateBuilder<Part>();
        var start = 0;
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '{' || !TryPlaceholder(template, i, out var argument, out var end)) continue;
            if (i > start) parts.Add(new Part(template[start..i], None, false));
            parts.Add(new Part("", argument, IsEnclosed(template.AsSpan(0, i), template.AsSpan(end))));
            start = end;
            i = end - 1;
        }

        if (start < template.Length) parts.Add(new Part(template[start..], None, false));
        return parts.ToImmutable();
    }

    private static bool TryPlaceholder(string template, int open, out int argument, out int end)
    {
        (argument, end) = (None, template.IndexOf('}', open) + 1);
        if (end == 0) return false;
        var inner = template.AsSpan(open + 1, end - open - 2);
        if (inner is "*") argument = All;
        else if (inner.Length > 0 && char.IsAsciiDigit(inner[0]) && int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) argument = number;
        return argument != None;
    }

    private static bool IsEnclosed(ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        before = before.TrimEnd();
        after = after.TrimStart();
        var opens = before.Length > 0 && (before[^1] is '(' or '{' or '[' or '|' or ',' || before.EndsWith(@"\lfloor") || before.EndsWith(@"\lceil"));
        var closes = after.Length > 0 && (after[0] is ')' or '}' or ']' or '|' or ',' || after.StartsWith(@"\right"));
        return opens && closes;
    }
}
