using Symbolic.Differentiation;
using Symbolic.Expressions;
using Symbolic.Functions;
using Symbolic.Parsing;
using Xunit;

namespace Symbolic.Tests.Differentiation;

public class DerivativeTests
{
    [Theory]
    [InlineData("diff(x^3, x)", "3*x^2")]
    [InlineData("diff(sin(x)*exp(x), x, 10)", "32*exp(x)*cos(x)")]
    [InlineData("diff(x^2*y^3, x, y)", "6*x*y^2")]
    [InlineData("f(t) = diff(t^2, t); f(x+1)", "2*x + 2")]
    public void Derivatives_inside_formulas_are_carried_out(string text, string expected) => Assert.Equal(expected, Formula.Parse(text).Simplify().ToString());

    [Theory]
    [InlineData("sum(i*x^i, i, 1, 3)", "sum(i^2*x^(i - 1), i, 1, 3)")]
    [InlineData("sum(sin(i*x), i, 1, 3)", "sum(i*cos(i*x), i, 1, 3)")]
    [InlineData("sum(y, i, 1, 3)", "0")]
    [InlineData("if(x > 0, x^2, -x)", "if(x > 0, 2*x, -1)")]
    [InlineData("if(x > y, 3, 3)", "0")]
    public void Loops_and_choices_are_differentiated_as_such(string text, string expected) => Assert.Equal(expected, Formula.Parse(text).Differentiate("x").ToString());

    [Fact]
    public void A_product_over_an_index_is_written_out()
    {
        var f = Formula.Parse("prod(x + i, i, 1, 4)");
        Assert.Equal(50 + (2 * 35) + (3 * 10) + 4, f.Differentiate("x").Evaluate(1));
    }

    [Fact]
    public void Directional_derivative_is_the_gradient_times_the_direction() =>
        Assert.Equal("4*x^2 + 6*x*y", Formula.Parse("x^2*y").DirectionalDerivative(3, 4).ToString());

    [Fact]
    public void Jacobian_rows_are_the_gradients_of_the_outputs()
    {
        var jacobian = Formula.Parse("[x*y, sin(x), y]").Jacobian();
        Assert.Equal(["y", "x", "cos(x)", "0", "0", "1"], jacobian.Cast<Formula>().Select(f => f.ToString()));
    }

    [Theory]
    [InlineData("x^0", 0, 1, 0)]
    [InlineData("x^2", 0, 0, 0)]
    [InlineData("x^3", 0, 0, 0)]
    [InlineData("abs(x)", 0, 0, 0)]
    [InlineData("sign(x)", 0, 0, 0)]
    [InlineData("floor(x)", 1, 1, 0)]
    [InlineData("ceil(x)", 1, 1, 0)]
    [InlineData("round(x)", 0.5, 1, 0)]
    [InlineData("trunc(x)", 2, 2, 0)]
    [InlineData("relu(x)", 0, 0, 0.5)]
    [InlineData("max(x, 0)", 0, 0, 0.5)]
    [InlineData("min(x, 0)", 0, 0, 0.5)]
    [InlineData("max(x, x)", 3, 3, 1)]
    [InlineData("max(x, 2*x, 3*x)", 0, 0, 2)]
    [InlineData("min(x, 2*x, 4*x + 1)", 0, 0, 1.5)]
    [InlineData("sqrt(x)", 0, 0, double.PositiveInfinity)]
    [InlineData("1/x", 0, double.PositiveInfinity, double.NegativeInfinity)]
    [InlineData("hypot(x, 0)", 2, 2, 1)]
    public void Kinks_and_edges_have_the_derivative_that_is_stated(string text, double x, double value, double slope)
    {
        var gradient = new double[1];
        var result = Formula.Parse(text).Compile(1, ["x"]).Evaluate([x], gradient);
        Assert.Equal(value, result);
        Assert.Equal(slope, gradient[0]);
    }

    [Fact]
    public void A_power_by_its_exponent_is_flat_at_base_zero_in_gradient_and_Hessian()
    {
        var (gradient, hessian) = (new double[2], new double[4]);
        Assert.Equal(0, Formula.Parse("x^y").Compile(2).Evaluate([0, 2.5], gradient, hessian));
        Assert.Equal([0, 0], gradient);
        Assert.Equal(0, hessian[3]);
        Assert.Equal(1, Formula.Parse("x^y").Compile(2).Evaluate([0, 0], gradient, hessian));
    }

    [Fact]
    public void A_logarithm_at_zero_has_an_infinite_slope()
    {
        var gradient = new double[1];
        Assert.Equal(double.NegativeInfinity, Formula.Parse("ln(x)").Compile(1).Evaluate([0], gradient));
        Assert.Equal(double.PositiveInfinity, gradient[0]);
    }

