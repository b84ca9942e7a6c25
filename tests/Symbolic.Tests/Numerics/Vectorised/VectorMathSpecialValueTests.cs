using Xunit;

namespace Symbolic.Tests.Numerics.Vectorised;

/// <summary>IEEE 754-2019, 9.2.1, and C's Annex F; signs of zero included.</summary>
public sealed class VectorMathSpecialValueTests
{
    private const double Inf = double.PositiveInfinity;
    private const double NaN = double.NaN;
    private const double Max = double.MaxValue;
    private const double Tiny = double.Epsilon;
    private const double HalfPi = Math.PI / 2;

    [Theory]
    [InlineData("Exp", 0.0, 1.0, -0.0, 1.0, Inf, Inf, -Inf, 0.0, NaN, NaN, 709.8, Inf, -745.2, 0.0, Max, Inf, -Max, 0.0, Tiny, 1.0)]
    [InlineData("Exp2", 0.0, 1.0, -0.0, 1.0, Inf, Inf, -Inf, 0.0, NaN, NaN, 1024.0, Inf, -1076.0, 0.0, 1023.0, 8.98846567431158e307, -1074.0, Tiny, 3.0, 8.0)]
    [InlineData("Expm1", 0.0, 0.0, -0.0, -0.0, Inf, Inf, -Inf, -1.0, NaN, NaN, 709.8, Inf, -40.0, -1.0, -Max, -1.0, Tiny, Tiny, -Tiny, -Tiny)]
    [InlineData("Log", 1.0, 0.0, 0.0, -Inf, -0.0, -Inf, Inf, Inf, -1.0, NaN, -Tiny, NaN, -Inf, NaN, NaN, NaN)]
    [InlineData("Log2", 1.0, 0.0, 0.0, -Inf, -0.0, -Inf, Inf, Inf, -1.0, NaN, -Inf, NaN, NaN, NaN, 8.0, 3.0, 0.125, -3.0, Tiny, -1074.0)]
    [InlineData("Log10", 1.0, 0.0, 0.0, -Inf, -0.0, -Inf, Inf, Inf, -1.0, NaN, -Inf, NaN, NaN, NaN, 1000.0, 3.0, 1e22, 22.0)]
    [InlineData("Log1p", 0.0, 0.0, -0.0, -0.0, -1.0, -Inf, -1.5, NaN, -Inf, NaN, Inf, Inf, NaN, NaN, Tiny, Tiny, -Tiny, -Tiny)]
    [InlineData("Sin", 0.0, 0.0, -0.0, -0.0, Inf, NaN, -Inf, NaN, NaN, NaN, Tiny, Tiny, -Tiny, -Tiny, 1e22, -0.8522008497671888, HalfPi, 1.0)]
    [InlineData("Cos", 0.0, 1.0, -0.0, 1.0, Inf, NaN, -Inf, NaN, NaN, NaN, Tiny, 1.0, Math.PI, -1.0)]
    [InlineData("Tan", 0.0, 0.0, -0.0, -0.0, Inf, NaN, -Inf, NaN, NaN, NaN, Tiny, Tiny, -Tiny, -Tiny)]
    [InlineData("Asin", 0.0, 0.0, -0.0, -0.0, 1.0, HalfPi, -1.0, -HalfPi, 1.0000000000000002, NaN, -2.0, NaN, Inf, NaN, NaN, NaN, -Tiny, -Tiny)]
    [InlineData("Acos", 1.0, 0.0, -1.0, Math.PI, 0.0, HalfPi, -0.0, HalfPi, 1.0000000000000002, NaN, -2.0, NaN, -Inf, NaN, NaN, NaN)]
    [InlineData("Atan", 0.0, 0.0, -0.0, -0.0, Inf, HalfPi, -Inf, -HalfPi, NaN, NaN, Max, HalfPi, -Tiny, -Tiny, 1.0, Math.PI / 4)]
    [InlineData("Sinh", 0.0, 0.0, -0.0, -0.0, Inf, Inf, -Inf, -Inf, NaN, NaN, 711.0, Inf, -711.0, -Inf, Tiny, Tiny, Max, Inf)]
    [InlineData("Cosh", 0.0, 1.0, -0.0, 1.0, Inf, Inf, -Inf, Inf, NaN, NaN, 711.0, Inf, -711.0, Inf, Tiny, 1.0, -Max, Inf)]
    [InlineData("Tanh", 0.0, 0.0, -0.0, -0.0, Inf, 1.0, -Inf, -1.0, NaN, NaN, 20.0, 1.0, -Max, -1.0, Tiny, Tiny, -Tiny, -Tiny)]
    [InlineData("Cbrt", 0.0, 0.0, -0.0, -0.0, Inf, Inf, -Inf, -Inf, NaN, NaN, -27.0, -3.0, 8.0, 2.0, 1e-300, 1e-100)]
    [InlineData("Erf", 0.0, 0.0, -0.0, -0.0, Inf, 1.0, -Inf, -1.0, NaN, NaN, 6.0, 1.0, -Max, -1.0)]
    [InlineData("Erfc", 0.0, 1.0, -0.0, 1.0, Inf, 0.0, -Inf, 2.0, NaN, NaN, 27.3, 0.0, -6.0, 2.0, Max, 0.0, Tiny, 1.0)]
    [InlineData("NormalCdf", 0.0, 0.5, -0.0, 0.5, Inf, 1.0, -Inf, 0.0, NaN, NaN, -39.0, 0.0, 9.0, 1.0, -Max, 0.0)]
    [InlineData("NormalPdf", 0.0, 0.3989422804014327, Inf, 0.0, -Inf, 0.0, NaN, NaN, 39.0, 0.0, -Max, 0.0)]
    [InlineData("Sigmoid", 0.0, 0.5, -0.0, 0.5, Inf, 1.0, -Inf, 0.0, NaN, NaN, 40.0, 1.0, -746.0, 0.0, Max, 1.0)]
    [InlineData("Softplus", 0.0, 0.6931471805599453, Inf, Inf, -Inf, 0.0, NaN, NaN, 1000.0, 1000.0, -746.0, 0.0, Max, Max)]
    [InlineData("Gamma", 0.0, Inf, -0.0, -Inf, Inf, Inf, -Inf, NaN, NaN, NaN, -1.0, NaN, -1e17, NaN, 1.0, 1.0, 2.0, 1.0, 5.0, 24.0, 171.7, Inf, -200.5, -0.0, -199.5, 0.0, Tiny, Inf, -Tiny, -Inf, -190.5, -0.0)]
    [InlineData("LogGamma", 0.0, Inf, -0.0, Inf, Inf, Inf, -Inf, Inf, NaN, NaN, -1.0, Inf, -1e17, Inf, 1.0, 0.0, 2.0, 0.0, 1e306, Inf, -Tiny, 744.4400719213812, Tiny, 744.4400719213812)]
    [InlineData("Digamma", 0.0, -Inf, -0.0, Inf, Inf, Inf, -Inf, NaN, NaN, NaN, -1.0, NaN, -1e17, NaN, 1.0, -0.5772156649015329, Tiny, -Inf, -Tiny, Inf)]
    public void Functions_of_one_argument(string name, params double[] pairs)
    {
        double[] x = [.. pairs.Where((_, i) => i % 2 == 0)];
        double[] expected = [.. pairs.Where((_, i) => i % 2 == 1)];
        Bits.AssertEqual(expected, VectorFunction.Of(name).Column(x, x), x, name);
    }

