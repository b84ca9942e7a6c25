using System.Collections.Immutable;

namespace Symbolic.Parsing;

/// <summary>Names that somebody may have meant.</summary>
public static class NameSuggestions
{
    private const int MaxCount = 3;
    private const int MaxLength = 40;

    /// <summary>The known names nearest to a name, the nearest first; none that differs in more than a third of its letters, or in more than two.</summary>
    public static ImmutableArray<string> For(string name, IEnumerable<string> known)
    {
        if (name.Length > MaxLength) return [];
        var limit = Math.Clamp((name.Length + 1) / 3, 1, 2);
        return
        [
            .. known.Distinct()
                .Where(k => k != name && k.Length > 1 && Math.Abs(k.Length - name.Length) <= limit)
                .Select(k => (Name: k, Distance: Distance(name, k)))
                .Where(k => k.Distance <= limit && k.Distance < k.Name.Length)
                .OrderBy(k => k.Distance).ThenByDescending(k => string.Equals(k.Name, name, StringComparison.OrdinalIgnoreCase)).ThenByDescending(k => k.Name.AsSpan().CommonPrefixLength(name)).ThenBy(k => k.Name.Length).ThenBy(k => k.Name, StringComparer.Ordinal)
                .Take(MaxCount).Select(k => k.Name),
        ];
    }

    /// <summary>
    /// Insertions, deletions, substitutions and exchanges of neighbours that turn one word into the other (optimal string
    /// alignment distance); letters that differ in case only count as half a change, rounded down.
    /// </summary>
    public static int Distance(string a, string b)
    {
        if (string.Equals(a, b, StringComparison.OrdinalIgnoreCase)) return a == b ? 0 : 1;
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(substitution, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
