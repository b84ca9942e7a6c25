using System.Collections.Immutable;

namespace Symbolic.Parsing;

/// <summary>Finds where statements begin and end, and which of them are definitions, before anything is parsed.</summary>
internal static class StatementSplitter
{
    /// <summary>
    /// Reports characters that have no place in a formula and leaves them out, as well as ends of lines inside brackets
    /// and behind an operator, where a formula goes on.
    /// </summary>
    public static ImmutableArray<Token> Prepare(ImmutableArray<Token> tokens, DiagnosticBag errors)
    {
        var kept = ImmutableArray.CreateBuilder<Token>(tokens.Length);
        var depth = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            var token = tokens[i];
            depth = token.Kind switch
            {
                TokenKind.OpenParenthesis or TokenKind.OpenBracket or TokenKind.OpenBrace => depth + 1,
                TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.CloseBrace => Math.Max(0, depth - 1),
                TokenKind.Separator when token.Text == ";" => 0,
                _ => depth,
            };
            if (token.Kind == TokenKind.Unknown) i = ReportUnknown(tokens, i, errors);
            else if (token.Kind == TokenKind.Separator && token.Text == "\n" && (depth > 0 || (kept.Count > 0 && GoesOn(kept[^1].Kind)))) continue;
            else kept.Add(token);
        }

        return kept.DrainToImmutable();
    }

    /// <summary>The definitions, by the position of their first token.</summary>
    public static Dictionary<int, DefinitionHead> FindHeads(ImmutableArray<Token> tokens)
    {
        var heads = new Dictionary<int, DefinitionHead>();
        for (var i = 0; i < tokens.Length; i++)
        {
            if ((i == 0 || tokens[i - 1].Kind == TokenKind.Separator) && HeadAt(tokens, i) is { } head) heads[i] = head;
        }

        return heads;
    }

    private static int ReportUnknown(ImmutableArray<Token> tokens, int i, DiagnosticBag errors)
    {
        var first = i;
        while (tokens[i + 1].Kind == TokenKind.Unknown && tokens[i + 1].Span.Start == tokens[i].Span.End) i++;
        errors.Add("syntax", SyntaxMessages.UnknownCharacters, tokens[first].Span.To(tokens[i].Span), default, "");
        return i;
    }

    private static bool GoesOn(TokenKind kind) => kind is TokenKind.Plus or TokenKind.Minus or TokenKind.Times or TokenKind.Divide or TokenKind.Power
        or TokenKind.Comma or TokenKind.Assign or TokenKind.Comparison or TokenKind.And or TokenKind.Or or TokenKind.Not;

    private static DefinitionHead? HeadAt(ImmutableArray<Token> tokens, int i)
    {
        if (tokens[i].Kind != TokenKind.Name) return null;
        var name = tokens[i++];
        if (tokens[i].Kind == TokenKind.Assign) return new DefinitionHead(name, []);
        if (tokens[i].Kind != TokenKind.OpenParenthesis) return null;
        var parameters = ImmutableArray.CreateBuilder<Token>();
        do
        {
            if (tokens[++i].Kind != TokenKind.Name) return null;
            parameters.Add(tokens[i++]);
        }
        while (tokens[i].Kind == TokenKind.Comma);
        return tokens[i].Kind == TokenKind.CloseParenthesis && tokens[i + 1].Kind == TokenKind.Assign ? new DefinitionHead(name, parameters.DrainToImmutable()) : null;
    }
}
