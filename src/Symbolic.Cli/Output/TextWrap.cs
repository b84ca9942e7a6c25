namespace Symbolic.Cli.Output;

/// <summary>Breaks a text into lines that fit.</summary>
internal static class TextWrap
{
    private const int LeastWidth = 20;

    /// <summary>The lines; one that holds no place to break may be wider.</summary>
    public static IEnumerable<string> Lines(string text, int width, Wrap wrap)
    {
        width = Math.Max(width, LeastWidth);
        var start = 0;
        while (wrap != Wrap.None && NextBreak(text, start, width, wrap) is { } at)
        {
            yield return text[start..at];
            start = at + 1;
        }

        yield return text[start..];
    }

    /// <summary>The last space at which the line fits, else the first at all; null when the rest fits.</summary>
    private static int? NextBreak(string text, int start, int width, Wrap wrap)
    {
        var (used, last) = (0, (int?)null);
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == ' ' && i > start && (wrap == Wrap.Prose || text[i - 1] is '+' or '-' or ',' or '<' or '>' or '='))
            {
                if (used > width) return last ?? i;
                last = i;
            }

            used += DisplayWidth.Of(text.AsSpan(i, 1));
        }

        return used > width ? last : null;
    }
}
