using Xunit;

namespace Symbolic.Tests.Numerics.Vectorised;

public sealed class ExactUlpTests
{
    [Theory]
    [InlineData(1.0, "1", 0.0)]
    [InlineData(1.0000000000000002, "1.0", 1.0)]
    [InlineData(0.9999999999999999, "1.00", 0.5)]
    [InlineData(-1.0, "-1.00000000000000011102230246251565404", 0.5)]
    [InlineData(0.1, "0.1", 0.4)]
    [InlineData(1e23, "1e23", 0.5)]
    [InlineData(5e-324, "0", 1.0)]
    [InlineData(1.5e-323, "9.8813129168249309e-324", 1.0)]
    [InlineData(double.NaN, "1", double.PositiveInfinity)]
    public void Distances_are_those_counted_by_hand(double actual, string exact, double expected)
    {
        Assert.Equal(expected, ExactUlp.Distance(actual, exact), 5e-3);
    }

    [Fact]
    public void A_wrong_sign_is_far_away()
    {
        Assert.True(ExactUlp.Distance(-2e300, "2e300") > 1e15);
        Assert.True(ExactUlp.Distance(-5e-324, "5e-324") >= 2);
    }
}
