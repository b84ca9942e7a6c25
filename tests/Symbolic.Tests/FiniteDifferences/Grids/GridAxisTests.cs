using Symbolic.FiniteDifferences.Grids;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences.Grids;

public sealed class GridAxisTests
{
    [Fact]
    public void Repeated_and_unsorted_coordinates_are_refused_with_their_place()
    {
        Assert.Contains("1 and 2", Assert.Throws<ArgumentException>(() => GridAxis.FromCoordinates([0, 1, 1, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("Coordinate 2", Assert.Throws<ArgumentException>(() => GridAxis.FromCoordinates([0, 2, 1, 3])).Message, StringComparison.Ordinal);
        Assert.Contains("Coordinate 3", Assert.Throws<ArgumentException>(() => GridAxis.FromCoordinates([3, 2, 1, 4])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Coordinates_must_be_finite(double bad)
    {
        Assert.Throws<ArgumentException>(() => GridAxis.FromCoordinates([0, bad]));
        Assert.Throws<ArgumentException>(() => GridAxis.Uniform(3, bad));
        Assert.Throws<ArgumentException>(() => GridAxis.Uniform(3, 1, bad));
    }

    [Fact]
    public void A_spacing_of_zero_and_an_empty_axis_are_refused()
    {
        Assert.Throws<ArgumentException>(() => GridAxis.Uniform(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => GridAxis.Uniform(0));
        Assert.Throws<ArgumentException>(() => GridAxis.FromCoordinates([]));
        Assert.Throws<ArgumentException>(() => GridAxis.FromCoordinates([-1e308, 1e308]));
    }

    [Fact]
    public void Coordinates_equal_up_to_rounding_make_a_uniform_axis()
    {
        double[] x = [.. Enumerable.Range(0, 81).Select(i => -1 + i * (2 / 80d))];
        GridAxis axis = GridAxis.FromCoordinates(x);
        Assert.Equal(0.025, axis.Spacing!.Value, 1e-16);
        Assert.Equal(x, axis.Coordinates());
        Assert.False(GridAxis.FromCoordinates([0, 1, 2.0001]).IsUniform);
        // Distances of 1e-9 with deviations of half a distance are not rounding, though they are few ulps of 1e7.
        Assert.False(GridAxis.FromCoordinates([1e7, 1e7 + 4e-9, 1e7 + 6e-9]).IsUniform);
    }

    [Fact]
    public void Falling_coordinates_are_accepted()
    {
        GridAxis axis = GridAxis.FromCoordinates([90, 60, 30, 0]);
        Assert.Equal(-30, axis.Spacing);
        Assert.Equal(60, axis.Coordinate(1));
    }
}
