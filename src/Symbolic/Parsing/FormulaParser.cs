using System.Collections.Immutable;
using System.Diagnostics;
using Symbolic.Expressions;

namespace Symbolic.Parsing;

/// <summary>
/// Reads formulas. One text has one reading:
/// <code>
/// text        = statement { (";" | end of line) statement }         the last statement is the result
/// statement   = [ name [ "(" name { "," name } ")" ] ("=" | ":=") ] ( vector | expression )
/// vector      = "[" expression { "," expression } "]"
/// expression  = conjunct { "or" conjunct }
/// conjunct    = relation { "and" relation }
/// relation    = "not" relation | sum { ("&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "==" | "!=") sum }      0 &lt; x &lt; 1 is 0 &lt; x and x &lt; 1
/// sum         = term { ("+" | "-") term }
/// term        = { "+" | "-" } chain                                 -2*x is -(2*x), -x^2 is -(x^2)
/// chain       = power { ("*" | "/") signed | juxtaposed }           one level, left to right: 1/2x is (1/2)*x
/// juxtaposed  = power that begins with a name, "(" or "|"           2x, 2 sin(x), x y, (x+1)(y-1); never a number
/// signed      = { "+" | "-" } power
/// power       = postfix [ ("^" | "**") signed ]                     right to left: 2^-3^2 is 2^(-(3^2))
/// postfix     = primary { "!" }
/// primary     = number | name | name "[" indices "]" | call | "(" expression ")" | "|" expression "|"
/// call        = function [ "^" exponent ] ( "(" arguments ")" | bare )      sin^2(x) is sin(x)^2, sin^-1(x) is asin(x)
/// bare        = [ "-" ] power { juxtaposed }                        up to the next function: sin 2x cos y is sin(2*x)*cos(y)
/// number      = digits [ "." digits ] [ ("e" | "E") [ sign ] digits ]      2e3 is 2000, 2e is 2*e, 2exp(x) is 2*exp(x)
/// name        = letter { letter | digit | "_" }                     longest match: xy, x2, H2O are one name each
/// </code>
/// A name followed by "(" is a call when it is a function, a product when it is a single letter or has been declared or
/// defined, and otherwise an error. A declared or defined name is never a function of the library. "x!=3" is "x != 3".
/// An end of line inside brackets or behind an operator does not end a statement. Definitions may stand in any order. When the last
/// statement is a definition, the result is its body, with the parameters as variables. Forms with a syntax of their own are
/// <c>sum(expression, index, from, to)</c>, <c>prod(…)</c>, <c>sum(expression)</c> and <c>mean(expression)</c> over rows of
/// data, and <c>diff(expression, variable, [order], …)</c>. Typographic characters are read as the plain ones they stand for
/// (<c>x²</c>, <c>x₁</c>, <c>−</c>, <c>×</c>, <c>√</c>, full-width forms). A text with a LaTeX command is read as LaTeX.
/// </summary>
public static class FormulaParser
{
    /// <summary>Longer texts get notes without the trees of the other reading, which cost as much as the formula itself.</summary>
    private const int MaxLengthForAlternatives = 20_000;

    /// <summary>Reads a formula.</summary>
    /// <exception cref="FormulaSyntaxException">The text is not a formula, or is beyond a limit.</exception>
    public static ParsedFormula Parse(string text, ParseOptions? options = null) =>
        TryParse(text, options, out var formula, out var diagnostics) ? formula! : throw new FormulaSyntaxException(text, diagnostics);

    /// <summary>Reads a formula, or says what is wrong with the text: several independent mistakes at once.</summary>
    public static bool TryParse(string text, ParseOptions? options, out ParsedFormula? formula, out ImmutableArray<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= ParseOptions.Default;
        var errors = new DiagnosticBag();
        formula = Read(text, options, errors);
        diagnostics = errors.ToImmutable();
        if (errors.IsEmpty) return true;
        formula = null;
        return false;
    }

    private static ParsedFormula? Read(string text, ParseOptions options, DiagnosticBag errors)
    {
        var started = Stopwatch.GetTimestamp();
        if (text.Length > options.Limits.TextLength)
        {
            errors.Stop(SyntaxMessages.TextTooLong(text.Length, options.Limits.TextLength), SourceSpan.Between(options.Limits.TextLength, text.Length));
            return null;
        }

        var names = new NameTable(options);
        var reader = new FormulaReader(text, Lexer.Tokenize(text), names, errors, options.Limits);
        var statements = reader.ReadStatements();
        if (errors.IsClosed) return null;
        var notes = new NoteCollector(text, names);
        if (reader.LetterRun is { } run) notes.Add(SyntaxMessages.LettersAreFactors(run.Text), run.Span, string.Join('*', run.Text.AsEnumerable()), $@"\mathit{{{run.Text}}}", null);
        foreach (var letter in reader.LettersTaken) notes.Add(SyntaxMessages.LetterIsVariable(letter.Text, names), letter.Span, letter.Text, null, null);
        var formula = new TreeBuilder(options, names, errors, notes, replacement: null, reader.IsLatex, started).Build(text, statements);
        if (!errors.IsEmpty) return null;
        return formula with { IsLatex = reader.IsLatex, Notes = [.. notes.Finish().Select(note => Complete(note))] };

        ReadingNote Complete(PendingNote note) => new(note.Message, note.Span)
        {
            Reading = note.Reading,
            Alternative = note.Alternative,
            AlternativeOutputs = note.Replacement is null || text.Length > MaxLengthForAlternatives ? [] : OtherReading(note.Replacement),
        };

        ImmutableArray<Expr> OtherReading(Replacement replacement)
        {
            var problems = new DiagnosticBag();
            var other = new TreeBuilder(options, names, problems, notes: null, replacement, reader.IsLatex, started).Build(text, statements);
            return problems.IsEmpty ? other.Outputs : [];
        }
    }
}
