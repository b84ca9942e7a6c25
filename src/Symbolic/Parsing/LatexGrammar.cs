using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Parsing;

/// <summary>What only LaTeX has: fractions, roots, sums with limits, cases, and the printed notations of functions.</summary>
internal sealed partial class FormulaReader
{
    private static readonly string[] ClosingCommands = ["rfloor", "rceil", "end cases", "otherwise"];

    private readonly Dictionary<string, LatexPattern[]>? _patterns;

    private bool StartsLatexOperand() => Kind == TokenKind.OpenBrace || (Kind == TokenKind.Command && !ClosingCommands.Contains(Current.Text));

    /// <summary>What stands in braces; braces are no brackets and leave no trace.</summary>
    private Syntax BraceGroup()
    {
        _next++;
        var bars = _openBars;
        _openBars = 0;
        _depth++;
        var inner = Expression();
        _depth--;
        Close(TokenKind.CloseBrace, "}");
        _openBars = bars;
        return inner;
    }

    /// <summary>The argument of a command: what stands in braces, or a single token.</summary>
    private Syntax Argument() => Kind == TokenKind.OpenBrace ? BraceGroup() : Primary();

    private Syntax Command()
    {
        var command = _tokens[_next++];
        switch (command.Text)
        {
            case "frac":
                var dividend = Argument();
                var divisor = Argument();
                return new FractionSyntax(dividend, divisor, command.Span.To(divisor.Span));
            case "sqrt":
                var operand = Argument();
                return new CallSyntax("sqrt", command.Span, [operand], command.Span.To(operand.Span));
            case "sum" or "prod":
                return Loop(command);
            case "begin cases":
                return Cases(command);
            case ['\\', ..] when Lexer.IsName(WordOf(command)):
                return Name(command with { Kind = TokenKind.Name, Text = WordOf(command) });
            default:
                _errors.Add("syntax", SyntaxMessages.UnexpectedCommand(command.Text), command.Span, Operand);
                return new ErrorSyntax(command.Span);
        }
    }

    private static string WordOf(Token command) => command.Text[(command.Text.IndexOf('{', StringComparison.Ordinal) + 1)..^1];

    /// <summary><c>\sum_{i=1}^{n}</c> takes the product that follows.</summary>
    private Syntax Loop(Token command)
    {
        NameSyntax? index = null;
        Syntax? from = null, to = null;
        while (Kind is TokenKind.Subscript or TokenKind.Power)
        {
            if (_tokens[_next++].Kind == TokenKind.Power)
            {
                to = Argument();
                continue;
            }

            if (Kind != TokenKind.OpenBrace || Following.Kind != TokenKind.Name || _tokens[_next + 2].Kind != TokenKind.Assign) break;
            index = new NameSyntax(Following.Text, Following.Span);
            _next += 3;
            from = Sum();
            Close(TokenKind.CloseBrace, "}");
        }

        var body = Kind is TokenKind.Plus or TokenKind.Minus ? MissingOperand() : Chain();
        if (index is not null && from is not null && to is not null) return new ReductionSyntax(command.Text == "sum", body, index, from, to, command.Span.To(body.Span));
        _errors.Add("syntax", SyntaxMessages.LimitsMissing(command.Text), command.Span, ["_{i=1}^{n}"]);
        return new ErrorSyntax(command.Span);
    }

    private PiecewiseSyntax Cases(Token command)
    {
        var branches = ImmutableArray.CreateBuilder<(Syntax, Syntax)>();
        Syntax? otherwise = null;
        _depth++;
        while (!IsAtEnd && !_errors.IsClosed && otherwise is null && !IsCommand("end cases"))
        {
            var value = Expression();
            if (Kind == TokenKind.Comma) _next++;
            if (Kind == TokenKind.Alignment) _next++;
            if (IsCommand("otherwise"))
            {
                _next++;
                otherwise = value;
            }
            else if (Kind == TokenKind.RowEnd || IsCommand("end cases"))
            {
                otherwise = value;
            }
            else
            {
                branches.Add((Expression(), value));
            }

            if (Kind is TokenKind.Comma) _next++;
            if (Kind == TokenKind.RowEnd) _next++;
            else break;
        }

        _depth--;
        if (IsCommand("end cases")) _next++;
        else _errors.Add("syntax", SyntaxMessages.NotClosed(@"\end{cases}"), Place, [@"\\", @"\end{cases}"]);
        return new PiecewiseSyntax(branches.DrainToImmutable(), otherwise, SourceSpan.Between(command.Span.Start, Here.Start));
    }

