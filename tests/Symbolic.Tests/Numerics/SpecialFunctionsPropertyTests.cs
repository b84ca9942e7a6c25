using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using Symbolic.Numerics;

namespace Symbolic.Tests.Numerics;

/// <summary>Identities that hold everywhere, and behaviour at doubles of every kind.</summary>
public class SpecialFunctionsPropertyTests
{
    /// <summary>The unit round-off, 2^-53.</summary>
    private const double Unit = 1.1102230246251565E-16;

    private static readonly double[] Awkward =
    [
        0.0, -0.0, double.Epsilon, -double.Epsilon, 1e-310, 1e-300, -1e-300, 1e-17, 1e-8, 0.25, 0.5, -0.5, 1, -1, 1.5, 2, -2, 3, 10, -10,
        24.5, 26, 171, 709, -709, 1e3, -1e3, 1e5, 1e10, -1e10, 1e16, -1e16, 1e100, -1e300,
        double.MaxValue, double.MinValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    private static IEnumerable<MethodInfo> Methods =>
        typeof(SpecialFunctions).GetMethods(BindingFlags.Public | BindingFlags.Static);

    [Fact]
    public void No_function_throws_whatever_the_arguments()
    {
        foreach (var method in Methods)
        {
            foreach (var arguments in Tuples(Awkward, method.GetParameters().Length))
            {
                method.Invoke(null, [.. arguments.Cast<object>()]);
            }
        }
    }

    [Fact]
    public void No_function_throws_on_random_bits()
    {
        var random = new Random(20240229);
        foreach (var method in Methods)
        {
            for (var i = 0; i < 300; i++)
            {
                var arguments = method.GetParameters()
                    .Select(_ => (object)BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)));
                method.Invoke(null, [.. arguments]);
            }
        }
    }

    [Fact]
    public void NaN_stays_NaN_but_beside_an_infinite_leg()
    {
        foreach (var method in Methods)
        {
            foreach (var arguments in Tuples([1.0, double.NaN], method.GetParameters().Length).Where(tuple => tuple.Any(double.IsNaN)))
            {
                var value = (double)method.Invoke(null, [.. arguments.Cast<object>()])!;
                Assert.True(double.IsNaN(value), $"{method.Name}({string.Join(", ", arguments)}) = {value}");
            }
        }
    }

    [Fact]
    public void Erf_and_erfc_are_complements() =>
        Holds(-6, 6, x => Near(SpecialFunctions.Erf(x) + SpecialFunctions.Erfc(x), 1, 4));

    [Fact]
    public void The_normal_distribution_is_symmetric() =>
        Holds(-38, 38, x => Near(SpecialFunctions.NormCdf(x) + SpecialFunctions.NormCdf(-x), 1, 3));

    [Fact]
    public void Erfinv_inverts_erf() =>
        Holds(-0.999, 0.999, y => Near(SpecialFunctions.Erf(SpecialFunctions.ErfInv(y)), y, 8));

    [Fact]
    public void Erfcinv_inverts_erfc_in_the_tail() =>
        Holds(-250, -1, u =>
        {
            // erfc is ill-conditioned there: relative error 2x² times that of x.
            var q = Math.Pow(10, u);
            var x = SpecialFunctions.ErfcInv(q);
            return Near(SpecialFunctions.Erfc(x) / q, 1, 8 + (8 * x * x));
        });

    [Fact]
    public void Gamma_satisfies_its_recurrence() =>
        Holds(-100, 100, x => Near(SpecialFunctions.Gamma(x + 1), ((x + 1) - 1) * SpecialFunctions.Gamma((x + 1) - 1), 6));

    [Fact]
    public void Digamma_satisfies_its_recurrence() =>
        Holds(1.5, 1e6, x => Near(SpecialFunctions.Digamma((x - 1) + 1) - SpecialFunctions.Digamma(x - 1), 1 / (x - 1), 8 * x * Math.Log(x + 2)));

    [Fact]
    public void Lgamma_is_the_logarithm_of_gamma() =>
        Holds(-100, 170, x => Near(SpecialFunctions.LGamma(x), Math.Log(Math.Abs(SpecialFunctions.Gamma(x))), 4, least: 1));

    [Theory]
    [InlineData(1e300, "6.89775527898213741474400918863e+302")]
    [InlineData(1e305, "7.01288453363183890963958735484e+307")]
    [InlineData(2.55e305, "1.7906725941420033440289653448e+308")]
    [InlineData(2.5545e305, "1.79383710857050867891472779686e+308")]
    [InlineData(2.556e305, "1.79489194847563119543726013278e+308")]
    [InlineData(3e305, "Infinity")]
    [InlineData(-1e303, "Infinity")]
    public void Lgamma_overflows_where_its_value_does_and_not_before(double x, string exact)
    {
        Assert.InRange(ReferenceValues.UlpError(SpecialFunctions.LGamma(x), exact), 0, 1);
        if (x > 0) Assert.InRange(ReferenceValues.UlpError(Vectorised.VectorFunction.Of("LogGamma").Column([x], [x])[0], exact), 0, 4);
    }

    [Fact]
    public void The_sign_of_gamma_is_stated_apart() =>
        Holds(-100, 100, x => SpecialFunctions.LogGammaSign(x) == Math.Sign(SpecialFunctions.Gamma(x)));

    [Fact]
    public void The_sign_of_gamma_at_its_poles()
    {
        Assert.Equal(1, SpecialFunctions.LogGammaSign(0.0));
        Assert.Equal(-1, SpecialFunctions.LogGammaSign(-0.0));
        Assert.True(double.IsNaN(SpecialFunctions.LogGammaSign(-3)));
        Assert.True(double.IsNaN(SpecialFunctions.LogGammaSign(double.NegativeInfinity)));
    }

    [Fact]
    public void Beta_is_symmetric() =>
        Holds(-20, 20, a => SpecialFunctions.Beta(a, 1.25).Equals(SpecialFunctions.Beta(1.25, a)));

    [Fact]
    public void LambertW_inverts_w_exp_w() =>
        Holds(-0.9, 100, w => Near(SpecialFunctions.LambertW(w * Math.Exp(w)), w, 30, least: 0.01));

    [Fact]
    public void Bessel_J_and_Y_have_their_Wronskian() =>
        Holds(0.01, 300, x => Enumerable.Range(0, 12).All(n =>
        {
            // J(n+1)Y(n) - J(n)Y(n+1) = 2/(πx), DLMF 10.5.2.
            var first = SpecialFunctions.BesselJ(n + 1, x) * SpecialFunctions.BesselY(n, x);
            var second = SpecialFunctions.BesselJ(n, x) * SpecialFunctions.BesselY(n + 1, x);
            return Near(first - second, 2 / (Math.PI * x), 8 * (1 + Math.Abs(first * x)));
        }));

    [Fact]
    public void Bessel_I_and_K_have_their_Wronskian() =>
        Holds(0.01, 600, x => new[] { 0, 0.25, 1, 7.5, 63.5, 64, 120 }.All(n =>
        {
            // I(n)K(n+1) + I(n+1)K(n) = 1/x, DLMF 10.28.2.
            var sum = (SpecialFunctions.BesselI(n, x) * SpecialFunctions.BesselK(n + 1, x))
                + (SpecialFunctions.BesselI(n + 1, x) * SpecialFunctions.BesselK(n, x));
            return !double.IsFinite(sum) || SpecialFunctions.BesselI(n + 1, x) < 1e-290 || Near(sum, 1 / x, 8);
        }));

    [Fact]
    public void Airy_functions_have_their_Wronskian() =>
        Holds(-1e4, 60, x =>
        {
            // Ai Bi′ - Ai′ Bi = 1/π, DLMF 9.2.7.
            var first = SpecialFunctions.AiryAi(x) * SpecialFunctions.AiryBiPrime(x);
            var second = SpecialFunctions.AiryAiPrime(x) * SpecialFunctions.AiryBi(x);
            return Near(first - second, 1 / Math.PI, 16);
        });

    [Fact]
    public void Derivatives_of_sinc_satisfy_their_recurrence() =>
        Holds(-100, 100, x => Enumerable.Range(1, 12).All(n =>
        {
            var sine = (n % 4) switch { 0 => Math.Sin(x), 1 => Math.Cos(x), 2 => -Math.Sin(x), _ => -Math.Cos(x) };
            return Near((x * SpecialFunctions.SincN(n, x)) + (n * SpecialFunctions.SincN(n - 1, x)), sine, 20, least: 1);
        }));

    [Fact]
    public void Mod_lies_between_0_and_its_divisor_and_differs_by_a_multiple() =>
        Prop.ForAll<double, double>((x, y) =>
        {
            var remainder = SpecialFunctions.Mod(x, y);
            return y == 0 || !double.IsFinite(x) || !double.IsFinite(y)
                || (Math.Abs(remainder) <= Math.Abs(y) && remainder * y >= 0
                    && Near(Math.IEEERemainder(x - remainder, y), 0, 4, least: Math.Max(Math.Abs(x), Math.Abs(y))));
        }).Check(Generators.Property.Repeatable());

    [Fact]
    public void Reciprocal_functions_invert_each_other() =>
        Holds(0.01, 20, x => Near(SpecialFunctions.Asech(SpecialFunctions.Sech(x)), x, 40 / Math.Min(x * x, 1))
            && Near(SpecialFunctions.Acsch(SpecialFunctions.Csch(x)), x, 40)
            && Near(SpecialFunctions.Asec(SpecialFunctions.Sec(x % 1.5)), x % 1.5, 40 / Math.Min(x % 1.5 * (x % 1.5), 1)));

    /// <summary>|a - b| ≤ units·2^-53·max(|b|, least).</summary>
    private static bool Near(double a, double b, double units, double least = 0) =>
        a.Equals(b) || Math.Abs(a - b) <= units * Unit * Math.Max(Math.Abs(b), least);

    /// <summary>Checks a property at 300 random points of an interval.</summary>
    private static void Holds(double low, double high, Func<double, bool> property)
    {
        var points = Gen.Choose(0, int.MaxValue).Select(k => low + ((high - low) * (k / (double)int.MaxValue)));
        Prop.ForAll(Arb.From(points), property).Check(Generators.Property.Repeatable(300));
    }

    private static IEnumerable<double[]> Tuples(double[] values, int length) =>
        length == 0 ? [[]] : Tuples(values, length - 1).SelectMany(head => values.Select(value => (double[])[.. head, value]));
}
