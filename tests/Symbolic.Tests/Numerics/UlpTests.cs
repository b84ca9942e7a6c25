using FsCheck;
using FsCheck.Fluent;
using Symbolic.Numerics;

namespace Symbolic.Tests.Numerics;

public class UlpTests
{
    [Fact]
    public void The_unit_is_the_spacing_of_doubles()
    {
        Assert.Equal(Math.ScaleB(1, -52), Ulp.Of(1));
        Assert.Equal(Math.ScaleB(1, -52), Ulp.Of(-1.5));
        Assert.Equal(double.Epsilon, Ulp.Of(0));
        Assert.Equal(double.Epsilon, Ulp.Of(1e-310));
        Assert.Equal(Math.ScaleB(1, 971), Ulp.Of(double.MaxValue));
        Assert.True(double.IsNaN(Ulp.Of(double.PositiveInfinity)));
        Assert.True(double.IsNaN(Ulp.Of(double.NaN)));
    }

    [Fact]
    public void Equal_values_zeros_and_NaNs_have_distance_0()
    {
        Assert.Equal(0, Ulp.Distance(0.0, -0.0));
        Assert.Equal(0, Ulp.Distance(double.NaN, -double.NaN));
        Assert.Equal(0, Ulp.Distance(double.NegativeInfinity, double.NegativeInfinity));
    }

    [Fact]
    public void Distance_counts_doubles_across_zero_and_infinity()
    {
        Assert.Equal(2, Ulp.Distance(double.Epsilon, -double.Epsilon));
        Assert.Equal(1, Ulp.Distance(double.MaxValue, double.PositiveInfinity));
        Assert.Equal(double.PositiveInfinity, Ulp.Distance(1, double.NaN));
        Assert.Equal(1.8437736874454811E+19, Ulp.Distance(double.PositiveInfinity, double.NegativeInfinity));
    }

    [Fact]
    public void Distance_to_the_next_double_is_1_and_symmetric()
    {
        Prop.ForAll<double>(x => !double.IsFinite(x)
            || (Ulp.Distance(x, Math.BitIncrement(x)) == 1 && Ulp.Distance(Math.BitIncrement(x), x) == 1))
            .Check(Generators.Property.Repeatable());
    }
}
