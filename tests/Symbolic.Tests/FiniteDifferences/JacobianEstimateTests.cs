using Symbolic.FiniteDifferences;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences;

public class JacobianEstimateTests
{
    [Fact]
    public void Rows_are_outputs_and_columns_variables()
    {
        JacobianEstimate j = FiniteDifference.Jacobian(z => [z[0] * z[0] * z[1], 5 * z[0] + Math.Sin(z[1]), z[1]], [2.0, 3.0]);
        Assert.Equal((3, 2), (j.Rows, j.Columns));
        double[,] expected = { { 12, 4 }, { 5, Math.Cos(3) }, { 0, 1 } };
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 2; column++)
                Assert.Equal(expected[row, column], j[row, column].Value, 1e-12);
        }
    }

    [Fact]
    public void A_rough_component_does_not_spoil_a_smooth_one()
    {
        JacobianEstimate j = FiniteDifference.Jacobian(
            z => [Math.Exp(z[0]), Math.Abs(z[0] - 1), Math.Exp(z[0]) + 1e-4 * Cases.HashNoise.At(z[0])], [1.0]);
        Assert.Equal(Math.E, j[0, 0].Value, 1e-13);
        Assert.Equal(EstimateStatus.Kink, j[1, 0].Status);
        Assert.Equal(Math.E, j[2, 0].Value, j[2, 0].ErrorBound);
        Assert.InRange(j[2, 0].NoiseLevel, 1e-6, 1e-2);
    }

    [Fact]
    public void Components_share_the_calls()
    {
        int calls = 0;
        JacobianEstimate j = FiniteDifference.Jacobian(
            z =>
            {
                calls++;
                return [Math.Exp(z[0]), 2 * Math.Exp(z[0]), 3 * Math.Exp(z[0])];
            },
            [1.0]);
        Assert.Equal(calls, j.Calls);
        Assert.InRange(calls, 1, 40);
    }

    [Fact]
    public void A_failing_function_has_an_empty_jacobian()
    {
        Assert.Equal(0, FiniteDifference.Jacobian(_ => throw new InvalidOperationException(), [1.0]).Rows);
        Assert.Empty(FiniteDifference.FastJacobian(_ => throw new InvalidOperationException(), [1.0]));
    }

    [Fact]
    public void Results_of_another_length_are_outside_the_domain()
    {
        JacobianEstimate j = FiniteDifference.Jacobian(z => z[0] >= 1 ? [z[0] * z[0], 1] : [], [1.0]);
        Assert.Equal(EstimateStatus.OneSided, j[0, 0].Status);
        Assert.Equal(2, j[0, 0].Value, 1e-9);
    }
}
