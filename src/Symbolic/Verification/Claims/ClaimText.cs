namespace Symbolic.Verification.Claims;

/// <summary>Splits what is typed for a gradient or a Hessian into entries, at separators outside brackets.</summary>
internal static class ClaimText
{
    /// <summary>The entries of a vector: <c>2x*y; x^2</c>, one a line, or <c>[2x*y, x^2]</c>.</summary>
    public static IReadOnlyList<string> Entries(string text)
    {
        var inner = WithoutBrackets(text.Trim());
        var parts = Split(inner, ';', '\n');
        return parts.Count > 1 || inner.Length == text.Trim().Length ? parts : Split(inner, ',');
    }

    /// <summary>The rows of a matrix: <c>a, b; c, d</c>, or <c>[[a, b], [c, d]]</c>.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(string text)
    {
        var inner = WithoutBrackets(text.Trim());
        var rows = Split(inner, ';', '\n');
        if (rows.Count == 1 && inner.StartsWith('[')) rows = Split(inner, ',');
        return [.. rows.Select(row => Split(WithoutBrackets(row), ','))];
    }

    private static List<string> Split(string text, params ReadOnlySpan<char> separators)
    {
        var parts = new List<string>();
        var (depth, start) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length)
            {
                if (text[i] is '(' or '[' or '{') depth++;
                if (text[i] is ')' or ']' or '}') depth--;
                if (depth > 0 || !separators.Contains(text[i])) continue;
            }

            // A separator at the very end, or an empty line, begins nothing.
            var part = text[start..i].Trim();
            if (part.Length > 0 || (i < text.Length && text[i] != '\n')) parts.Add(part);
            start = i + 1;
        }

        return parts;
    }

    private static string WithoutBrackets(string text)
    {
        if (text.Length < 2 || text[0] != '[' || text[^1] != ']') return text;
        var depth = 0;
        for (var i = 0; i < text.Length - 1; i++)
        {
            if (text[i] == '[') depth++;
            if (text[i] == ']' && --depth == 0) return text;
        }

        return text[1..^1].Trim();
    }
}
