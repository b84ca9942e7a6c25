using Symbolic.Expressions;
using Symbolic.Functions;
using Symbolic.Parsing;
using Symbolic.Printing;
using Xunit;
using static Symbolic.Expressions.AsTyped;

namespace Symbolic.Tests.Printing;

public sealed class NamedPartsRoundTripTests
{
    private static readonly Expr X = new Variable("x");

    private static void ReadsBack(Expr tree)
    {
        foreach (var text in (string[])[TextPrinter.Print(tree), UnicodePrinter.Print(tree)])
            Assert.Equal(ConstantFolding.Fold(tree), ConstantFolding.Fold(FormulaParser.Parse(text).Outputs[0]));
    }

    [Fact]
    public void Sixty_squarings_read_back()
    {
        var tree = X;
        for (var i = 0; i < 60; i++) tree = Sum([Power(tree, Constant.Two), Product([tree, new Variable("y")])]);
        ReadsBack(tree);
    }

    [Fact]
    public void A_named_product_stays_one_factor()
    {
        var tree = X;
        for (var i = 0; i < 20; i++) tree = Product([tree, new Variable("y"), Reciprocal(tree), Negate(Sum([tree, new Product([Constant.MinusOne, tree])]))]);
        ReadsBack(tree);
    }

    [Fact]
    public void A_named_power_stays_what_it_is()
    {
        var tree = X;
        for (var i = 0; i < 20; i++) tree = Power(Sum([new Power(Power(tree, Constant.Two), Constant.MinusOne), Product([tree, Power(tree, Constant.Of(-3))])]), Constant.Of(-2));
        ReadsBack(tree);
    }

    [Fact]
    public void A_deep_tree_reads_back()
    {
        var tree = X;
        for (var i = 0; i < 5_000; i++) tree = Sum([Trigonometric.Sin.AsTyped(tree), Product([Constant.Of(-2), Power(tree, Sum([X, Constant.One]))])]);
        ReadsBack(tree);
    }

    [Fact]
    public void A_long_sum_reads_back() =>
        ReadsBack(Sum([.. Enumerable.Range(0, 20_000).Select(i => Product([Constant.Of(i - 10_000), new Variable($"x[{i}]"), X]))]));

    [Fact]
    public void Shared_bodies_of_loops_read_back()
    {
        Expr index = new Variable("i", isIndex: true);
        var body = Element.Of("x", [index]);
        for (var i = 0; i < 12; i++) body = Sum([Product([body, body]), index]);
        ReadsBack(Reduction.Over(ReductionKind.Sum, body, "i", Constant.One, Constant.Two));
    }
}
