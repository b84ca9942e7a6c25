using Symbolic.Cli.Commands;
using Symbolic.Cli.Output;
using Symbolic.Expressions;
using Symbolic.Printing;
using Symbolic.Verification;

namespace Symbolic.Cli.Repl.Session;

/// <summary>Commands that differentiate.</summary>
internal static class DerivativeVerbs
{
    public static IEnumerable<Verb> All =>
    [
        new("diff", "diff f x", "the derivative by a variable; diff f x x or diff f x 2 is the second", Diff) { Examples = ["diff x^2*sin(y) x", "diff sin(x)^2 x 2", "d/dx x^x"] },
        new("grad", "grad f", "all first derivatives", Grad) { Aliases = ["gradient"], Examples = ["grad x^2*sin(y) + exp(x*y)", "grad x*y^2 at x=1, y=2"] },
        new("hess", "hess f", "all second derivatives", Hess) { Aliases = ["hessian"], Examples = ["hess x^2*y + y^3", "hess x^2*y at x=1, y=2"] },
        new("jac", "jac [f, g]", "the first derivatives of a vector", Jac) { Aliases = ["jacobian"], Examples = ["jac [x*y, sin(x)]"] },
        new("steps", "steps f x", "the derivation rule by rule", StepsVerb.Run) { Examples = ["steps x^2*sin(x) x"] },
    ];

    /// <summary>A table of all first derivatives, with values where the point gives them, and badges.</summary>
    public static void Gradient(Request request, Formula formula)
    {
        var table = new TextTable();
        var names = formula.Variables;
        var gradient = formula.Gradient();
        var values = Values(request, formula);
        for (var i = 0; i < names.Length; i++)
        {
            var name = names[i];
            var cells = new List<Cell> { new(Report.Slope(name, names.Length), Style.Dim), Shown(request, gradient[i]) };
            if (values is not null) cells.Add(new Cell(request.Number(values[i]), Style.Heading, AlignRight: true));
            cells.Add(request.Page.Check(() => TrustBadge.OfSlope(formula, name, request.State.Point)));
            table.Add([.. cells]);
        }

        table.Render(request.Ink);
        if (values is not null) ExplainGradient(request, formula, values);
    }

    /// <summary>A derivative by one name after another.</summary>
    public static SessionState Show(Request request, Formula formula, IReadOnlyList<string> names)
    {
        if (formula.IsVector) throw new UserErrorException("The formula is a vector; use jac.");
        if (names.Count == 0 && formula.Variables.Length != 1)
            throw new UserErrorException(formula.Variables.IsEmpty ? "The formula has no variables; its derivative is 0." : $"Say by which variable: diff … {formula.Variables[0]}. grad shows all.");
        if (names.Count == 0) names = [formula.Variables[0]];
        if (names.Count > 12) throw new UserErrorException("Derivatives go to order 12.");
        var before = names.Take(names.Count - 1).Aggregate(formula, (f, n) => Step(request, f, n));
        var derivative = Step(request, before, names[^1]);
        foreach (var name in names.Distinct().Where(n => !formula.Variables.Contains(n))) request.Page.Note($"The formula does not depend on '{name}'.");
        Readings.ShowNotes(request, formula);
        ShowDerivative(request, before, derivative, Label(formula, names), names[^1]);
        return request.State with { Answer = derivative, Seen = request.State.Seen.Union(formula.Variables.Take(100)) };
    }

    private static void ShowDerivative(Request request, Formula before, Formula derivative, string label, string variable)
    {
        Readings.ShowDisplay(request, label + " = ", derivative, Style.Heading, request.Page.Check(() => TrustBadge.OfSlope(before, variable, request.State.Point)));
        if (derivative.Variables.IsEmpty || request.State.Point.At(derivative.Variables) is not { } at) return;
        var value = derivative.Evaluate(at);
        request.Ink.Write($"  = {request.Number(value)}", Style.Heading);
        request.Ink.Line($"  at {Report.At(derivative.Variables, at)}", Style.Dim);
        if (!double.IsFinite(value)) Explain(request, derivative.Expression, derivative, at, "The derivative");
    }

    private static Formula Step(Request request, Formula formula, string name)
    {
        request.Cancellation.ThrowIfCancellationRequested();
        return formula.Differentiate(name);
    }

    private static SessionState Diff(Request request)
    {
        var (text, state) = WithPoint(request);
        var (formula, names) = Arguments.SplitNames(state, text, request.Cancellation);
        return Show(request with { State = state }, formula, names) with { Point = request.State.Point };
    }

    private static SessionState Grad(Request request)
    {
        var formula = Scalar(ref request, out var state);
        Readings.ShowNotes(request, formula);
        if (formula.Variables.IsEmpty) request.Ink.Line("  The formula has no variables; every derivative is 0.");
        else Gradient(request, formula);
        return state with { Answer = formula };
    }

