using System.Collections.Immutable;
using Symbolic.Cli.Commands;
using Symbolic.Cli.Output;
using Symbolic.Expressions;
using Symbolic.Parsing;
using Symbolic.Simplification;
using Symbolic.Verification;

namespace Symbolic.Cli.Repl.Session;

/// <summary>An entry that is no command: definitions, or a formula whose value or first derivatives are shown.</summary>
internal static class FormulaEntry
{
    private const int MaxShownDerivatives = 4;
    private const int MaxShownSize = 600;

    public static SessionState Run(Request request)
    {
        var (state, text) = (request.State, request.Text);
        if (state.Find(text) is { Definition.IsFunction: true }) return ShowFormula(request, SessionReader.Formula(state, text), text);
        if (AtPoint(text) is { } split)
        {
            var arguments = Arguments.Parse("at " + text[split..].Trim()[2..]);
            return Run(request with { State = arguments.Apply(state), Text = text[..split].Trim() }) with { Point = state.Point };
        }

        var parsed = SessionReader.Parse(state, text, request.Cancellation);
        var formula = Formula.Of(parsed);
        Readings.ShowNotes(request, formula);
        if (parsed.DefinedName is null && Interpreter.CommandGuess(state, text, formula) is { Length: > 0 } guess) request.Page.Note(guess);
        if (parsed.DefinedName is not null) return Define(request, text, parsed);
        if (!parsed.Definitions.IsEmpty) state = DefinitionList.Add(state, text, parsed).State;
        return ShowFormula(request with { State = state }, formula, text);
    }

    /// <summary>Where <c>at x=1</c> begins that ends an entry; null when none does.</summary>
    private static int? AtPoint(string text)
    {
        var at = text.LastIndexOf(" at ", StringComparison.Ordinal);
        return at > 0 && text.IndexOf('=', at) > 0 ? at : null;
    }

    private static SessionState Define(Request request, string text, ParsedFormula parsed)
    {
        var (state, alsoChanged) = DefinitionList.Add(request.State, text, parsed);
        foreach (var definition in parsed.Definitions)
        {
            var head = state.Find(definition.Name)!.Head;
            if (definition.IsVector) request.Ink.Line($"  {head} = [{string.Join(", ", definition.Outputs.Select(o => Formula.Of(o).ToString()))}]");
            else Readings.ShowDisplay(request, head + " = ", Formula.Of(definition.Body));
        }

        if (alsoChanged.Count > 0) request.Ink.Line($"  {string.Join(", ", alsoChanged)} {(alsoChanged.Count == 1 ? "uses" : "use")} the new {parsed.DefinedName}.", Style.Dim);
        return Remember(state, Formula.Of(parsed));
    }

    private static SessionState ShowFormula(Request request, Formula formula, string text)
    {
        var state = Remember(request.State, formula);
        if (formula.IsVector)
        {
            request.Ink.Line($"  {formula}");
            return state;
        }

        if (formula.Variables.IsEmpty) return ShowConstant(request, formula, state);
        var isKnown = request.State.Find(text) is not null;
        var label = isKnown ? request.State.Find(text)!.Head + " = " : "";
        if (label.Length > 0 || !Readings.IsSame(text, formula.Reading) || IsWorthRows(formula)) Readings.ShowDisplay(request, label, formula, Style.Heading);
        if (request.State.Point.At(formula.Variables) is { } at) ShowValue(request, formula, at);
        if (formula.Variables.Length <= MaxShownDerivatives && formula.Outputs[0].TreeSize <= MaxShownSize) DerivativeVerbs.Gradient(request, formula);
        else request.Ink.Line($"  a function of {formula.Variables.Length} variables: {string.Join(", ", formula.Variables.Take(12))}{(formula.Variables.Length > 12 ? ", …" : "")}; grad shows its derivatives", Style.Dim);
        return state;
    }

    private static bool IsWorthRows(Formula formula) => Printing.DisplayPrinter.TryPrint(formula.Outputs[0], 60) is { Rows.Length: > 1 };

    private static SessionState ShowConstant(Request request, Formula formula, SessionState state)
    {
        var value = formula.Evaluate();
        var exact = Simplifier.Simplify(formula.Evaluated, options: null, request.Cancellation);
        var isExact = exact is Constant { Value: { IsExact: true, IsInteger: true } };
        var text = Formula.Of(exact).ToString();
        var number = request.Number(value);
        if (isExact && text.Length <= 60) request.Ink.Line($"  {text}", Style.Heading);
        else if (text.Length <= 40 && text != number)
        {
            request.Ink.Write($"  {text} = ");
            request.Ink.Line(number, Style.Heading);
        }
        else request.Ink.Line($"  {number}", Style.Heading);

        if (!double.IsFinite(value)) Explain(request, formula, []);
        return state with { Answer = Formula.Of(exact) };
    }

    private static void ShowValue(Request request, Formula formula, double[] at)
    {
        var value = formula.Evaluate(at);
        request.Ink.Write("  = ", Style.Dim);
        request.Ink.Write(request.Number(value), Style.Heading);
        request.Ink.Line($"  at {Report.At(formula.Variables, at)}", Style.Dim);
        if (!double.IsFinite(value)) Explain(request, formula, at);
    }

    /// <summary>Why a value is not finite.</summary>
    private static void Explain(Request request, Formula formula, double[] at)
    {
        var why = NonFiniteExplanation.Of(formula.Evaluated, [.. formula.Variables.Select(v => new Variable(v))], at);
        if (why.Length > 0) request.Ink.Line($"  {why}", Style.Warning);
    }

    private static SessionState Remember(SessionState state, Formula formula) => state with
    {
        Answer = formula,
        Seen = state.Seen.Union(formula.Variables.Take(100)),
    };
}
