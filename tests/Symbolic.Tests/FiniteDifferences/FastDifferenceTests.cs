using Symbolic.FiniteDifferences;
using Symbolic.Tests.FiniteDifferences.Cases;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences;

public class FastDifferenceTests
{
    [Theory]
    [InlineData(FastMode.Forward, 1, 1, 6.5)]
    [InlineData(FastMode.Central, 2, 0, 9.5)]
    [InlineData(FastMode.Richardson4, 4, 0, 12.1)]
    public void Cost_is_fixed_and_digits_are_those_of_the_mode(FastMode mode, int perCoordinate, int more, double digits)
    {
        List<double> reached = [];
        foreach (PlaneCase c in PlaneCases.All.Where(c => c.Name is not ("mixed scales" or "Brown badly scaled")))
        {
            int n = c.X.Length, calls = 0;
            double[] gradient = new double[n], errors = new double[n], exact = c.ExactGradient();
            int reported = FiniteDifference.FastGradient(
                x =>
                {
                    calls++;
                    return c.F.Evaluate(x);
                },
                c.X, gradient, errors, mode);
            Assert.Equal(perCoordinate * n + more, calls);
            Assert.Equal(calls, reported);
            double scale = exact.Max(Math.Abs);
            reached.AddRange(exact.Select((g, i) => -Math.Log10(Math.Max(1e-16, Math.Abs(gradient[i] - g) / scale))));
        }
        Assert.InRange(reached.Order().ElementAt(reached.Count / 2), digits, 16);
    }

    [Fact]
    public void The_error_estimate_of_the_four_call_mode_covers_the_error()
    {
        var random = new RandomTerms(8);
        int misses = 0;
        for (int k = 0; k < 500; k++)
        {
            (Term f, double x, _) = random.Next(badlyScaled: false);
            double[] gradient = [0], errors = [0];
            FiniteDifference.FastGradient(f.Evaluate, [x], gradient, errors);
            misses += Math.Abs(gradient[0] - f.Exact(x).First) <= 4 * errors[0] ? 0 : 1;
        }
        Assert.InRange(misses, 0, 5);
    }

    [Theory]
    [InlineData(FastMode.Forward, 1e-6)]
    [InlineData(FastMode.Central, 1e-6)]
    [InlineData(FastMode.Richardson4, 1e-9)]
    public void At_bounds_the_formulas_are_one_sided(FastMode mode, double tolerance)
    {
        var options = new DifferenceOptions { Lower = [1, 0], Upper = [3, 2] };
        double Inside(double[] z)
        {
            Assert.InRange(z[0], 1, 3);
            Assert.InRange(z[1], 0, 2);
            return Math.Exp(z[0]) * Math.Cos(z[1]);
        }

        foreach (double[] x in (double[][])[[1, 0], [3, 2], [1, 2], [2, 1]])
        {
            double[] gradient = FiniteDifference.FastGradient(Inside, x, mode, options);
            Assert.Equal(Math.Exp(x[0]) * Math.Cos(x[1]), gradient[0], tolerance * Math.Exp(x[0]));
            Assert.Equal(-Math.Exp(x[0]) * Math.Sin(x[1]), gradient[1], tolerance * Math.Exp(x[0]));
        }
    }

    [Fact]
    public void A_typical_scale_replaces_one()
    {
        double[] Gradient(DifferenceOptions? options) =>
            FiniteDifference.FastGradient(z => Math.Sin(1e8 * z[0]), [0.0], FastMode.Richardson4, options);
        Assert.Equal(1e8, Gradient(new DifferenceOptions { TypicalScale = [1e-8] })[0], 1e-3);
        Assert.NotEqual(1e8, Gradient(null)[0], 1e6);
    }

    [Fact]
    public void Fast_hessians_are_symmetric_and_cost_what_they_say()
    {
        PlaneCase c = PlaneCases.All.Single(c => c.Name == "Wood");
        int calls = 0;
        double[,] fromValues = FiniteDifference.FastHessian(
            x =>
            {
                calls++;
                return c.F.Evaluate(x);
            },
            c.X);
        Assert.Equal(4 * 4 + 4 + 1, calls);
        double[,] fromGradient = FiniteDifference.FastHessianFromGradient(x => HessianEstimateTests.GradientOf(c.F, x), c.X);
        double[,] exact = c.ExactHessian();
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                Assert.Equal(exact[i, j], fromValues[i, j], 0.1);
                Assert.Equal(exact[i, j], fromGradient[i, j], 1e-7);
                Assert.Equal(fromGradient[i, j], fromGradient[j, i]);
                Assert.Equal(fromValues[i, j], fromValues[j, i]);
            }
        }
    }
}
