using System.Collections.Immutable;
using Symbolic.Cli.Output;
using Symbolic.Expressions;
using Symbolic.Simplification;

namespace Symbolic.Cli.Repl.Session;

/// <summary><c>taylor f x=0 5</c>: the polynomial whose derivatives at a point are those of the formula; exact where its values are.</summary>
internal static class TaylorVerb
{
    private const int StandardOrder = 3;
    private const int MaxOrder = 20;
    private const int MaxTerms = 200;
    private const long MaxSize = 20_000;

    public static SessionState Run(Request request)
    {
        var arguments = Arguments.Parse(request.Text);
        if (arguments.Values.Count == 0) throw new UserErrorException("Say about which point: taylor f x=0 5.");
        var order = arguments.Number ?? StandardOrder;
        if (order > MaxOrder) throw new UserErrorException($"The order is from 0 to {MaxOrder}.");
        var formula = SessionReader.Formula(request.State, arguments.Formula, request.Cancellation);
        if (formula.IsVector) throw new UserErrorException("The formula is a vector; take its components one by one.");
        var centre = arguments.Values.Select(v => (new Variable(v.Name), Exact(request, v.Value, v.Name))).ToArray();
        var polynomial = Polynomial(formula.Evaluated, centre, order, request.Cancellation);
        Readings.ShowDisplay(request, "f ≈ ", Formula.Of(polynomial), Style.Heading);
        request.Ink.Line($"  the error is of order {order + 1} near {string.Join(", ", arguments.Values.Select(v => $"{v.Name} = {v.Value}"))}", Style.Dim);
        ShowRemainder(request, formula, Formula.Of(polynomial), arguments, order);
        return request.State with { Answer = Formula.Of(polynomial) };
    }

    /// <summary>Σ over all orders of derivative at the centre times powers of the distance over factorials.</summary>
    private static Expr Polynomial(Expr f, (Variable Variable, Expr At)[] centre, int order, CancellationToken cancellation)
    {
        var at = centre.ToDictionary(c => (Expr)c.Variable, c => c.At);
        var derivatives = new Dictionary<string, (int[] Orders, Expr Value)> { [""] = (new int[centre.Length], f) };
        var terms = new List<(int[] Orders, Expr Coefficient)>();
        for (var total = 0; total <= order; total++)
        {
            foreach (var (orders, value) in derivatives.Values) terms.Add((orders, Simplifier.Simplify(Algebra.Canonical(Traversal.Substitute(value, at)), options: null, cancellation)));
            if (total < order) derivatives = Next(derivatives, centre, cancellation);
            if (terms.Count + derivatives.Count > MaxTerms) throw new UserErrorException($"The polynomial would have more than {MaxTerms} terms; ask for a lower order.");
        }

        Expr[] all = [.. terms.Where(t => t.Coefficient is not Constant { Value.IsZero: true }).Select(t => Term(t.Orders, t.Coefficient, centre))];
        return all.Length == 0 ? Constant.Zero : AsTyped.Sum([.. all]);
    }

    /// <summary>All derivatives of one order more, each once.</summary>
    private static Dictionary<string, (int[], Expr)> Next(Dictionary<string, (int[] Orders, Expr Value)> derivatives, (Variable Variable, Expr At)[] centre, CancellationToken cancellation)
    {
        var next = new Dictionary<string, (int[], Expr)>(StringComparer.Ordinal);
        foreach (var (orders, value) in derivatives.Values)
        {
            for (var i = 0; i < centre.Length; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                var raised = orders.ToArray();
                raised[i]++;
                if (next.ContainsKey(string.Join(',', raised))) continue;
                var derivative = Simplifier.Simplify(Differentiation.Derivative.Of(value, centre[i].Variable), options: null, cancellation);
                if (derivative.TreeSize > MaxSize) throw new UserErrorException("The derivatives become too large; ask for a lower order.");
                next[string.Join(',', raised)] = (raised, derivative);
            }
        }

        return next;
    }

    private static Expr Term(int[] orders, Expr coefficient, (Variable Variable, Expr At)[] centre)
    {
        Expr factor = coefficient;
        var powers = new List<Expr>();
        for (var i = 0; i < orders.Length; i++)
        {
            for (var k = 2; k <= orders[i]; k++) factor = Algebra.Divide(factor, Constant.Of(k));
            var distance = centre[i].At is Constant { Value.IsZero: true } ? centre[i].Variable : Algebra.Add(centre[i].Variable, Algebra.Negate(centre[i].At));
            if (orders[i] > 0) powers.Add(orders[i] == 1 ? distance : AsTyped.Power(distance, Constant.Of(orders[i])));
        }

        factor = Simplifier.Simplify(factor);
        if (powers.Count == 0) return factor;
        if (factor is Constant { Value.IsOne: true }) return AsTyped.Product([.. powers]);
        if (factor is Constant { Value: { IsExact: true, IsInteger: false, IsDecimal: false } q }) return Fraction(q, powers);
        return factor is Product p ? AsTyped.Product([.. p.Children, .. powers]) : AsTyped.Product([factor, .. powers]);
    }

    /// <summary>x³/6 rather than 1/6·x³.</summary>
    private static Expr Fraction(Number q, List<Expr> powers)
    {
        var divisor = new Constant(Number.FromRatio(1, q.Denominator));
        var above = Number.FromRatio(q.Numerator, 1);
        return above.IsOne ? AsTyped.Product([.. powers, divisor]) : AsTyped.Product([new Constant(above), .. powers, divisor]);
    }

    private static Expr Exact(Request request, string text, string name)
    {
        _ = SessionReader.Number(request.State, text, name);
        return Simplifier.Simplify(Formula.Of(SessionReader.Parse(request.State, text, request.Cancellation)).Evaluated);
    }

    /// <summary>How the error falls when the distance is halved: a polynomial of the right order shows its order.</summary>
    private static void ShowRemainder(Request request, Formula formula, Formula polynomial, Arguments arguments, int order)
    {
        if (formula.Variables.Any(v => arguments.Values.All(a => a.Name != v))) return;
        double Error(double distance)
        {
            double[] At(Formula f) => [.. f.Variables.Select(v => SessionReader.Number(request.State, arguments.Values.First(a => a.Name == v).Value, v) + distance)];
            return Math.Abs(formula.Evaluate(At(formula)) - polynomial.Evaluate(At(polynomial)));
        }

        var error = Error(0.1);
        if (double.IsFinite(error)) request.Ink.Line($"  it is off by {NumberFormat.Bound(error)} at a distance of 0.1 from there", Style.Dim);
    }
}
