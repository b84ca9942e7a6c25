using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Symbolic.Expressions;
using Symbolic.Tests.Generators;
using Xunit;
using Property = Symbolic.Tests.Generators.Property;

namespace Symbolic.Tests.Expressions;

public class ExprTests
{
    private static readonly Variable X = new("x");
    private static readonly Variable Y = new("y");

    [Fact]
    public void Trees_built_apart_are_equal_with_equal_hashes_however_much_is_shared()
    {
        var (a, b) = (Squarings(60), Squarings(60));
        Assert.NotSame(a, b);
        Assert.True(a == b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.True(a != Squarings(59));
        Assert.Equal(4 * 60 / 2, Traversal.PostOrder(a).Count - 3, 3.0);

        static Expr Squarings(int n) => Enumerable.Range(0, n).Aggregate((Expr)new Variable("x"), (e, _) => AsTyped.Sum([AsTyped.Product([e, e]), Constant.One]));
    }

    [Theory]
    [InlineData("sin", 14, "-2*")]
    [InlineData("sin", 14, "-")]
    [InlineData("cosh", 40, "-")]
    [InlineData("erf", 1_000, "-3*")]
    public void The_sign_of_a_product_of_any_length_is_taken_out_of_a_function(string function, int factors, string sign)
    {
        var text = $"{function}({sign}{string.Join('*', Enumerable.Range(0, factors).Select(i => $"x{i}"))})";
        var calls = Traversal.PostOrder(Algebra.Canonical(Formula.Parse(text).Expression)).OfType<Call>();
        Assert.False(Algebra.HasNegativeSign(Assert.Single(calls).Children[0]));
        Assert.NotEmpty(Formula.Parse(text).Differentiate("x1").Variables);
    }

    [Fact]
    public void Order_of_operands_matters_for_equality_as_typed_and_not_in_canonical_form()
    {
        Assert.True(AsTyped.Sum([X, Y]) != AsTyped.Sum([Y, X]));
        Assert.True(X + Y == Y + X);
        Assert.True(new Variable("i") != new Variable("i", isIndex: true));
    }

    [Theory]
    [InlineData("x + y + x", "2*x + y")]
    [InlineData("y*x*y", "x*y^2")]
    [InlineData("3*(x*2)", "6*x")]
    [InlineData("x - x", "0")]
    [InlineData("x/x", "1")]
    [InlineData("x^2*x^y", "x^(y + 2)")]
    [InlineData("(x^2)^3", "x^6")]
    [InlineData("(x^(1/2))^2", "x")]
    [InlineData("(x^2)^(1/2)", "sqrt(x^2)")]
    [InlineData("(x*y)^2", "x^2*y^2")]
    [InlineData("sqrt(4*x)", "2*sqrt(x)")]
    [InlineData("0*x", "0")]
    [InlineData("1^x", "1")]
    [InlineData("x^0", "1")]
    [InlineData("1 - x + x^2", "x^2 - x + 1")]
    [InlineData("sin(-x)", "-sin(x)")]
    public void Canonical_form_joins_collects_and_sorts(string text, string expected) =>
        Assert.Equal(expected, Formula.Of(Algebra.Canonical(Formula.Parse(text).Expression)).ToString());

    [Fact]
    public void Canonical_form_is_a_fixpoint_and_independent_of_the_order_of_operands()
    {
        var lists = ExprGenerator.Generator(ExprOptions.Smooth).Select(Algebra.Canonical).ArrayOf(5);
        Property.Holds(Arb.From(lists.SelectMany(list => Gen.Shuffle(list).Select(shuffled => (list, shuffled)))), pair =>
        {
            var sum = Algebra.Sum(pair.list);
            Assert.True(sum == Algebra.Sum(pair.shuffled), Formula.Of(sum).ToString());
            Assert.True(Algebra.Product(pair.list) == Algebra.Product(pair.shuffled), Formula.Of(sum).ToString());
            Assert.True(Algebra.Canonical(sum) == sum, Formula.Of(sum).ToString());
        }, count: 3000, maxSize: 12);
    }

    [Fact]
    public void The_order_of_factors_is_total()
    {
        var triples = ExprGenerator.Generator(ExprOptions.Smooth).Select(Algebra.Canonical).Three();
        Property.Holds(Arb.From(triples), t =>
        {
            var (a, b, c) = (t.Item1, t.Item2, t.Item3);
            var compare = CanonicalOrder.Factors;
            Assert.Equal(Math.Sign(compare(a, b)), -Math.Sign(compare(b, a)));
            if (compare(a, b) <= 0 && compare(b, c) <= 0) Assert.True(compare(a, c) <= 0);
            Assert.Equal(a == b, compare(a, b) == 0);
        }, count: 5000, maxSize: 12);
    }

    [Theory]
    [InlineData("x*2/3", "x*(2/3)")]
    [InlineData("2*3*x", "6*x")]
    [InlineData("x + 1 + 2 + y", "x + 3 + y")]
    [InlineData("x + 1 + y + 2", "x + 1 + y + 2")]
    [InlineData("2^10", "1024")]
    [InlineData("(x^2)^3", "x^6")]
    [InlineData("sqrt(2)", "sqrt(2)")]
    public void Folding_joins_neighbouring_numbers_and_nothing_else(string text, string expected) =>
        Assert.True(ConstantFolding.Fold(Formula.Parse(text).Typed[0]) == ConstantFolding.Fold(Formula.Parse(expected).Typed[0]));

    [Fact]
    public void Variables_are_ordered_alphabetically_with_numbers_as_numbers() =>
        Assert.Equal(["A", "a", "b", "x", "x2", "x10", "x[2]", "x[10]", "y1a", "y1b"],
            new[] { "x10", "y1b", "x[10]", "a", "x2", "A", "y1a", "b", "x[2]", "x" }.Order(VariableOrder.Comparer));

    [Theory]
    [InlineData("sum(i*x, i, 1, 3)", 6.0)]
    [InlineData("prod(x + i, i, 0, 2)", 6.0)]
    [InlineData("sum(if(i == 2, 10*x, x), i, 1, 3)", 12.0)]
    [InlineData("sum(x, i, 3, 1)", 0.0)]
    [InlineData("prod(x, i, 3, 1)", 1.0)]
    [InlineData("sum(sum(i*j*x, j, 1, i), i, 1, 3)", 25.0)]
    public void Loops_written_out_have_the_same_value(string text, double expected)
    {
        var expanded = LoopExpansion.Expand(Formula.Parse(text).Expression);
        Assert.False(expanded.HasLoop);
        Assert.Equal(expected, Formula.Of(expanded).Compile(0, ["x"]).Evaluate([1]));
    }

    [Fact]
    public void A_loop_that_is_too_long_is_refused() =>
        Assert.Throws<ExpansionLimitException>(() => LoopExpansion.Expand(Formula.Parse("prod(x + i, i, 1, 100000000)").Expression));
}
