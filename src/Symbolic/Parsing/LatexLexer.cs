namespace Symbolic.Parsing;

/// <summary>The signs that only LaTeX has: commands, braces, subscripts, rows and columns.</summary>
internal static class LatexLexer
{
    public static (TokenKind Kind, int Length, string Text)? Match(string text, int position)
    {
        switch (text[position])
        {
            case '{': return (TokenKind.OpenBrace, 1, "{");
            case '}': return (TokenKind.CloseBrace, 1, "}");
            case '_': return (TokenKind.Subscript, 1, "_");
            case '&': return (TokenKind.Alignment, 1, "&");
            case '~': return (TokenKind.Command, 1, "space");
            case '$': return (TokenKind.Command, 1, "space");
            case '\\': break;
            default: return null;
        }

        if (position + 1 >= text.Length) return null;
        var next = text[position + 1];
        if (next == '\\') return (TokenKind.RowEnd, 2, @"\\");
        if (!char.IsAsciiLetter(next)) return (TokenKind.Command, char.IsSurrogate(next) ? 1 : 2, char.IsSurrogate(next) ? "" : next.ToString());
        var end = position + 1;
        while (end < text.Length && char.IsAsciiLetter(text[end])) end++;
        return (TokenKind.Command, end - position, text[(position + 1)..end]);
    }
}
