using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Differentiation;

/// <summary>
/// Propagates adjoints from an expression to its variables (Griewank and Walther, Evaluating Derivatives, 2008, section 3.2).
/// A choice is differentiated branch by branch, so that nothing of a branch that is not taken reaches the result.
/// </summary>
internal sealed class ReverseSweep
{
    /// <summary>Most choices that are kept apart where they meet.</summary>
    private const int MaxApart = 8;

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
            if (node is Variable { IsIndex: false })
            {
                var adjoint = Algebra.Sum(parts.ToArray());
                if (!Derivative.IsZero(adjoint)) adjoints[node] = adjoint;
                continue;
            }

            foreach (var adjoint in Apart(parts))
            {
                if (!Derivative.IsZero(adjoint)) Propagate(node, adjoint, contributions);
            }
        }

        return adjoints;
    }

    /// <summary>
    /// The sum of some adjoints, choices apart from the rest: what is infinite further down must go into their branches. Choices by the same
    /// conditions are one.
    /// </summary>
    private static IReadOnlyList<Expr> Apart(List<Expr> parts)
    {
        if (parts.Count == 1) return parts;
        var (plain, choices) = (new List<Expr>(), new List<List<(Expr Factor, Piecewise Choice)>>());
        foreach (var part in parts)
        {
            if (LocalRules.ChoiceIn(part) is not { } choice) plain.Add(part);
            else if (choices.Find(c => HaveSameConditions(c[0].Choice, choice.Choice)) is { } alike) alike.Add(choice);
            else choices.Add([choice]);
        }

        if (choices.Count is 0 or > MaxApart) return [Algebra.Sum(parts.ToArray())];
        List<Expr> apart = [.. choices.Select(Joined)];
        if (plain.Count > 0) apart.Add(Algebra.Sum(plain.ToArray()));
        return apart;
    }

    private static bool HaveSameConditions(Piecewise a, Piecewise b) => a.Count == b.Count && Enumerable.Range(0, a.Count).All(i => a.Condition(i).Equals(b.Condition(i)));

    private static Expr Joined(List<(Expr Factor, Piecewise Choice)> alike)
    {
        var first = alike[0].Choice;
        return Algebra.Piecewise([.. Enumerable.Range(0, first.Count).SelectMany(i => (Expr[])[first.Condition(i), Total(c => c.Value(i))]), Total(c => c.Otherwise)]);

        Expr Total(Func<Piecewise, Expr> value) => Algebra.Sum([.. alike.Select(c => Algebra.Multiply(c.Factor, value(c.Choice)))]);
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
                if (p.Base.IsVariable) Contribute(contributions, p.Base, LocalRules.Multiply(adjoint, LocalRules.PowerByBase(p)));
                if (p.Exponent.IsVariable) Contribute(contributions, p.Exponent, LocalRules.Multiply(adjoint, LocalRules.PowerByExponent(p)));
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
            PropagateProduct(factors[..half], LocalRules.Multiply(adjoint, Algebra.Product(factors[half..])), contributions);
            PropagateProduct(factors[half..], LocalRules.Multiply(adjoint, Algebra.Product(factors[..half])), contributions);
            return;
        }

        for (var i = 0; i < factors.Length; i++)
        {
            if (!factors[i].IsVariable) continue;
            ReadOnlySpan<Expr> others = [.. factors[..i], .. factors[(i + 1)..]];
            Contribute(contributions, factors[i], LocalRules.ChoiceIn(adjoint) is null ? Algebra.Product([.. others, adjoint]) : LocalRules.Multiply(Algebra.Product(others), adjoint));
        }
    }

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
