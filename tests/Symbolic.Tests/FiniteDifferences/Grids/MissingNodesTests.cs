using FsCheck;
using FsCheck.Fluent;
using Symbolic.FiniteDifferences.Grids;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences.Grids;

public sealed class MissingNodesTests
{
    [Fact]
    public void Polynomials_are_differentiated_exactly_around_scattered_missing_nodes()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            GridAxis[] axes = [GridTesting.AnyAxis(random.Next(12, 18), random), GridTesting.AnyAxis(random.Next(12, 18), random)];
            double a = Middle(axes[0]), b = Middle(axes[1]);
            GridData full = GridData.Sample(p => F(p[0] - a, p[1] - b), axes);
            double[] holed = full.Values.ToArray();
            for (int i = 0; i < 4; i++)
            {
                holed[random.Next(holed.Length)] = random.Next(2) == 0 ? double.NaN : double.PositiveInfinity;
            }

            GridHessian hessian = GridDerivatives.Hessian(new(holed, axes));
            Close(hessian[0, 0], axes, (x, y) => 2 * y + 6 * x * y);
            Close(hessian[0, 1], axes, (x, y) => 2 * x + 3 * x * x + 1);
            Close(hessian[1, 1], axes, (_, _) => 4);
            Close(GridDerivatives.Gradient(new(holed, axes))[1], axes, (x, y) => x * x + x * x * x + 4 * y + x);

            static double F(double x, double y) => x * x * y + x * x * x * y + 2 * y * y + x * y;
            void Close(GridData actual, GridAxis[] axes, Func<double, double, double> exact) =>
                GridTesting.Close(GridData.Sample(p => exact(p[0] - a, p[1] - b), axes).Values.ToArray(), actual.Values, _ => 2e-7);
        }).Check(Generators.Property.Repeatable(100));
    }

    [Fact]
    public void The_nearest_finite_nodes_are_the_ones_that_are_taken()
    {
        GridAxis axis = GridAxis.FromCoordinates([0, 1, 2.5, 3, 4, 4.5, 6, 7]);
        double[] f = [3, 1, 4, double.NaN, 1, 5, 9, 2];
        GridData first = GridDerivatives.Partial(new(f, axis), new GridOptions { Accuracy = 2 }, (0, 1));
        // At x = 2.5 the centred stencil touches the hole: x = 2.5, 1 and 4 (as near as 1) are nearest.
        double[] w = FornbergWeights.Of(2.5, [2.5, 1, 4], 1);
        Assert.Equal(w[0] * 4 + w[1] * 1 + w[2] * 1, first[2], 1e-14);
        // At the hole itself: 2.5 (0.5 away), 4 (1), 4.5 (1.5).
        w = FornbergWeights.Of(3, [2.5, 4, 4.5], 1);
        Assert.Equal(w[0] * 4 + w[1] * 1 + w[2] * 5, first[3], 1e-13);
    }

    [Fact]
    public void Nodes_out_of_reach_of_a_hole_do_not_change_by_a_bit()
    {
        GridData full = GridTesting.RandomSamples(new Random(1), GridAxis.Uniform(40), GridAxis.Uniform(40));
        double[] holed = full.Values.ToArray();
        holed[20 * 40 + 20] = double.NaN;
        GridData expected = GridDerivatives.Laplacian(full), actual = GridDerivatives.Laplacian(new(holed, full.Axes));
        for (int i = 0; i < 1600; i++)
        {
            bool near = (i / 40 == 20 && Math.Abs(i % 40 - 20) <= 2) || (i % 40 == 20 && Math.Abs(i / 40 - 20) <= 2);
            Assert.True(near || expected.Values[i] == actual.Values[i], $"{i}");
            Assert.True(double.IsFinite(actual.Values[i]));
        }
    }

    [Fact]
    public void Rows_with_too_few_finite_nodes_are_NaN()
    {
        double n = double.NaN;
        var grid = new GridData([n, 1, n, 2, n, 4, n, 5, n, n], GridAxis.Uniform(10));
        Assert.All(GridDerivatives.Partial(grid, (0, 1)).Values.ToArray(), x => Assert.True(double.IsNaN(x)));
        Assert.All(GridDerivatives.Partial(grid, new GridOptions { Accuracy = 2 }, (0, 1)).Values[..8].ToArray(), x => Assert.True(double.IsFinite(x)));
    }

    [Fact]
    public void Missing_nodes_far_from_data_stay_NaN_and_finite_nodes_look_as_far_as_needed()
    {
        double[] f = [.. Enumerable.Range(0, 60).Select(i => i is < 10 or 59 ? i * i : double.NaN)];
        GridData first = GridDerivatives.Partial(new(f, GridAxis.Uniform(60)), (0, 1));
        Assert.Equal(118, first[59], 1e-7);
        Assert.Equal(20, first[10], 1e-9);
        Assert.True(double.IsNaN(first[40]));
    }

    [Fact]
    public void Keep_leaves_holes_and_Propagate_spreads_them()
    {
        GridAxis axis = GridAxis.Uniform(20, 0.5);
        double[] f = [.. Enumerable.Range(0, 20).Select(i => i == 9 ? double.NaN : i * i / 4d)];
        GridData kept = GridDerivatives.Laplacian(new(f, axis), new GridOptions { MissingNodes = MissingNodes.Keep });
        GridData spread = GridDerivatives.Laplacian(new(f, axis), new GridOptions { MissingNodes = MissingNodes.Propagate });
        Assert.Equal([9], Enumerable.Range(0, 20).Where(i => double.IsNaN(kept.Values[i])));
        Assert.Equal(2, kept[10], 1e-10);
        Assert.Equal([7, 8, 9, 10, 11], Enumerable.Range(0, 20).Where(i => double.IsNaN(spread.Values[i])));
    }

    [Fact]
    public void An_array_of_nothing_but_NaN_gives_nothing_but_NaN()
    {
        GridAxis axis = GridAxis.Uniform(30);
        GridHessian hessian = GridDerivatives.Hessian(GridData.Sample(_ => double.NaN, axis, axis, axis));
        Assert.All(hessian.Entries, entry => Assert.All(entry.Values.ToArray(), x => Assert.True(double.IsNaN(x))));
    }

    [Fact]
    public void Overflow_is_not_mistaken_for_a_hole()
    {
        GridData first = GridDerivatives.Gradient(new([0, 1e308, 0, -1e308, 0, 0, 0], GridAxis.Uniform(7, 1e-3)))[0];
        Assert.Equal(double.NegativeInfinity, first[2]);
    }

    private static double Middle(GridAxis axis) => (axis.Coordinate(0) + axis.Coordinate(axis.Count - 1)) / 2;
}
