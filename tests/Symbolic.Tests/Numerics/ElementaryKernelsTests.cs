using FsCheck;
using FsCheck.Fluent;
using Symbolic.Numerics;

namespace Symbolic.Tests.Numerics;

public class ElementaryKernelsTests
{
    [Fact]
    public void Logarithm_undoes_the_exponential_to_70_bits() => Holds(-700, 700, x =>
    {
        var mantissa = ElementaryKernels.ExpScaled(x, out var k);
        var back = ElementaryKernels.Log(mantissa) + (ElementaryKernels.Ln2 * k);
        return Math.Abs((back - x).Hi) <= Math.ScaleB(Math.Max(1, Math.Abs(x)), -70);
    });

    [Fact]
    public void Quick_and_exact_exponential_agree_to_58_bits() => Holds(-700, 700, x =>
    {
        var exact = ElementaryKernels.ExpScaled(x, out var k);
        var quick = ElementaryKernels.ExpQuick(x, out var quickK);
        return k == quickK && Math.Abs((quick - exact).Hi) <= Math.ScaleB(1, -57);
    });

    [Fact]
    public void Log1p_undoes_expm1() => Holds(-30, 30, x =>
        Math.Abs((ElementaryKernels.Log1p(ElementaryKernels.Expm1(x)) - x).Hi) <= Math.ScaleB(Math.Exp(Math.Max(0, -x)), -64));

    [Fact]
    public void The_logarithm_of_a_subnormal_is_that_of_its_power_of_two()
    {
        var expected = ElementaryKernels.Ln2 * -1074;
        Assert.Equal(expected.Hi, ElementaryKernels.Log(double.Epsilon).Hi);
        Assert.Equal(expected.Lo, ElementaryKernels.Log(double.Epsilon).Lo, Math.ScaleB(1, -64));
    }

    [Fact]
    public void Whole_and_half_turns_are_exact()
    {
        Assert.Equal([0.0, 1, 0, -1, 0, 1], new[] { 0.0, 0.5, 1, 1.5, 2, 1e15 + 0.5 }.Select(x => CircularKernels.SinPi(x).Hi));
        Assert.Equal([1.0, 0, -1, 0, 1, -1], new[] { 0.0, 0.5, 1, 1.5, 2, 1e15 + 1 }.Select(x => CircularKernels.CosPi(x).Hi));
    }

    [Fact]
    public void Squares_of_sine_and_cosine_add_to_1()
    {
        Holds(-1e5, 1e5, x => IsOne(CircularKernels.SinCos(x)));
        Holds(-10, 10, x => IsOne((CircularKernels.SinPi(x), CircularKernels.CosPi(x))));
    }

    [Fact]
    public void Both_sines_agree() => Holds(-3, 3, x =>
    {
        var (sine, _) = CircularKernels.SinCos(DoubleDouble.Pi * x);
        return Math.Abs((sine - CircularKernels.SinPi(x)).Hi) <= Math.ScaleB(1, -58);
    });

    private static bool IsOne((DoubleDouble Sine, DoubleDouble Cosine) pair) =>
        Math.Abs(((pair.Sine * pair.Sine) + (pair.Cosine * pair.Cosine) - 1).Hi) <= Math.ScaleB(1, -57);

    private static void Holds(double low, double high, Func<double, bool> property)
    {
        var points = Gen.Choose(0, int.MaxValue).Select(k => low + ((high - low) * (k / (double)int.MaxValue)));
        Prop.ForAll(Arb.From(points), property).Check(Generators.Property.Repeatable(500));
    }
}
