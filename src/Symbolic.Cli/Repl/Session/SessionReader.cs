using System.Collections.Immutable;
using Symbolic.Differentiation;
using Symbolic.Expressions;
using Symbolic.Parsing;

namespace Symbolic.Cli.Repl.Session;

/// <summary>Reads formulas with what the session knows: its definitions, the last result, and primes for derivatives.</summary>
internal static class SessionReader
{
    /// <summary>The name of the last result.</summary>
    public const string AnswerName = "ans";

    /// <summary>Reads a formula.</summary>
    /// <exception cref="FormulaSyntaxException">The text is no formula.</exception>
    public static ParsedFormula Parse(SessionState state, string text, CancellationToken cancellation = default)
    {
        if (TryParse(state, text, out var parsed, out var diagnostics, cancellation)) return parsed!;
        throw new FormulaSyntaxException(text, diagnostics);
    }

    /// <summary>Reads a formula, or says what is wrong with it.</summary>
    public static bool TryParse(SessionState state, string text, out ParsedFormula? parsed, out ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation = default)
    {
        var known = state.Definitions.Select(d => d.Definition);
        if (state.Answer is { } answer && state.Find(AnswerName) is null) known = known.Append(new FormulaDefinition(AnswerName, [], answer.Outputs, answer.IsVector));
        var definitions = known.ToImmutableArray();
        var plain = PrimeNotation.Rewrite(WithoutComment(text), definitions, out var derivatives);
        var options = new ParseOptions { Definitions = definitions.AddRange(derivatives), Differentiate = Derivative.Of, Cancellation = cancellation, Variables = [.. state.Data?.Rows.Names ?? []] };
        var isFormula = FormulaParser.TryParse(plain, options, out parsed, out diagnostics);
        if (isFormula) parsed = OverRows(state, parsed!);
        diagnostics = [.. diagnostics.Select(d => d with { Message = PrimeNotation.Restore(d.Message) })];
        return isFormula;
    }

    /// <summary>Reads what a command is about: a formula, the name of a defined function, or nothing for the last result.</summary>
    public static Formula Formula(SessionState state, string text, CancellationToken cancellation = default)
    {
        text = text.Trim();
        if (text.Length == 0)
            return state.Answer ?? throw new UserErrorException("There is no result yet to take; name a formula.");
        if (state.Find(text) is { } known) return Symbolic.Formula.Of(OverRows(state, new ParsedFormula { Text = text, Outputs = known.Definition.Outputs, IsVector = known.Definition.IsVector }));
        return Symbolic.Formula.Of(Parse(state, text, cancellation));
    }

    /// <summary>The formula over the rows of the session, when it reads one of their columns.</summary>
    private static ParsedFormula OverRows(SessionState state, ParsedFormula parsed)
    {
        if (state.Data is not { } data || !parsed.Outputs.Any(o => o.HasLoop)) return parsed;
        var readsColumn = Traversal.PostOrder([.. parsed.Outputs]).OfType<Reduction>().Any(r => r is { Index: null, Data: null } && Traversal.FreeVariables(r).Any(v => data.Rows.TryGetColumn(v.Name, out _)));
        return readsColumn ? parsed with { Outputs = [.. parsed.Outputs.Select(o => Reduction.Bind(o, data.Rows))] } : parsed;
    }

    /// <summary>A number, or a formula without variables such as <c>pi/2</c> or <c>2*a</c>.</summary>
    public static double Number(SessionState state, string text, string name)
    {
        var isNumber = TryParse(state, text, out var parsed, out var diagnostics);
        if (isNumber && !parsed!.IsVector && Symbolic.Formula.Of(parsed) is { Variables.IsEmpty: true } formula) return formula.Evaluate();
        var why = isNumber ? "It is not a number." : diagnostics[0].Message;
        throw new UserErrorException($"The value '{text}' of {name} cannot be used: {why}");
    }

    /// <summary>Everything before <c>#</c>.</summary>
    public static string WithoutComment(string text)
    {
        if (!text.Contains('#', StringComparison.Ordinal)) return text;
        return string.Join('\n', text.Split('\n').Select(line => line.Split('#')[0].TrimEnd()));
    }
}
