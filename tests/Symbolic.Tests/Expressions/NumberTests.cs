using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Symbolic.Expressions;
using Symbolic.Tests.Generators;
using Xunit;
using Property = Symbolic.Tests.Generators.Property;

namespace Symbolic.Tests.Expressions;

public class NumberTests
{
    [Fact]
    public void Arithmetic_is_exact()
    {
        var third = Number.FromRatio(1, 3);
        Assert.Equal(Number.One, third + third + third);
        Assert.Equal(Number.ParseDecimal("0.3"), Number.ParseDecimal("0.1") + Number.ParseDecimal("0.2"));
        Assert.Equal(Number.FromRatio(-2, 3), Number.FromRatio(4, -6));
        Assert.Equal(Number.FromRatio(1, 6), Number.FromRatio(1, 2) - third);
        Assert.Equal(Number.FromRatio(3, 2), Number.FromRatio(1, 2) / third);
        Assert.Throws<DivideByZeroException>(() => Number.FromRatio(1, 0));
    }

    [Fact]
    public void Field_laws_hold_exactly()
    {
        var numbers = Gen.Choose(-50, 50).SelectMany(n => Gen.Choose(1, 30).Select(d => Number.FromRatio(n, d)));
        var triples = numbers.SelectMany(a => numbers.SelectMany(b => numbers.Select(c => (a, b, c))));
        Property.Holds(Arb.From(triples), t =>
        {
            var (a, b, c) = t;
            Assert.Equal((a + b) + c, a + (b + c));
            Assert.Equal(a * (b + c), (a * b) + (a * c));
            Assert.Equal(a, a - b + b);
            if (!b.IsZero) Assert.Equal(a, a / b * b);
            Assert.Equal(a.CompareTo(b), -b.CompareTo(a));
            Assert.Equal(a.ToDouble().CompareTo(b.ToDouble()), a == b ? 0 : a.CompareTo(b));
        });
    }

    [Theory]
    [InlineData("0.1")]
    [InlineData("1e23")]
    [InlineData("9007199254740993")]
    [InlineData("9007199254740992.5")]
    [InlineData("9007199254740993.0000000000000000001")]
    [InlineData("1.7976931348623157e308")]
    [InlineData("1.7976931348623159e308")]
    [InlineData("4.9406564584124654e-324")]
    [InlineData("2.4703282292062327e-324")]
    [InlineData("2.4703282292062328e-324")]
    [InlineData("2.2250738585072011e-308")]
    [InlineData("2.2250738585072014e-308")]
    [InlineData("2.225073858507201136057409796709131975934819546351645648023426109724822222021076945516529523908135087914149158913039621106870086438694594645527657207407820621743379988141063267329253552286881372149012981122451451889849057222307285255133155755015914397476397983411801999323962548289017107081850690630666655994938275772572015763062690663332647565300009245888316433037779791869612049497390377829704905051080609940730262937128958950003583799967207254304360284078895771796150945516748243471030702609144621572289880258182545180325707018860872113128079512233426288368622321503775666622503982534335974568884423900265498198385487948292206894721689831099698365846814022854243330660339850886445804001034933970427567186443383770486037861622771738545623065874679014086723327636718751234567890123456789012345678901e-308")]
    [InlineData("1e-400")]
    [InlineData("123456789012345678901234567890")]
    public void The_nearest_double_is_that_of_the_runtime(string text) =>
        Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), Number.ParseDecimal(text).ToDouble());

    [Theory]
    [InlineData("0E2326")]
    [InlineData(".000e-99999")]
    [InlineData("0e1234567")]
    public void Zero_is_exact_whatever_its_exponent(string text) => Assert.Equal(Number.Zero, Number.ParseDecimal(text));

    [Fact]
    public void Random_decimals_round_as_the_runtime_rounds_them()
    {
        var texts = Gen.Choose(0, int.MaxValue).SelectMany(a => Gen.Choose(0, int.MaxValue).SelectMany(b => Gen.Choose(-330, 300).Select(e => $"{a}.{b}e{e}")));
        Property.Holds(Arb.From(texts), text => Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), Number.ParseDecimal(text).ToDouble()), count: 5000);
    }

    [Theory]
    [InlineData(4, 1, 1, 2, 2, 1)]
    [InlineData(8, 27, 1, 3, 2, 3)]
    [InlineData(8, 27, -2, 3, 9, 4)]
    [InlineData(2, 1, 10, 1, 1024, 1)]
    [InlineData(-2, 1, 3, 1, -8, 1)]
    [InlineData(-1, 1, 1_000_000, 1, 1, 1)]
    [InlineData(0, 1, 3, 1, 0, 1)]
    [InlineData(0, 1, 0, 1, 1, 1)]
    public void Powers_are_exact_where_they_are_rational(int n, int d, int p, int q, int rn, int rd)
    {
        Assert.True(Number.TryPow(Number.FromRatio(n, d), Number.FromRatio(p, q), out var result));
        Assert.Equal(Number.FromRatio(rn, rd), result);
    }

    [Theory]
    [InlineData(2, 1, 2)]
    [InlineData(-8, 1, 3)]
    [InlineData(0, -1, 1)]
    [InlineData(2, 5000, 1)]
    [InlineData(10, 2_000_000, 1)]
    public void Other_powers_have_no_exact_value(int n, int p, int q) => Assert.False(Number.TryPow(Number.FromInteger(n), Number.FromRatio(p, q), out _));

    [Fact]
    public void Beyond_a_thousand_bits_a_number_is_a_double()
    {
        var large = Number.FromRatio(BigInteger.One << 999, 1);
        Assert.True(large.IsExact);
        var larger = large * Number.FromInteger(4);
        Assert.False(larger.IsExact);
        Assert.Equal(Math.ScaleB(1, 1001), larger.ToDouble());
        Assert.False((larger + Number.One).IsExact);
    }

    [Fact]
    public void Text_reads_back_as_the_same_number()
    {
        var decimals = Gen.Choose(-1_000_000, 1_000_000).SelectMany(n => Gen.Choose(-20, 20).Select(e => Number.ParseDecimal(string.Create(CultureInfo.InvariantCulture, $"{n}e{e}"))));
        Property.Holds(Arb.From(decimals), n => Assert.Equal(n, Number.ParseDecimal(n.ToString())));
        Assert.Equal("2/3", Number.FromRatio(2, 3).ToString());
        Assert.Equal("0.1", Number.FromDouble(0.1).ToString());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    [InlineData(5e-324)]
    [InlineData(0.1)]
    [InlineData(-7.0)]
    public void Doubles_keep_their_value(double value) => Assert.Equal(value, Number.FromDouble(value).ToDouble());
}
