using Symbolic.Tests.FiniteDifferences.Cases;
using Symbolic.Verification;
using Symbolic.Verification.Claims;

namespace Symbolic.Tests.Verification;

/// <summary>The order of Taylor's remainder, where rounding leaves differences undecided.</summary>
public class TaylorOpinionTests
{
    private static readonly string[] Formulas = ["exp(x) - x", "x^3 + y^2", "sin(3*x)", "(1 + x)^6", "cosh(x*y)", "exp(2*x)"];

    [Fact]
    public void A_right_derivative_in_noise_is_inconclusive_with_order_two()
    {
        var report = Hidden("exp(x)").Verify([0.5], 1);
        var slope = Assert.Single(report.Gradient);
        Assert.Equal(Verdict.Inconclusive, slope.Verdict);
        Assert.InRange(slope.TaylorOrder, 1.6, 2.4);
        Assert.Contains("Taylor's remainder falls with order", slope.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_derivative_in_noise_shows_order_one()
    {
        double Value(double[] x) => Math.Exp(x[0]) + (1e-6 * Math.Sin(1e9 * x[0]));
        var right = TaylorOpinion.Of(Value, [0.5], 0, Math.Exp(0.5), 3e-5);
        Assert.InRange(right.Order, 1.7, 2.3);
        Assert.True(right.Visible < 0.05);
        var wrong = TaylorOpinion.Of(Value, [0.5], 0, 1.3 * Math.Exp(0.5), 3e-5);
        Assert.InRange(wrong.Order, 0.7, 1.3);
        Assert.Contains("looks wrong", wrong.After("why"), StringComparison.Ordinal);
        Assert.InRange(wrong.Visible, 0.2 * Math.Exp(0.5), 0.4 * Math.Exp(0.5));
    }

    [Fact]
    public void Nothing_but_noise_gives_no_order()
    {
        static double Noise(double[] x) => (BitConverter.DoubleToInt64Bits(x[0]) * 0x5851F42D4C957F2D >>> 40) / 16777216.0;
        Assert.Equal(double.NaN, TaylorOpinion.Of(Noise, [0.5], 0, 1, 0).Order);
        Assert.Equal("why", TaylorOpinion.Of(Noise, [0.5], 0, 1, 0).After("why"));
        Assert.Equal(double.NaN, TaylorOpinion.Of(Noise, [0.5], 0, double.NaN, 0).Order);
    }

    [Fact]
    public void Second_derivatives_are_followed_along_the_slope()
    {
        var report = Hidden("exp(x)").Verify([0.5], 2);
        var bend = Assert.Single(report.Hessian);
        Assert.Equal(Verdict.Inconclusive, bend.Verdict);
        Assert.InRange(bend.TaylorOrder, 1.6, 2.4);
    }

    [Fact]
    public void It_never_makes_a_wrong_claim_verified()
    {
        var opinions = 0;
        foreach (var text in Formulas)
        {
            var f = Formula.Parse($"{text} + 1e12");
            var g = Formula.Parse(text);
            double[] at = [.. f.Variables.Select((_, i) => 0.7 + (0.2 * i))];
            foreach (var factor in (double[])[1 + 1e-6, 1 + 1e-4, 1.01, 1.5, 2, -1, 0])
            {
                var claim = DerivativeClaim.Of(f.Variables, f.Variables.Select(v => (Formula?)Formula.Parse($"({f.Differentiate(v)})*{factor:R}")));
                Assert.All(f.VerifyClaim(claim, at).Components, c => Assert.NotEqual(Verdict.Verified, c.Verdict));

                foreach (var noise in (double[])[1e-8, 1e-6, 1e-4])
                {
                    var judged = DelegateCheck.Gradient(x => g.Evaluate(x) + (noise * HashNoise.At(x.Sum())), x => [.. f.Variables.Select(v => factor * f.Differentiate(v).Evaluate(Values(f, v, x)))], at);
                    Assert.All(judged.Components, c => Assert.NotEqual(Verdict.Verified, c.Verdict));
                    opinions += judged.Components.Count(c => !double.IsNaN(c.TaylorOrder));
                }
            }
        }

        Assert.True(opinions > 20, $"asked {opinions} times only");
    }

    private static Formula Hidden(string text) => Formula.Parse($"{text} + 1e12");

    /// <summary>The values of the variables that are left in a derivative.</summary>
    private static double[] Values(Formula f, string by, double[] x) => [.. f.Differentiate(by).Variables.Select(v => x[f.Variables.IndexOf(v)])];
}
