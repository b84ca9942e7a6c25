using Symbolic.FiniteDifferences;
using Symbolic.Tests.FiniteDifferences.Cases;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences;

public class TaylorTestTests
{
    [Fact]
    public void Right_gradients_leave_a_remainder_of_order_two_and_wrong_ones_of_order_one()
    {
        foreach (PlaneCase c in PlaneCases.All.Where(c => c.Name is "Rosenbrock" or "Beale" or "Wood" or "Trigonometric, n = 5" or "Bard"))
        {
            double[] gradient = c.ExactGradient(), direction = [.. c.X.Select((_, i) => 1.0 - 0.3 * i)];
            TaylorTest right = TaylorTest.Run(c.F.Evaluate, c.X, gradient, direction);
            Assert.InRange(right.Order, 1.7, 2.6);
            Assert.True(right.Passes);
            gradient[0] += 0.01 * gradient.Max(Math.Abs);
            TaylorTest wrong = TaylorTest.Run(c.F.Evaluate, c.X, gradient, direction);
            Assert.InRange(wrong.Order, 0.8, 1.3);
            Assert.False(wrong.Passes);
        }
    }

    [Fact]
    public void With_the_hessian_the_order_is_three()
    {
        PlaneCase c = PlaneCases.All.Single(c => c.Name == "Rosenbrock");
        double[,] hessian = c.ExactHessian();
        Assert.InRange(TaylorTest.Run(c.F.Evaluate, c.X, c.ExactGradient(), [1, 0.5], hessian).Order, 2.7, 3.3);
        hessian[0, 0] *= 1.01;
        Assert.InRange(TaylorTest.Run(c.F.Evaluate, c.X, c.ExactGradient(), [1, 0.5], hessian).Order, 1.7, 2.3);
    }

    [Fact]
    public void A_linear_function_leaves_nothing() =>
        Assert.True(TaylorTest.Run(z => 3 * z[0] - z[1], [1.0, 2.0], [3.0, -1.0], [1.0, 1.0]).Passes);
}
