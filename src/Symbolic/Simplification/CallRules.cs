using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Simplification;

/// <summary>Identities of a function of a function, and of powers.</summary>
internal static class CallRules
{
    public static ImmutableArray<RewriteRule> All { get; } =
    [
        Inverse("ln(exp(a)) → a", "", "ln(exp(x))", Known.Ln, Known.Exp),
        Inverse("exp(ln(a)) → a", "a > 0", "exp(ln(x))", Known.Exp, Known.Ln),
        Inverse("sin(asin(a)) → a", "−1 ≤ a ≤ 1", "sin(asin(x))", Known.Sin, Known.Asin),
        Inverse("cos(acos(a)) → a", "−1 ≤ a ≤ 1", "cos(acos(x))", Known.Cos, Known.Acos),
        Inverse("tan(atan(a)) → a", "", "tan(atan(x))", Known.Tan, Known.Atan),
        new("abs(abs(a)) → abs(a)", "", "abs(abs(x))", e => Inner(e, Known.Abs, Known.Abs) is not null ? e.Children[0] : null),
        new("abs(a)^n → a^n", "n an even integer", "abs(x)^2", e => e is Power { Exponent: Constant { Value.IsEvenInteger: true } } p && p.Base.Is(Known.Abs) ? Algebra.Power(p.Base.Children[0], p.Exponent) : null),
        new("(a^(2k))^(1/2) → abs(a^k)", "k a positive integer", "sqrt(x^2)", RootOfSquare),
        new("exp(a)^n → exp(n·a)", "n an integer", "exp(x)^2", e => e is Power { Exponent: Constant { Value.IsInteger: true } } p && p.Base.Is(Known.Exp) ? Known.Exp.Of(Algebra.Multiply(p.Exponent, p.Base.Children[0])) : null) { EvenIfEqual = true },
        new("ln(e^a) → a", "", "ln(e^x)", e => e.Is(Known.Ln) && e.Children[0] is Power { Base: Call { Function.Name: "e" } } p ? p.Exponent : null),
    ];

    private static RewriteRule Inverse(string identity, string condition, string example, FunctionDefinition outer, FunctionDefinition inner) =>
        new(identity, condition, example, e => Inner(e, outer, inner));

    /// <summary>The argument of <paramref name="inner"/> in outer(inner(a)); null when the expression is something else.</summary>
    private static Expr? Inner(Expr e, FunctionDefinition outer, FunctionDefinition inner) =>
        e.Is(outer) && e.Children[0].Is(inner) ? e.Children[0].Children[0] : null;

    private static Expr? RootOfSquare(Expr e)
    {
        if (e is not Power { Exponent: Constant { Value: var n } } outer || n.Denominator != 2 || !n.Numerator.IsOne) return null;
        return outer.Base is Power { Exponent: Constant { Value: { IsEvenInteger: true, Sign: > 0 } m } } inner
            ? Known.Abs.Of(Algebra.Power(inner.Base, new Constant(m / Number.FromInteger(2))))
            : null;
    }
}
