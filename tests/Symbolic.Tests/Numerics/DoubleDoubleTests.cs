using FsCheck;
using FsCheck.Fluent;
using Symbolic.Numerics;

namespace Symbolic.Tests.Numerics;

public class DoubleDoubleTests
{
    [Fact]
    public void Sums_and_products_of_doubles_are_exact()
    {
        Assert.Equal(new DoubleDouble(1, 1e-20), DoubleDouble.TwoSum(1e-20, 1));
        var square = DoubleDouble.TwoProduct(1 + Math.ScaleB(1, -40), 1 + Math.ScaleB(1, -40));
        Assert.Equal(new DoubleDouble(1 + Math.ScaleB(1, -39), Math.ScaleB(1, -80)), square);
    }

    [Fact]
    public void A_third_has_106_bits()
    {
        var third = (DoubleDouble)1 / 3;
        Assert.Equal(1.0 / 3, third.Hi);
        Assert.Equal(1.0 / 3 * Math.ScaleB(1, -54), third.Lo, Math.ScaleB(1, -107));
    }

    [Fact]
    public void Division_undoes_multiplication() => Holds((a, b) =>
        a * b / b, (a, _) => a);

    [Fact]
    public void Subtraction_undoes_addition() => Holds((a, b) => a + b - b, (a, _) => a);

    [Fact]
    public void The_square_of_the_root_is_the_number() => Holds((a, _) => DoubleDouble.Sqrt(a) * DoubleDouble.Sqrt(a), (a, _) => a);

    [Fact]
    public void Products_distribute() => Holds((a, b) => (a + b) * a, (a, b) => (a * a) + (b * a));

    [Fact]
    public void Scaling_by_powers_of_two_reaches_the_subnormals_and_infinity()
    {
        Assert.Equal(double.Epsilon, DoubleDouble.Scale(1, -1074));
        Assert.Equal(0, DoubleDouble.Scale(1, -3000));
        Assert.Equal(double.PositiveInfinity, DoubleDouble.Scale(1, 5000));
        Assert.Equal(Math.ScaleB(1, 1023), DoubleDouble.Scale(double.Epsilon, 2097));
        Assert.Equal(new DoubleDouble(double.PositiveInfinity, 0), new DoubleDouble(1, 1e-20).Scale(2000));
    }

    /// <summary>Both sides agree to 2^-100 of their size, for positive double-doubles between 1e-3 and 1e3.</summary>
    private static void Holds(
        Func<DoubleDouble, DoubleDouble, DoubleDouble> left, Func<DoubleDouble, DoubleDouble, DoubleDouble> right)
    {
        var numbers = Gen.Choose(1, int.MaxValue).SelectMany(high => Gen.Choose(-int.MaxValue, int.MaxValue)
            .Select(low => DoubleDouble.FastTwoSum(Math.Exp((high * 6.4e-9) - 6.9), low * 1e-30)));
        var pairs = numbers.SelectMany(a => numbers.Select(b => (a, b)));
        Prop.ForAll(Arb.From(pairs), pair =>
        {
            var expected = right(pair.a, pair.b);
            var size = Math.Max(Math.Abs(expected.Hi), Math.Max(pair.a.Hi, pair.b.Hi));
            return Math.Abs((left(pair.a, pair.b) - expected).Hi) <= size * Math.ScaleB(1, -100);
        }).Check(Generators.Property.Repeatable());
    }
}
