using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Functions;
using Symbolic.Printing;
using Xunit;
using static Symbolic.Expressions.AsTyped;

namespace Symbolic.Tests.Printing;

public sealed class UnicodePrinterTests
{
    private static readonly Expr X = new Variable("x");
    private static readonly Expr Y = new Variable("y");

    [Fact]
    public void Powers_are_superscripts() => Prints(
        (Power(X, Constant.Two), "x²"),
        (Power(X, Constant.Of(-10)), "1/x¹⁰"),
        (Power(Power(X, Constant.Two), Constant.Of(13)), "(x²)¹³"),
        (new Power(Power(X, Constant.Two), Constant.MinusOne), "(x²)⁻¹"),
        (Power(X, Y), "x^y"),
        (Power(X, Negate(Y)), "x^(−y)"),
        (Power(Trigonometric.Sin.AsTyped(X), Constant.Two), "sin(x)²"));

    [Fact]
    public void Roots_bind_like_powers() => Prints(
        (Sqrt(X), "√x"),
        (Sqrt(Sum([X, Y])), "√(x + y)"),
        (Sqrt(Power(X, Constant.Two)), "√(x²)"),
        (Power(Sqrt(X), Constant.Two), "(√x)²"),
        (Product([X, Reciprocal(Sqrt(Product([Constant.Two, NamedConstants.Pi.AsTyped()])))]), "x/√(2·π)"));

    [Fact]
    public void Signs_are_mathematical_characters() => Prints(
        (Sum([Negate(X), Product([Constant.Of(-2), X, Y])]), "−x − 2·x·y"),
        (Conditions.LessOrEqual.AsTyped(X, Y), "x ≤ y"),
        (Conditions.GreaterOrEqual.AsTyped(X, Y), "x ≥ y"),
        (Conditions.NotEqual.AsTyped(X, Y), "x ≠ y"));

    [Fact]
    public void Numbers_after_an_underscore_are_subscripts() => Prints(
        (new Variable("x_12"), "x₁₂"),
        (new Variable("x_max"), "x_max"),
        (new Variable("a_b_1"), "a_b_1"));

    private static void Prints(params ImmutableArray<(Expr Tree, string Text)> table)
    {
        foreach (var (tree, text) in table) Assert.Equal(text, UnicodePrinter.Print(tree));
    }
}
