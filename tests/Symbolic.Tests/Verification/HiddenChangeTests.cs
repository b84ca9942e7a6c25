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
}
