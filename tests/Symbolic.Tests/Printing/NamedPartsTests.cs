using Symbolic.Expressions;
using Symbolic.Functions;
using Symbolic.Printing;
using Xunit;
using static Symbolic.Expressions.AsTyped;

namespace Symbolic.Tests.Printing;

public sealed class NamedPartsTests
{
    private static Expr Squared(Expr start, int times)
    {
        for (var i = 0; i < times; i++) start = Sum([Product([start, start]), Constant.One]);
        return start;
    }

    [Fact]
    public void Shared_parts_of_a_large_tree_get_names()
    {
        var text = TextPrinter.Print(Squared(new Variable("x"), 60));
        Assert.StartsWith("t1 = x*x + 1; t2 = t1*t1 + 1; t3 = t2*t2 + 1; ", text, StringComparison.Ordinal);
        Assert.EndsWith("; t59*t59 + 1", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Small_trees_are_written_in_full() =>
        Assert.Equal("(x*x + 1)*(x*x + 1) + 1", TextPrinter.Print(Squared(new Variable("x"), 2)));

    [Fact]
    public void Names_in_use_are_avoided()
    {
        var text = TextPrinter.Print(Squared(Sum([new Variable("t1"), new Variable("t3[2]")]), 40));
        Assert.StartsWith("t2 = (t1 + t3[2])*(t1 + t3[2]) + 1; t4 = t2*t2 + 1; ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_trees_neither_nest_nor_overflow()
    {
        Expr tree = new Variable("x");
        for (var i = 0; i < 20_000; i++) tree = Trigonometric.Sin.AsTyped(tree);
        var text = TextPrinter.Print(tree);
        var (depth, deepest) = (0, 0);
        foreach (var c in text)
        {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            deepest = Math.Max(deepest, depth);
        }

        Assert.Equal(0, depth);
        Assert.InRange(deepest, 1, 100);
        Assert.Equal(20_000, text.Split("sin(").Length - 1);
    }

    [Fact]
    public void A_part_with_a_bound_index_is_a_function_of_it()
    {
        Expr index = new Variable("i", isIndex: true);
        var text = TextPrinter.Print(Reduction.Over(ReductionKind.Sum, Squared(Element.Of("x", [index]), 60), "i", Constant.One, Constant.Two));
        Assert.Contains("t2(i) = t1(i)*t1(i) + 1; ", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 1, 5000);
    }

    [Fact]
    public void A_loop_is_named_as_a_whole()
    {
        var loop = Reduction.Over(ReductionKind.Sum, new Variable("i", isIndex: true), "i", Constant.One, Constant.Two);
        Assert.StartsWith("t1 = sum(i, i, 1, 2); t2 = t1*t1 + 1; ", TextPrinter.Print(Squared(loop, 20)), StringComparison.Ordinal);
    }

    [Fact]
    public void Conditions_are_written_out()
    {
        var condition = Conditions.Less.AsTyped(new Variable("x"), Constant.Zero);
        Expr tree = new Variable("x");
        for (var i = 0; i < 60; i++) tree = Sum([Piecewise([condition, tree, Constant.One]), tree]);
        Assert.StartsWith("t1 = if(x < 0, x, 1) + x; t2 = if(x < 0, t1, 1) + t1; ", TextPrinter.Print(tree), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_chain_of_conditions_stays_a_chain()
    {
        var less = Conditions.Less.AsTyped(new Variable("x"), Constant.Zero);
        Expr chain = less;
        for (var i = 0; i < 500; i++) chain = Conditions.And.AsTyped(chain, less);
        var text = TextPrinter.Print(Piecewise([chain, Constant.One, Constant.Zero]));
        Assert.StartsWith("if(x < 0 and x < 0 and ", text, StringComparison.Ordinal);
    }
}
