using Symbolic.Expressions;
using Xunit;

namespace Symbolic.Tests.Generators;

public class RoundingBoundTests
{
    private static readonly Variable X = new("x");

    [Theory]
    [InlineData("x + 1 - x", 1e12, 1e-5, 1e-2)]
    [InlineData("x^2", 3.0, 1e-16, 1e-13)]
    [InlineData("exp(100*x) * 1e-40", 1.0, 1e-16, 1e-7)]
    public void Cancellation_and_steep_functions_widen_the_bound(string text, double x, double atLeast, double atMost)
    {
        var (_, bound) = RoundingBound.Of(Formula.Parse(text).Expression, [X], [x]);
        Assert.InRange(bound, atLeast, atMost);
    }

    [Fact]
    public void The_bound_holds_for_a_sum_that_cancels()
    {
        var (value, bound) = RoundingBound.Of(Formula.Parse("(1 + x)^2 - 1 - 2*x").Expression, [X], [1e-7]);
        Assert.InRange(Math.Abs(value - 1e-14), 0, bound);
        Assert.InRange(bound, 1e-17, 1e-14);
    }
}
