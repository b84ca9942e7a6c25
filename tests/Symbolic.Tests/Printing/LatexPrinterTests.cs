using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Functions;
using Symbolic.Printing;
using Xunit;
using static Symbolic.Expressions.AsTyped;

namespace Symbolic.Tests.Printing;

public sealed class LatexPrinterTests
{
    private static readonly Expr X = new Variable("x");
    private static readonly Expr Y = new Variable("y");
    private static readonly Expr Z = new Variable("z");
    private static readonly Expr I = new Variable("i", isIndex: true);

    private static Constant Ratio(int p, int q) => new(Number.FromRatio(p, q));

    private static Constant N(int value) => Constant.Of(value);

    private static Expr Sin(Expr x) => Trigonometric.Sin.AsTyped(x);

    private static void Prints(params ImmutableArray<(Expr Tree, string Text)> table)
    {
        foreach (var (tree, text) in table) Assert.Equal(text, LatexPrinter.Print(tree));
    }

    [Fact]
    public void Products_with_divisors_are_fractions() => Prints(
        (Product([X, Reciprocal(Y)]), @"\frac{x}{y}"),
        (Product([X, Y, Reciprocal(Z)]), @"\frac{x y}{z}"),
        (Product([X, Reciprocal(Product([Y, Z]))]), @"\frac{x}{y z}"),
        (Product([X, Reciprocal(Y), Z]), @"\frac{x}{y} z"),
        (Product([X, Reciprocal(Y), Reciprocal(Z)]), @"\frac{x}{y} \frac{1}{z}"),
        (Product([X, Reciprocal(Y), Z, Power(X, N(-2))]), @"\frac{x}{y} \frac{z}{x^{2}}"),
        (Product([N(-2), X, Reciprocal(Y)]), @"-\frac{2 x}{y}"),
        (Product([N(-1), Reciprocal(Y)]), @"-\frac{1}{y}"),
        (Product([Sum([X, Y]), Reciprocal(Sum([X, Z]))]), @"\frac{x + y}{x + z}"),
        (Product([X, Power(Y, Ratio(-1, 2))]), @"\frac{x}{\sqrt{y}}"),
        (Power(X, N(-2)), @"\frac{1}{x^{2}}"));

    [Fact]
    public void What_is_one_factor_stays_one_factor() => Prints(
        (Product([Product([X, Y]), Reciprocal(Z)]), @"\left(x y\right) \frac{1}{z}"),
        (Product([Product([X, Reciprocal(Y)]), Z]), @"\left(\frac{x}{y}\right) z"),
        (Product([X, Product([Y, Z])]), @"x \cdot \left(y z\right)"),
        (Product([N(1), Reciprocal(X)]), @"1 \frac{1}{x}"),
        (new Power(Power(X, N(2)), N(-1)), @"\left(x^{2}\right)^{-1}"));

    [Fact]
    public void Numbers_are_set_apart_by_a_dot() => Prints(
        (Product([N(2), X]), "2 x"),
        (Product([X, N(2)]), @"x \cdot 2"),
        (Product([N(2), N(3)]), @"2 \cdot 3"),
        (Product([N(2), Power(N(3), X)]), @"2 \cdot 3^{x}"),
        (Product([Ratio(2, 3), X]), @"\frac{2}{3} x"),
        (Product([Ratio(-2, 3), X, Reciprocal(Y)]), @"-\frac{2}{3} \frac{x}{y}"),
        (Product([X, Ratio(2, 3)]), @"x \cdot \frac{2}{3}"),
        (Product([X, Ratio(1, 2)]), @"\frac{x}{2}"),
        (Product([X, Sum([Y, N(1)])]), @"x \cdot \left(y + 1\right)"),
        (new Constant(Number.ParseDecimal("6.02e23")), @"6.02 \cdot 10^{23}"),
        (Product([X, new Constant(Number.ParseDecimal("1e-7"))]), @"x \cdot \left(1 \cdot 10^{-7}\right)"));

    [Fact]
    public void Powers_and_roots() => Prints(
        (Power(X, N(2)), "x^{2}"),
        (Power(X, Negate(Y)), "x^{-y}"),
        (Power(Power(X, N(2)), N(3)), @"\left(x^{2}\right)^{3}"),
        (Power(X, Power(Y, Z)), "x^{y^{z}}"),
        (Sqrt(Sum([X, Y])), @"\sqrt{x + y}"),
        (Power(Sqrt(X), N(2)), @"\left(\sqrt{x}\right)^{2}"),
        (Power(N(-2), N(2)), @"\left(-2\right)^{2}"),
        (Power(Sin(X), N(2)), @"\sin\left(x\right)^{2}"),
        (Negate(Power(X, N(2))), "-x^{2}"));

