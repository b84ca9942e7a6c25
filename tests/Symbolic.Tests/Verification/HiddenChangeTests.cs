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

    [Theory]
    // A step in the mixed derivative that all steps fitted to the large square have jumped over: normcdf is 0 or 1 there.
    [InlineData("(pi + 54936 + y)^2 + (x + y + 17846 + z) - normcdf(y/z*7.1)", 0.849, 0, -0.183)]
    // The steps in z reach beyond the pole at 0.
    [InlineData("sqrt(0.5 + (-cos(z - 10.53 - y)*((y + y - x + 23539) + sqrt(0.5 + (y/z)^2)))^2)", 2.87, 0, 0.000731)]
    // A ripple of a few roundings, far shorter than the steps at which anything is to be seen.
    [InlineData("acos(0.9*sin((ci(0.5 + (z*5.85*pi)^2)/ci(0.5 + (z + e + z + y)^2)/(y*9.74)*(z*x/y/z))^4))", -0.216, 2.162, -1)]
    // A curvature of 1e-12 beside a value of two million.
    [InlineData("(48647 + z + 1.88)*(pi*6)*lgamma(4.5) - x*4 + asech(0.5 + 0.45*sin(sqrt(0.5 + x^2)))*csch(0.5 + (e*x/z/x)^2)", 2.471, -1.965, 0.526)]
    // Smooth on a scale of hundreds along each axis, of a half along both together.
    [InlineData("sqrt(1 + (z*5.94*x)^2) + 0*y", -0.000978, -1.812, -0.000234)]
    public void A_right_Hessian_with_structure_finer_than_the_steps_is_not_called_wrong(string text, double x, double y, double z)
    {
        var formula = Formula.Parse(text);
        var report = formula.Verify([.. formula.Variables.Select(v => v == "x" ? x : v == "y" ? y : z)]);
        Assert.All(report.Components, c => Assert.True(c.Verdict != Verdict.Disagrees, $"{c.Of}: {c.Exact} {c.Difference} ± {c.Error} {c.Cause}"));
    }
}
