using Symbolic.Expressions;
using Symbolic.Simplification;
using Xunit;

namespace Symbolic.Tests.Simplification;

public class SimplifierTests
{
    [Theory]
    [InlineData("x + x", "2*x")]
    [InlineData("x*x*x", "x^3")]
    [InlineData("x - x", "0")]
    [InlineData("2*x/4", "x/2")]
    [InlineData("(x^2 - 1)/(x - 1)", "x + 1")]
    [InlineData("sin(x)^2 + cos(x)^2", "1")]
    [InlineData("3*y*sin(x)^2 + 3*y*cos(x)^2 + z", "3*y + z")]
    [InlineData("cosh(x)^2 - sinh(x)^2", "1")]
    [InlineData("exp(x)*exp(-x)", "1")]
    [InlineData("exp(ln(x))", "x")]
    [InlineData("sqrt(x^2)", "abs(x)")]
    [InlineData("sqrt(x)^2", "x")]
    [InlineData("(-x)^2", "x^2")]
    [InlineData("sin(-x)", "-sin(x)")]
    [InlineData("cos(-x)", "cos(x)")]
    [InlineData("x/abs(x)", "sign(x)")]
    [InlineData("y - pi - sqrt(2)", "y - pi - sqrt(2)")]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("1/3 + 1/6", "1/2")]
    [InlineData("x^2*x^(-3)", "1/x")]
    [InlineData("piecewise(x > 0, y + y, 2*y)", "2*y")]
    public void Writes_it_shorter(string text, string expected) => Assert.Equal(expected, Formula.Parse(text).Simplify().ToString());

    [Theory]
    [InlineData("sqrt(x)*sqrt(y)")]
    [InlineData("ln(x) + ln(y)")]
    [InlineData("(x^2)^(1/4)")]
    [InlineData("asin(sin(x))")]
    [InlineData("x/sqrt(x^2)")]
    public void Does_not_apply_what_fails_for_some_real_numbers(string text)
    {
        var formula = Formula.Parse(text);
        var simplified = formula.Simplify().Compile(0, formula.Variables);
        var compiled = formula.Compile();
        foreach (var x in new[] { -2.5, -0.5, 0.5, 2.5 })
        {
            foreach (var y in new[] { -1.5, 1.5 })
            {
                double[] point = formula.Variables.Length == 2 ? [x, y] : [x];
                Assert.Equal(compiled.Evaluate(point), simplified.Evaluate(point), 1e-14);
            }
        }
    }

    [Fact]
    public void Without_work_it_only_orders() =>
        Assert.Equal("cos(x)^2 + sin(x)^2".Length, Formula.Of(Simplifier.Simplify(Formula.Parse("cos(x)^2 + sin(x)^2").Expression, SimplificationOptions.OrderOnly, TestContext.Current.CancellationToken)).ToString().Length);

    [Fact]
    public void A_cancelled_simplification_stops()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => Simplifier.Simplify(Formula.Parse("x + sin(x)*cos(x) + x").Expression, null, source.Token));
    }

    [Fact]
    public void Large_and_hostile_input_comes_back()
    {
        var nested = Enumerable.Range(0, 300).Aggregate("x", (s, i) => $"1/(1+{s})");
        Assert.Equal(Formula.Parse(nested).Evaluate(0.5), Formula.Parse(nested).Simplify().Evaluate(0.5), 1e-12);
        var sum = string.Join("+", Enumerable.Range(1, 3000).Select(i => $"x^{i % 50}*sin({i}*y)*(x+{i})"));
        Assert.Equal(Formula.Parse(sum).Evaluate(0.5, 0.25), Formula.Parse(sum).Simplify().Evaluate(0.5, 0.25), 1e-6);
        Assert.Equal("1000000*(x + 1)^999999", Formula.Parse("(x+1)^1000000").Differentiate("x").ToString());
    }
}
