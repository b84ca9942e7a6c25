using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Symbolic.Expressions;

namespace Symbolic.Parsing;

/// <summary>Reads tokens into <see cref="Syntax"/> by the grammar that heads <see cref="FormulaParser"/>; after an error it goes on where it can.</summary>
internal sealed partial class FormulaReader
{
    private static readonly ImmutableArray<string> Operand = ["a number", "a name", "("];

    private readonly string _text;
    private readonly ImmutableArray<Token> _tokens;
    private readonly NameTable _names;
    private readonly DiagnosticBag _errors;
    private readonly FormulaLimits _limits;
    private readonly int[] _matching = [];
    private readonly List<Token> _lettersTaken = [];
    private int _next;
    private int _depth;
    private int _openBars;

    public FormulaReader(string text, ImmutableArray<Token> tokens, NameTable names, DiagnosticBag errors, FormulaLimits limits)
    {
        (_text, _names, _errors, _limits) = (text, names, errors, limits);
        IsLatex = Lexer.IsLatex(text);
        if (IsLatex)
        {
            tokens = LatexRewriter.Rewrite(text, tokens, names, errors, name => LatexPattern.TakesSubscript(names.Library, name), out var run);
            LetterRun = run;
            _patterns = LatexPattern.Of(names.Library);
        }

        _tokens = StatementSplitter.Prepare(tokens, errors);
        if (IsLatex) _matching = MatchBrackets(_tokens);
    }

    public bool IsLatex { get; }

    /// <summary>A run of letters that was read as a product, since the text is LaTeX; null when there is none.</summary>
    public Token? LetterRun { get; }

    /// <summary>Greek letters that are functions and were read as variables, since no argument follows.</summary>
    public List<Token> LettersTaken => _lettersTaken;

    private Token Current => _tokens[_next];

    private TokenKind Kind => _tokens[_next].Kind;

    private Token Following => _tokens[Math.Min(_next + 1, _tokens.Length - 1)];

    private bool IsAtEnd => Kind is TokenKind.End or TokenKind.Separator;

    /// <summary>The place just behind the last token read, where something is missing.</summary>
    private SourceSpan Here => new(_next == 0 ? 0 : _tokens[_next - 1].Span.End, 0);

    /// <summary>The place of a token that does not fit: the token itself, or, at the end, the place behind the last one.</summary>
    private SourceSpan Place => IsAtEnd ? Here : Current.Span;

    /// <summary>All statements of the text.</summary>
    public ImmutableArray<StatementSyntax> ReadStatements()
    {
        var heads = StatementSplitter.FindHeads(_tokens);
        foreach (var head in heads.Values) _names.Define(head.Name.Text, !head.Parameters.IsEmpty);
        var statements = ImmutableArray.CreateBuilder<StatementSyntax>();
        while (Kind != TokenKind.End && !_errors.IsClosed)
        {
            if (Kind == TokenKind.Separator) _next++;
            else statements.Add(ReadStatement(heads.GetValueOrDefault(_next)));
        }

        if (statements.Count == 0 && _errors.IsEmpty) _errors.Add("syntax", SyntaxMessages.Empty, new SourceSpan(_text.Length, 0), Operand);
        return statements.DrainToImmutable();
    }

    private StatementSyntax ReadStatement(DefinitionHead? head)
    {
        _names.Parameters.Clear();
        _openBars = 0;
        if (head is not null)
        {
            CheckHead(head);
            while (Kind != TokenKind.Assign) _next++;
            _next++;
            foreach (var parameter in head.Parameters) _names.Parameters.Add(parameter.Text);
        }

        var body = Kind == TokenKind.OpenBracket ? Vector() : Expression();
        while (!IsAtEnd && !_errors.IsClosed) Resynchronise();
        _names.Parameters.Clear();
        return new StatementSyntax(head, body);
    }

    private void CheckHead(DefinitionHead head)
    {
        if (NameTable.IsReserved(head.Name.Text)) _errors.Add("name", SyntaxMessages.Reserved(head.Name.Text), head.Name.Span);
        var seen = new HashSet<string>();
        foreach (var parameter in head.Parameters)
        {
            if (NameTable.IsReserved(parameter.Text)) _errors.Add("name", SyntaxMessages.Reserved(parameter.Text), parameter.Span);
            else if (!seen.Add(parameter.Text)) _errors.Add("name", SyntaxMessages.ParameterTwice(parameter.Text), parameter.Span);
        }
    }

