using Symbolic.Tests.FiniteDifferences.Cases;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences;

/// <summary>The arithmetic that everything else here is measured against.</summary>
public class ExactDerivativesTests
{
    // mpmath 1.3, 40 digits, split into the nearest double and the rest.
    [Theory]
    [InlineData("Exp", 1.5, 4.4816890703380645, 3.0481759556536343e-16)]
    [InlineData("Exp", -20.25, 1.6052280551856116e-09, -3.657643988865463e-26)]
    [InlineData("Log", 3.0, 1.0986122886681098, -9.07129723500153e-17)]
    [InlineData("Log", 1e-08, -18.420680743952367, 1.757527539535928e-15)]
    [InlineData("Atan", 0.75, 0.6435011087932844, 1.5834785051444286e-17)]
    [InlineData("Atan", -40.0, -1.5458015331759765, 1.2801774969469343e-18)]
    [InlineData("Sqrt", 2.0, 1.4142135623730951, -9.667293313452913e-17)]
    [InlineData("Sin", 1.0, 0.8414709848078965, 1.776845092935536e-18)]
    [InlineData("Sin", 1000000.0, -0.34999350217129294, -1.5952848809323968e-17)]
    [InlineData("Cos", 12345.678, 0.7101193587160628, -2.4815747415365305e-17)]
    [InlineData("Cos", 0.125, 0.992197667229329, 4.754870575189364e-17)]
    public void Elementary_functions_have_28_digits(string name, double x, double high, double low)
    {
        DoubleDouble value = name switch
        {
            "Exp" => DoubleDouble.Exp(x),
            "Log" => DoubleDouble.Log(x),
            "Atan" => DoubleDouble.Atan(x),
            "Sqrt" => DoubleDouble.Sqrt(x),
            "Sin" => DoubleDouble.SinCos(x).Sin,
            _ => DoubleDouble.SinCos(x).Cos,
        };
        Assert.InRange(Math.Abs((value - new DoubleDouble(high, low)).ToDouble()), 0, 1e-28 * Math.Abs(high));
    }

    [Fact]
    public void Arithmetic_keeps_what_double_loses()
    {
        DoubleDouble third = DoubleDouble.One / 3.0;
        Assert.Equal(0.0, (third * 3.0 - 1.0).ToDouble(), 1e-31);
        Assert.Equal(1e-20, (DoubleDouble.One + 1e-20 - 1.0).ToDouble(), 1e-33);
    }

    [Fact]
    public void Derivatives_of_a_product_of_powers_are_those_of_the_textbook()
    {
        Term f = Term.Pow(Term.Variable(0), 3) * Term.Pow(Term.Variable(1), 2) / (1 + Term.Variable(0));
        (double value, double first, double mixed) = f.Exact([2.0, 5.0], 0, 1);
        Assert.Equal(8 * 25 / 3.0, value, 1e-14);
        // d/dx x³/(1+x) = (3x²(1+x) - x³)/(1+x)²
        Assert.Equal(28.0 / 9 * 25, first, 1e-13);
        Assert.Equal(28.0 / 9 * 10, mixed, 1e-13);
    }

    [Fact]
    public void Truth_and_black_box_are_the_same_function()
    {
        var random = new RandomTerms(3);
        for (int k = 0; k < 300; k++)
        {
            (Term f, double x, _) = random.Next(badlyScaled: k % 2 == 0);
            double exact = f.Exact(x).Value;
            Assert.InRange(Math.Abs(f.At(x) - exact), 0, 1e-11 * Math.Abs(exact));
        }
    }
}
