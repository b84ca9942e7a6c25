using Symbolic.Differentiation;
using Symbolic.Differentiation.Steps;
using Symbolic.Expressions;
using Symbolic.Functions;
using Symbolic.Simplification;
using Symbolic.Tests.Generators;

namespace Symbolic.Tests.Differentiation.Steps;

public sealed class DerivationTests
{
    private static readonly Variable X = new("x");

    [Theory]
    [InlineData("x^5", "power rule")]
    [InlineData("3*x", "constant factor")]
    [InlineData("3*x^2", "power rule with a constant factor")]
    [InlineData("x + x^2", "sum rule")]
    [InlineData("x*sin(x)", "product rule")]
    [InlineData("sin(x)/x", "quotient rule")]
    [InlineData("1/(1 + x)", "reciprocal rule")]
    [InlineData("sqrt(1 + x)", "chain rule with the square root")]
    [InlineData("(1 + x)^3", "chain rule with a power")]
    [InlineData("2^x", "exponential rule")]
    [InlineData("x^x", "power with a variable exponent")]
    [InlineData("sin(x)", "derivative of sin")]
    [InlineData("sin(x^2)", "chain rule")]
    [InlineData("if(x > 0, x, x^2)", "each branch by itself")]
    [InlineData("sum(x^k, k, 1, 9)", "term by term")]
    public void The_first_step_names_the_rule(string formula, string rule) =>
        Assert.Equal(rule, Derivation.Of(Formula.Parse(formula).Evaluated, X).Root!.Rule);

    [Theory]
    [InlineData("x")]
    [InlineData("y^2")]
    public void What_needs_no_rule_has_no_step(string formula) => Assert.Null(Derivation.Of(Formula.Parse(formula).Evaluated, X).Root);

    [Fact]
    public void A_part_that_comes_again_is_explained_once() =>
        Assert.Single(All(Derivation.Of(Formula.Parse("sin(cos(x)) + cos(x)").Evaluated, X).Root!), s => s.Subject.Equals(Trigonometric.Cos.AsTyped(X)));

    [Fact]
    public void Every_step_shows_the_derivative_that_is_computed() => Property.Holds(ExprGenerator.Arbitrary, typed =>
    {
        var formula = Formula.Of(typed).Evaluated;
        if (formula.HasLoop || formula.TreeSize > 300 || formula.Depth > 90) return;
        var derivation = Derivation.Of(formula, X);
        Assert.Equal(Derivative.Of(formula, X), derivation.Result);
        Assert.Equal(Formula.Of(typed).Differentiate("x").Expression, Simplifier.Simplify(derivation.Result));
        foreach (var step in derivation.Root is { } root ? All(root) : []) Assert.Equal(Derivative.Of(step.Subject, X), step.Result);
    }, count: 300, maxSize: 25);

    [Fact]
    public void Every_function_of_the_catalogue_is_explained_by_its_own_rule()
    {
        foreach (var function in FunctionLibrary.Standard.Definitions.Where(f => f.MinArity == 1 && f.MaxArity == 1 && !f.IsCondition && f.Notation is null))
        {
            var step = Derivation.Of(function.AsTyped(X), X).Root!;
            Assert.Equal($"derivative of {function.Name}", step.Rule);
            Assert.Equal(Derivative.Of(function.AsTyped(X), X), step.Result);
        }
    }

    [Fact]
    public void A_formula_too_large_to_be_read_is_refused()
    {
        Expr large = X;
        for (var i = 0; i < 60; i++) large = AsTyped.Product([large, large]);
        Assert.Throws<NotSupportedException>(() => Derivation.Of(large, X));
    }

    private static IEnumerable<DerivationStep> All(DerivationStep step) => step.Inner.SelectMany(All).Prepend(step);
}