    private bool IsCommand(string text) => Kind == TokenKind.Command && Current.Text == text;

    /// <summary><c>\log_{2} x</c>: the function of that name, or the subscript as last argument.</summary>
    private (string Name, ImmutableArray<Syntax> Last) Subscripted(Token name)
    {
        _next++;
        var index = Argument();
        if (index is NumberSyntax number && _names.Library.Find(name.Text + number.Value) is not null) return (name.Text + number.Value, []);
        return (name.Text, [index]);
    }

    /// <summary>The printed notation of a function, if one begins here.</summary>
    private CallSyntax? Notation()
    {
        if (!_patterns!.TryGetValue(Current.Text, out var patterns)) return null;
        if (Kind == TokenKind.Name && _names.KindOf(Current.Text) is NameKind.Variable or NameKind.Value or NameKind.DefinedFunction) return null;
        foreach (var pattern in patterns)
        {
            if (Matches(pattern)) return Read(pattern);
        }

        return null;
    }

    /// <summary>Whether the tokens of a pattern stand here, with anything balanced in its places.</summary>
    private bool Matches(LatexPattern pattern)
    {
        var at = _next;
        for (var i = 0; i < pattern.Items.Length; i++)
        {
            var item = pattern.Items[i];
            if (item.Kind == TokenKind.Unknown)
            {
                if (i + 1 == pattern.Items.Length) return true;
                at = Skip(at, pattern.Items[i + 1]);
                if (at < 0) return false;
            }
            else
            {
                if (!IsSame(_tokens[at], item)) return false;
                at = Math.Min(at + 1, _tokens.Length - 1);
            }
        }

        return true;
    }

    private static bool IsSame(Token a, Token b) => a.Kind == b.Kind && (a.Text == b.Text || (a.Kind == TokenKind.Number && a.Text.Trim() == b.Text.Trim()));

    /// <summary>The place of the next such token outside brackets that open on the way; −1 when a bracket closes first.</summary>
    private int Skip(int at, Token end)
    {
        while (_tokens[at].Kind is not (TokenKind.End or TokenKind.Separator))
        {
            if (IsSame(_tokens[at], end)) return at;
            if (_matching[at] < 0) return -1;
            at = Math.Max(_matching[at], at) + 1;
        }

        return -1;
    }

    private CallSyntax Read(LatexPattern pattern)
    {
        var start = Current.Span;
        var arguments = new SortedDictionary<int, Syntax>();
        var all = ImmutableArray<Syntax>.Empty;
        var bars = _openBars;
        _openBars = 0;
        _depth++;
        foreach (var item in pattern.Items)
        {
            if (item.Kind != TokenKind.Unknown)
            {
                if (IsSame(Current, item)) _next++;
                else _errors.Add("syntax", SyntaxMessages.NotClosed(item.Text), Place, [item.Text]);
            }
            else if (item.Text == "*")
            {
                all = ArgumentList();
            }
            else
            {
                arguments[item.Text[0] - '0'] = Expression();
            }
        }

        _depth--;
        _openBars = bars;
        return new CallSyntax(pattern.Function.Name, start, all.IsEmpty ? [.. arguments.Values] : all, SourceSpan.Between(start.Start, Here.Start));
    }

    private ImmutableArray<Syntax> ArgumentList()
    {
        var items = ImmutableArray.Create(Expression());
        while (Kind == TokenKind.Comma)
        {
            _next++;
            items = items.Add(Expression());
        }

        return items;
    }

    /// <summary>For each opening bracket the place of its closing one; −1 for a closing one; for anything else its own place.</summary>
    private static int[] MatchBrackets(ImmutableArray<Token> tokens)
    {
        var matching = new int[tokens.Length];
        var open = new Stack<int>();
        for (var i = 0; i < tokens.Length; i++)
        {
            matching[i] = i;
            var token = tokens[i];
            if (token.Kind is TokenKind.OpenParenthesis or TokenKind.OpenBracket or TokenKind.OpenBrace || (token.Kind is TokenKind.Command or TokenKind.Bar && token.Text is "lfloor" or "lceil" or @"\left|"))
            {
                open.Push(i);
            }
            else if (token.Kind is TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.CloseBrace || (token.Kind is TokenKind.Command or TokenKind.Bar && token.Text is "rfloor" or "rceil" or @"\right|"))
            {
                matching[i] = -1;
                if (open.TryPop(out var start)) matching[start] = i;
            }
        }

        return matching;
    }
}