    /// <summary>Reports a token that cannot stand behind a complete expression, and reads on behind it to find further mistakes.</summary>
    private void Resynchronise()
    {
        ReportUnexpected();
        _next++;
        if (!IsAtEnd && StartsOperand()) Expression();
    }

    private void ReportUnexpected()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Comma:
                _errors.Add("syntax", SyntaxMessages.CommaOutside(IsBetweenDigits(token)), token.Span, ["an operator"], IsBetweenDigits(token) ? ["."] : []);
                break;
            case TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.CloseBrace:
                _errors.Add("syntax", SyntaxMessages.NothingToClose(token.Text), token.Span, ["an operator"], "");
                break;
            case TokenKind.Assign:
                _errors.Add("syntax", SyntaxMessages.NotADefinition, token.Span, ["an operator"], "==");
                break;
            case TokenKind.Number:
                _errors.Add("syntax", SyntaxMessages.NumberBehind(token.Text), token.Span, ["an operator"], "*" + token.Text);
                break;
            case TokenKind.OpenBracket:
                _errors.Add("syntax", SyntaxMessages.VectorInside, token.Span, ["an operator"]);
                break;
            case TokenKind.Prime:
                _errors.Add("syntax", SyntaxMessages.Prime, token.Span, ["an operator"]);
                break;
            default:
                _errors.Add("syntax", SyntaxMessages.Unexpected(token), token.Span, ["an operator", "the end of the formula"]);
                break;
        }
    }

    private bool IsBetweenDigits(Token comma) =>
        comma.Span.Start > 0 && comma.Span.End < _text.Length && char.IsAsciiDigit(_text[comma.Span.Start - 1]) && char.IsAsciiDigit(_text[comma.Span.End]);

    /// <summary>Goes one level deeper; false, with a diagnostic, when that is too deep for the limit or for the stack of this thread.</summary>
    private bool Enter()
    {
        if (_errors.IsClosed) return false;
        var isWithinLimit = ++_depth <= _limits.Nesting;
        if (isWithinLimit && RuntimeHelpers.TryEnsureSufficientExecutionStack()) return true;
        _errors.Stop(isWithinLimit ? SyntaxMessages.TooDeepForThread : SyntaxMessages.TooDeep(_limits.Nesting), Current.Span);
        _next = _tokens.Length - 1;
        return false;
    }

    private ErrorSyntax MissingOperand()
    {
        var place = Place;
        if (!IsAtEnd && Kind is TokenKind.Comma && IsBetweenDigits(Current)) ReportUnexpected();
        else _errors.Add("syntax", SyntaxMessages.OperandMissing(Current, _next == 0 ? null : _tokens[_next - 1]), place, Operand);
        // A sign that needs a left side is passed over, so that its right side is looked at too.
        if (Kind is TokenKind.Times or TokenKind.Divide or TokenKind.Power or TokenKind.Factorial or TokenKind.Prime or TokenKind.OpenBracket or TokenKind.Subscript) _next++;
        return new ErrorSyntax(place);
    }

    /// <summary>Takes the closing bracket that is due, or reports that it is missing. Another closing bracket is taken in its place.</summary>
    private SourceSpan Close(TokenKind kind, string sign)
    {
        if (Kind == kind) return _tokens[_next++].Span;
        var place = Place;
        if (!IsAtEnd && Kind is TokenKind.Comma or TokenKind.Number or TokenKind.Assign or TokenKind.OpenBracket or TokenKind.Prime) ReportUnexpected();
        else if (!IsAtEnd && Kind is TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.CloseBrace) _errors.Add("syntax", SyntaxMessages.WrongBracket(sign, Current.Text), place, [sign], sign);
        else _errors.Add("syntax", SyntaxMessages.NotClosed(sign), place, [sign], IsAtEnd ? [sign] : []);
        return SkipTo(kind) ?? Here;
    }

    /// <summary>Passes over what does not fit up to the closing bracket, looking for further mistakes on the way.</summary>
    private SourceSpan? SkipTo(TokenKind kind)
    {
        while (!IsAtEnd && !_errors.IsClosed)
        {
            if (Kind == kind || Kind is TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.CloseBrace) return _tokens[_next++].Span;
            _next++;
            if (!IsAtEnd && StartsOperand()) Expression();
        }

        return null;
    }
}
