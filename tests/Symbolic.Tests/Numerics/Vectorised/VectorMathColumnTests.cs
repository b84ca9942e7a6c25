using Symbolic.Numerics.Vectorised;
using Xunit;

namespace Symbolic.Tests.Numerics.Vectorised;

public sealed class VectorMathColumnTests
{
    // Ordinary and exceptional arguments side by side: zeros, infinities, NaN, subnormal and huge numbers, poles, edges.
    private static readonly double[] Mixture =
    [
        0.3, -0.3, 0.0, -0.0, 1.0, -1.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 5e-324, -5e-324, 1e-310,
        2.2250738585072014e-308, 1e300, -1e300, 1.7976931348623157e308, -1.7976931348623157e308, 0.5, -0.5, 2.0, 3.7, -12.25,
        709.9, -745.2, 745.0, 1e6, 1000001.5, -2e9, 27.3, -38.5, 0.9999999999999999, 1.0000000000000002, 22.5, 6.1, 1e15, 4e18, 3.0, -3.0,
        1e-5, -7e-9,
    ];

    public static TheoryData<string> Functions => [.. VectorFunction.Names];

    private static double[] Arguments(int length, int start) =>
        [.. Enumerable.Range(0, length).Select(i => Mixture[(start + (7 * i)) % Mixture.Length])];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_length_gives_each_element_its_own_value(string name)
    {
        VectorFunction function = VectorFunction.Of(name);
        for (int length = 0; length <= 67; length++)
        {
            double[] x = Arguments(length, length);
            double[] y = Arguments(length, 3 * length);
            double[] alone = [.. Enumerable.Range(0, length).Select(i => function.Column([x[i]], [y[i]])[0])];
            Bits.AssertEqual(alone, function.Column(x, y), x, $"{name}, length {length}");
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_result_may_lie_on_an_argument_and_nothing_beside_it_is_touched(string name)
    {
        VectorFunction function = VectorFunction.Of(name);
        for (int length = 0; length <= 67; length++)
        {
            double[] x = Arguments(length, 1);
            double[] y = Arguments(length, 5);
            double[] expected = function.Column(x, y);
            double[] around = [-7.0, .. x, -7.0];
            function.Column(around.AsSpan(1, length), y, around.AsSpan(1, length));
            Bits.AssertEqual([-7.0, .. expected, -7.0], around, around, $"{name}, length {length}");
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_lane_does_not_know_its_neighbours_or_its_width(string name)
    {
        VectorFunction function = VectorFunction.Of(name);
        double[] x = Arguments(1600, 0);
        double[] y = [.. Enumerable.Range(0, 1600).Select(i => Mixture[i / 40 % 40])];
        double[] column = function.Column(x, y);
        foreach (int width in (int[])[128, 256, 512])
            Bits.AssertEqual(column, function.Vectors(width, x, y), x, $"{name}, {width} bits");
    }

    [Fact]
    public void One_large_angle_leaves_the_other_lanes_as_they_are()
    {
        double[] x = [.. Enumerable.Range(0, 64).Select(i => 0.1 * i)];
        double[] expected = new double[64];
        VectorMath.Sin(x, expected);
        for (int lane = 0; lane < 64; lane++)
        {
            double[] mixed = [.. x];
            mixed[lane] = 1e22;
            double[] actual = new double[64];
            VectorMath.Sin(mixed, actual);
            Assert.Equal(-0.8522008497671888, actual[lane]);
            actual[lane] = expected[lane];
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void Columns_of_different_length_are_refused()
    {
        Assert.Throws<ArgumentException>(() => VectorMath.Exp(new double[3], new double[4]));
        Assert.Throws<ArgumentException>(() => VectorMath.Pow(new double[3], new double[4], new double[3]));
        Assert.Throws<ArgumentException>(() => VectorMath.SinCos(new double[3], new double[3], new double[2]));
    }

    [Fact]
    public void Columns_that_overlap_in_part_are_refused()
    {
        double[] shared = new double[20];
        Assert.Throws<ArgumentException>(() => VectorMath.Exp(shared.AsSpan(0, 10), shared.AsSpan(1, 10)));
        Assert.Throws<ArgumentException>(() => VectorMath.Pow(new double[10], shared.AsSpan(5, 10), shared.AsSpan(0, 10)));
        Assert.Throws<ArgumentException>(() => VectorMath.SinCos(new double[10], shared.AsSpan(5, 10), shared.AsSpan(0, 10)));
    }

    [Fact]
    public void Sine_and_cosine_may_replace_the_angles()
    {
        for (int length = 0; length <= 67; length++)
        {
            double[] x = Arguments(length, 2);
            double[] sin = VectorFunction.Of("Sin").Column(x, x);
            double[] cos = VectorFunction.Of("Cos").Column(x, x);
            double[] inPlace = [.. x];
            double[] other = new double[length];
            VectorMath.SinCos(inPlace, inPlace, other);
            Bits.AssertEqual(sin, inPlace, x, "sin");
            Bits.AssertEqual(cos, other, x, "cos");
        }
    }
}
