using MathNet.Numerics.LinearAlgebra;
using Symbolic.FiniteDifferences.Grids;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences.Grids;

public sealed class GridQueriesTests
{
    private static readonly GridAxis Axis = GridAxis.Between(-1, 1, 81);

    [Fact]
    public void The_flattest_node_of_a_bowl_is_its_bottom()
    {
        GridNode? node = GridQueries.Flattest(GridData.Sample(p => (p[0] - 0.5) * (p[0] - 0.5) + (p[1] + 0.25) * (p[1] + 0.25), Axis, Axis));
        Assert.Equal([60, 30], node!.Value.Index.AsEnumerable());
        Assert.Equal(0, node.Value.Value, 1e-13);
        Assert.Equal(0.5, node.Value.Coordinates[0], 1e-15);
    }

    [Fact]
    public void The_flattest_node_is_the_first_of_several_however_the_work_is_shared()
    {
        GridData grid = GridData.Sample(p => Math.Max(0, Math.Abs(p[0]) - 0.5), Axis, Axis, GridAxis.Uniform(9));
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal([22, 0, 0], GridQueries.Flattest(grid)!.Value.Index.AsEnumerable());
        }
    }

    [Fact]
    public void Where_there_is_no_gradient_there_is_no_flattest_node()
    {
        Assert.Null(GridQueries.Flattest(GridData.Sample(_ => double.NaN, Axis)));
        Assert.Null(GridQueries.Smallest(GridData.Sample(_ => double.NaN, Axis)));
    }

    [Fact]
    public void The_norm_of_the_gradient_is_that_of_its_components()
    {
        GridData f = GridTesting.RandomSamples(new Random(7), GridAxis.Uniform(30, 0.1), GridAxis.Uniform(40), GridAxis.Uniform(20, -2));
        Assert.Equal(GridQueries.Norm(GridDerivatives.Gradient(f)).Values, GridQueries.GradientNorm(f).Values);
        GridData plane = GridData.Sample(p => 3 * p[0] - 4 * p[1], Axis, Axis);
        Assert.True(GridTesting.LargestError(GridQueries.GradientNorm(plane), _ => 5) < 1e-12);
    }

    [Fact]
    public void Nodes_below_a_threshold_come_in_order_with_their_places()
    {
        GridData field = GridData.FromMatrix(new double[,] { { 1, 5 }, { double.NaN, 0.5 }, { 2, 1 } });
        Assert.Equal([(0, 0), (1, 1), (2, 1)], GridQueries.Below(field, 2).Select(node => (node.Index[0], node.Index[1])));
        Assert.Equal(0.5, GridQueries.Smallest(field)!.Value.Value);
    }

    [Fact]
    public void Norms_and_eigenvalues_of_the_Hessian_of_a_quadratic_are_those_of_its_matrix()
    {
        for (int rank = 1; rank <= 5; rank++)
        {
            var random = new Random(rank);
            Matrix<double> a = Matrix<double>.Build.Dense(rank, rank, (_, _) => random.NextDouble() - 0.5);
            a += a.Transpose();
            GridAxis[] axes = [.. Enumerable.Range(0, rank).Select(_ => GridAxis.Uniform(7, 0.5, -1.5))];
            GridHessian hessian = GridDerivatives.Hessian(GridData.Sample(p => Quadratic(a, p) / 2, axes));
            double[] expected = [.. a.Evd(Symmetricity.Symmetric).EigenValues.Select(z => z.Real).Order()];
            var eigenvalues = HessianFields.Eigenvalues(hessian);
            Assert.Equal(rank, eigenvalues.Length);
            for (int k = 0; k < rank; k++)
            {
                Assert.True(GridTesting.LargestError(eigenvalues[k], _ => expected[k]) < 1e-11);
            }

            Assert.True(GridTesting.LargestError(HessianFields.FrobeniusNorm(hessian), _ => a.FrobeniusNorm()) < 1e-11);
            Assert.True(GridTesting.LargestError(HessianFields.SpectralNorm(hessian), _ => expected.Max(Math.Abs)) < 1e-11);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Nodes_without_a_finite_Hessian_have_NaN_for_norms_and_eigenvalues(int rank)
    {
        GridAxis[] axes = [.. Enumerable.Range(0, rank).Select(_ => GridAxis.Uniform(7))];
        GridHessian hessian = GridDerivatives.Hessian(GridData.Sample(_ => double.NaN, axes));
        Assert.All(HessianFields.Eigenvalues(hessian), λ => Assert.True(double.IsNaN(λ.Values[0])));
        Assert.True(double.IsNaN(HessianFields.FrobeniusNorm(hessian).Values[0]));
        Assert.True(double.IsNaN(HessianFields.SpectralNorm(hessian).Values[0]));
    }

    private static double Quadratic(Matrix<double> a, ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < x.Length; j++)
            {
                sum += a[i, j] * x[i] * x[j];
            }
        }

        return sum;
    }
}
