namespace Symbolic.Tests.Functions;

public class CentralDifferenceTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(1.5)]
    [InlineData(-3.25)]
    public void The_bound_holds_and_is_tight_enough_to_tell_a_wrong_slope(double x)
    {
        var (derivative, bound) = CentralDifference.Of(Math.Exp, x, 1.0 / 16, 1.1e-16);
        Assert.InRange(Math.Abs(derivative - Math.Exp(x)), 0, bound);
        Assert.True(bound < 1e-9 * Math.Exp(x));
    }

    [Fact]
    public void A_kink_inside_the_step_is_seen_in_the_bound()
    {
        var (_, bound) = CentralDifference.Of(t => Math.Abs(t - 1e-3), 0, 1.0 / 16, 1.1e-16);
        Assert.True(bound > 1e-2);
    }
}
