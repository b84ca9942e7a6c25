using System.Globalization;

namespace Symbolic.Cli.Repl.LineEditing;

/// <summary>Steps through a text by what a person sees as one character, by words and by lines. Positions are in UTF-16 code units.</summary>
internal static class TextWalk
{
    public static int Next(string text, int position) =>
        position >= text.Length ? text.Length : position + StringInfo.GetNextTextElementLength(text, position);

    public static int Previous(string text, int position)
    {
        // A character is a few code units long: find a safe place to start counting from, such as the start of a word or line.
        var start = Math.Max(0, position - 1);
        while (start > 0 && !char.IsAscii(text[start])) start--;
        var before = start;
        for (var at = start; at < position; at = Next(text, at)) before = at;
        return before;
    }

    public static int WordEnd(string text, int position)
    {
        while (position < text.Length && !IsWord(text[position])) position++;
        while (position < text.Length && IsWord(text[position])) position++;
        return position;
    }

    public static int WordStart(string text, int position)
    {
        while (position > 0 && !IsWord(text[position - 1])) position--;
        while (position > 0 && IsWord(text[position - 1])) position--;
        return position;
    }

    public static int LineStart(string text, int position) => position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;

    public static int LineEnd(string text, int position)
    {
        var end = text.IndexOf('\n', position);
        return end < 0 ? text.Length : end;
    }

    /// <summary>Letters with their marks, digits and <c>_</c>: what a name is made of.</summary>
    public static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_' || char.IsSurrogate(c) ||
        char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
