using System.Collections.Immutable;
using Symbolic.Cli.Repl.LineEditing;
using Symbolic.Functions;
using Symbolic.Parsing;

namespace Symbolic.Cli.Repl.Session;

/// <summary>Colours of an entry while it is typed, from the tokens that the parser will see.</summary>
internal static class SyntaxHighlighter
{
    public static IReadOnlyList<StyledSpan> Highlight(SessionState state, string text, int cursor)
    {
        var spans = new List<StyledSpan>();
        var start = 0;
        if (Interpreter.CommandOf(state, text) is (_, var end))
        {
            spans.Add(new StyledSpan(0, end, TextStyle.Command));
            start = end;
        }

        var comment = text.IndexOf('#', StringComparison.Ordinal);
        var tokens = Lexer.Tokenize(text);
        foreach (var token in tokens)
        {
            if (token.Span.Start < start || token.Kind == TokenKind.End || (comment >= 0 && token.Span.Start >= comment)) continue;
            spans.Add(new StyledSpan(token.Span.Start, token.Span.Length, StyleOf(state, token)));
        }

        if (comment >= 0) spans.Add(new StyledSpan(comment, text.Length - comment, TextStyle.Dim));
        if (cursor >= 0) MarkBrackets(tokens, cursor, spans);
        return spans;
    }

    private static TextStyle StyleOf(SessionState state, Token token) => token.Kind switch
    {
        TokenKind.Number => TextStyle.Number,
        TokenKind.Name => StyleOfName(state, token.Text),
        TokenKind.Command => TextStyle.Function,
        TokenKind.And or TokenKind.Or or TokenKind.Not => TextStyle.Function,
        TokenKind.Unknown => token.Text is "" ? TextStyle.Error : TextStyle.Plain,
        _ => TextStyle.Plain,
    };

    private static TextStyle StyleOfName(SessionState state, string name)
    {
        if (state.Find(name) is not null || name == SessionReader.AnswerName) return TextStyle.Defined;
        if (name is "sum" or "prod" or "mean" or "diff") return TextStyle.Function;
        return FunctionLibrary.Standard.Find(name) switch { null => TextStyle.Plain, { MaxArity: 0 } => TextStyle.Constant, _ => TextStyle.Function };
    }

    /// <summary>The bracket at the cursor, or before it, and the one that belongs to it.</summary>
    private static void MarkBrackets(ImmutableArray<Token> tokens, int cursor, List<StyledSpan> spans)
    {
        var open = new Stack<Token>();
        foreach (var token in tokens)
        {
            switch (token.Kind)
            {
                case TokenKind.OpenParenthesis or TokenKind.OpenBracket or TokenKind.OpenBrace:
                    open.Push(token);
                    break;
                case TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.CloseBrace when open.TryPop(out var first):
                    if (IsAt(first) || IsAt(token))
                    {
                        spans.Add(new StyledSpan(first.Span.Start, first.Span.Length, TextStyle.MatchingBracket));
                        spans.Add(new StyledSpan(token.Span.Start, token.Span.Length, TextStyle.MatchingBracket));
                    }

                    break;
            }
        }

        bool IsAt(Token token) => token.Span.Start == cursor || token.Span.End == cursor;
    }
}
