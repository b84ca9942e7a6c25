using Symbolic.FiniteDifferences;
using Symbolic.Tests.FiniteDifferences.Cases;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences;

public class HessianEstimateTests
{
    public static TheoryData<PlaneCase> Cases => [.. PlaneCases.All];

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Every_entry_is_within_its_bound_and_symmetric_bit_for_bit(PlaneCase c)
    {
        HessianEstimate h = FiniteDifference.Hessian(c.F.Evaluate, c.X);
        double[,] exact = c.ExactHessian();
        double[] gradient = c.ExactGradient();
        for (int i = 0; i < c.X.Length; i++)
        {
            Assert.InRange(Math.Abs(h.Gradient[i].Value - gradient[i]), 0, h.Gradient[i].ErrorBound);
            for (int j = 0; j < c.X.Length; j++)
            {
                Assert.InRange(Math.Abs(h[i, j].Value - exact[i, j]), 0, h[i, j].ErrorBound);
                Assert.Equal(BitConverter.DoubleToInt64Bits(h[i, j].Value), BitConverter.DoubleToInt64Bits(h[j, i].Value));
                double scale = Math.Sqrt(Math.Abs(exact[i, i] * exact[j, j]));
                Assert.InRange(Math.Abs(h[i, j].Value - exact[i, j]), 0, Math.Pow(10, -8.5) * Math.Max(scale, Math.Abs(exact[i, j])));
            }
        }
    }

    [Fact]
    public void Ten_variables_take_at_most_660_calls()
    {
        PlaneCase c = PlaneCases.All.Single(c => c.X.Length == 10);
        HessianEstimate h = FiniteDifference.Hessian(c.F.Evaluate, c.X);
        Assert.InRange(h.Calls, 1, 660);
        double[,] exact = c.ExactHessian();
        Assert.InRange(Math.Abs(h[1, 0].Value / exact[1, 0] - 1), 0, Math.Pow(10, -12.5));
    }

    [Fact]
    public void The_point_is_not_changed_and_f_may_write_to_its_argument()
    {
        double[] x = [1, 2, 3];
        HessianEstimate h = FiniteDifference.Hessian(
            z =>
            {
                double value = z[0] * z[1] * z[2];
                Array.Clear(z);
                return value;
            },
            x);
        Assert.Equal([1, 2, 3], x);
        Assert.Equal(3, h[0, 1].Value, 1e-11);
        Assert.Equal([6, 3, 2], h.Gradient.ToArray().Select(g => Math.Round(g, 10)));
    }

    [Fact]
    public void Near_the_edges_of_a_box_quadrants_are_used()
    {
        var options = new DifferenceOptions { Lower = [0, 0], Upper = [1, 1] };
        double Inside(double[] z)
        {
            Assert.All(z, t => Assert.InRange(t, 0, 1));
            return Math.Exp(z[0] + 2 * z[1]);
        }

        foreach (double[] x in (double[][])[[0, 0], [0, 1], [1, 0.3], [0.5, 0.5]])
        {
            HessianEstimate h = FiniteDifference.Hessian(Inside, x, options);
            double value = Math.Exp(x[0] + 2 * x[1]);
            Assert.Equal(2 * value, h[0, 1].Value, h[0, 1].ErrorBound);
            Assert.InRange(h[0, 1].ErrorBound, 0, 1e-5 * value);
        }
    }

    [Fact]
    public void A_domain_bounded_by_a_diagonal_is_measured_on_the_other_one()
    {
        HessianEstimate h = FiniteDifference.Hessian(z => Math.Sqrt(1 - Math.Pow(z[0] + z[1], 2)) + z[0] * z[1], [0.4999, 0.4999]);
        (_, _, double exact) = (Term.Sqrt(1 - Term.Pow(Term.Variable(0) + Term.Variable(1), 2)) + Term.Variable(0) * Term.Variable(1))
            .Exact([0.4999, 0.4999], 0, 1);
        Assert.Equal(exact, h[0, 1].Value, h[0, 1].ErrorBound);
        Assert.InRange(h[0, 1].ErrorBound, 0, 1e-3 * Math.Abs(exact));
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void From_an_exact_gradient_it_is_symmetric_and_sharper(PlaneCase c)
    {
        HessianEstimate h = FiniteDifference.HessianFromGradient(x => GradientOf(c.F, x), c.X);
        double[,] exact = c.ExactHessian();
        for (int i = 0; i < c.X.Length; i++)
        {
            for (int j = 0; j < c.X.Length; j++)
            {
                Assert.InRange(Math.Abs(h[i, j].Value - exact[i, j]), 0, h[i, j].ErrorBound);
                Assert.Equal(BitConverter.DoubleToInt64Bits(h[i, j].Value), BitConverter.DoubleToInt64Bits(h[j, i].Value));
            }
        }
        Assert.InRange(h.RelativeAsymmetry, 0, 1);
    }

    [Fact]
    public void A_false_gradient_shows_in_the_asymmetry()
    {
        HessianEstimate h = FiniteDifference.HessianFromGradient(z => [z[1] * z[0], 2 * z[0] + z[1]], [1.0, 2.0]);
        Assert.Equal(1, h.Asymmetry, 1e-10);
        Assert.True(h.RelativeAsymmetry > 1e6);
    }

    [Fact]
    public void A_gradient_of_the_wrong_length_is_the_callers_mistake() =>
        Assert.Throws<ArgumentException>(() => FiniteDifference.HessianFromGradient(_ => [1.0], [1.0, 2.0]));

    internal static double[] GradientOf(Term f, double[] x) => [.. x.Select((_, i) => f.Exact(x, i, i).First)];

    [Fact]
    public void A_hole_of_the_domain_between_large_steps_and_the_point_is_not_looked_across()
    {
        static double F(double[] x) => Math.Log(Math.Tanh(x[1]) * 3 * x[1] + x[0]);
        var mixed = FiniteDifference.Hessian(F, [0.5, 0.7])[1, 0];
        Assert.Equal(-1.005139258966561, mixed.Value, mixed.ErrorBound);
        Assert.True(mixed.ErrorBound < 1e-8);
    }

    [Fact]
    public void The_mixed_derivative_of_a_polynomial_is_confirmed()
    {
        static double F(double[] x) => x[1] * x[1] * (x[0] * x[0] + Math.Sqrt(5));
        var mixed = FiniteDifference.Hessian(F, [1.5, 0.5])[1, 0];
        Assert.Equal(3, mixed.Value, mixed.ErrorBound);
        Assert.True(mixed.ErrorBound < 1e-10);
    }
}
