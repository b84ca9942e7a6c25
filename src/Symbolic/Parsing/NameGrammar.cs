using System.Collections.Immutable;

namespace Symbolic.Parsing;

/// <summary>Names, indexed names, and functions with and without parentheses.</summary>
internal sealed partial class FormulaReader
{
    private Syntax Name(Token token)
    {
        var kind = _names.KindOf(token.Text);
        if (kind is NameKind.DefinedFunction or NameKind.Form or NameKind.Function) return Function(token, kind);
        if (Kind == TokenKind.OpenBracket) return Indexed(token);
        if (Kind == TokenKind.OpenParenthesis && kind == NameKind.Unknown && !IsSingleLetter(token.Text)) return UnknownFunction(token);
        return new NameSyntax(token.Text, token.Span);
    }

    private static bool IsSingleLetter(string name) => name.Length == 1 || (name.Length == 2 && char.IsSurrogatePair(name, 0));

    private IndexedSyntax Indexed(Token name)
    {
        _next++;
        var indices = List(TokenKind.CloseBracket, "]", out var close);
        return new IndexedSyntax(name.Text, indices, name.Span.To(close));
    }

    /// <summary>
    /// A function name: with arguments in parentheses; with an exponent, <c>sin^2(x)</c>; or with the juxtaposed product that
    /// follows, <c>sin 2x</c>. A Greek letter without any argument, as in <c>beta*x</c>, is a variable, with a note.
    /// </summary>
    private Syntax Function(Token name, NameKind kind)
    {
        var (calledName, last) = Kind == TokenKind.Subscript ? Subscripted(name) : (name.Text, []);
        var behindName = _next;
        var isLetter = kind == NameKind.Function && GreekLetters.ByName.ContainsKey(name.Text);
        var exponent = Kind == TokenKind.Power && kind != NameKind.Form && !(isLetter && !StartsFunctionExponent()) ? FunctionExponent() : null;
        if (Kind == TokenKind.OpenParenthesis)
        {
            _next++;
            var arguments = List(TokenKind.CloseParenthesis, ")", out var close);
            return new CallSyntax(calledName, name.Span, arguments.AddRange(last), name.Span.To(close)) { Exponent = exponent };
        }

        if (kind != NameKind.Form && (StartsJuxtaposed() || Kind is TokenKind.Number or TokenKind.Minus && StartsBareArgument()))
        {
            var argument = BareArgument();
            return new CallSyntax(calledName, name.Span, [argument, .. last], name.Span.To(argument.Span)) { Exponent = exponent };
        }

        if (isLetter && Kind != TokenKind.OpenBracket)
        {
            _next = behindName; // an exponent is then that of the variable
            _names.Declare(name.Text);
            _lettersTaken.Add(name);
            return new NameSyntax(name.Text, name.Span);
        }

        if (Kind == TokenKind.OpenBracket) _errors.Add("syntax", SyntaxMessages.FunctionWithBracket(name.Text), Current.Span, ["("], "(");
        else _errors.Add("name", SyntaxMessages.FunctionWithoutArgument(name.Text, _names), name.Span, ["("]);
        return new ErrorSyntax(name.Span);
    }

    /// <summary><c>sin -x</c> has an argument; in <c>gamma - 1</c> the sign stands between two terms.</summary>
    private bool StartsBareArgument() => Kind != TokenKind.Minus || (Current.Span.End == Following.Span.Start && Current.Span.Start > _tokens[_next - 1].Span.End);

    /// <summary>Whether what follows the sign of a power can be the exponent of a function: in <c>gamma^sin(x)</c> the letter is a variable.</summary>
    private bool StartsFunctionExponent()
    {
        var first = _tokens[_next + 1];
        if (first.Kind is TokenKind.Minus or TokenKind.Plus) first = _tokens[_next + 2];
        return first.Kind is TokenKind.Number or TokenKind.OpenParenthesis or TokenKind.OpenBrace || (first.Kind == TokenKind.Name && !_names.IsFunction(first.Text));
    }

    /// <summary>The exponent between a function and its argument: a number with or without sign, a name, or an expression in parentheses.</summary>
    private Syntax FunctionExponent()
    {
        var power = _tokens[_next++];
        var sign = Kind is TokenKind.Minus or TokenKind.Plus ? _tokens[_next++] : default;
        Syntax exponent = Kind switch
        {
            TokenKind.Number => Number(),
            TokenKind.OpenParenthesis => Group(),
            TokenKind.OpenBrace => BraceGroup(),
            TokenKind.Name when !_names.IsFunction(Current.Text) => new NameSyntax(Current.Text, _tokens[_next++].Span),
            _ => MissingOperand(),
        };
        return sign.Kind == TokenKind.Minus ? new NegateSyntax(exponent, power.Span.To(exponent.Span)) : exponent;
    }

    /// <summary>The juxtaposed product behind a function name, up to the next function name.</summary>
    private Syntax BareArgument()
    {
        if (Kind == TokenKind.Minus)
        {
            var minus = _tokens[_next++].Span;
            if (!Enter()) return new ErrorSyntax(minus);
            var operand = BareArgument();
            _depth--;
            return new NegateSyntax(operand, minus.To(operand.Span));
        }

        var first = Power();
        if (!ContinuesBareArgument()) return first;
        var items = ImmutableArray.CreateBuilder<(ChainLink, Syntax)>();
        items.Add((ChainLink.First, first));
        while (ContinuesBareArgument()) items.Add((ChainLink.Juxtaposed, Power()));
        return new ChainSyntax(items.DrainToImmutable());
    }

    private bool ContinuesBareArgument() => StartsJuxtaposed() && !(Kind == TokenKind.Name && _names.IsFunction(Current.Text));

    /// <summary>A name that means nothing, followed by a bracket: never a silent product.</summary>
    private ErrorSyntax UnknownFunction(Token name)
    {
        var suggestions = _names.Library.KnownElsewhereAs(name.Text) is { } known ? [known.Name] : NameSuggestions.For(name.Text, _names.FunctionNames);
        _errors.Add("name", SyntaxMessages.UnknownFunction(name.Text, suggestions), name.Span, ["a function"], [.. suggestions, name.Text + "*"]);
        _next++;
        List(TokenKind.CloseParenthesis, ")", out var close);
        return new ErrorSyntax(name.Span.To(close));
    }
}
