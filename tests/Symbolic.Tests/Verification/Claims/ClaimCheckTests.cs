using Symbolic.Verification;
using Symbolic.Verification.Claims;

namespace Symbolic.Tests.Verification.Claims;

public class ClaimCheckTests
{
    private static ClaimReport Judge(string formula, string gradient, double[] at, string? hessian = null, double tolerance = 1e-6)
    {
        var f = Formula.Parse(formula);
        return f.VerifyClaim(DerivativeClaim.Parse(f.Variables, gradient, hessian), at, new ClaimOptions { Tolerance = tolerance });
    }

    [Theory]
    [InlineData("x^2*sin(y)", "2x*sin(y); x^2*cos(y)", "2sin(y), 2x*cos(y); 2x*cos(y), -x^2*sin(y)")]
    [InlineData("exp(x*y)", "y*exp(x*y); x*exp(x*y)", "y^2*exp(x*y); (1+x*y)*exp(x*y), x^2*exp(x*y)")]
    [InlineData("ln(x^2+y^2)", "2x/(x^2+y^2); 2y/(x^2+y^2)", null)]
    [InlineData("tanh(x*y)", "y/cosh(x*y)^2; x*(1-tanh(x*y)^2)", null)]
    public void Right_derivatives_are_verified(string formula, string gradient, string? hessian)
    {
        var report = Judge(formula, gradient, [1.3, 0.7], hessian);
        Assert.All(report.Components, c => Assert.Equal(Verdict.Verified, c.Verdict));
        Assert.All(report.Components, c => Assert.True(c.Digits >= 6, c.ToString()));
        Assert.Equal(hessian is null ? 2 : 6, report.Components.Length);
    }

    [Theory]
    [InlineData("2x*y; x^2*cos(y)", "x")]
    [InlineData("2x*sin(y); -x^2*cos(y)", "y")]
    [InlineData("x*sin(y); x^2*cos(y)", "x")]
    [InlineData("2x*sin(y); x^2*cos(x)", "y")]
    [InlineData("2.000001x*sin(y); x^2*cos(y)", "x")]
    [InlineData("2x*sin(y); 0", "y")]
    [InlineData("2x*sin(y); ln(-x)", "y")]
    public void A_wrong_component_is_found_and_the_other_is_not_blamed(string gradient, string wrong)
    {
        var report = Judge("x^2*sin(y)", gradient, [1.3, 0.7]);
        Assert.Equal([wrong], report.Components.Where(c => c.Verdict == Verdict.Disagrees).Select(c => c.Of));
        Assert.Single(report.Components, c => c.Verdict == Verdict.Verified);
    }

    [Fact]
    public void A_formula_that_is_right_at_the_point_by_chance_is_found()
    {
        var report = Judge("x^2*y", "2y*x; x*y", [1, 1]);
        Assert.Equal(Verdict.Verified, report.Components[0].Verdict);
        Assert.Equal(Verdict.Disagrees, report.Components[1].Verdict);
        Assert.Contains("right at this point only", report.Components[1].Cause);
    }

    [Fact]
    public void Numbers_are_judged_at_the_point()
    {
        var f = Formula.Parse("x^2*y");
        var right = f.VerifyClaim(DerivativeClaim.Of(f.Variables, [2 * 1.1 * 0.3, 1.1 * 1.1], new[,] { { 0.6, 2.2 }, { 2.2, 0 } }), [1.1, 0.3]);
        Assert.Equal(Verdict.Verified, right.Verdict);
        var wrong = f.VerifyClaim(DerivativeClaim.Of(f.Variables, [2 * 1.1 * 0.3, 1.1 * 1.1 * (1 + 1e-6)]), [1.1, 0.3]);
        Assert.Equal([Verdict.Verified, Verdict.Disagrees], wrong.Components.Select(c => c.Verdict));
    }

    [Fact]
    public void Every_entry_of_a_claimed_Hessian_is_judged_by_itself()
    {
        var report = Judge("x^2*y^3", "2x*y^3; 3x^2*y^2", [1.3, 0.7], "2y^3, 6x*y^2; 6x^2*y, 6x^2*y");
        Assert.Equal(["x", "y", "x,x", "x,y", "y,x", "y,y"], report.Components.Select(c => c.Of));
        Assert.Equal(["y,x"], report.Components.Where(c => c.Verdict != Verdict.Verified).Select(c => c.Of));
    }

    [Fact]
    public void At_a_kink_any_slope_between_the_two_sides_is_let_pass()
    {
        Assert.Equal(Verdict.Kink, Judge("abs(x)", "0", [0]).Verdict);
        Assert.Equal(Verdict.Kink, Judge("abs(x)", "1", [0]).Verdict);
        Assert.Equal(Verdict.Disagrees, Judge("abs(x)", "2", [0]).Verdict);
    }

    [Fact]
    public void Outside_the_domain_there_is_no_verdict_on_the_claim()
    {
        Assert.Equal(Verdict.Domain, Judge("ln(x)", "1/x", [-1]).Verdict);
        Assert.Equal(Verdict.Domain, Judge("sqrt(x)", "1/(2*sqrt(x))", [0]).Verdict);
    }

    [Fact]
    public void A_right_formula_that_cancels_is_not_called_wrong()
    {
        var report = Judge("tanh(x)", "1 - tanh(x)^2", [17]);
        Assert.Equal(Verdict.Inconclusive, report.Verdict);
    }

    [Fact]
    public void The_tolerance_says_which_errors_count()
    {
        Assert.Equal(Verdict.Disagrees, Judge("x^2", "2.0001x", [1]).Verdict);
        Assert.Equal(Verdict.Verified, Judge("x^2", "2.0000001x", [1], tolerance: 1e-3).Verdict);
        Assert.Equal(Verdict.Disagrees, Judge("x^2", "2.0000000002x", [1], tolerance: 1e-9).Verdict);
    }

    [Fact]
    public void A_claim_may_leave_components_out_and_may_name_variables_that_do_not_occur()
    {
        var f = Formula.Parse("x^2");
        var report = f.VerifyClaim(DerivativeClaim.Parse(["x", "y"], "?; 0"), [1, 2]);
        Assert.Equal("y", Assert.Single(report.Components).Of);
        Assert.Equal(Verdict.Verified, report.Verdict);
    }

    [Theory]
    [InlineData("2x", "gradient has 1 entry; 2 are expected")]
    [InlineData("2x*z; x", "'z'")]
    [InlineData("[x, y]; 1", "vector")]
    public void A_claim_that_does_not_fit_is_refused(string gradient, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => DerivativeClaim.Parse(["x", "y"], gradient)).Message);

    [Theory]
    [InlineData("a; b")]
    [InlineData("[a, b]")]
    [InlineData("[a; b]")]
    [InlineData("a\nb\n")]
    public void A_gradient_may_be_written_in_several_ways(string text) =>
        Assert.Equal(["a", "b"], DerivativeClaim.Parse(["a", "b"], text).Gradient.Select(g => g!.ToString()));

    [Theory]
    [InlineData("a, b; b, 1")]
    [InlineData("[[a, b], [b, 1]]")]
    [InlineData("a; b, 1")]
    [InlineData("a, b\nb, 1")]
    public void A_Hessian_may_be_written_in_several_ways(string text) =>
        Assert.Equal(["a", "b", "b", "1"], DerivativeClaim.Parse(["a", "b"], null, text).Hessian.Select(g => g!.ToString()));
}
