using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Differentiation;

/// <summary>Propagates tangents from variables to expressions, operands first (Griewank and Walther, Evaluating Derivatives, 2008, section 3.1).</summary>
/// <param name="seed">The tangents of the variables; 0 for those that it lacks.</param>
/// <param name="manyFactors">Beyond this number of factors a product is differentiated as a product of two halves.</param>
internal sealed class ForwardSweep(Dictionary<Expr, Expr> seed, int manyFactors)
{
    private readonly Dictionary<Expr, Expr> _tangents = [];

    /// <summary>The tangent of every distinct node of expressions whose loops are prepared.</summary>
    public Dictionary<Expr, Expr> Run(params ReadOnlySpan<Expr> expressions)
    {
        foreach (var node in Traversal.PostOrder(expressions)) _tangents.TryAdd(node, Tangent(node));
        return _tangents;
    }

    private Expr Tangent(Expr node)
    {
        if (!node.IsVariable) return Constant.Zero;
        return node switch
        {
            Variable => seed.GetValueOrDefault(node, Constant.Zero),
            Sum => Algebra.Sum([.. node.Children.Select(c => _tangents[c])]),
            Product p => OfProduct(p),
            Power p => Algebra.Add(
                Chain(_tangents[p.Base], () => LocalRules.PowerByBase(p)),
                Chain(_tangents[p.Exponent], () => LocalRules.PowerByExponent(p))),
            Call c => OfCall(c),
            Piecewise p => OfPiecewise(p),
            Reduction r => Loops.Differentiate(r, body => _tangents.TryGetValue(body, out var t) ? t : new ForwardSweep(seed, manyFactors).Run(body)[body]),
            _ => Constant.Zero,
        };
    }

    private static Expr Chain(Expr tangent, Func<Expr> partial) => Derivative.IsZero(tangent) ? Constant.Zero : LocalRules.Multiply(tangent, partial());

    private Expr OfProduct(Product product)
    {
        if (product.Children.Length > manyFactors)
        {
            var (left, right) = LocalRules.Halves(product);
            return Algebra.Add(LocalRules.Multiply(right, OfHalf(left)), LocalRules.Multiply(left, OfHalf(right)));
        }

        var terms = new List<Expr>();
        for (var i = 0; i < product.Children.Length; i++)
        {
            var tangent = _tangents[product.Children[i]];
            if (!Derivative.IsZero(tangent)) terms.Add(LocalRules.Multiply(Algebra.Product(product.Children.RemoveAt(i).AsSpan()), tangent));
        }

        return Algebra.Sum([.. terms]);

        Expr OfHalf(Expr half) => _tangents.TryGetValue(half, out var known) ? known : half is Product p ? OfProduct(p) : Tangent(half);
    }

    private Expr OfCall(Call call)
    {
        if (call.Children.All(a => Derivative.IsZero(_tangents[a]))) return Constant.Zero;
        var partials = LocalRules.OfCall(call);
        return Algebra.Sum([.. partials.Select((p, i) => Chain(_tangents[call.Children[i]], () => p))]);
    }

    private Expr OfPiecewise(Piecewise choice)
    {
        var parts = ImmutableArray.CreateBuilder<Expr>(choice.Children.Length);
        for (var i = 0; i < choice.Count; i++)
        {
            parts.Add(choice.Condition(i));
            parts.Add(_tangents[choice.Value(i)]);
        }

        parts.Add(_tangents[choice.Otherwise]);
        return Algebra.Piecewise(parts.MoveToImmutable());
    }
}
