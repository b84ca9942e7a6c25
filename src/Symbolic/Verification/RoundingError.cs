using System.Collections.Immutable;
using Symbolic.Compilation;
using Symbolic.Differentiation;
using Symbolic.Expressions;

namespace Symbolic.Verification;

/// <summary>
/// A first-order bound of the rounding error in the value of an expression: the error of each node is that of its own rounding
/// plus the errors of its operands times the partial derivatives (Higham, Accuracy and Stability of Numerical Algorithms, 2002,
/// section 3.3). Differences see noise only where it varies; what has cancelled away altogether, this bound still sees.
/// </summary>
internal static class RoundingError
{
    private const double UnitRoundoff = 1.1102230246251565e-16;

    /// <summary>The bound at a point; infinite where a part has an infinite slope, 0 (no claim) for a formula with loops.</summary>
    public static double Of(Expr root, ImmutableArray<Variable> variables, ReadOnlySpan<double> point)
    {
        if (root.HasLoop) return 0; // the body of a loop has no value outside it
        var nodes = Traversal.PostOrder(root).Where(n => n is not Call { Function.IsCondition: true }).ToArray();
        var outputs = new List<Expr>(nodes);
        var first = new int[nodes.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            first[i] = outputs.Count;
            if (nodes[i] is Power p) outputs.AddRange([LocalRules.PowerByBase(p), LocalRules.PowerByExponent(p)]);
            else if (nodes[i] is Call c) outputs.AddRange(LocalRules.OfCall(c));
        }

        var values = new double[outputs.Count];
        new CompiledProgram(variables, outputs, CompilationMode.Interpreted).Evaluate(point, values);
        var (at, errors) = (new Dictionary<Expr, double>(), new Dictionary<Expr, double>());
        for (var i = 0; i < nodes.Length; i++)
        {
            at[nodes[i]] = values[i];
            errors[nodes[i]] = OfNode(nodes[i], values[i], values.AsSpan(first[i]), at, errors);
        }

        return double.IsNaN(errors[root]) ? double.PositiveInfinity : errors[root];
    }

    private static double OfNode(Expr node, double value, ReadOnlySpan<double> partials, Dictionary<Expr, double> at, Dictionary<Expr, double> errors)
    {
        var own = UnitRoundoff * Math.Abs(value);
        switch (node)
        {
            case Variable:
                return 0;
            case Constant:
                return own;
            case Sum:
                return node.Children.Sum(c => errors[c]) + (UnitRoundoff * node.Children.Length * node.Children.Sum(c => Math.Abs(at[c])));
            case Product:
                return (own * node.Children.Length) + node.Children.Sum(c => errors[c] == 0 ? 0 : errors[c] * Math.Abs(Others(node, c, at)));
            case Piecewise:
                return node.Children.Max(c => errors.GetValueOrDefault(c));
            case Power or Call:
                var sum = own * (node is Call call ? Math.Max(1, 2 * call.Function.MaxUlp) : 2);
                for (var i = 0; i < node.Children.Length; i++)
                {
                    if (errors[node.Children[i]] > 0) sum += errors[node.Children[i]] * Math.Abs(partials[i]);
                }

                return sum;
            default:
                return own;
        }
    }

    private static double Others(Expr product, Expr factor, Dictionary<Expr, double> at)
    {
        var (others, isSkipped) = (1.0, false);
        foreach (var child in product.Children)
        {
            if (!isSkipped && ReferenceEquals(child, factor)) isSkipped = true;
            else others *= at[child];
        }

        return others;
    }
}
