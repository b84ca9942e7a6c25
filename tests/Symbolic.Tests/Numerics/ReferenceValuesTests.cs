namespace Symbolic.Tests.Numerics;

public class ReferenceValuesTests
{
    [Fact]
    public void Exactly_representable_values_have_no_error()
    {
        Assert.Equal(0, ReferenceValues.UlpError(0.5, "0.5"));
        Assert.Equal(0, ReferenceValues.UlpError(-1e22, "-1e+22"));
        Assert.Equal(0, ReferenceValues.UlpError(0, "0"));
    }

    [Fact]
    public void A_neighbouring_double_is_one_ulp_away()
    {
        Assert.Equal(1, ReferenceValues.UlpError(1.0000000000000002, "1"));
        Assert.Equal(1, ReferenceValues.UlpError(double.Epsilon, "0"));
        Assert.Equal(0.25, ReferenceValues.UlpError(1, "0.9999999999999999444888487687421760603063"), 1e-5);
    }

    [Theory]
    [InlineData(1.0000000000000002, "1.0", 1.0)]
    [InlineData(0.9999999999999999, "1.00", 0.5)]
    [InlineData(-1.0, "-1.00000000000000011102230246251565404", 0.5)]
    [InlineData(0.1, "0.1", 0.4)]
    [InlineData(1e23, "1e23", 0.5)]
    [InlineData(1.5e-323, "9.8813129168249309e-324", 1.0)]
    public void Distances_are_those_counted_by_hand(double computed, string exact, double expected) =>
        Assert.Equal(expected, ReferenceValues.UlpError(computed, exact), 5e-3);

    [Fact]
    public void A_wrong_sign_is_far_away()
    {
        Assert.True(ReferenceValues.UlpError(-2e300, "2e300") > 1e15);
        Assert.True(ReferenceValues.UlpError(-5e-324, "5e-324") >= 2);
    }

    [Fact]
    public void Rounding_errors_below_half_an_ulp_are_seen()
    {
        // π - fl(π) = 1.2246e-16 and ulp(π) = 4.4409e-16.
        Assert.Equal(0.27576, ReferenceValues.UlpError(Math.PI, "3.14159265358979323846264338328"), 1e-5);
    }

    [Fact]
    public void An_envelope_sets_the_unit()
    {
        Assert.Equal(0.5, ReferenceValues.UlpError(Math.ScaleB(1, -53), "0", 1));
    }

    [Fact]
    public void Non_finite_values_agree_or_are_infinitely_far()
    {
        Assert.Equal(0, ReferenceValues.UlpError(double.NaN, "NaN"));
        Assert.Equal(0, ReferenceValues.UlpError(double.PositiveInfinity, "1e+400"));
        Assert.Equal(double.PositiveInfinity, ReferenceValues.UlpError(double.NegativeInfinity, "1e+400"));
        Assert.Equal(double.PositiveInfinity, ReferenceValues.UlpError(1, "NaN"));
        Assert.Equal(double.PositiveInfinity, ReferenceValues.UlpError(double.NaN, "1"));
    }

    [Fact]
    public void A_negative_zero_is_asked_for_by_its_sign()
    {
        Assert.Equal(double.PositiveInfinity, ReferenceValues.UlpError(0.0, "-0"));
        Assert.Equal(0, ReferenceValues.UlpError(-0.0, "-0"));
    }

    [Fact]
    public void Every_file_has_points_and_states_its_bound()
    {
        Assert.All(ReferenceValues.Names, name =>
        {
            var table = ReferenceValues.Load(name);
            Assert.True(table.Points.Count >= 20, name);
            Assert.True(table.MaxUlp >= 0, name);
        });
    }
}
