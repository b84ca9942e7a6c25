using System.Numerics;
using Symbolic.FiniteDifferences;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences;

public class ComplexStepTests
{
    [Fact]
    public void Analytic_functions_are_exact_to_rounding()
    {
        Assert.Equal(Math.Cos(1), FiniteDifference.ComplexStep(Complex.Sin, 1).Value, 2e-16);
        DerivativeEstimate squireTrapp = FiniteDifference.ComplexStep(
            z => Complex.Exp(z) / (Complex.Pow(Complex.Sin(z), 3) + Complex.Pow(Complex.Cos(z), 3)), 1.5);
        // mpmath, 30 digits
        Assert.Equal(3.6220337007163259, squireTrapp.Value, 5e-14);
        Assert.Equal(EstimateStatus.Ok, squireTrapp.Status);
        Assert.Equal(1e5, FiniteDifference.ComplexStep(Complex.Log, 1e-5).Value, 1e-9);
    }

    [Theory]
    [InlineData("abs")]
    [InlineData("square of the real part")]
    [InlineData("conjugate")]
    [InlineData("max")]
    [InlineData("drops the imaginary part")]
    [InlineData("single precision")]
    public void What_is_not_analytic_is_refused(string name)
    {
        (Func<Complex, Complex> f, double x) = name switch
        {
            "abs" => ((Func<Complex, Complex>)(z => Complex.Abs(z)), 1.0),
            "square of the real part" => (z => z.Real * z.Real, 2),
            "conjugate" => (z => z * Complex.Conjugate(z), 2),
            "max" => (z => z.Real > 0 ? z : Complex.Zero, 0),
            "drops the imaginary part" => (z => Math.Sin(z.Real), 1),
            _ => (z => new Complex((float)z.Real, 0) * (float)z.Real, 1.25),
        };
        DerivativeEstimate d = FiniteDifference.ComplexStep(f, x);
        Assert.True(double.IsNaN(d.Value));
        Assert.False(d.IsReliable);
    }

    [Fact]
    public void Outside_the_real_domain_there_is_none() =>
        Assert.Equal(EstimateStatus.NonFinite, FiniteDifference.ComplexStep(Complex.Sqrt, -1).Status);
}