    [Fact]
    public void Names_are_set_by_their_length() => Prints(
        (new Variable("alpha"), @"\alpha"),
        (new Variable("Omega"), @"\Omega"),
        (new Variable("speed"), @"\mathit{speed}"),
        (new Variable("x2"), @"\mathit{x2}"),
        (new Variable("x_12"), "x_{12}"),
        (new Variable("x_max"), @"x_{\mathit{max}}"),
        (new Variable("x_i"), "x_{i}"),
        (new Variable("a_b_c"), @"\mathit{a\_b\_c}"),
        (new Variable("x[3]"), "x[3]"),
        (Element.Of("x", [Sum([I, N(1)])]), "x[i + 1]"),
        (Product([X, new Variable("speed")]), @"x \mathit{speed}"));

    [Fact]
    public void Functions_use_their_own_notation()
    {
        var user = new FunctionDefinition("my_f", 1, 3) { Evaluate = Math.Sin };
        var subscripted = new FunctionDefinition("besselish", 2) { Latex = @"J_{{0}}\left({1}\right)" };
        var postfix = new FunctionDefinition("dagger", 1) { Latex = @"{0}^{\dagger}" };
        var all = new FunctionDefinition("most", 1, 9) { Latex = @"\max\left({*}\right)" };
        Prints(
            (Sin(X), @"\sin\left(x\right)"),
            (NamedConstants.Pi.AsTyped(), @"\pi"),
            (user.AsTyped(X, Y), @"\operatorname{my\_f}\left(x, y\right)"),
            (subscripted.AsTyped(N(2), Sum([X, Y])), @"J_{2}\left(x + y\right)"),
            (postfix.AsTyped(Sum([X, Y])), @"\left(x + y\right)^{\dagger}"),
            (postfix.AsTyped(X), @"x^{\dagger}"),
            (Power(postfix.AsTyped(X), N(2)), @"\left(x^{\dagger}\right)^{2}"),
            (all.AsTyped(X, Y, Z), @"\max\left(x, y, z\right)"));
    }

    [Fact]
    public void Conditions_and_cases()
    {
        var less = Conditions.Less.AsTyped(X, N(0));
        var atLeast = Conditions.GreaterOrEqual.AsTyped(X, Sum([Y, N(1)]));
        Prints(
            (Conditions.And.AsTyped(less, Conditions.Or.AsTyped(less, atLeast)), @"x < 0 \land \left(x < 0 \lor x \ge y + 1\right)"),
            (Conditions.Not.AsTyped(less), @"\lnot \left(x < 0\right)"),
            (Piecewise([less, Negate(X), X]), @"\begin{cases} -x & x < 0 \\ x & \text{otherwise} \end{cases}"));
    }

    [Fact]
    public void Loops()
    {
        var term = Power(Element.Of("x", [I]), N(2));
        Prints(
            (Reduction.Over(ReductionKind.Sum, term, "i", N(1), new Variable("n")), @"\sum_{i=1}^{n} x[i]^{2}"),
            (Reduction.Over(ReductionKind.Product, Sum([term, N(1)]), "i", N(1), N(9)), @"\prod_{i=1}^{9} \left(x[i]^{2} + 1\right)"),
            (Product([X, Reduction.Over(ReductionKind.Sum, term, "i", N(1), N(9))]), @"x \cdot \left(\sum_{i=1}^{9} x[i]^{2}\right)"),
            (Reduction.OverRows(ReductionKind.Mean, X), @"\operatorname{mean}\left(x\right)"),
            (PendingDerivative.Of(Sin(X), [(Variable)X]), @"\operatorname{diff}\left(\sin\left(x\right), x\right)"));
    }

    [Fact]
    public void Shared_parts_of_a_large_tree_get_names()
    {
        var tree = X;
        for (var i = 0; i < 60; i++) tree = Sum([Product([tree, tree]), N(1)]);
        var text = LatexPrinter.Print(tree);
        Assert.StartsWith("t_{1} = x x + 1; t_{2} = t_{1} t_{1} + 1; ", text, StringComparison.Ordinal);
    }
}