    [Theory]
    [InlineData("if(x > 0, ln(x), x^2)", -1.5, 2.25, -3, 2)]
    [InlineData("if(x > 0, sqrt(x), 0)", -1, 0, 0, 0)]
    [InlineData("if(x > 0, 1/x, x)", 0, 0, 1, 0)]
    [InlineData("if(x == 0, 1, sin(x)/x)", 0, 1, 0, 0)]
    [InlineData("exp(if(x > 1, ln(x - 1), x))*x", 0, 0, 1, 2)]
    [InlineData("if(x > 0, if(x > 1, ln(x - 1), x^2), 1/x)", 0.5, 0.25, 1, 2)]
    [InlineData("sqrt(max(0, x^2 - 4))", 1, 0, 0, 0)]
    [InlineData("x*if(x > 2, acosh(x - 1), 3)", 1, 3, 3, 0)]
    [InlineData("min(1, 2 + sqrt(x))", 0, 1, 0, 0)]
    [InlineData("3*min(1, 2 + sqrt(x))^2 + max(2, sqrt(x))", 0, 5, 0, 0)]
    [InlineData("exp(2*min(0, 3 + ln(1 + sqrt(x))))", 0, 1, 0, 0)]
    [InlineData("min(1, 2 + 5*sqrt(x)) + x*clamp(7 + sqrt(x), 0, 1)", 0, 1, 1, 0)]
    public void A_branch_that_is_not_taken_never_poisons(string text, double x, double value, double slope, double curvature)
    {
        var (gradient, hessian) = (new double[1], new double[1]);
        Assert.Equal(value, Formula.Parse(text).Compile(2).Evaluate([x], gradient, hessian));
        Assert.Equal(slope, gradient[0]);
        Assert.Equal(curvature, hessian[0]);
    }

    [Fact]
    public void Choices_that_meet_again_and_again_stay_small()
    {
        var text = "u0 = x*y";
        for (var i = 1; i <= 40; i++) text += $"; u{i} = min(u{i - 1}, {i}) + max(u{i - 1}, -{i})";
        var f = Formula.Parse(text + "; u40").Compile(2);
        Assert.InRange(f.TapeOf(2).InstructionCount, 1, 20_000);
        var gradient = new double[2];
        f.Evaluate([1e-15, 1], gradient);
        Assert.Equal(Math.Pow(2, 40), gradient[0]);
    }

    [Fact]
    public void A_function_that_the_user_registers_is_differentiated_by_its_rule()
    {
        var square = new FunctionDefinition("sq", 1) { Evaluate = (Func<double, double>)(x => x * x), Partials = (args, _) => [2 * args[0]] };
        var f = Formula.Parse("y*sq(sin(x))", new ParseOptions { Library = FunctionLibrary.Standard.With(square) });
        Assert.Equal("2*y*sin(x)*cos(x)", f.Differentiate("x").ToString());
        Assert.Equal(2 * 3 * Math.Cos(1.4), f.Differentiate("x", 2).Evaluate(0.7, 3), 1e-14);
    }

    [Theory]
    [InlineData("exp(x*sin(x))", 60)]
    [InlineData("x^x", 40)]
    [InlineData("exp(exp(exp(x)))", 60)]
    public void A_swelling_derivative_ends_with_a_clear_limit(string text, int order)
    {
        Assert.Contains("ask for a lower order", Assert.Throws<ExpansionLimitException>(() => Formula.Parse(text).Differentiate("x", order)).Message, StringComparison.Ordinal);
        Assert.Throws<ExpansionLimitException>(() => Formula.Parse($"diff({text}, x, {order})").Evaluated);
    }

    [Theory]
    [InlineData("exp(x*sin(x))", 8)]
    [InlineData("sin(x)/x", 20)]
    [InlineData("x^30 + 3*x^25*(x+1)^2", 20)]
    public void Reasonable_orders_are_within_the_limit(string text, int order) => Assert.NotEqual(0, Formula.Parse(text).Differentiate("x", order).Evaluate(0.7));

    [Fact]
    public void Long_products_have_gradients_and_Hessians_of_a_size_near_their_own()
    {
        var f = Formula.Parse(string.Join("*", Enumerable.Range(1, 1000).Select(i => $"(x+{i})")));
        var hessian = Hessian.Of(f.Expression, [new Variable("x")]);
        Assert.InRange(Traversal.PostOrder(hessian.Gradient[0]).Count, 1000, 8_000);
        Assert.InRange(Traversal.PostOrder(hessian[0, 0]).Count, 1000, 40_000);
        var g = Formula.Parse(string.Join("*", Enumerable.Range(1, 100).Select(i => $"(1+x/{1000 + i})")));
        var (gradient, second) = (new double[1], new double[1]);
        var value = g.Compile(2).Evaluate([0.5], gradient, second);
        var s1 = Enumerable.Range(1, 100).Sum(i => 1 / (1000 + i + 0.5));
        var s2 = Enumerable.Range(1, 100).Sum(i => 1 / ((1000 + i + 0.5) * (1000 + i + 0.5)));
        Assert.Equal(value * s1, gradient[0], 1e-13);
        Assert.Equal(value * ((s1 * s1) - s2), second[0], 1e-13);
    }

    [Fact]
    public void Sixty_squarings_and_deep_chains_are_differentiated_on_a_small_stack()
    {
        var squarings = "a0=x;" + string.Join(";", Enumerable.Range(1, 60).Select(i => $"a{i}=a{i - 1}^2+1")) + ";a60";
        var chain = "a0=x;" + string.Join(";", Enumerable.Range(1, 5000).Select(i => $"a{i}=sin(a{i - 1})+x")) + ";a5000";
        var results = new double[2];
        var thread = new Thread(() =>
        {
            results[0] = Formula.Parse(squarings).Compile(2).Evaluate([-1.1]);
            results[1] = Formula.Parse(chain).Compile(2).Evaluate([0.1]);
            _ = Formula.Parse(chain).Differentiate("x").ToString();
        }, 1_500_000);
        thread.Start();
        thread.Join();
        Assert.Equal(double.PositiveInfinity, results[0]);
        Assert.InRange(results[1], 0.8, 1.2);
    }
}
