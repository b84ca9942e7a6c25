using System.Runtime.Intrinsics;
using Symbolic.Numerics.Vectorised;
using Xunit;

namespace Symbolic.Tests.Numerics.Vectorised;

/// <summary>What stands in for AVX-512's instructions, run on every processor.</summary>
public sealed class PortableScalingTests
{
    private static readonly double[] Numbers =
    [
        1.0, 0.75, 1.5, 1.4999999999999998, 0.7499999999999999, 3.0, 1e10, 5e-324, 1.1e-310, 2.225073858507201e-308, 2.2250738585072014e-308,
        double.MaxValue, 0.1, 1e-200, 1e200, 6.02e23,
    ];

    [Fact]
    public void Scaling_rounds_once_into_the_subnormal_range_and_overflows_to_infinity()
    {
        foreach (double a in (double[])[1.0, 0.7071067811865476, 1.4142135623730949, -1.3333333333333333, 1.0000000000000002])
        {
            for (int n = -1130; n <= 1100; n++)
            {
                double expected = Math.ScaleB(a, n);
                Assert.Equal(expected, PortableScaling.Scale(Vector128.Create(a), Vector128.Create((double)n))[0]);
                Assert.Equal(expected, PortableScaling.Scale(Vector256.Create(a), Vector256.Create((double)n))[3]);
                Assert.Equal(expected, PortableScaling.Scale(Vector512.Create(a), Vector512.Create((double)n))[7]);
            }
        }
    }

    [Fact]
    public void Mantissa_times_power_of_two_is_the_number()
    {
        foreach (double x in Numbers)
        {
            double mantissa = PortableScaling.Mantissa(Vector256.Create(x))[0];
            double exponent = PortableScaling.Exponent(Vector256.Create(x))[0];
            Assert.InRange(mantissa, 0.75, 1.4999999999999998);
            Assert.Equal(x, Math.ScaleB(mantissa, (int)exponent));
        }
    }

    [Theory]
    [InlineData(0.0, 1.0, double.NegativeInfinity)]
    [InlineData(double.PositiveInfinity, 1.0, double.PositiveInfinity)]
    [InlineData(-1.0, double.NaN, double.NaN)]
    [InlineData(double.NegativeInfinity, double.NaN, double.NaN)]
    [InlineData(double.NaN, double.NaN, double.NaN)]
    public void Numbers_without_an_exponent_have_those_of_the_instructions(double x, double mantissa, double exponent)
    {
        Assert.Equal(mantissa, PortableScaling.Mantissa(Vector512.Create(x))[0]);
        Assert.Equal(exponent, PortableScaling.Exponent(Vector512.Create(x))[0]);
        Assert.Equal(mantissa, PortableScaling.Mantissa(Vector128.Create(x))[1]);
        Assert.Equal(exponent, PortableScaling.Exponent(Vector128.Create(x))[1]);
    }

    [Fact]
    public void Negative_zero_is_zero()
    {
        Assert.Equal(1.0, PortableScaling.Mantissa(Vector128.Create(-0.0))[0]);
        Assert.Equal(double.NegativeInfinity, PortableScaling.Exponent(Vector128.Create(-0.0))[0]);
    }
}
