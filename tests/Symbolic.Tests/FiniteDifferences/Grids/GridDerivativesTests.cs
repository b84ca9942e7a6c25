using FsCheck;
using FsCheck.Fluent;
using Symbolic.FiniteDifferences.Grids;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences.Grids;

public sealed class GridDerivativesTests
{
    private const double Eps = 1.1102230246251565e-16;

    private static readonly int[] Orders = [2, 4, 6];

    [Fact]
    public void Stencils_are_exact_on_polynomials_of_their_order_at_every_node()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            int accuracy = Orders[random.Next(3)];
            int derivative = random.Next(1, 4);
            GridAxis axis = GridTesting.AnyAxis(random.Next(derivative + accuracy, 20), random);
            // About the middle of the axis, or the size of the terms would hide the error of the weights.
            double middle = (axis.Coordinate(0) + axis.Coordinate(axis.Count - 1)) / 2;
            double[] c = [.. Enumerable.Range(0, derivative + accuracy).Select(_ => random.NextDouble() * 2 - 1)];
            GridData f = GridData.Sample(p => Polynomial(c, p[0] - middle, 0), axis);
            GridData exact = GridData.Sample(p => Polynomial(c, p[0] - middle, derivative), axis);
            GridData df = GridDerivatives.Partial(f, new GridOptions { Accuracy = accuracy }, (0, derivative));
            Assert.Empty(df.Notes);
            double[,] weights = GridTesting.Matrix(axis, derivative, accuracy);
            double[] sizes = [.. axis.Coordinates().Select(x => Polynomial([.. c.Select(Math.Abs)], Math.Abs(x - middle), 0))];
            GridTesting.Close(exact.Values.ToArray(), df.Values, i =>
                100 * Eps * Enumerable.Range(0, axis.Count).Sum(k => Math.Abs(weights[i, k]) * sizes[k]) + 100 * Eps * Math.Abs(exact.Values[i]));
        }).Check(Generators.Property.Repeatable(300));
    }

    [Fact]
    public void Any_rank_shape_and_pair_of_axes_agrees_with_matrices_applied_one_after_the_other()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => AgreesWithMatrices(new Random(seed), maxRank: 4, maxCount: 13))
            .Check(Generators.Property.Repeatable(60));
    }

    [Theory]
    [InlineData(40, 700)]
    [InlineData(7, 20011)]
    [InlineData(20011, 7)]
    [InlineData(9, 9, 9001)]
    [InlineData(7, 8, 9, 60)]
    [InlineData(9, 1200, 9)]
    public void Arrays_that_are_cut_into_stretches_agree_with_matrices_too(params int[] shape)
    {
        var random = new Random(shape.Sum());
        // A long axis would need a huge matrix: it is not differentiated.
        int[] axes = [.. Enumerable.Range(0, shape.Length).Where(d => shape[d] < 1500)];
        GridData grid = GridTesting.RandomSamples(random, [.. shape.Select(n => GridTesting.AnyAxis(n, random))]);
        foreach (int first in axes)
        {
            foreach (int second in axes)
            {
                AgreesWithMatrices(grid, 4, first == second ? [(first, 1)] : [(first, 1), (second, 1)]);
            }
        }
    }

    [Fact]
    public void Derivatives_along_long_axes_agree_with_those_of_short_rows()
    {
        var random = new Random(5);
        GridAxis[] axes = [GridTesting.AnyAxis(9, random), GridAxis.Uniform(30011, 0.1)];
        GridData grid = GridTesting.RandomSamples(random, axes);
        GridData mixed = GridDerivatives.Partial(grid, (0, 1), (1, 1));
        GridData firsts = GridDerivatives.Partial(grid, (0, 1));
        for (int row = 0; row < 9; row++)
        {
            var one = new GridData(firsts.Values.Slice(row * 30011, 30011).ToArray(), axes[1]);
            Assert.Equal(GridDerivatives.Partial(one, (0, 1)).Values, mixed.Values.Slice(row * 30011, 30011));
        }
    }

    [Fact]
    public void Transposing_the_axes_transposes_the_derivatives_bit_for_bit()
    {
        var random = new Random(11);
        GridData grid = GridTesting.RandomSamples(random, GridTesting.UnevenAxis(9, random), GridAxis.Uniform(37, 0.3), GridAxis.Uniform(31, -0.2));
        int[] order = [2, 0, 1];
        GridHessian hessian = GridDerivatives.Hessian(grid), moved = GridDerivatives.Hessian(grid.Transpose(order));
        for (int i = 0; i < 3; i++)
        {
            GridData expected = GridDerivatives.Partial(grid, (order[i], 1)).Transpose(order);
            Assert.Equal(expected.Values, GridDerivatives.Partial(grid.Transpose(order), (i, 1)).Values);
            Assert.Equal(hessian[order[i], order[i]].Transpose(order).Values, moved[i, i].Values);
        }

        // The passes of mixed partials change their order, and with it the rounding.
        GridData mixed = hessian[1, 2].Transpose(order);
        GridTesting.Close(mixed.Values.ToArray(), moved[2, 0].Values, _ => 1e-12);
    }

    [Fact]
    public void Reversing_an_axis_reverses_the_first_derivative_and_its_sign()
    {
        var random = new Random(3);
        GridData grid = GridTesting.RandomSamples(random, GridAxis.Uniform(50, 0.1));
        var reversed = new GridData([.. grid.Values.ToArray().Reverse()], GridAxis.Uniform(50, 0.1));
        double[] expected = [.. GridDerivatives.Partial(grid, (0, 1)).Values.ToArray().Reverse().Select(x => -x)];
        GridTesting.Close(expected, GridDerivatives.Partial(reversed, (0, 1)).Values, _ => 1e-12);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 4)]
    [InlineData(1, 6)]
    [InlineData(2, 2)]
    [InlineData(2, 4)]
    [InlineData(2, 6)]
    public void The_error_falls_with_the_asked_order_at_the_edges_too(int derivative, int accuracy)
    {
        // The phase makes the next term of the truncation error vanish, so that coarse grids show the order already.
        double phase = (derivative - 1) * Math.PI / 2;
        foreach (bool even in (bool[])[true, false])
        {
            double[] error = [Error(33), Error(65)];
            double order = Math.Log2(error[0] / error[1]);
            Assert.True(order >= accuracy - 0.1, $"even: {even}, order {order}, errors {error[0]}, {error[1]}");

            double Error(int n)
            {
                double[] x = [.. Enumerable.Range(0, n).Select(i => i / (n - 1d)).Select(t => even ? t : t * (1 + t) / 2)];
                GridData f = GridData.Sample(p => Math.Sin(3 * p[0] + phase), GridAxis.FromCoordinates(x));
                GridData df = GridDerivatives.Partial(f, new GridOptions { Accuracy = accuracy }, (0, derivative));
                double exact = derivative == 1 ? 3 * Math.Cos(phase) : -9 * Math.Sin(phase);
                return Math.Abs(df[0] - exact);
            }
        }
    }

    [Fact]
    public void The_Laplacian_of_a_paraboloid_is_4_everywhere()
    {
        GridAxis axis = GridAxis.Between(-1, 1, 41);
        foreach (int accuracy in Orders)
        {
            GridData laplacian = GridDerivatives.Laplacian(GridData.Sample(p => p[0] * p[0] + p[1] * p[1], axis, axis), new GridOptions { Accuracy = accuracy });
            // What the rounding of the samples alone does, through the largest row of weights.
            double[,] weights = GridTesting.Matrix(axis, 2, accuracy);
            double sum = Enumerable.Range(0, 41).Max(i => Enumerable.Range(0, 41).Sum(k => Math.Abs(weights[i, k])));
            double error = GridTesting.LargestError(laplacian, _ => 4);
            Assert.True(error < 8 * Eps * sum, $"{accuracy}: {error}, {8 * Eps * sum}");
        }
    }

    // The published errors of direct stencils with 81 nodes: 1.4e-3, 1.2e-6, 1.1e-9 on the whole grid.
    [Theory]
    [InlineData(2, 1.5e-3)]
    [InlineData(4, 1.3e-6)]
    [InlineData(6, 1.2e-9)]
    public void Second_derivatives_on_81_nodes_are_as_good_as_the_published_ones(int accuracy, double bound)
    {
        GridAxis axis = GridAxis.Between(-1, 1, 81);
        var options = new GridOptions { Accuracy = accuracy };
        GridData f = GridData.Sample(p => Math.Sin(p[0]) * Math.Exp(p[1]), axis, axis);
        double error = GridTesting.LargestError(GridDerivatives.Hessian(f, options)[0, 0], p => -Math.Sin(p[0]) * Math.Exp(p[1]));
        Assert.True(error <= bound, $"{error}");
    }

    [Fact]
    public void The_Hessian_of_a_cubic_in_three_variables_is_exact_and_stored_once_per_pair()
    {
        var random = new Random(8);
        GridAxis[] axes = [GridTesting.UnevenAxis(8, random), GridAxis.Uniform(9, 0.25, -1), GridAxis.Uniform(7, 0.5)];
        GridHessian hessian = GridDerivatives.Hessian(GridData.Sample(p => p[0] * p[1] * p[2] + p[0] * p[0] * p[1] - 2 * p[2] * p[2], axes));
        Assert.Equal(6, hessian.Entries.Length);
        Assert.Same(hessian[0, 2], hessian[2, 0]);
        double x = axes[0].Coordinate(2), y = axes[1].Coordinate(3), z = axes[2].Coordinate(4);
        double[,] expected = { { 2 * y, z + 2 * x, y }, { z + 2 * x, 0, x }, { y, x, -4 } };
        double[,] actual = hessian.At(2, 3, 4);
        for (int i = 0; i < 9; i++)
        {
            Assert.Equal(expected[i / 3, i % 3], actual[i / 3, i % 3], 1e-11);
        }
    }

    [Fact]
    public void Constants_give_exact_zeros_whatever_their_size()
    {
        GridData plateau = GridData.Sample(_ => 123456.789, GridAxis.Uniform(40, 0.1), GridTesting.UnevenAxis(30, new Random(2)));
        GridHessian hessian = GridDerivatives.Hessian(plateau);
        Assert.All(hessian.Entries, entry => Assert.All(entry.Values.ToArray(), x => Assert.Equal(0, x)));
        Assert.All(GridDerivatives.Gradient(plateau), g => Assert.All(g.Values.ToArray(), x => Assert.Equal(0, x)));
    }

    [Fact]
    public void A_checkerboard_is_seen()
    {
        GridData board = GridData.Sample(p => (p[0] + p[1]) % 2, GridAxis.Uniform(8), GridAxis.Uniform(8));
        GridData second = GridDerivatives.Hessian(board)[0, 0];
        Assert.All(Enumerable.Range(2 * 8, 4 * 8), i => Assert.True(Math.Abs(second.Values[i]) > 2));
    }

    [Fact]
    public void Short_axes_lower_the_order_and_say_so()
    {
        GridData f = GridData.Sample(p => p[0] * p[0] * p[0], GridAxis.Uniform(5, 0.5, 1));
        GridData second = GridDerivatives.Partial(f, (0, 2));
        GridTesting.Close([6, 9, 12, 15, 18], second.Values, _ => 1e-12);
        Assert.Equal("Axis 0 has 5 nodes: its derivative of order 2 has accuracy order 3, not 4.", Assert.Single(second.Notes));
        GridData pair = GridDerivatives.Gradient(new([3, 7], GridAxis.Uniform(2, 0.5)))[0];
        Assert.Equal([8, 8], pair.Values.ToArray());
        Assert.Single(pair.Notes);
    }

    [Fact]
    public void Axes_without_enough_nodes_are_refused()
    {
        var grid = new GridData([1, 2], GridAxis.Uniform(1), GridAxis.Uniform(2));
        Assert.Contains("Axis 0 has 1 node;", Assert.Throws<ArgumentException>(() => GridDerivatives.Gradient(grid)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => GridDerivatives.Laplacian(new([1, 2], GridAxis.Uniform(2))));
        Assert.Equal([1, 1], GridDerivatives.Partial(grid, (1, 1)).Values.ToArray());
    }

    [Fact]
    public void Orders_along_the_same_axis_add_up()
    {
        GridData f = GridData.Sample(p => Math.Pow(p[0], 5), GridAxis.Uniform(20, 0.1));
        Assert.Equal(GridDerivatives.Partial(f, (0, 3)).Values, GridDerivatives.Partial(f, (0, 1), (0, 2)).Values);
        Assert.Throws<ArgumentOutOfRangeException>(() => GridDerivatives.Partial(f, (0, 9)));
        Assert.Throws<ArgumentOutOfRangeException>(() => GridDerivatives.Partial(f, (0, 5), (0, 5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => GridDerivatives.Partial(f, (1, 1)));
        Assert.Throws<ArgumentException>(() => GridDerivatives.Partial(f));
    }

    [Fact]
    public void The_number_of_threads_does_not_change_a_bit()
    {
        GridData grid = GridTesting.RandomSamples(new Random(4), GridAxis.Uniform(40), GridAxis.Uniform(50), GridAxis.Uniform(30));
        GridHessian one = GridDerivatives.Hessian(grid, new GridOptions { MaxDegreeOfParallelism = 1 }), all = GridDerivatives.Hessian(grid);
        Assert.All(one.Entries.Zip(all.Entries), pair => Assert.Equal(pair.First.Values, pair.Second.Values));
    }

    [Fact]
    public void Work_can_be_cancelled_and_tells_its_progress()
    {
        GridData grid = GridTesting.RandomSamples(new Random(4), GridAxis.Uniform(60), GridAxis.Uniform(60), GridAxis.Uniform(60));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => GridDerivatives.Gradient(grid, new GridOptions { CancellationToken = cancelled.Token }));
        var reports = new Reports();
        GridDerivatives.Gradient(grid, new GridOptions { Progress = reports });
        Assert.Equal(1, reports.Shares.Max());
        Assert.InRange(reports.Shares.Count, 2, 100);
    }

    [Fact]
    public void Results_can_go_into_memory_of_the_callers()
    {
        GridData grid = GridTesting.RandomSamples(new Random(4), GridAxis.Uniform(20), GridAxis.Uniform(30));
        double[][] targets = [new double[600], new double[600], new double[600]];
        GridDerivatives.Hessian(grid, targets);
        Assert.Equal(GridDerivatives.Hessian(grid)[0, 1].Values, targets[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => GridDerivatives.Hessian(grid, [new double[600]]));
        Assert.Throws<ArgumentOutOfRangeException>(() => GridDerivatives.Hessian(grid, [targets[0], new double[5], targets[2]]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(8)]
    public void Orders_of_accuracy_other_than_2_4_6_are_refused(int accuracy) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new GridOptions { Accuracy = accuracy });

    private static void AgreesWithMatrices(Random random, int maxRank, int maxCount)
    {
        int accuracy = Orders[random.Next(3)];
        int rank = random.Next(1, maxRank + 1);
        GridAxis[] axes = [.. Enumerable.Range(0, rank).Select(_ => GridTesting.AnyAxis(random.Next(3, maxCount), random))];
        (int, int)[] partials = [.. Enumerable.Range(0, rank).Where(_ => random.Next(2) == 0).Select(d => (d, random.Next(1, 3)))];
        AgreesWithMatrices(GridTesting.RandomSamples(random, axes), accuracy, partials.Length == 0 ? [(0, 1)] : partials);
    }

    private static void AgreesWithMatrices(GridData grid, int accuracy, params (int Axis, int Order)[] partials)
    {
        double[] expected = grid.Values.ToArray();
        double[]? magnitudes = null;
        foreach ((int axis, int order) in partials)
        {
            (expected, magnitudes) = GridTesting.Along(expected, grid.Shape, axis, GridTesting.Matrix(grid.Axes[axis], order, accuracy), magnitudes);
        }

        GridData actual = GridDerivatives.Partial(grid, new GridOptions { Accuracy = accuracy }, partials);
        GridTesting.Close(expected, actual.Values, i => 64 * Eps * magnitudes![i]);
    }

    private static double Polynomial(double[] c, double x, int derivative)
    {
        double sum = 0;
        for (int k = c.Length - 1; k >= derivative; k--)
        {
            double factor = c[k];
            for (int m = 0; m < derivative; m++)
            {
                factor *= k - m;
            }

            sum = sum * x + factor;
        }

        return sum;
    }

    private sealed class Reports : IProgress<double>
    {
        public List<double> Shares { get; } = [];

        public void Report(double value)
        {
            lock (Shares)
            {
                Shares.Add(value);
            }
        }
    }
}
