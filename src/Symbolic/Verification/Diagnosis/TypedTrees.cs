using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Verification.Diagnosis;

/// <summary>Builds edited trees the way a person would write them.</summary>
internal static class TypedTrees
{
    /// <summary>The terms of a sum, or the expression alone.</summary>
    public static ImmutableArray<Expr> Terms(Expr e) => e is Sum s ? s.Children : [e];

    /// <summary>The negative; a minus that stands in front is taken away.</summary>
    public static Expr Opposite(Expr e) => e is Product { Children: [Constant { Value.Sign: < 0 } c, .. var rest] }
        ? c.Value.IsMinusOne ? AsTyped.Product(rest) : AsTyped.Product([new Constant(-c.Value), .. rest])
        : AsTyped.Negate(e);

    /// <summary>The product with a factor, put where a person would write it; numbers are multiplied.</summary>
    public static Expr Times(Expr factor, Expr e)
    {
        var factors = Factors(e);
        foreach (var f in Factors(factor)) factors = With(factors, f);
        return Tidy(AsTyped.Product(factors));
    }

    private static ImmutableArray<Expr> With(ImmutableArray<Expr> factors, Expr factor)
    {
        if (factor is Constant c && factors[0] is Constant first) return factors.SetItem(0, new Constant(c.Value * first.Value));
        var place = 0;
        while (place < factors.Length && string.CompareOrdinal(KeyOf(factors[place]), KeyOf(factor)) <= 0) place++;
        return factors.Insert(place, factor);
    }

    /// <summary>Numbers first, then powers of variables by name, then all else.</summary>
    private static string KeyOf(Expr factor) => factor switch
    {
        Constant => "0",
        Variable v => "1" + v.Name,
        Power { Base: Variable v, Exponent: Constant { Value.Sign: > 0 } } => "1" + v.Name,
        _ => "2",
    };

    public static ImmutableArray<Expr> Factors(Expr e) => e is Product p ? p.Children : [e];

    /// <summary>Every product with its factors in the usual order.</summary>
    public static Expr Ordered(Expr root) => Traversal.Rebuild(root, node => node is Product p ? AsTyped.Product([.. p.Children.OrderBy(KeyOf, StringComparer.Ordinal)]) : node);

    /// <summary>Without factors 1, terms 0 and exponents 1.</summary>
    public static Expr Tidy(Expr root) => Traversal.Rebuild(root, TidyNode);

    private static Expr TidyNode(Expr node)
    {
        switch (node)
        {
            case Product p when p.Children.Any(IsZero):
                return Constant.Zero;
            case Product p when p.Children.Any(IsOne):
                var factors = p.Children.RemoveAll(IsOne);
                return factors.IsEmpty ? Constant.One : AsTyped.Product(factors);
            case Product { Children: [Constant { Value: { IsMinusOne: true } }, Product inner] } when inner.Children[0] is Constant:
                return AsTyped.Negate(inner);
            case Sum s when s.Children.Any(IsZero):
                var terms = s.Children.RemoveAll(IsZero);
                return terms.IsEmpty ? Constant.Zero : AsTyped.Sum(terms);
            case Power { Exponent: Constant { Value.IsOne: true } } p:
                return p.Base;
            case Power { Exponent: Constant { Value.IsZero: true } }:
                return Constant.One;
            default:
                return node;
        }
    }

    private static bool IsOne(Expr e) => e is Constant { Value.IsOne: true };

    private static bool IsZero(Expr e) => e is Constant { Value.IsZero: true };
}
