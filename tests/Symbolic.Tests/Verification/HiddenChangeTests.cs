using Symbolic.Verification;

namespace Symbolic.Tests.Verification;

public class HiddenChangeTests
{
    [Fact]
    public void A_formula_that_is_constant_as_computed_is_not_called_wrong()
    {
        var report = Formula.Parse("ln(1 + ((4 + x) + (z + x))^18)").Verify([-1.833288462754939, -0.237110489158477], order: 1);
        Assert.All(report.Gradient, c => Assert.Equal(Verdict.Inconclusive, c.Verdict));
    }

    [Fact]
    public void Cancellation_in_the_exact_derivative_is_named()
    {
        // beta(1, b) is 1/b; its derivative by the rule is a difference of two digammas that are nearly equal.
        var report = Formula.Parse("beta(1, (y - 78457)^2)").Verify([-2.489], order: 1);
        Assert.Equal(Verdict.Inconclusive, report.Verdict);
        Assert.Contains("cancellation in the exact derivative", report.Gradient[0].Cause);
    }
}