    [Theory]
    [InlineData("Pow", 2.0, 3.0, 8.0, 0.0, 0.0, 1.0, NaN, 0.0, 1.0, 1.0, NaN, 1.0, 1.0, Inf, 1.0, -1.0, Inf, 1.0, -1.0, -Inf, 1.0)]
    [InlineData("Pow", 0.0, 3.0, 0.0, -0.0, 3.0, -0.0, -0.0, 2.0, 0.0, 0.0, -3.0, Inf, -0.0, -3.0, -Inf, -0.0, -2.5, Inf, 0.0, Inf, 0.0, 0.0, -Inf, Inf)]
    [InlineData("Pow", Inf, 2.0, Inf, Inf, -2.0, 0.0, -Inf, 3.0, -Inf, -Inf, 2.0, Inf, -Inf, -3.0, -0.0, -Inf, -2.0, 0.0, -Inf, 0.5, Inf, Inf, 0.0, 1.0)]
    [InlineData("Pow", -8.0, 1.0 / 3.0, NaN, -2.0, 3.0, -8.0, -2.0, -2.0, 0.25, -2.0, 1e300, Inf, -2.0, 1025.0, -Inf, -2.0, -1075.0, -0.0, 2.0, -1074.0, Tiny)]
    [InlineData("Pow", 0.5, Inf, 0.0, 0.5, -Inf, Inf, 2.0, Inf, Inf, 2.0, -Inf, 0.0, -0.5, Inf, 0.0, -3.0, Inf, Inf, NaN, 1.0, NaN, 2.0, NaN, NaN)]
    [InlineData("Pow", 2.0, 1024.0, Inf, 2.0, -1076.0, 0.0, Max, 2.0, Inf, Tiny, 2.0, 0.0, Tiny, -1.0, Inf, 1.0, -Max, 1.0, 3.0, Max, Inf, 9.0, -0.0, 1.0)]
    [InlineData("Atan2", 0.0, 1.0, 0.0, -0.0, 1.0, -0.0, 0.0, 0.0, 0.0, -0.0, 0.0, -0.0, 0.0, -0.0, Math.PI, -0.0, -0.0, -Math.PI, 0.0, -1.0, Math.PI)]
    [InlineData("Atan2", 1.0, 0.0, HalfPi, -1.0, 0.0, -HalfPi, 1.0, -0.0, HalfPi, 1.0, Inf, 0.0, -1.0, Inf, -0.0, 1.0, -Inf, Math.PI, -1.0, -Inf, -Math.PI)]
    [InlineData("Atan2", Inf, 1.0, HalfPi, -Inf, 1.0, -HalfPi, Inf, Inf, Math.PI / 4, Inf, -Inf, 2.356194490192345, -Inf, Inf, -Math.PI / 4)]
    [InlineData("Atan2", NaN, 1.0, NaN, 1.0, NaN, NaN, 1.0, 1.0, Math.PI / 4, Max, Max, Math.PI / 4, Tiny, Max, 0.0, Tiny, -Max, Math.PI)]
    [InlineData("Hypot", 3.0, 4.0, 5.0, 0.0, -0.0, 0.0, Inf, NaN, Inf, NaN, -Inf, Inf, NaN, 1.0, NaN, Max, Max, Inf, Tiny, 0.0, Tiny)]
    [InlineData("Hypot", 3e300, 4e300, 5e300, 3e-320, 4e-320, 5e-320, -3.0, -4.0, 5.0, 1e-200, 0.0, 1e-200, 0.0, -Inf, Inf)]
    public void Functions_of_two_arguments(string name, params double[] triples)
    {
        double[] x = [.. triples.Where((_, i) => i % 3 == 0)];
        double[] y = [.. triples.Where((_, i) => i % 3 == 1)];
        double[] expected = [.. triples.Where((_, i) => i % 3 == 2)];
        Bits.AssertEqual(expected, VectorFunction.Of(name).Column(x, y), x, name);
    }

    [Fact]
    public void Sine_and_cosine_never_leave_their_range()
    {
        double[] x = [.. Enumerable.Range(-40000, 80001).Select(i => i * (Math.PI / 2) * (1 + (i % 7 * 1e-16)))];
        foreach (string name in (string[])["Sin", "Cos"])
            Assert.All(VectorFunction.Of(name).Column(x, x), value => Assert.InRange(value, -1.0, 1.0));
    }

    [Fact]
    public void Distribution_functions_stay_between_their_limits()
    {
        double[] x = [.. Enumerable.Range(-4000, 8001).Select(i => i * 0.01)];
        foreach (string name in (string[])["NormalCdf", "Sigmoid"])
            Assert.All(VectorFunction.Of(name).Column(x, x), value => Assert.InRange(value, 0.0, 1.0));
        foreach (string name in (string[])["Erf", "Tanh"])
            Assert.All(VectorFunction.Of(name).Column(x, x), value => Assert.InRange(value, -1.0, 1.0));
        Assert.All(VectorFunction.Of("Erfc").Column(x, x), value => Assert.InRange(value, 0.0, 2.0));
    }
}
