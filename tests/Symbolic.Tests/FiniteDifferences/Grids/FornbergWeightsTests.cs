using Symbolic.FiniteDifferences.Grids;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences.Grids;

public sealed class FornbergWeightsTests
{
    // B. Fornberg, Math. Comp. 51 (1988), tables 1 and 3.
    public static TheoryData<int, int[], double[]> Tables => new()
    {
        { 1, [-1, 0, 1], [-1 / 2d, 0, 1 / 2d] },
        { 1, [-2, -1, 0, 1, 2], [1 / 12d, -2 / 3d, 0, 2 / 3d, -1 / 12d] },
        { 2, [-1, 0, 1], [1, -2, 1] },
        { 2, [-2, -1, 0, 1, 2], [-1 / 12d, 4 / 3d, -5 / 2d, 4 / 3d, -1 / 12d] },
        { 2, [-3, -2, -1, 0, 1, 2, 3], [1 / 90d, -3 / 20d, 3 / 2d, -49 / 18d, 3 / 2d, -3 / 20d, 1 / 90d] },
        { 3, [-2, -1, 0, 1, 2], [-1 / 2d, 1, 0, -1, 1 / 2d] },
        { 1, [0, 1, 2], [-3 / 2d, 2, -1 / 2d] },
        { 2, [0, 1, 2, 3, 4, 5], [15 / 4d, -77 / 6d, 107 / 6d, -13, 61 / 12d, -5 / 6d] },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void Weights_on_integer_nodes_are_the_published_fractions_correctly_rounded(int derivative, int[] nodes, double[] expected)
    {
        var unit = new double[nodes.Length];
        FornbergWeights.ComputeUnit(nodes, derivative, unit);
        Assert.Equal(expected, unit);
        double[] general = FornbergWeights.Of(0, [.. nodes.Select(n => (double)n)], derivative);
        GridTesting.Close(expected, general, _ => 1e-14);
    }

    [Theory]
    [InlineData(1e-60)]
    [InlineData(1e60)]
    public void Tiny_and_huge_spacings_neither_underflow_nor_overflow(double h)
    {
        double[] weights = FornbergWeights.Of(0, [-3 * h, -2 * h, -h, 0, h, 2 * h, 3 * h], 2);
        Assert.Equal(-49 / 18d, weights[3] * h * h, 1e-13);
        Assert.Equal(1 / 90d, weights[0] * h * h, 1e-13);
    }

    [Fact]
    public void Weights_of_order_zero_interpolate()
    {
        double[] weights = FornbergWeights.Of(0.3, [0, 1, 3], 0);
        Assert.Equal(2 * 0.3 * 0.3 - 0.3 + 1, weights[0] * 1 + weights[1] * 2 + weights[2] * 16, 1e-14);
    }

    [Fact]
    public void Too_few_and_coinciding_nodes_are_refused()
    {
        Assert.Throws<ArgumentException>(() => FornbergWeights.Of(0, [0, 1], 2));
        Assert.Throws<ArgumentException>(() => FornbergWeights.Of(0, [0, 1, 1], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FornbergWeights.Of(0, [0, 1], -1));
    }
}
