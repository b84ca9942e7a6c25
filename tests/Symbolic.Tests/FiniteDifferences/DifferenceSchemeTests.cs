using MathNet.Numerics.Differentiation;
using Symbolic.FiniteDifferences;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences;

public class DifferenceSchemeTests
{
    public static TheoryData<string> Names => [.. DifferenceScheme.All.Select(scheme => scheme.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_scheme_is_exact_on_polynomials_up_to_its_order_and_no_further(string name)
    {
        DifferenceScheme scheme = DifferenceScheme.All.Single(s => s.Name == name);
        const double x = 0.5, h = 0.25;
        int highest = scheme.Accuracy + scheme.Order - 1;
        for (int degree = 0; degree <= highest + 1; degree++)
        {
            int p = degree;
            double exact = scheme.Order == 1 ? p * Math.Pow(x, p - 1) : p * (p - 1) * Math.Pow(x, p - 2);
            double error = Math.Abs(scheme.Apply(t => Math.Pow(t, p), x, h) - (degree < scheme.Order ? 0 : exact));
            if (degree <= highest)
                Assert.InRange(error, 0, 1e-12);
            else
                Assert.InRange(error, 1e-6, double.MaxValue);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_error_falls_with_the_order_of_the_scheme(string name)
    {
        DifferenceScheme scheme = DifferenceScheme.All.Single(s => s.Name == name);
        double coarse = Math.Abs(scheme.Apply(Math.Exp, 1, 0.4) - Math.E), fine = Math.Abs(scheme.Apply(Math.Exp, 1, 0.2) - Math.E);
        Assert.InRange(Math.Log2(coarse / fine), scheme.Accuracy - 0.3, scheme.Accuracy + 0.3);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(5, 1)]
    [InlineData(7, 1)]
    [InlineData(5, 2)]
    public void Central_schemes_agree_with_MathNet_on_the_same_points(int points, int order)
    {
        const double h = 1e-2;
        var peer = new NumericalDerivative(points, points / 2) { StepType = StepType.Absolute, BaseStepSize = h };
        DifferenceScheme own = (points, order) switch
        {
            (3, 1) => DifferenceScheme.Central2,
            (5, 1) => DifferenceScheme.Central4,
            (7, 1) => DifferenceScheme.Central6,
            _ => DifferenceScheme.SecondCentral4,
        };
        Func<double, double> f = t => Math.Exp(Math.Sin(t));
        double theirs = peer.EvaluateDerivative(f, 0.7, order);
        Assert.Equal(theirs, own.Apply(f, 0.7, peer.StepSize), 1e-9);
        (DerivativeEstimate first, DerivativeEstimate second) = FiniteDifference.Derivatives(f, 0.7);
        Assert.Equal(theirs, order == 1 ? first.Value : second.Value, 1e-3);
    }

    [Fact]
    public void Gradient_is_that_of_each_coordinate()
    {
        double[] gradient = DifferenceScheme.Central4.Gradient(z => z[0] * z[0] * z[1] + z[1], [3.0, 2.0], 1e-2);
        Assert.Equal(12, gradient[0], 1e-10);
        Assert.Equal(10, gradient[1], 1e-10);
    }

    [Fact]
    public void The_classic_hessians_have_second_order_error_and_are_symmetric()
    {
        static double F(double[] z) => Math.Exp(z[0] * z[1]) + z[0] * z[0] * z[0];
        static double[] G(double[] z) => [z[1] * Math.Exp(z[0] * z[1]) + 3 * z[0] * z[0], z[0] * Math.Exp(z[0] * z[1])];
        double[] x = [0.5, 0.8];
        double e = Math.Exp(0.4), mixed = e * (1 + 0.4);
        double Error(Func<double, double[,]> hessian, double h) => Math.Abs(hessian(h)[0, 1] - mixed);
        foreach (Func<double, double[,]> hessian in (Func<double, double[,]>[])[
            h => DifferenceScheme.FourPointHessian(F, x, h), h => DifferenceScheme.HessianOfGradients(G, x, h)])
        {
            Assert.InRange(Math.Log2(Error(hessian, 0.1) / Error(hessian, 0.05)), 1.9, 2.1);
            double[,] value = hessian(1e-3);
            Assert.Equal(value[0, 1], value[1, 0]);
            Assert.Equal(0.64 * e + 3, value[0, 0], 1e-4);
        }
        Assert.Equal([0.5, 0.8], x);
    }

    [Fact]
    public void The_balanced_step_is_near_the_best_one()
    {
        DifferenceScheme scheme = DifferenceScheme.Central2;
        double balanced = Math.Abs(scheme.Apply(Math.Exp, 1, scheme.BalancedStep(1)) - Math.E);
        Assert.InRange(balanced, 0, 1e-9);
    }
}