    private static SessionState Hess(Request request)
    {
        var formula = Scalar(ref request, out var state);
        Readings.ShowNotes(request, formula);
        var (names, hessian) = (formula.Variables, formula.Hessian());
        var at = request.State.Point.At(names);
        var values = at is null ? null : new double[names.Length * names.Length];
        if (values is not null) formula.Compile(2).Evaluate(at, new double[names.Length], values);
        if (names.Length > 1 && request.State.TwoDimensional) ShowMatrix(request, Enumerable.Range(0, names.Length).Select(i => Enumerable.Range(0, names.Length).Select(j => hessian[i, j].Expression).ToArray()).ToArray(), "H = ");
        var table = new TextTable();
        for (var i = 0; i < names.Length; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var (row, column) = (names[i], names[j]);
                var cells = new List<Cell> { new(Report.Curvature(column, row, names.Length), Style.Dim), Shown(request, hessian[i, j]) };
                if (values is not null) cells.Add(new Cell(request.Number(values[(i * names.Length) + j]), Style.Heading, AlignRight: true));
                cells.Add(request.Page.Check(() => TrustBadge.OfCurvature(formula, row, column, request.State.Point)));
                table.Add([.. cells]);
            }
        }

        table.Render(request.Ink);
        return state with { Answer = formula };
    }

    private static SessionState Jac(Request request)
    {
        var formula = request.Formula;
        Readings.ShowNotes(request, formula);
        var (jacobian, names) = (formula.Jacobian(), formula.Variables);
        if (names.IsEmpty) throw new UserErrorException("The formula has no variables; every derivative is 0.");
        if (request.State.TwoDimensional) ShowMatrix(request, Enumerable.Range(0, formula.Outputs.Length).Select(i => Enumerable.Range(0, names.Length).Select(j => jacobian[i, j].Expression).ToArray()).ToArray(), "J = ");
        var table = new TextTable();
        for (var i = 0; i < formula.Outputs.Length; i++)
        {
            var output = Formula.Of(formula.Outputs[i]);
            foreach (var (name, j) in names.Select((n, j) => (n, j)))
            {
                if (!output.Variables.Contains(name)) continue;
                table.Add(new Cell($"∂f{i + 1}/∂{name}", Style.Dim), Shown(request, jacobian[i, j]), request.Page.Check(() => TrustBadge.OfSlope(output, name, request.State.Point)));
            }
        }

        table.Render(request.Ink);
        return request.State with { Answer = formula };
    }

    private static void ShowMatrix(Request request, Expr[][] rows, string label)
    {
        if (rows.Length > 6 || DisplayPrinter.TryPrintMatrix(rows, request.Page.Width - label.Length - 4) is not { } display) return;
        Readings.ShowRows(request.Ink, label, display);
        request.Ink.Line();
    }

    /// <summary>The formula of a command that may end in <c>at x=1</c>; the request then goes on at that point.</summary>
    private static Formula Scalar(ref Request request, out SessionState state)
    {
        state = request.State;
        var (text, at) = WithPoint(request);
        request = request with { State = at, Text = text };
        var formula = request.Formula;
        return formula.IsVector ? throw new UserErrorException("The formula is a vector; use jac.") : formula;
    }

    private static (string Text, SessionState State) WithPoint(Request request)
    {
        var at = request.Text.LastIndexOf(" at ", StringComparison.Ordinal);
        if (at < 0 || request.Text.IndexOf('=', at) < 0) return (request.Text, request.State);
        return (request.Text[..at], Arguments.Parse(request.Text[(at + 1)..]).Apply(request.State));
    }

    private static double[]? Values(Request request, Formula formula)
    {
        if (request.State.Point.At(formula.Variables) is not { } at) return null;
        var gradient = new double[formula.Variables.Length];
        formula.Compile(1).Evaluate(at, gradient);
        return gradient;
    }

    private static void ExplainGradient(Request request, Formula formula, double[] values)
    {
        var at = request.State.Point.At(formula.Variables)!;
        if (!double.IsFinite(formula.Evaluate(at))) return;
        var first = Array.FindIndex(values, v => !double.IsFinite(v));
        if (first >= 0) Explain(request, formula.Differentiate(formula.Variables[first]).Expression, formula, at, $"The derivative by {formula.Variables[first]}");
    }

    private static void Explain(Request request, Expr expression, Formula formula, double[] at, string what)
    {
        var why = NonFiniteExplanation.Of(expression, [.. formula.Variables.Select(v => new Variable(v))], at, what);
        if (why.Length > 0) request.Ink.Line($"  {why}", Style.Warning);
    }

    private static Cell Shown(Request request, Formula derivative) => request.State.TwoDimensional ? UnicodePrinter.Print(derivative.Expression) : derivative.ToString();

    /// <summary><c>df/dx</c>, <c>∂³f/∂x²∂y</c>.</summary>
    private static string Label(Formula formula, IReadOnlyList<string> names)
    {
        var d = formula.Variables.Length > 1 ? "∂" : "d";
        static string Power(int n) => n == 1 ? "" : string.Concat(n.ToString().Select(c => "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']));
        return $"{d}{Power(names.Count)}f/{string.Concat(names.GroupBy(n => n).Select(g => d + g.Key + Power(g.Count())))}";
    }
}
