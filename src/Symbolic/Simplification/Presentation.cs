using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Simplification;

/// <summary>
/// Arranges canonical products the way they are written: sign and numerator in front, everything that divides together at the end,
/// so that 1/2·x·y⁻¹ reads x/(2·y).
/// </summary>
internal static class Presentation
{
    public static Expr Arrange(Expr root) => Traversal.Rebuild(root, node => node is Product p ? Arrange(p) : node);

    private static Expr Arrange(Product product)
    {
        var coefficient = product.Children[0] is Constant c ? c.Value : Number.One;
        var numerator = new List<Expr>();
        var denominator = new List<Expr>();
        foreach (var factor in product.Children)
        {
            if (factor is Constant) continue;
            if (factor is Power { Exponent: Constant { Value: { Sign: < 0 } n } } power) denominator.Add(Divisor(power.Base, -n));
            else numerator.Add(factor);
        }

        if (coefficient.IsExact && !coefficient.IsDecimal && !coefficient.IsInteger)
        {
            denominator.Insert(0, new Constant(Number.FromRatio(coefficient.Denominator, 1)));
            coefficient = Number.FromRatio(coefficient.Numerator, 1);
        }

        if (!coefficient.IsOne) numerator.Insert(0, new Constant(coefficient));
        if (denominator.Count == 0) return AsTyped.Product([.. numerator]);
        var divisor = denominator.Count == 1 ? denominator[0] : AsTyped.Product([.. denominator]);
        var reciprocal = divisor is Constant { Value.IsZero: false } q ? new Constant(Number.One / q.Value) : AsTyped.Reciprocal(divisor);
        return AsTyped.Product([.. numerator, reciprocal]);
    }

    private static Expr Divisor(Expr @base, Number exponent) => exponent.IsOne ? @base : AsTyped.Power(@base, new Constant(exponent));
}
