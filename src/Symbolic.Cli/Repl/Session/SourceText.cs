using Symbolic.Parsing;

namespace Symbolic.Cli.Repl.Session;

/// <summary>Cuts texts of several lines into entries, as the parser does: a line goes on while brackets are open.</summary>
internal static class SourceText
{
    /// <summary>Whether no bracket is left open.</summary>
    public static bool IsComplete(string text) => Depth(SessionReader.WithoutComment(text)) <= 0;

    /// <summary>The statements of a text, separated by <c>;</c> or by ends of lines outside brackets.</summary>
    public static IEnumerable<string> Statements(string text)
    {
        text = SessionReader.WithoutComment(text);
        var depth = 0;
        var start = 0;
        foreach (var token in Lexer.Tokenize(text))
        {
            depth += Change(token.Kind);
            if (token.Kind != TokenKind.End && (token.Kind != TokenKind.Separator || (token.Text == "\n" && depth > 0))) continue;
            if (!string.IsNullOrWhiteSpace(text[start..token.Span.Start])) yield return text[start..token.Span.Start].Trim();
            start = token.Span.End;
            depth = 0;
        }
    }

    /// <summary>The entries of a file: lines, joined while brackets are open.</summary>
    public static IEnumerable<(string Text, int Line)> Entries(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var (first, entry) = (i, lines[i]);
            while (!IsComplete(entry) && i + 1 < lines.Length) entry += "\n" + lines[++i];
            entry = SessionReader.WithoutComment(entry).Trim();
            if (entry.Length > 0) yield return (entry, first + 1);
        }
    }

    private static int Depth(string text) => Lexer.Tokenize(text).Sum(t => Change(t.Kind));

    private static int Change(TokenKind kind) => kind switch
    {
        TokenKind.OpenParenthesis or TokenKind.OpenBracket or TokenKind.OpenBrace => 1,
        TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.CloseBrace => -1,
        _ => 0,
    };
}
