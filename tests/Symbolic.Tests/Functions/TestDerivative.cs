using Symbolic.Expressions;
using Symbolic.Functions;

namespace Symbolic.Tests.Functions;

/// <summary>Derivatives by the textbook's rules and the catalogue's partials, without any care for size.</summary>
internal static class TestDerivative
{
    public static Expr Of(Expr e, string x) => e switch
    {
        Constant => 0,
        Variable v => v.Name == x ? 1 : 0,
        Sum => Algebra.Sum([.. e.Children.Select(term => Of(term, x))]),
        Product => Algebra.Sum([.. e.Children.Select((factor, i) => Of(factor, x) * Algebra.Product([.. e.Children.RemoveAt(i)]))]),
        Power { Exponent: Constant n } p => n * Algebra.Power(p.Base, n - 1) * Of(p.Base, x),
        Power p => p * Of(p.Exponent * Exponential.Ln.Of(p.Base), x),
        Call { Function.IsCondition: true } => 0,
        Call { Function: { Partials: null, Expansion: { } expansion } } c => Of(expansion(c.Children), x),
        Call c => Algebra.Sum([.. c.Function.Partials!(c.Children, c).Select((partial, i) => partial * Of(c.Children[i], x))]),
        Piecewise p => Algebra.Piecewise([.. p.Children.Select((part, i) => i % 2 == 0 && i < p.Children.Length - 1 ? part : Of(part, x))]),
        _ => throw new NotSupportedException(e.GetType().Name),
    };
}
