using System.Collections.Immutable;
using Symbolic.Cli.Commands;
using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;
using Symbolic.Verification;

namespace Symbolic.Cli.Repl.Session;

/// <summary>Commands about a point.</summary>
internal static class PointVerbs
{
    /// <summary>A gradient is taken for zero below this share of what its terms could come to.</summary>
    private const double Stationary = 1e-8;

    public static IEnumerable<Verb> All =>
    [
        new("at", "at x=1, y=2", "the point for values from now on; at alone shows it, at nowhere forgets it", At) { Examples = ["at x=1, y=pi/2", "at", "x^2*y at x=1, y=2"] },
        new("check", "check f", "value, gradient and Hessian at the point, each checked by independent methods", Check) { Examples = ["check x^2*sin(y) x=1 y=2", "check abs(x) at x=0"] },
        new("taylor", "taylor f x=0 5", "the Taylor polynomial about a point, up to an order", TaylorVerb.Run) { Examples = ["taylor sin(x) x=0 5", "taylor exp(x*y) x=0 y=0 3"] },
        new("classify", "classify f x=1 y=1", "whether a point is a minimum, a maximum or a saddle", Classify) { Examples = ["classify x^2 + y^2 x=0 y=0", "classify x^3 - 3*x x=1"] },
    ];

    private static SessionState At(Request request)
    {
        var text = request.Text.Trim();
        if (text is "nowhere" or "none")
        {
            request.Ink.Line("  no point", Style.Dim);
            return request.State with { Point = request.State.Point.Clear() };
        }

        var arguments = Arguments.Parse(text);
        if (arguments.Formula.Length > 0) throw new UserErrorException($"'{arguments.Formula}' is no value for a variable; write at x=1, y=2.");
        var state = request.State;
        var values = arguments.Number is { } n && arguments.Values.Count > 0 ? throw new UserErrorException($"What is {n} the value of? Write at x=1, y=2.") : arguments.Values;
        foreach (var (name, value) in values) state = state with { Point = state.Point.SetItem(Point.VariableOf(name), Point.Finite(SessionReader.Number(state, value, name), name)) };
        if (state.Point.IsEmpty) request.Ink.Line("  no point yet; set one with at x=1, y=2", Style.Dim);
        else request.Ink.Line($"  at {string.Join(", ", state.Point.Select(p => $"{p.Key} = {request.Number(p.Value)}"))}");
        return state with { Seen = state.Seen.Union(state.Point.Keys) };
    }

    private static SessionState Check(Request request)
    {
        var arguments = Arguments.Parse(request.Text);
        var state = arguments.Apply(request.State);
        var formula = RowsOfData.Require(SessionReader.Formula(state, arguments.Formula, request.Cancellation), DataVerb.HowToGive);
        var point = new Point();
        foreach (var name in formula.Variables)
        {
            if (state.Point.Find(name, formula.Variables) is { } value) point[name] = value;
        }

        foreach (var (name, _) in arguments.Values.Where(v => !point.Has(v.Name) && formula.Variables.All(f => Point.WholeOf(f) != v.Name))) point[name] = state.Point[name];
        var verdict = request.Page.Take(console => CheckCommand.Show(console, formula, point, 2));
        return request.State with { Answer = formula, HasFailed = request.State.HasFailed || verdict == Verdict.Disagrees };
    }

    private static SessionState Classify(Request request)
    {
        var arguments = Arguments.Parse(request.Text);
        var formula = SessionReader.Formula(request.State, arguments.Formula, request.Cancellation);
        if (formula.IsVector || formula.Variables.IsEmpty) throw new UserErrorException("Only a formula with variables, and no vector, has minima and maxima.");
        var at = ValuesOf(arguments.Apply(request.State), formula);
        var n = at.Length;
        var (gradient, hessian) = (new double[n], new double[n * n]);
        var value = formula.Compile(2).Evaluate(at, gradient, hessian);
        request.Ink.Line($"  f = {request.Number(value)} at {Report.At(formula.Variables, at)}");
        Write(request, formula, gradient, hessian, at);
        return request.State with { Answer = formula };
    }

    private static void Write(Request request, Formula formula, double[] gradient, double[] hessian, double[] at)
    {
        var scale = 1 + at.Max(Math.Abs);
        var size = Math.Max(hessian.Max(Math.Abs) * scale, 1e-300);
        if (gradient.Concat(hessian).Any(g => !double.IsFinite(g)))
        {
            request.Ink.Line("  Derivatives are not finite here; nothing can be said.", Style.Warning);
            return;
        }

        var table = new TextTable();
        for (var i = 0; i < gradient.Length; i++) table.Add(new Cell(Report.Slope(formula.Variables[i], gradient.Length), Style.Dim), new Cell(request.Number(gradient[i]), AlignRight: true));
        if (gradient.Max(Math.Abs) > Stationary * size)
        {
            table.Render(request.Ink);
            request.Ink.Line("  not a stationary point: the gradient is not zero", Style.Warning);
            return;
        }

        var eigenvalues = SymmetricEigenvalues.Of(hessian, gradient.Length);
        foreach (var eigenvalue in eigenvalues) table.Add(new Cell(gradient.Length == 1 ? "curvature" : "eigenvalue", Style.Dim), new Cell(request.Number(eigenvalue), AlignRight: true));
        table.Render(request.Ink);
        request.Ink.Line("  " + Conclusion(eigenvalues), Style.Heading);
    }

    private static string Conclusion(double[] eigenvalues)
    {
        var zero = Stationary * eigenvalues.Max(Math.Abs);
        var (positive, negative) = (eigenvalues.Count(e => e > zero), eigenvalues.Count(e => e < -zero));
        if (positive > 0 && negative > 0) return "saddle point: the Hessian is indefinite";
        if (positive == eigenvalues.Length) return "minimum: the Hessian is positive definite";
        if (negative == eigenvalues.Length) return "maximum: the Hessian is negative definite";
        return positive + negative == 0 ? "undecided: all second derivatives are zero"
            : $"undecided: the Hessian is {(positive > 0 ? "positive" : "negative")} semidefinite, so that higher derivatives decide";
    }

    /// <summary>The values of a formula's variables at the point.</summary>
    private static double[] ValuesOf(SessionState state, Formula formula)
    {
        if (state.Point.At(formula.Variables) is { } at) return at;
        var missing = formula.Variables.Where(v => state.Point.Find(v, formula.Variables) is null).ToArray();
        throw new UserErrorException($"{ListText.Some(missing, ", ")} {(missing.Length == 1 ? "has" : "have")} no value; add {ListText.Some(missing.Select(m => m + "=…"), " ")}");
    }
}
