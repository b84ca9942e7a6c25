using System.Text.RegularExpressions;
using Symbolic.Parsing;

namespace Symbolic.Verification.Diagnosis;

/// <summary>Where two texts differ: what remains between their common beginning and their common end, in whole words.</summary>
internal static partial class EditText
{
    /// <summary>The differing stretch of each text.</summary>
    public static (SourceSpan Old, SourceSpan New) Difference(string old, string @new)
    {
        var (a, b) = (Words(old), Words(@new));
        var start = 0;
        while (start < a.Count && start < b.Count && a[start] == b[start]) start++;
        var end = 0;
        while (end < a.Count - start && end < b.Count - start && a[^(end + 1)] == b[^(end + 1)]) end++;
        return (Span(a, start, end, old), Span(b, start, end, @new));
    }

    private static SourceSpan Span(List<string> words, int start, int end, string text)
    {
        var from = words.Take(start).Sum(w => w.Length);
        var to = text.Length - words.TakeLast(end).Sum(w => w.Length);
        while (from < to && text[from] == ' ') from++;
        while (to > from && text[to - 1] == ' ') to--;
        return SourceSpan.Between(from, to);
    }

    private static List<string> Words(string text) => [.. Word().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"[\p{L}\p{Nd}_.]+|\s+|.", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
