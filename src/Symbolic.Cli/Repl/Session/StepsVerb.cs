using Symbolic.Cli.Output;
using Symbolic.Differentiation.Steps;
using Symbolic.Expressions;

namespace Symbolic.Cli.Repl.Session;

/// <summary><c>steps f x</c>: how a derivative comes about.</summary>
internal static class StepsVerb
{
    public static SessionState Run(Request request)
    {
        var (formula, names) = Arguments.SplitNames(request.State, request.Text, request.Cancellation);
        if (formula.IsVector) throw new UserErrorException("The formula is a vector; take its components one by one.");
        if (names.Count > 1) throw new UserErrorException("Steps are shown for one variable and the first derivative; differentiate with diff first for more.");
        if (names.Count == 0 && formula.Variables.Length != 1) throw new UserErrorException(formula.Variables.IsEmpty ? "The formula has no variables; its derivative is 0." : $"Say by which variable: steps … {formula.Variables[0]}.");
        var name = names.Count > 0 ? names[0] : formula.Variables[0];
        var derivative = formula.Differentiate(name);
        StepsText.Write(request.Ink, Derivation.Of(formula.Evaluated, new Variable(name)), name, derivative);
        var table = new TextTable();
        table.Add(request.Page.Check(() => TrustBadge.OfSlope(formula, name, request.State.Point)));
        table.Render(request.Ink);
        return request.State with { Answer = derivative };
    }
}
