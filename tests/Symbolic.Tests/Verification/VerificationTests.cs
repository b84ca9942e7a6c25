using Symbolic.Expressions;
using Symbolic.Functions;
using Symbolic.Parsing;
using Symbolic.Verification;
using Xunit;

namespace Symbolic.Tests.Verification;

public class VerificationTests
{
    public static TheoryData<string> Functions => [.. FunctionLibrary.Standard.Definitions.Where(f => f.Example.Length > 0 && !f.IsCondition).Select(f => f.Name)];

    [Theory]
    [InlineData("min(1, 2 + sqrt(x))", 0)]
    [InlineData("clamp(7 + sqrt(x), 0, 1)*x", 1)]
    [InlineData("floor(0.5 + sqrt(x))", 0)]
    public void What_is_left_out_at_an_edge_of_the_domain_is_no_kink_and_spoils_nothing(string text, double slope)
    {
        var slopes = Formula.Parse(text).Verify([0], order: 1).Gradient[0];
        Assert.Equal(slope, slopes.Exact);
        Assert.Equal(slope, slopes.Dual);
        Assert.Equal(Verdict.Domain, slopes.Verdict);
        Assert.Contains("edge of the domain", slopes.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void No_right_derivative_of_the_catalogue_is_called_wrong(string name)
    {
        var formula = Formula.Parse(FunctionLibrary.Standard.Find(name)!.Example);
        foreach (var x in new[] { -1.7, -0.4, 0.3, 0.81, 1.0123, 2.6 })
        {
            double[] point = [.. formula.Variables.Select((_, i) => x + (0.37 * i))];
            var report = formula.Verify(point);
            Assert.True(report.Verdict != Verdict.Disagrees, $"{formula} at {string.Join(", ", point)}: {string.Join("; ", report.Components.Select(c => $"{c.Of} {c.Exact} {c.Difference} ± {c.Error} {c.Verdict} {c.Cause}"))}");
        }
    }

    [Theory]
    [InlineData("x^2*sin(y) + exp(x*y)", 1, 2)]
    [InlineData("x^3 + y", -2, 3)]
    [InlineData("sqrt(x^2 + y^2)", 3, 4)]
    [InlineData("atan2(y, x)", -1, 0.5)]
    [InlineData("1e-12*x^2 + 1e-12*y", 1, 1)]
    [InlineData("1e9*x*y", 1e-3, 1e3)]
    [InlineData("x + 0*y", 1, 2)]
    [InlineData("x^y", 2, 0.5)]
    public void Smooth_formulas_are_verified(string text, double x, double y)
    {
        var report = Formula.Parse(text).Verify([x, y]);
        Assert.All(report.Components, c => Assert.True(c.Verdict == Verdict.Verified && c.Digits >= 3, $"{c.Of}: {c.Verdict} {c.Digits} {c.Cause}"));
    }

    [Fact]
    public void The_tip_of_a_cone_is_outside_the_domain_of_its_slopes()
    {
        var report = Formula.Parse("hypot(x, y)").Verify([0, 0]);
        Assert.Equal(0, report.Value);
        Assert.All(report.Components, c => Assert.True(c.Verdict == Verdict.Domain && c.Cause.Contains("divides by zero, since hypot(x, y) is 0", StringComparison.Ordinal), $"{c.Of}: {c.Verdict} {c.Cause}"));
    }

    [Fact]
    public void A_slope_that_a_rule_gives_where_there_is_no_value_is_outside_the_domain()
    {
        var report = Formula.Parse("ln(x)").Verify([-1]);
        Assert.Equal(Verdict.Domain, report.Verdict);
        Assert.All(report.Components, c => Assert.Equal((Verdict.Domain, "the formula itself has no finite value here"), (c.Verdict, c.Cause)));
    }

    [Theory]
    [InlineData("floor(x)", 2, "floor(x) has a jump at the integers")]
    [InlineData("x*sign(x) + sign(x)", 0, "sign(x) has a jump at 0")]
    [InlineData("acot(x)", 0, "acot(x) has a jump at 0, where it jumps from -π/2 to π/2")]
    [InlineData("abs(x)", 0, "abs(x) has a kink at 0")]
    public void A_jump_is_told_from_a_kink(string text, double x, string cause) =>
        Assert.Equal(cause, Formula.Parse(text).Verify([x], order: 1).Gradient[0].Cause);

    [Theory]
    [InlineData("abs(x)", 0, -1, 1)]
    [InlineData("max(x, 0)", 0, 0, 1)]
    [InlineData("min(x, 2*x)", 0, 2, 1)]
    [InlineData("if(x < 1, x^2, 3*x - 2)", 1, 2, 3)]
    [InlineData("relu(x)", 0, 0, 1)]
    public void A_kink_is_reported_with_both_slopes(string text, double x, double left, double right)
    {
        var component = Formula.Parse(text).Verify([x], order: 1).Gradient[0];
        Assert.Equal(Verdict.Kink, component.Verdict);
        Assert.Equal(left, component.Left, 1e-6);
        Assert.Equal(right, component.Right, 1e-6);
        Assert.NotEqual("", component.Cause);
    }

    [Theory]
    [InlineData("round(csch(y))", 1e-5)]
    [InlineData("round(csch(y))", -1e-6)]
    [InlineData("floor(1e12*y)", 0.3)]
    [InlineData("y + floor(1e9*y)", 0.3)]
    [InlineData("mod(y, 1e-11)", 0.3)]
    [InlineData("mod(1e9*y, 1)", 1e6)]
    [InlineData("trunc(y^3)", 1e5)]
    [InlineData("if(mod(1e5*y, 1) > 1/2, 1, 0) + y^2", 0.3)]
    public void Jumps_too_dense_for_any_step_are_no_contradiction(string text, double y)
    {
        var slope = Formula.Parse(text).Verify([y], order: 1).Gradient[0];
        Assert.True(slope.Verdict is Verdict.Kink or Verdict.Inconclusive, $"{slope.Verdict} {slope.Cause}");
        Assert.DoesNotContain("Taylor", slope.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("floor(y)", 1e6 + 0.5)]
    [InlineData("round(y)", 1e8 + 0.25)]
    [InlineData("floor(1000*y + 0.3)", 0.3)]
    [InlineData("floor(1e7*y + 1/2)", 0.3)]
    [InlineData("y^2*ceil(1e4*sin(y))", 0.3)]
    [InlineData("mod(y, 1e6)", 7e6 + 3)]
    [InlineData("mod(1e6, y)", 7.3)]
    [InlineData("abs(y - 1e6)", 1e6 + 1)]
    [InlineData("acot(y)", 1e-5)]
    [InlineData("cbrt(y)", 1e-4)]
    [InlineData("max(y, y^2)", 1e6)]
    public void Beside_a_jump_or_kink_there_is_none(string text, double y) =>
        Assert.Equal(Verdict.Verified, Formula.Parse(text).Verify([y], order: 1).Gradient[0].Verdict);

    [Theory]
    [InlineData("floor(y)", 1e6)]
    [InlineData("round(y)", 1e6 + 0.5)]
    [InlineData("mod(y, 1e6)", 7e6)]
    public void Jumps_among_large_numbers_are_seen(string text, double y) =>
        Assert.Equal(Verdict.Kink, Formula.Parse(text).Verify([y], order: 1).Gradient[0].Verdict);

    [Theory]
    [InlineData("sin(3*y) + 1e14", 0.7)]
    [InlineData("exp(3*y) + 1e14", 0.2)]
    public void A_slope_that_differences_do_not_see_is_not_verified(string text, double y) =>
        Assert.All(Formula.Parse(text).Verify([y]).Components, c => Assert.Equal(Verdict.Inconclusive, c.Verdict));

    [Fact]
    public void A_constant_stretch_is_verified_to_all_digits() =>
        Assert.Equal(16, Formula.Parse("floor(x)").Verify([0.3], order: 1).Gradient[0].Digits);

    [Theory]
    [InlineData("ln(x)", -1, "ln")]
    [InlineData("1/x", 0, "divides by zero")]
    [InlineData("sqrt(x)", 0, "divides by zero")]
    [InlineData("x^(1/3)", -1, "cbrt")]
    [InlineData("asin(x)", 2, "asin")]
    public void Outside_the_domain_the_cause_says_what_went_wrong(string text, double x, string mentions)
    {
        var report = Formula.Parse(text).Verify([x], order: 1);
        Assert.Equal(Verdict.Domain, report.Verdict);
        Assert.Contains(mentions, report.Cause + report.Gradient[0].Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_rule_is_found_and_the_right_components_are_not_blamed()
    {
        var wrong = new FunctionDefinition("cube", 1) { Evaluate = (Func<double, double>)(x => x * x * x), Partials = (args, _) => [3.001 * Algebra.Square(args[0])] };
        var formula = Formula.Parse("cube(x) + y^2", new ParseOptions { Library = FunctionLibrary.Standard.With(wrong) });
        var report = formula.Verify([1.3, 0.7], order: 1);
        Assert.Equal([Verdict.Disagrees, Verdict.Verified], report.Gradient.Select(c => c.Verdict));
        Assert.Equal(Verdict.Disagrees, report.Verdict);
        Assert.Contains("finite differences", report.Gradient[0].Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Constants_have_nothing_to_verify_and_zero_entries_are_verified()
    {
        Assert.Equal(Verdict.Verified, Formula.Parse("2 + 3").Verify([]).Verdict);
        var report = Formula.Parse("x^2 + y^3").Verify([1, 2]);
        Assert.Equal(0, report.Hessian[1].Exact);
        Assert.Equal(Verdict.Verified, report.Hessian[1].Verdict);
    }

    [Theory]
    [InlineData("max(x, 0.9)", 1.0123)]
    [InlineData("abs(x - 1)", 1.05)]
    [InlineData("x*floor(x) + x^2", 1.9)]
    public void A_kink_or_jump_nearby_does_not_hide_the_slope(string text, double x) =>
        Assert.Equal(Verdict.Verified, Formula.Parse(text).Verify([x], order: 1).Verdict);

    [Fact]
    public void What_has_cancelled_away_in_the_value_is_no_contradiction()
    {
        var component = Formula.Parse("6.02e23 - (6.02e23 + x)").Verify([2.456], order: 1).Gradient[0];
        Assert.Equal(-1, component.Exact);
        Assert.Equal(Verdict.Inconclusive, component.Verdict);
        Assert.Contains("rounding", component.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void The_point_and_the_order_are_checked()
    {
        var formula = Formula.Parse("x*y");
        Assert.Throws<ArgumentOutOfRangeException>(() => formula.Verify([1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => formula.Verify([1, 2], order: 3));
    }
}
