using System.Globalization;

namespace Symbolic.Expressions;

/// <summary>Alphabetical order with numbers compared as numbers: <c>a, x, x2, x10, x[-1], x[0], y</c>.</summary>
public static class VariableOrder
{
    /// <summary>The order as a comparer.</summary>
    public static IComparer<string> Comparer { get; } = Comparer<string>.Create(Compare);

    /// <summary>Compares two names.</summary>
    public static int Compare(string? a, string? b)
    {
        if (a is null || b is null) return string.CompareOrdinal(a, b);
        int i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            int order;
            if (IsNumber(a, i) && IsNumber(b, j))
            {
                var (isNegative, isOtherNegative) = (SkipSign(a, ref i), SkipSign(b, ref j));
                order = CompareNumbers(Digits(a, ref i), Digits(b, ref j));
                order = isNegative != isOtherNegative ? (isNegative ? -1 : 1) : isNegative ? -order : order;
            }
            else
            {
                order = CompareLetters(a[i], b[j]);
                i++;
                j++;
            }

            if (order != 0) return order;
        }

        var rest = (a.Length - i).CompareTo(b.Length - j);
        return rest != 0 ? rest : string.CompareOrdinal(a, b);
    }

    /// <summary>Whether a number begins here; a minus sign is in names only before an index.</summary>
    private static bool IsNumber(string text, int position) => char.IsAsciiDigit(text[position]) || text[position] == '-';

    private static bool SkipSign(string text, ref int position)
    {
        if (text[position] != '-') return false;
        position++;
        return true;
    }

    private static int CompareLetters(char a, char b)
    {
        var order = char.ToLower(a, CultureInfo.InvariantCulture).CompareTo(char.ToLower(b, CultureInfo.InvariantCulture));
        return order != 0 ? order : a.CompareTo(b);
    }

    private static ReadOnlySpan<char> Digits(string text, ref int position)
    {
        var start = position;
        while (position < text.Length && char.IsAsciiDigit(text[position])) position++;
        return text.AsSpan(start, position - start).TrimStart('0');
    }

    private static int CompareNumbers(ReadOnlySpan<char> a, ReadOnlySpan<char> b) =>
        a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.CompareTo(b, StringComparison.Ordinal);
}
