using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Tests.Generators;

/// <summary>Smaller trees of the same kind: a value by one of its parts, a sum without a term, an operand by a smaller one, a number by a simpler one.</summary>
internal static class ExprShrinker
{
    /// <summary>Candidates, the smallest first.</summary>
    public static IEnumerable<Expr> Shrink(Expr e)
    {
        if (e is Constant c) return Simpler(c);
        return e.Children.IsEmpty ? [] : Parts(e).Concat(WithoutOne(e)).Concat(WithSmallerOperand(e)).Where(s => s.TreeSize <= e.TreeSize && !s.Equals(e) && !MayDivideByZero(s));
    }

    private static bool MayDivideByZero(Expr e) => e is Power { Base: { IsVariable: false } @base } && @base is not Constant { Value.IsZero: false };

    private static IEnumerable<Expr> Simpler(Constant c) => c.Value.IsOne || c.Value.IsZero ? [] : c.Value == Constant.Two.Value ? [Constant.One] : [Constant.One, Constant.Two];

    private static bool IsCondition(Expr e) => e is Call { Function.IsCondition: true };

    /// <summary>Operands that could stand for the whole: of its kind, and without an index that is bound here.</summary>
    private static IEnumerable<Expr> Parts(Expr e) => e.Children.Where(child => IsCondition(child) == IsCondition(e) && (e is not Reduction || !HasIndex(child)));

    private static bool HasIndex(Expr e) => Traversal.PostOrder(e).Any(n => n is Variable { IsIndex: true });

    private static IEnumerable<Expr> WithoutOne(Expr e)
    {
        if (e is not (Sum or Product) || e.Children.Length < 3) yield break;
        for (var i = 0; i < e.Children.Length; i++) yield return e.WithChildren(e.Children.RemoveAt(i));
    }

    private static IEnumerable<Expr> WithSmallerOperand(Expr e)
    {
        for (var i = 0; i < e.Children.Length; i++)
        {
            if (IsFixed(e, i)) continue;
            foreach (var smaller in Shrink(e.Children[i])) yield return e.WithChildren(e.Children.SetItem(i, smaller));
        }
    }

    /// <summary>Parameters, bounds, indices and the variables of a derivative stay as they are; so do exponents, which say how a power is written.</summary>
    private static bool IsFixed(Expr e, int i) => e switch
    {
        Call call => call.Function.Parameters.Contains(i),
        Reduction => i > 0,
        Element => true,
        PendingDerivative => i > 0,
        Power => i > 0,
        _ => false,
    };
}
