using Symbolic.FiniteDifferences.Grids;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences.Grids;

public sealed class SeriesDifferenceTests
{
    private const double N = double.NaN;

    [Fact]
    public void Differences_follow_the_conventions_of_pandas()
    {
        double[] x = [1, 1, 2, 3, 5, 8];
        Assert.Equal([N, 0, 1, 1, 2, 3], SeriesDifference.Of(x));
        Assert.Equal([N, N, N, 2, 4, 6], SeriesDifference.Of(x, lag: 3));
        Assert.Equal([0, -1, -1, -2, -3, N], SeriesDifference.Of(x, lag: -1));
        Assert.Equal([N, N, 1, 0, 1, 1], SeriesDifference.Of(x, order: 2));
        Assert.Equal([N, N, N, N, 2, 3], SeriesDifference.Of(x, lag: 2, order: 2));
        Assert.Equal([0, 0, 0, 0, 0, 0], SeriesDifference.Of(x, lag: 0));
        Assert.Equal(x, SeriesDifference.Of(x, order: 0));
    }

    [Fact]
    public void Trimmed_differences_have_no_empty_entries()
    {
        Assert.Equal([1, 0, 1, 1], SeriesDifference.Trimmed([1, 1, 2, 3, 5, 8], order: 2));
        Assert.Equal([-1, -2], SeriesDifference.Trimmed([1, 2, 4], lag: -1));
        Assert.Empty(SeriesDifference.Trimmed([1, 2, 4], lag: 5));
    }

    [Fact]
    public void A_seasonal_difference_removes_the_season_and_a_second_one_the_trend()
    {
        double[] x = [.. Enumerable.Range(0, 48).Select(i => 2 * i + (i % 12) * (i % 12))];
        Assert.All(SeriesDifference.Trimmed(x, lag: 12), d => Assert.Equal(24, d));
        Assert.All(SeriesDifference.Trimmed(SeriesDifference.Trimmed(x, lag: 12)), d => Assert.Equal(0, d));
    }

    [Fact]
    public void Grids_are_differenced_along_one_axis()
    {
        GridData grid = GridData.FromMatrix(new double[,] { { 1, 2, 4 }, { 10, 20, 40 } });
        Assert.Equal([N, 1, 2, N, 10, 20], SeriesDifference.Along(grid, 1).Values.ToArray());
        Assert.Equal([N, N, N, 9, 18, 36], SeriesDifference.Along(grid, 0).Values.ToArray());
        Assert.Equal([-9, -18, -36, N, N, N], SeriesDifference.Along(grid, 0, lag: -1).Values.ToArray());
    }

    [Theory]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(int.MinValue, 1)]
    [InlineData(1, int.MaxValue)]
    [InlineData(0, int.MaxValue)]
    public void Huge_lags_and_orders_end_at_once(int lag, int order)
    {
        double[] d = SeriesDifference.Of([1, 2, 3], lag, order);
        Assert.All(d, x => Assert.Equal(lag == 0 ? 0 : N, x));
    }
}
