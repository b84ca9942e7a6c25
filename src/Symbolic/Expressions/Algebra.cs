using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Symbolic.Expressions;

/// <summary>
/// Canonical sums, products, powers and calls: nested ones joined, like terms and equal bases collected, numbers folded,
/// operands sorted by <see cref="CanonicalOrder"/>. Each identity used here holds wherever the left side is defined.
/// </summary>
public static class Algebra
{
    /// <summary>A nested sum of more terms than this is kept as one term, so that chains of long sums stay linear.</summary>
    private const int MaxJoined = 32;

    /// <summary>
    /// A nested product of more factors than this is kept as one factor: the adjoints of a long chain then share each other
    /// instead of repeating all their factors.
    /// </summary>
    private const int MaxJoinedFactors = 12;

    /// <summary>A nested product of more nodes than this is kept as one factor.</summary>
    private const int MaxJoinedSize = 512;

    /// <summary>a + b.</summary>
    public static Expr Add(Expr a, Expr b)
    {
        if (a is Constant { Value: { IsZero: true, IsExact: true } }) return b;
        if (b is Constant { Value: { IsZero: true, IsExact: true } }) return a;
        return Sum([a, b]);
    }

    /// <summary>a · b.</summary>
    public static Expr Multiply(Expr a, Expr b)
    {
        if (a is Constant { Value.IsOne: true }) return b;
        if (b is Constant { Value.IsOne: true }) return a;
        return Product([a, b]);
    }

    /// <summary>
    /// −a. The number in front of a product takes the sign, of one that stays one factor of others too: else its sign could never be
    /// taken out of a function.
    /// </summary>
    public static Expr Negate(Expr a)
    {
        if (a is not Product { Children: [Constant c, ..] } product || IsJoinable(product)) return Product([Constant.MinusOne, a]);
        if (!c.Value.IsMinusOne) return product.WithChildren(product.Children.SetItem(0, new Constant(-c.Value)));
        return product.Children.Length == 2 ? product.Children[1] : product.WithChildren(product.Children.RemoveAt(0));
    }

    /// <summary>a / b.</summary>
    public static Expr Divide(Expr a, Expr b) => Multiply(a, Power(b, Constant.MinusOne));

    /// <summary>The square root.</summary>
    public static Expr Sqrt(Expr a) => Power(a, Constant.Half);

    /// <summary>a².</summary>
    public static Expr Square(Expr a) => Power(a, Constant.Two);

    /// <summary>The sum of the terms; 0 when there are none.</summary>
    public static Expr Sum(ReadOnlySpan<Expr> terms)
    {
        var builder = new SumBuilder(terms.Length);
        foreach (var term in terms)
        {
            if (term is Sum { Children.Length: <= MaxJoined } nested || (terms.Length == 1 && (nested = (term as Sum)!) is not null))
            {
                foreach (var inner in nested.Children) builder.Add(inner);
            }
            else
            {
                builder.Add(term);
            }
        }

        return builder.ToExpr();
    }

    /// <summary>The product of the factors; 1 when there are none, 0 when one of them is the number 0.</summary>
    public static Expr Product(ReadOnlySpan<Expr> factors)
    {
        var builder = new ProductBuilder(factors.Length);
        foreach (var factor in factors) builder.Add(factor);
        return builder.ToExpr();
    }

    /// <summary>The power a^b.</summary>
    public static Expr Power(Expr @base, Expr exponent)
    {
        if (exponent is not Constant { Value: var n })
            return @base is Constant { Value.IsOne: true } ? Constant.One : new Power(@base, exponent);
        if (n.IsZero) return Constant.One;
        if (n.IsOne) return @base;
        switch (@base)
        {
            case Constant c:
                return Number.TryPow(c.Value, n, out var value) ? new Constant(value) : new Power(@base, exponent);

            // (a^m)^n → a^(m·n), n an integer; or m an odd integer or no integer (both sides then need a ≥ 0).
            case Power { Exponent: Constant { Value: var m } } inner when (m * n).IsExact && (n.IsInteger || m.IsOddInteger || !m.IsInteger):
                return Power(inner.Base, new Constant(m * n));
            case Power { Exponent: not Constant } inner when n.IsInteger:
                return Power(inner.Base, Multiply(inner.Exponent, exponent));

            // (a·b)^n → a^n·b^n, n an integer
            case Product p when n.IsInteger && IsJoinable(p):
                return Product(ImmutableCollectionsMarshal.AsArray(p.Children.Select(f => Power(f, exponent)).ToImmutableArray()));

            // (c·a)^n → c^n·a^n, c a positive number whose power is exact
            case Product p when p.Children[0] is Constant { Value.Sign: > 0 } c && Number.TryPow(c.Value, n, out var power):
                return Multiply(new Constant(power), Power(AsTyped.Product(p.Children.RemoveAt(0)), exponent));
            default:
                return new Power(@base, exponent);
        }
    }

    /// <summary>A function applied to its arguments: exact values are used, and the sign of an argument is taken out of an odd or even function.</summary>
    public static Expr Apply(FunctionDefinition function, ImmutableArray<Expr> arguments)
    {
        if (function.ExactValue?.Invoke(arguments) is { } exact) return exact;
        if (function.Parity == Parity.None || arguments.Length != 1 || !HasNegativeSign(arguments[0])) return new Call(function, arguments);
        var mirrored = Apply(function, [Negate(arguments[0])]);
        return function.Parity == Parity.Odd ? Negate(mirrored) : mirrored;
    }

    /// <summary>Conditions with values. Equal values make one value; a last value that repeats is not tested for.</summary>
    public static Expr Piecewise(ImmutableArray<Expr> parts)
    {
        var otherwise = parts[^1];
        while (parts.Length > 1 && parts[^2].Equals(otherwise)) parts = parts.RemoveRange(parts.Length - 3, 2);
        return parts.Length == 1 ? otherwise : new Piecewise(parts);
    }

    /// <summary>Rebuilds a tree so that every sum, product, power and call in it is canonical.</summary>
    public static Expr Canonical(Expr root) => Traversal.Rebuild(root, CanonicalNode);

    /// <summary>The canonical form of a node whose operands are canonical.</summary>
    internal static Expr CanonicalNode(Expr node) => node switch
    {
        Expressions.Sum => Sum(node.Children.AsSpan()),
        Expressions.Product => Product(node.Children.AsSpan()),
        Power p => Power(p.Base, p.Exponent),
        Call c => Apply(c.Function, c.Children),
        Expressions.Piecewise => Piecewise(node.Children),
        _ => node,
    };

    /// <summary>Whether the factors of a product join a product around it; a large or deeply shared one stays one factor.</summary>
    internal static bool IsJoinable(Product product) =>
        product.Children.Length <= MaxJoinedFactors && product.TreeSize <= MaxJoinedSize && product.Depth <= MaxJoinedSize / 8;

    /// <summary>Whether an expression is written with a leading minus: a negative number, or a product that starts with one.</summary>
    public static bool HasNegativeSign(Expr e) =>
        e is Constant { Value.Sign: < 0 } || (e is Product p && p.Children[0] is Constant { Value.Sign: < 0 });
}
