using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Differentiation;

/// <summary>
/// Propagates adjoints from an expression to its variables (Griewank and Walther, Evaluating Derivatives, 2008, section 3.2).
/// A choice is differentiated branch by branch, so that nothing of a branch that is not taken reaches the result.
/// </summary>
internal sealed class ReverseSweep
{
    private readonly Dictionary<Expr, Dictionary<Expr, Expr>> _branches = [];

    /// <summary>The adjoint of every variable that the expression depends on; its loops are prepared.</summary>
    public Dictionary<Expr, Expr> Run(Expr root)
    {
        var contributions = new Dictionary<Expr, List<Expr>> { [root] = [Constant.One] };
        var adjoints = new Dictionary<Expr, Expr>();
        var order = Traversal.PostOrder(root);
        for (var i = order.Count - 1; i >= 0; i--)
        {
            var node = order[i];
            if (!node.IsVariable || !contributions.Remove(node, out var parts)) continue;
            var adjoint = parts.Count == 1 ? parts[0] : Algebra.Sum(parts.ToArray());
            if (Derivative.IsZero(adjoint)) continue;
            if (node is Variable { IsIndex: false }) adjoints[node] = adjoint;
            else Propagate(node, adjoint, contributions);
        }

        return adjoints;
    }

    private static void Contribute(Dictionary<Expr, List<Expr>> contributions, Expr node, Expr adjoint)
    {
        if (!node.IsVariable || Derivative.IsZero(adjoint)) return;
        if (!contributions.TryGetValue(node, out var list)) contributions[node] = list = [];
        list.Add(adjoint);
    }

    private void Propagate(Expr node, Expr adjoint, Dictionary<Expr, List<Expr>> contributions)
    {
        switch (node)
        {
            case Sum:
                foreach (var term in node.Children) Contribute(contributions, term, adjoint);
                break;
            case Product p:
                PropagateProduct(p.Children.AsSpan(), adjoint, contributions);
                break;
            case Power p:
                if (p.Base.IsVariable) Contribute(contributions, p.Base, Algebra.Multiply(adjoint, LocalRules.PowerByBase(p)));
                if (p.Exponent.IsVariable) Contribute(contributions, p.Exponent, Algebra.Multiply(adjoint, LocalRules.PowerByExponent(p)));
                break;
            case Call c:
                var partials = LocalRules.OfCall(c);
                for (var i = 0; i < partials.Length; i++)
                {
                    if (c.Children[i].IsVariable) Contribute(contributions, c.Children[i], LocalRules.Multiply(adjoint, partials[i]));
                }

                break;
            case Piecewise or Reduction:
                foreach (var (variable, derivative) in Branches(node)) Contribute(contributions, variable, LocalRules.Multiply(adjoint, derivative));
                break;
        }
    }

    /// <summary>The adjoint of a factor is the adjoint of the product times the other factors; halves share those products.</summary>
    private static void PropagateProduct(ReadOnlySpan<Expr> factors, Expr adjoint, Dictionary<Expr, List<Expr>> contributions)
    {
        if (factors.Length > Derivative.ManyFactors)
        {
            var half = factors.Length / 2;
            PropagateProduct(factors[..half], Algebra.Multiply(adjoint, Algebra.Product(factors[half..])), contributions);
            PropagateProduct(factors[half..], Algebra.Multiply(adjoint, Algebra.Product(factors[..half])), contributions);
            return;
        }

        for (var i = 0; i < factors.Length; i++)
        {
            if (!factors[i].IsVariable) continue;
            Contribute(contributions, factors[i], LocalRules.Multiply(Algebra.Product([.. factors[..i], .. factors[(i + 1)..], Inner(adjoint)]), Choice(adjoint)));
        }
    }

    // An adjoint that is a choice takes the other factors into its branches.
    private static Expr Inner(Expr adjoint) => adjoint is Piecewise ? Constant.One : adjoint;

    private static Expr Choice(Expr adjoint) => adjoint is Piecewise ? adjoint : Constant.One;

    /// <summary>The derivative of a choice, or of a loop, by each variable in it; worked out once.</summary>
    private Dictionary<Expr, Expr> Branches(Expr node)
    {
        if (_branches.TryGetValue(node, out var known)) return known;
        var result = new Dictionary<Expr, Expr>();
        if (node is Reduction loop)
        {
            var body = Run(loop.Body);
            foreach (var variable in body.Keys) result[variable] = Loops.Differentiate(loop, _ => body[variable]);
        }
        else
        {
            OfChoice((Piecewise)node, result);
        }

        _branches[node] = result;
        return result;
    }

    private void OfChoice(Piecewise choice, Dictionary<Expr, Expr> result)
    {
        var gradients = new List<Dictionary<Expr, Expr>>();
        for (var i = 0; i <= choice.Count; i++)
        {
            var value = i == choice.Count ? choice.Otherwise : choice.Value(i);
            gradients.Add(value is Piecewise ? Branches(value) : Run(value));
        }

        foreach (var variable in gradients.SelectMany(g => g.Keys).ToHashSet())
        {
            var parts = ImmutableArray.CreateBuilder<Expr>(choice.Children.Length);
            for (var i = 0; i <= choice.Count; i++)
            {
                if (i < choice.Count) parts.Add(choice.Condition(i));
                parts.Add(gradients[i].TryGetValue(variable, out var g) ? g : Constant.Zero);
            }

            result[variable] = Algebra.Piecewise(parts.MoveToImmutable());
        }
    }
}
