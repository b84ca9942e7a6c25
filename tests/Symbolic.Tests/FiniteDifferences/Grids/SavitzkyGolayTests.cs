using Symbolic.FiniteDifferences.Grids;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences.Grids;

public sealed class SavitzkyGolayTests
{
    private static readonly double[] Samples = [1, 4, 2, 8, 5, 7, 1, 4, 2, 8];

    // scipy.signal.savgol_filter(x, 5, 2, mode='interp') and (x, 7, 3, deriv=1, delta=0.5, mode='interp').
    [Fact]
    public void Smoothing_and_slope_agree_with_SciPy_edges_included()
    {
        GridData smooth = SavitzkyGolay.Smooth(new(Samples, GridAxis.Uniform(10)), 5, 2);
        GridTesting.Close(
            [36 / 35d, 108 / 35d, 160 / 35d, 187 / 35d, 256 / 35d, 155 / 35d, 128 / 35d, 59 / 35d, 117 / 35d, 270 / 35d],
            smooth.Values, _ => 1e-13);
        GridData slope = SavitzkyGolay.Partial(new(Samples, GridAxis.Uniform(10, 0.5)), 7, 3, GridOptions.Default, (0, 1));
        GridTesting.Close(
            [0.1190476190476647, 3.0714285714285867, 4.0238095238095175, 2.976190476190479, -0.9920634920634916, -3.968253968253969,
             -2.976190476190477, 0.0714285714286, 5.1190476190476435, 12.166666666666679],
            slope.Values, _ => 1e-12);
    }

    [Fact]
    public void Polynomials_up_to_the_degree_pass_unchanged_also_on_uneven_axes()
    {
        GridAxis[] axes = [GridTesting.UnevenAxis(15, new Random(3)), GridAxis.Uniform(12, 0.2, -1)];
        GridData f = GridData.Sample(p => p[0] * p[0] * p[0] - p[0] * p[1] * p[1], axes);
        Assert.True(GridTesting.LargestError(SavitzkyGolay.Smooth(f, 7, 3), p => p[0] * p[0] * p[0] - p[0] * p[1] * p[1]) < 1e-11);
        GridData mixed = SavitzkyGolay.Partial(f, 7, 3, GridOptions.Default, (0, 1), (1, 1));
        Assert.True(GridTesting.LargestError(mixed, p => -2 * p[1]) < 1e-10);
    }

    [Fact]
    public void A_window_that_just_holds_the_polynomial_gives_the_interpolating_stencil()
    {
        GridAxis axis = GridTesting.UnevenAxis(5, new Random(4));
        GridData f = GridTesting.RandomSamples(new Random(5), axis);
        double[] expected = GridDerivatives.Partial(f, (0, 1)).Values.ToArray();
        GridTesting.Close(expected, SavitzkyGolay.Partial(f, 5, 4, GridOptions.Default, (0, 1)).Values, i => 1e-12 * (1 + Math.Abs(expected[i])));
    }

    [Fact]
    public void Noise_becomes_smaller()
    {
        GridData noise = GridTesting.RandomSamples(new Random(6), GridAxis.Uniform(2000));
        double before = noise.Values.ToArray().Sum(x => x * x), after = SavitzkyGolay.Smooth(noise, 11, 2).Values.ToArray().Sum(x => x * x);
        // Window 11, degree 2: the noise gain is the middle weight, 89/429.
        Assert.InRange(after / before, 0.17, 0.25);
    }

    [Fact]
    public void Missing_nodes_are_filled_from_the_fit()
    {
        double[] f = [.. Enumerable.Range(0, 20).Select(i => i is 7 or 8 ? double.NaN : 3d * i - i * i)];
        GridData smooth = SavitzkyGolay.Smooth(new(f, GridAxis.Uniform(20)), 5, 2);
        GridTesting.Close([.. Enumerable.Range(0, 20).Select(i => 3d * i - i * i)], smooth.Values, _ => 1e-11);
    }

    [Fact]
    public void Short_axes_shorten_the_window_and_say_so()
    {
        GridData smooth = SavitzkyGolay.Smooth(new([1, 2, 4, 8], GridAxis.Uniform(4)), 7, 4);
        Assert.Equal("Axis 0 has 4 nodes: the window there is 3 nodes with degree 2, not 7 with 4.", Assert.Single(smooth.Notes));
        Assert.Equal([1, 2, 4, 8], smooth.Values.ToArray().Select(x => Math.Round(x, 12)));
    }

    [Theory]
    [InlineData(4, 2)]
    [InlineData(3, 3)]
    [InlineData(0, 0)]
    [InlineData(1003, 2)]
    public void Impossible_windows_are_refused(int window, int degree) =>
        Assert.Throws<ArgumentException>(() => SavitzkyGolay.Smooth(new(Samples, GridAxis.Uniform(10)), window, degree));

    [Fact]
    public void Derivatives_beyond_the_degree_are_refused() =>
        Assert.Throws<ArgumentException>(() => SavitzkyGolay.Partial(new(Samples, GridAxis.Uniform(10)), 5, 2, GridOptions.Default, (0, 3)));
}
