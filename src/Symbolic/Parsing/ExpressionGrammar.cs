using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Parsing;

/// <summary>The rules from <c>or</c> down to names and numbers.</summary>
internal sealed partial class FormulaReader
{
    private Syntax Expression()
    {
        var left = Relation();
        return Kind is TokenKind.And or TokenKind.Or ? Logic(left) : left;
    }

    /// <summary><c>and</c> binds closer than <c>or</c>.</summary>
    private Syntax Logic(Syntax first)
    {
        var alternatives = ImmutableArray.CreateBuilder<Syntax>();
        var joined = ImmutableArray.CreateBuilder<Syntax>();
        joined.Add(first);
        while (Kind is TokenKind.And or TokenKind.Or)
        {
            if (Kind == TokenKind.Or) Join();
            _next++;
            joined.Add(Relation());
        }

        Join();
        return alternatives.Count == 1 ? alternatives[0] : new LogicSyntax(isAnd: false, alternatives.DrainToImmutable());

        void Join()
        {
            alternatives.Add(joined.Count == 1 ? joined[0] : new LogicSyntax(isAnd: true, joined.ToImmutable()));
            joined.Clear();
        }
    }

    private Syntax Relation()
    {
        if (Kind == TokenKind.Not)
        {
            var start = _tokens[_next++].Span;
            if (!Enter()) return new ErrorSyntax(start);
            var operand = Relation();
            _depth--;
            return new NotSyntax(operand, start.To(operand.Span));
        }

        var left = Sum();
        return IsComparison ? Comparison(left) : left;
    }

    /// <summary>Inside brackets or an argument, <c>=</c> can only be meant as a comparison.</summary>
    private bool IsComparison => Kind == TokenKind.Comparison || (Kind == TokenKind.Assign && _depth > 0);

    private ComparisonSyntax Comparison(Syntax left)
    {
        var operands = ImmutableArray.CreateBuilder<Syntax>();
        var signs = ImmutableArray.CreateBuilder<Token>();
        operands.Add(left);
        while (IsComparison)
        {
            signs.Add(_tokens[_next++]);
            operands.Add(Sum());
        }

        return new ComparisonSyntax(operands.DrainToImmutable(), signs.DrainToImmutable());
    }

    private Syntax Sum()
    {
        var first = Term();
        if (Kind is not (TokenKind.Plus or TokenKind.Minus)) return first;
        var items = ImmutableArray.CreateBuilder<(bool, Syntax)>(4);
        items.Add((false, first));
        while (Kind is TokenKind.Plus or TokenKind.Minus)
        {
            var isNegative = _tokens[_next++].Kind == TokenKind.Minus;
            items.Add((isNegative, Term()));
        }

        return new SumSyntax(items.DrainToImmutable());
    }

    /// <summary>A product with its sign: <c>-2*x</c> is −(2·x), <c>-x^2</c> is −(x²).</summary>
    private Syntax Term() => Kind is TokenKind.Plus or TokenKind.Minus ? Signed(isTerm: true) : Chain();

    /// <summary>Signs in front of a whole product, or of one factor when they stand behind <c>*</c>, <c>/</c> or <c>^</c>.</summary>
    private Syntax Signed(bool isTerm)
    {
        var depth = _depth;
        var signs = new List<SourceSpan>();
        for (; Kind is TokenKind.Plus or TokenKind.Minus; _next++)
        {
            if (Kind == TokenKind.Minus) signs.Add(Current.Span);
            if (!Enter()) return new ErrorSyntax(Current.Span);
        }

        var operand = isTerm ? Chain() : Power();
        for (var i = signs.Count - 1; i >= 0; i--) operand = new NegateSyntax(operand, signs[i].To(operand.Span));
        _depth = depth;
        return operand;
    }

    /// <summary>Factors and divisors from left to right; <c>*</c>, <c>/</c> and juxtaposition are one level.</summary>
    private Syntax Chain()
    {
        var first = Power();
        if (!ContinuesChain(out var link)) return first;
        var items = ImmutableArray.CreateBuilder<(ChainLink, Syntax)>(4);
        items.Add((ChainLink.First, first));
        do
        {
            if (link != ChainLink.Juxtaposed) _next++;
            items.Add((link, link != ChainLink.Juxtaposed && Kind is TokenKind.Plus or TokenKind.Minus ? Signed(isTerm: false) : Power()));
        }
        while (ContinuesChain(out link));
        return new ChainSyntax(items.DrainToImmutable());
    }

    private bool ContinuesChain(out ChainLink link)
    {
        link = Kind switch { TokenKind.Times => ChainLink.Times, TokenKind.Divide => ChainLink.Divide, _ => ChainLink.Juxtaposed };
        return link != ChainLink.Juxtaposed || StartsJuxtaposed();
    }

    /// <summary>What can stand directly behind a factor: a name, a bracket, a bar. A number cannot: <c>x 2</c> is an error.</summary>
    private bool StartsJuxtaposed() => Kind switch
    {
        TokenKind.Name or TokenKind.OpenParenthesis => true,
        TokenKind.Bar => Current.Text switch { "|" => _openBars == 0, _ => Current.Text == @"\left|" },
        _ => IsLatex && StartsLatexOperand(),
    };

