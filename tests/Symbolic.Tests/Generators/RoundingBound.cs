using Symbolic.Compilation;
using Symbolic.Differentiation;
using Symbolic.Expressions;

namespace Symbolic.Tests.Generators;

/// <summary>
/// The value of an expression in double arithmetic with a bound of its rounding error, to first order: the error of each node is
/// that of its own rounding plus the errors of its operands times the partial derivatives
/// (Higham, Accuracy and Stability of Numerical Algorithms, 2002, section 3.3, running error analysis).
/// </summary>
internal static class RoundingBound
{
    private const double HalfUlp = 1.2e-16;

    /// <summary>Value and bound; the bound is infinite where a partial derivative is, or where the first order says nothing.</summary>
    public static (double Value, double Bound) Of(Expr root, IReadOnlyList<Variable> variables, double[] point)
    {
        var nodes = Traversal.PostOrder(root).Where(n => n is not Call { Function.IsCondition: true }).ToArray();
        var outputs = new List<Expr>(nodes);
        var partials = new int[nodes.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            partials[i] = outputs.Count;
            if (nodes[i] is Power p) outputs.AddRange([LocalRules.PowerByBase(p), p.Exponent.IsVariable ? LocalRules.PowerByExponent(p) : Constant.Zero]);
            else if (nodes[i] is Call c) outputs.AddRange(LocalRules.OfCall(c));
        }

        var values = new double[outputs.Count];
        new CompiledProgram(variables, outputs, CompilationMode.Interpreted).Evaluate(point, values);
        var bounds = new Dictionary<Expr, double>();
        var at = new Dictionary<Expr, double>();
        for (var i = 0; i < nodes.Length; i++)
        {
            at[nodes[i]] = values[i];
            bounds[nodes[i]] = OfNode(nodes[i], values[i], values.AsSpan(partials[i]), at, bounds);
        }

        return (values[nodes.Length - 1], bounds[root]);
    }

    /// <summary>A tree such as 1/(0·x), which has no value anywhere and which the parser refuses once it reads 1/0.</summary>
    public static bool DividesByZero(Expr e) => Traversal.PostOrder(Algebra.Canonical(e)).Any(n => n is Power { Base: { IsVariable: false } b } && Formula.Of(b).Evaluate() == 0);

    private static double OfNode(Expr node, double value, ReadOnlySpan<double> partials, Dictionary<Expr, double> at, Dictionary<Expr, double> bounds)
    {
        var own = HalfUlp * Math.Abs(value);
        // So near to overflow or underflow, what comes of it depends on the order of operations.
        if (Math.Abs(value) is > 1e100 or (< 1e-100 and > 0)) return double.PositiveInfinity;
        switch (node)
        {
            case Variable:
                return 0;
            case Constant:
                return own;
            case Sum:
                return node.Children.Sum(c => bounds[c]) + (HalfUlp * node.Children.Length * node.Children.Sum(c => Math.Abs(at[c])));
            case Product:
                var total = own * node.Children.Length;
                for (var i = 0; i < node.Children.Length; i++)
                {
                    var others = bounds[node.Children[i]];
                    for (var j = 0; j < node.Children.Length; j++) others *= i == j ? 1 : Math.Abs(at[node.Children[j]]);
                    total += others;
                }

                return total + (1e-300 * node.Children.Length);
            case Piecewise p:
                return p.Children.Where(c => bounds.ContainsKey(c)).Max(c => bounds[c]);
            default:
                // A power is up to 4 roundings per doubling of its exponent; the catalogue says how far a function is off.
                var ulps = node is Call call ? 4 * Math.Max(1, call.Function.MaxUlp) : 16.0;
                var sum = own * ulps;
                for (var i = 0; i < node.Children.Length; i++)
                {
                    var (error, size) = (bounds[node.Children[i]], Math.Abs(at[node.Children[i]]));
                    // Of a large argument the error may be a whole period, and its exact partial derivative 0.
                    if (error > 1e-6 * size && size > 0) return double.PositiveInfinity;
                    if (node is Call && error > 0 && size > 1e12) return double.PositiveInfinity;
                    // The partial derivative of a power may underflow where the power does not.
                    if (node is Power { Exponent: Constant { Value: var n } } && i == 0 && size > 0) sum += Math.Abs(value * n.ToDouble()) * (error / size);
                    else if (error > 0) sum += error * Math.Abs(partials[i]);
                }

                return double.IsNaN(sum) ? double.PositiveInfinity : sum + 1e-300;
        }
    }
}
