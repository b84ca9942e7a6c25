using Symbolic.FiniteDifferences.Grids;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences.Grids;

public sealed class GridVectorCalculusTests
{
    private static readonly GridAxis[] Axes = [GridAxis.Uniform(9, 0.3, -1), GridTesting.UnevenAxis(10, new Random(1)), GridAxis.Uniform(8, -0.25)];

    [Fact]
    public void The_divergence_is_the_sum_of_the_slopes_along_their_axes()
    {
        GridData divergence = GridVectorCalculus.Divergence([Of(p => p[0] * p[0] * p[1]), Of(p => p[1] * p[2]), Of(p => p[0] - p[2] * p[2])]);
        Assert.True(GridTesting.LargestError(divergence, p => 2 * p[0] * p[1] + p[2] - 2 * p[2]) < 1e-11);
    }

    [Fact]
    public void The_curl_has_its_three_components_in_order()
    {
        var curl = GridVectorCalculus.Curl([Of(p => p[1] * p[2]), Of(p => p[0] * p[0] * p[2]), Of(p => p[0] * p[1] * p[1])]);
        Assert.True(GridTesting.LargestError(curl[0], p => 2 * p[0] * p[1] - p[0] * p[0]) < 1e-11);
        Assert.True(GridTesting.LargestError(curl[1], p => p[1] - p[1] * p[1]) < 1e-11);
        Assert.True(GridTesting.LargestError(curl[2], p => 2 * p[0] * p[2] - p[2]) < 1e-11);
    }

    [Fact]
    public void The_curl_in_the_plane_is_one_field()
    {
        GridAxis[] plane = Axes[..2];
        GridData curl = Assert.Single(GridVectorCalculus.Curl([GridData.Sample(p => -p[1], plane), GridData.Sample(p => p[0], plane)]));
        Assert.True(GridTesting.LargestError(curl, _ => 2) < 1e-12);
    }

    [Fact]
    public void The_curl_of_a_gradient_vanishes_up_to_rounding()
    {
        GridData f = GridTesting.RandomSamples(new Random(2), Axes);
        double size = GridDerivatives.Hessian(f)[1, 2].Values.ToArray().Max(Math.Abs);
        Assert.All(GridVectorCalculus.Curl(GridDerivatives.Gradient(f)), c => Assert.True(c.Values.ToArray().Max(Math.Abs) < 1e-13 * size * 10));
    }

    [Fact]
    public void The_rotation_exists_in_any_rank_from_2()
    {
        GridAxis[] four = [.. Axes, GridAxis.Uniform(7)];
        GridData[] field = [.. Enumerable.Range(0, 4).Select(d => GridData.Sample(p => (d + 1) * p[0] * p[1] * p[2] * p[3], four))];
        var rotation = GridVectorCalculus.Rotation(field);
        Assert.Equal(6, rotation.Length);
        // Pair (1, 3) is entry 4: ∂₁F₃ - ∂₃F₁.
        Assert.True(GridTesting.LargestError(rotation[4], p => 4 * p[0] * p[2] * p[3] - 2 * p[0] * p[1] * p[2]) < 1e-10);
        Assert.Throws<ArgumentException>(() => GridVectorCalculus.Curl(field));
    }

    [Fact]
    public void Fields_with_a_wrong_number_of_components_or_other_nodes_are_refused()
    {
        GridData f = Of(_ => 1);
        Assert.Throws<ArgumentException>(() => GridVectorCalculus.Divergence([f, f]));
        Assert.Throws<ArgumentException>(() => GridVectorCalculus.Divergence([]));
        Assert.Contains("other coordinates", Assert.Throws<ArgumentException>(() => GridVectorCalculus.Divergence([f, f, f.WithSpacing(1)])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => GridVectorCalculus.Rotation([new([1, 2, 3], GridAxis.Uniform(3))]));
    }

    private static GridData Of(Func<ReadOnlySpan<double>, double> f) => GridData.Sample(f, Axes);
}
