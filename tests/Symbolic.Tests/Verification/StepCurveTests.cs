using Symbolic.Verification;

namespace Symbolic.Tests.Verification;

public class StepCurveTests
{
    [Fact]
    public void The_errors_make_a_V_whose_arms_have_the_orders_of_the_differences()
    {
        var curve = StepCurve.Of(Formula.Parse("exp(x)"), [1], "x");
        Assert.Equal(Math.E, curve.Exact, 1e-14);
        int At(double h) => Enumerable.Range(0, curve.Steps.Length).MinBy(i => Math.Abs(Math.Log(curve.Steps[i] / h)));
        Assert.Equal(10, curve.Forward[At(1e-2)] / curve.Forward[At(1e-3)], 0.2);
        Assert.Equal(100, curve.Central[At(1e-1)] / curve.Central[At(1e-2)], 2.0);
        Assert.InRange(curve.Forward.Min(), 1e-12, 1e-7);
        Assert.InRange(curve.Central.Min(), 1e-14, 1e-9);
        Assert.True(curve.Forward[At(1e-15)] > 1e-3);
    }

    [Fact]
    public void Steps_out_of_the_domain_have_no_error()
    {
        var curve = StepCurve.Of(Formula.Parse("ln(x)"), [0.01], "x");
        Assert.True(double.IsNaN(curve.Central[0]));
        Assert.False(double.IsNaN(curve.Forward[0]));
    }

    [Fact]
    public void A_derivative_of_zero_is_measured_absolutely() =>
        Assert.Equal(1, StepCurve.Of(Formula.Parse("x^2"), [0], "x").Forward[0]);

    [Fact]
    public void Other_points_and_variables_are_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => StepCurve.Of(Formula.Parse("x"), [1, 2], "x"));
        Assert.ThrowsAny<ArgumentException>(() => StepCurve.Of(Formula.Parse("x"), [1], "y"));
    }
}