    private bool StartsOperand() => Kind is TokenKind.Number or TokenKind.Name or TokenKind.OpenParenthesis or TokenKind.Bar or TokenKind.Minus or TokenKind.Plus || (IsLatex && StartsLatexOperand());

    /// <summary>A power, right to left; the exponent may carry signs: <c>2^-3^2</c> is 2^(−(3²)).</summary>
    private Syntax Power()
    {
        if (!Enter()) return new ErrorSyntax(Current.Span);
        var @base = Postfix();
        if (Kind == TokenKind.Power)
        {
            _next++;
            @base = new PowerSyntax(@base, Kind is TokenKind.Plus or TokenKind.Minus ? Signed(isTerm: false) : Power());
        }

        _depth--;
        return @base;
    }

    private Syntax Postfix()
    {
        var operand = Primary();
        var depth = _depth;
        while (Kind == TokenKind.Factorial && Enter()) operand = new FactorialSyntax(operand, operand.Span.To(_tokens[_next++].Span));
        _depth = depth;
        return operand;
    }

    private Syntax Primary() => (IsLatex && Kind is TokenKind.Name or TokenKind.Command ? Notation() : null) ?? Kind switch
    {
        TokenKind.OpenBrace => BraceGroup(),
        TokenKind.Command => Command(),
        TokenKind.Number => Number(),
        TokenKind.Name => Name(_tokens[_next++]),
        TokenKind.OpenParenthesis => Group(),
        TokenKind.Bar => Bars(),
        _ => MissingOperand(),
    };

    private NumberSyntax Number()
    {
        var token = _tokens[_next++];
        var value = default(Number);
        if (token.Text.Length > _limits.NumberLength) _errors.Add("limit", SyntaxMessages.NumberTooLong(_limits.NumberLength), token.Span);
        else value = Expressions.Number.ParseDecimal(token.Text);
        if (value.ToDouble() == 0 && token.Text.AsSpan().IndexOfAnyInRange('1', '9') is >= 0 and var digit && token.Text.AsSpan(0, digit).IndexOfAny('e', 'E') < 0)
            _errors.Add("number", SyntaxMessages.NumberTooSmall, token.Span);
        if (!double.IsFinite(value.ToDouble())) _errors.Add("number", SyntaxMessages.NumberTooLarge, token.Span);
        if (Kind == TokenKind.Number) ReportNumberBehindNumber(token);
        return new NumberSyntax(value, token.Span);
    }

    /// <summary><c>1.2.3</c>, <c>1 000</c></summary>
    private void ReportNumberBehindNumber(Token first)
    {
        while (Kind == TokenKind.Number)
        {
            var isTouching = Current.Span.Start == first.Span.End;
            _errors.Add("syntax", isTouching ? SyntaxMessages.TwoPoints : SyntaxMessages.TwoNumbers, Current.Span, ["an operator"], isTouching ? [] : ["*" + Current.Text]);
            _next++;
        }
    }

    private GroupSyntax Group()
    {
        var open = _tokens[_next++].Span;
        var bars = _openBars;
        _openBars = 0;
        var inner = Expression();
        var close = Close(TokenKind.CloseParenthesis, ")");
        _openBars = bars;
        return new GroupSyntax(inner, open.To(close));
    }

    /// <summary>Between bars, the next bar that follows an operand closes them: <c>|x||y|</c> is |x|·|y|.</summary>
    private BarsSyntax Bars()
    {
        var open = _tokens[_next++];
        if (open.Text == @"\right|") _errors.Add("syntax", SyntaxMessages.Unexpected(open), open.Span, Operand);
        var closing = open.Text == "|" ? "|" : @"\right|";
        var bars = _openBars;
        _openBars = open.Text == "|" ? bars + 1 : 0;
        var inner = Expression();
        var close = Kind == TokenKind.Bar && Current.Text == closing ? _tokens[_next++].Span : CloseBars();
        _openBars = bars;
        return new BarsSyntax(inner, open.Span.To(close));
    }

    private SourceSpan CloseBars()
    {
        if (!IsAtEnd && Kind is TokenKind.Comma or TokenKind.Number or TokenKind.Assign or TokenKind.OpenBracket or TokenKind.Prime) ReportUnexpected();
        else _errors.Add("syntax", SyntaxMessages.NotClosed("|"), Place, ["|"], IsAtEnd ? ["|"] : []);
        return Here;
    }

    private VectorSyntax Vector()
    {
        var open = _tokens[_next++].Span;
        var items = List(TokenKind.CloseBracket, "]", out var close);
        return new VectorSyntax(items, open.To(close));
    }

    /// <summary>Expressions between commas, up to and with the closing bracket.</summary>
    private ImmutableArray<Syntax> List(TokenKind closing, string sign, out SourceSpan close)
    {
        var items = ImmutableArray.CreateBuilder<Syntax>();
        var bars = _openBars;
        _openBars = 0;
        if (Kind != closing || closing == TokenKind.CloseBracket)
        {
            items.Add(Expression());
            while (Kind == TokenKind.Comma)
            {
                _next++;
                items.Add(Expression());
            }
        }

        close = Close(closing, sign);
        _openBars = bars;
        return items.DrainToImmutable();
    }
}
