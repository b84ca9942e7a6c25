using Symbolic.Solvers.Minimisation;

namespace Symbolic.Tests.Solvers;

public sealed class IntervalMinimumTests
{
    [Theory]
    [InlineData("x*sin(x)", 0, 10, -5.440211108893698, 10, "upper end")]
    [InlineData("x^2 - x", -1, 3, -0.25, 0.5, "stationary point")]
    [InlineData("abs(x - 1)", 0, 3, 0, 1, "kink")]
    [InlineData("abs(x - 0.12345)", 0, 3, 0, 0.12345, "kink")]
    [InlineData("cbrt(x)^2", -1.1, 2, 0, 0, "kink")]
    [InlineData("max(x, -x/2)", -1, 1.3, 0, 0, "kink")]
    [InlineData("sqrt(x)", -1, 2, 0, 0, "edge of the domain")]
    [InlineData("x*ln(x)", -1, 0.2, -0.3218875824868201, 0.2, "upper end")]
    [InlineData("mod(x, 1) + x/10", 0.5, 2.2, 0.1, 1, "jump")]
    [InlineData("if(x < 1, x^2, x - 5)", 0, 3, -4, 1, "jump")]
    [InlineData("1/(x - 0.3)^2", 0, 1, 2.0408163265306123, 1, "upper end")]
    [InlineData("floor(x)", 0, 2, 0, 0, "lower end")]
    public void The_least_value_is_found_where_it_is(string text, double lower, double upper, double value, double x, string where)
    {
        var least = IntervalMinimum.Of(Formula.Parse(text), lower, upper).Minimum;
        Assert.Equal(value, least.Value, 1e-12);
        Assert.Equal(x, least.X, 1e-8);
        Assert.Equal(where, least.Where);
    }

    [Theory]
    [InlineData("1/x", -1, 2, 0, 2)]
    [InlineData("1/x", -1, 1, 0, 2)]
    [InlineData("tan(x)", 0, 3, Math.PI / 2, 2)]
    [InlineData("ln(x)", -1, 1, 0, 1)]
    [InlineData("ln(x)", 0, 1, 0, 1)]
    [InlineData("ln(abs(x - 0.3001))", 0, 1, 0.3001, 1)]
    [InlineData("-1/(x - 0.3001)^2", 0, 1, 0.3001, 1)]
    [InlineData("gamma(x)", -0.5, 3, 0, 2)]
    public void A_function_that_falls_without_end_has_no_minimum(string text, double lower, double upper, double pole, int sides)
    {
        var extrema = IntervalMinimum.Of(Formula.Parse(text), lower, upper);
        Assert.Equal(double.NegativeInfinity, extrema.Minimum.Value);
        Assert.Equal(pole, extrema.Minimum.X, 1e-9);
        Assert.InRange(extrema.Candidates.Count(c => double.IsInfinity(c.Value)), 1, sides);
        Assert.Contains(extrema.Warnings, w => w.Contains("falls without end at x = ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sin(1/x)", 0.02, 1)]
    [InlineData("1e6*x^2 + cos(300*x)", -1, 1)]
    [InlineData("besselj(0, 40*x)", 0, 3)]
    public void Smooth_functions_have_neither_kinks_nor_poles(string text, double lower, double upper) =>
        Assert.All(IntervalMinimum.Of(Formula.Parse(text), lower, upper).Candidates, c => Assert.True(c.Where is "stationary point" or "lower end" or "upper end", $"{c.Where} at {c.X:R}"));

    [Fact]
    public void Constant_stretches_are_not_listed_point_by_point()
    {
        Assert.Equal(2, IntervalMinimum.Of(Formula.Parse("5 + 0*x"), 0, 1).Candidates.Length);
        Assert.InRange(IntervalMinimum.Of(Formula.Parse("floor(x)"), 0, 4.5).Candidates.Length, 6, 10);
    }

    [Fact]
    public void Parts_without_values_are_told()
    {
        var extrema = IntervalMinimum.Of(Formula.Parse("acos(x)"), -2, 2);
        Assert.Equal((0, 1), (extrema.Minimum.Value, extrema.Minimum.X));
        Assert.Equal((Math.PI, -1), (extrema.Maximum.Value, extrema.Maximum.X));
        Assert.Contains(extrema.Warnings, w => w.Contains("no value in a part", StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => IntervalMinimum.Of(Formula.Parse("ln(-1 - x^2)"), 0, 1));
    }
}
