using Symbolic.FiniteDifferences.Grids;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences.Grids;

public sealed class GridDataTests
{
    private static readonly GridAxis Two = GridAxis.Uniform(2), Three = GridAxis.Uniform(3, 0.5), Four = GridAxis.Uniform(4);

    [Fact]
    public void Values_are_in_C_order_with_the_last_axis_fastest()
    {
        GridData grid = GridData.Sample(p => 100 * p[0] + 10 * p[1] + p[2], Two, Three, Four);
        Assert.Equal([2, 3, 4], grid.Shape.AsEnumerable());
        Assert.Equal(113, grid[1, 2, 3]);
        Assert.Equal(1, grid.Values[1]);
        Assert.Equal(23, grid.FlatIndex(1, 2, 3));
        GridNode node = grid.Node(23);
        Assert.Equal([1, 2, 3], node.Index.AsEnumerable());
        Assert.Equal([1, 1.0, 3], node.Coordinates.AsEnumerable());
        Assert.Equal(113, node.Value);
    }

    [Fact]
    public void Values_are_not_copied()
    {
        double[] values = [1, 2];
        var grid = new GridData(values, Two);
        values[1] = 7;
        Assert.Equal(7, grid[1]);
    }

    [Fact]
    public void A_wrong_number_of_values_is_refused() =>
        Assert.Contains("(2, 3)", Assert.Throws<ArgumentException>(() => new GridData(new double[5], Two, Three)).Message, StringComparison.Ordinal);

    [Fact]
    public void Integers_become_doubles()
    {
        GridData grid = GridData.FromNumbers<int>([0, 1, 4, 9, 16, 25, 36], GridAxis.Uniform(7));
        Assert.Equal([0, 2, 4, 6, 8, 10, 12], GridDerivatives.Gradient(grid, new GridOptions { Accuracy = 2 })[0].Values.ToArray());
        Assert.Equal(255, GridData.FromNumbers<byte>([255], GridAxis.Uniform(1))[0]);
    }

    [Fact]
    public void Transposing_moves_values_and_axes()
    {
        GridData grid = GridData.Sample(p => 100 * p[0] + 10 * p[1] + p[2], Two, Three, Four);
        GridData moved = grid.Transpose(2, 0, 1);
        Assert.Equal([4, 2, 3], moved.Shape.AsEnumerable());
        Assert.Equal(grid[1, 2, 3], moved[3, 1, 2]);
        Assert.Same(Three, moved.Axes[2]);
        Assert.Throws<ArgumentException>(() => grid.Transpose(0, 0, 1));
    }

    [Fact]
    public void A_matrix_keeps_rows_as_axis_0()
    {
        GridData grid = GridData.FromMatrix(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        Assert.Equal([2, 3], grid.Shape.AsEnumerable());
        Assert.Equal(4, grid[1, 0]);
    }

    [Fact]
    public void Spacing_can_be_set_for_one_or_all_axes()
    {
        GridData grid = new GridData(new double[6], Two, Three).WithSpacing(0.1);
        Assert.All(grid.Axes, axis => Assert.Equal(0.1, axis.Spacing));
        Assert.Equal([0.1, 3], grid.WithSpacing(0.1, 3).Axes.Select(axis => axis.Spacing!.Value));
        Assert.Throws<ArgumentException>(() => grid.WithSpacing(1, 2, 3));
    }

    [Fact]
    public void Indices_outside_are_refused()
    {
        var grid = new GridData(new double[6], Two, Three);
        Assert.Throws<ArgumentOutOfRangeException>(() => grid[0, 3]);
        Assert.Throws<ArgumentException>(() => grid[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => grid.Node(6));
    }
}
