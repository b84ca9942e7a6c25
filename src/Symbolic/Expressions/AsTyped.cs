using System.Collections.Immutable;

namespace Symbolic.Expressions;

/// <summary>
/// Builds trees that keep what was written: order, parentheses and unevaluated numbers. The parser uses these and nothing else,
/// and the printers print exactly this structure, so that text → tree → text → tree is the identity.
/// </summary>
public static class AsTyped
{
    /// <summary>
    /// Terms that stand side by side; a term that was in parentheses stays one term. A negated term is written with
    /// <see cref="Negate"/>.
    /// </summary>
    public static Expr Sum(ImmutableArray<Expr> terms) => terms.Length == 1 ? terms[0] : new Sum(terms);

    /// <summary>Factors that stand side by side; a divisor is written with <see cref="Reciprocal"/>.</summary>
    public static Expr Product(ImmutableArray<Expr> factors) => factors.Length == 1 ? factors[0] : new Product(factors);

    /// <summary>The negative: of a number a number, of a product the product with its first factor negated when that is a number.</summary>
    public static Expr Negate(Expr operand) => operand switch
    {
        Constant c => new Constant(-c.Value),
        Product p when p.Children[0] is Constant { Value.Sign: > 0, Value.IsOne: false } c => new Product(p.Children.SetItem(0, new Constant(-c.Value))),
        Product p when p.Children[0] is not Constant => new Product(p.Children.Insert(0, Constant.MinusOne)),
        _ => new Product([Constant.MinusOne, operand]),
    };

    /// <summary>
    /// A divisor as a factor: <c>/b^n</c> is the factor b^(−n) for a positive constant n, any other b the factor b^(−1).
    /// </summary>
    public static Expr Reciprocal(Expr divisor) => divisor is Power p && NumberOf(p.Exponent) is { Sign: > 0 } n
        ? new Power(p.Base, new Constant(-n))
        : new Power(divisor, Constant.MinusOne);

    /// <summary>A quotient; <c>1/b</c> is the reciprocal alone.</summary>
    public static Expr Quotient(Expr dividend, Expr divisor) => dividend is Constant { Value.IsOne: true }
        ? Reciprocal(divisor)
        : Product(dividend is Product p ? p.Children.Add(Reciprocal(divisor)) : [dividend, Reciprocal(divisor)]);

    /// <summary>A power.</summary>
    public static Expr Power(Expr @base, Expr exponent) => new Power(@base, exponent);

    /// <summary>The square root, a power of 1/2.</summary>
    public static Expr Sqrt(Expr operand) => new Power(operand, Constant.Half);

    /// <summary>The number that an exponent such as 2 or 3/2 is; null for anything longer.</summary>
    private static Number? NumberOf(Expr exponent) => exponent switch
    {
        Constant c => c.Value,
        Expressions.Product { IsVariable: false, TreeSize: <= 8 } => (ConstantFolding.Fold(exponent) as Constant)?.Value,
        _ => null,
    };

    /// <summary>Conditions with their values, and the value when none holds.</summary>
    public static Expr Piecewise(ImmutableArray<Expr> parts) => new Piecewise(parts);
}
