namespace Symbolic.Cli.Protocol;

/// <summary>Texts that are separated by commas.</summary>
internal static class ListText
{
    private const int MaxShown = 8;

    /// <summary>The parts between commas outside brackets.</summary>
    public static IEnumerable<string> Split(string text) => Split(text, ",");

    /// <summary>The parts between separators outside brackets.</summary>
    public static IEnumerable<string> Split(string text, string separators)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] is '(' or '[') depth++;
            if (i < text.Length && text[i] is ')' or ']') depth--;
            if (i < text.Length && (depth > 0 || !separators.Contains(text[i], StringComparison.Ordinal))) continue;
            yield return text[start..i].Trim();
            start = i + 1;
        }
    }

    /// <summary>The first of some texts, and a sign that there are more.</summary>
    public static string Some(IEnumerable<string> texts, string separator)
    {
        string[] shown = [.. texts.Take(MaxShown + 1)];
        return string.Join(separator, shown.Take(MaxShown)) + (shown.Length > MaxShown ? separator + "…" : "");
    }

    /// <summary>What stands in <c>[1, 2, 3]</c>; null for any other text.</summary>
    public static string[]? Items(string text) => text.Length > 2 && text[0] == '[' && text[^1] == ']' ? [.. Split(text[1..^1])] : null;
}
