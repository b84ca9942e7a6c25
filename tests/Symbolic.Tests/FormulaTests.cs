using Symbolic.Expressions;
using Xunit;

namespace Symbolic.Tests;

public class FormulaTests
{
    [Fact]
    public void The_whole_path_in_ten_lines()
    {
        var f = Formula.Parse("x^2*sin(y) + exp(x*y)");
        Assert.Equal(["x", "y"], f.Variables);
        Assert.Equal("2*x*sin(y) + y*exp(x*y)", f.Differentiate("x").ToString());
        var (gradient, hessian) = (new double[2], new double[4]);
        var value = f.Compile(order: 2).Evaluate([1, 2], gradient, hessian);
        Assert.Equal(Math.Sin(2) + Math.Exp(2), value, 1e-14);
        Assert.Equal(hessian[1], hessian[2]);
        Assert.Equal(f.Hessian()[0, 1].Evaluate(1, 2), hessian[1], 1e-13);
        Assert.Equal(value, f.ToDelegate<Func<double, double, double>>("y", "x")(2, 1));
        Assert.Equal(f.Gradient().Select(g => g.Compile(0, ["x", "y"]).Evaluate([1, 2])), gradient, (a, b) => Math.Abs(a - b) < 1e-13);
    }

    [Fact]
    public void Shown_Hessians_are_symmetric_and_equal_to_twofold_differentiation()
    {
        var f = Formula.Parse("x^2*y^3*sin(z) + y/z");
        var hessian = f.Hessian();
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                Assert.Same(hessian[i, j], hessian[j, i]);
                Assert.Equal(f.Differentiate(f.Variables[i]).Differentiate(f.Variables[j]).ToString(), hessian[i, j].ToString());
            }
        }
    }

    [Fact]
    public void A_variable_that_does_not_occur_has_derivative_zero() => Assert.Equal("0", Formula.Parse("x^2").Differentiate("t").ToString());

    [Fact]
    public void With_puts_a_number_in_place_of_a_variable()
    {
        var f = Formula.Parse("sum(x^i, i, 1, n)").With("n", 3);
        Assert.Equal(["x"], f.Variables);
        Assert.Equal(14, f.Evaluate(2));
    }

    [Fact]
    public void Vectors_have_a_Jacobian_and_no_single_expression()
    {
        var f = Formula.Parse("[x*y, x + y]");
        Assert.True(f.IsVector);
        Assert.Equal("[x*y, x + y]", f.ToString());
        Assert.Throws<InvalidOperationException>(() => f.Expression);
        Assert.Equal("y", f.Jacobian()[0, 0].ToString());
    }

    [Fact]
    public void Wrong_calls_name_what_is_wrong()
    {
        var f = Formula.Parse("x*y");
        Assert.Contains("'y'", Assert.Throws<ArgumentException>(() => f.Compile(0, ["x"])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => f.Compile(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => f.Differentiate("x", 0));
        Assert.Throws<ArgumentException>(() => f.DirectionalDerivative(1));
        Assert.False(Formula.TryParse("sin(", null, out var none, out var diagnostics));
        Assert.Null(none);
        Assert.NotEmpty(diagnostics);
    }

    [Fact]
    public void A_computed_formula_has_its_own_text() => Assert.Equal("x^2 + 1", Formula.Of(Algebra.Square(new Variable("x")) + 1).Text);

    [Theory]
    [InlineData("sum(i*x^2, i, 1, 100)")]
    [InlineData("prod(x + i, i, 1, 12)")]
    public void Loops_compile_to_the_second_order(string text)
    {
        var f = Formula.Parse(text);
        var (gradient, hessian) = (new double[1], new double[1]);
        f.Compile(2).Evaluate([0.5], gradient, hessian);
        Assert.Equal(f.Differentiate("x").Evaluate(0.5), gradient[0], 1e-9 * Math.Abs(gradient[0]));
        Assert.Equal(f.Differentiate("x", 2).Compile(0, ["x"]).Evaluate([0.5]), hessian[0], 1e-9 * Math.Abs(hessian[0]));
    }
}
