using System.Collections.Immutable;
using System.Globalization;
using Symbolic.Expressions;
using Symbolic.Functions;

namespace Symbolic.Tests.Functions;

public class CatalogueDerivativesTests
{
    /// <summary>Rounding of a value that is within a few ulps, and of the sums and products that a derivative adds to it.</summary>
    private const double ValueNoise = 8 * 1.1e-16;

    public static TheoryData<string> Functions =>
        [.. FunctionLibrary.Standard.Definitions.Where(d => (d.Evaluate ?? (object?)d.Expansion) is not null && d.MaxArity > 0).Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Partials_agree_with_central_differences(string name) => CompareWithDifferences(name, order: 1);

    [Theory]
    [MemberData(nameof(Functions))]
    public void Second_partials_agree_with_central_differences(string name) => CompareWithDifferences(name, order: 2);

    [Theory]
    [InlineData("tan", 2.5)]
    [InlineData("cot", -1.5)]
    [InlineData("sec", 2.5)]
    [InlineData("csc", -1.5)]
    [InlineData("acot", -1.25)]
    [InlineData("asec", -2.5)]
    [InlineData("acsc", -2.5)]
    [InlineData("coth", -1.25)]
    [InlineData("csch", -1.25)]
    [InlineData("acoth", -2.5)]
    [InlineData("acsch", -1.25)]
    [InlineData("atan2", 1.25, -2.5)]
    [InlineData("atan2", -1.25, -2.5)]
    [InlineData("log", 3.5, 0.5)]
    [InlineData("root", -2.5, 3.0)]
    [InlineData("root", -2.5, 11.0)]
    [InlineData("mod", 7.25, -2.25)]
    [InlineData("gamma", -0.5)]
    [InlineData("gamma", -3.25)]
    [InlineData("lgamma", -1.5)]
    [InlineData("digamma", -0.75)]
    [InlineData("trigamma", -0.75)]
    [InlineData("polygamma", 2.0, -0.75)]
    [InlineData("beta", -0.5, 1.25)]
    [InlineData("factorial", -2.5)]
    [InlineData("ei", -1.5)]
    [InlineData("besselj", 0.5, 2.5)]
    [InlineData("bessely", -0.5, 2.5)]
    [InlineData("besselk", 1.5, 2.5)]
    public void Partials_hold_outside_the_sampled_interval_too(string name, params double[] point)
    {
        var definition = FunctionLibrary.Standard.Find(name)!;
        var (call, variables) = CallAt(definition, [.. point]);
        foreach (var x in variables)
        {
            var i = int.Parse(x.AsSpan(1), CultureInfo.InvariantCulture);
            Compare(definition, call, TestDerivative.Of(call, x), [.. point], i, step: 1.0 / 64);
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Mixed_partials_do_not_depend_on_the_order(string name)
    {
        var definition = FunctionLibrary.Standard.Find(name)!;
        foreach (var point in SamplePoints.Of(definition).Where(point => point.Length - definition.Parameters.Length > 1))
        {
            var (call, variables) = CallAt(definition, point);
            var (x, y) = (variables[0], variables[1]);
            var first = TestEvaluator.Evaluate(TestDerivative.Of(TestDerivative.Of(call, x), y), Named(point));
            var second = TestEvaluator.Evaluate(TestDerivative.Of(TestDerivative.Of(call, y), x), Named(point));
            Assert.Equal(first, second, 64 * ValueNoise * (1 + Math.Abs(first)));
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Partials_of_third_order_stay_inside_the_catalogue_and_are_finite(string name)
    {
        var definition = FunctionLibrary.Standard.Find(name)!;
        foreach (var group in SamplePoints.Of(definition).GroupBy(point => Key(definition, point)))
        {
            var (call, variables) = CallAt(definition, group.First());
            foreach (var x in variables)
            {
                var third = TestDerivative.Of(TestDerivative.Of(TestDerivative.Of(call, x), x), x);
                var functions = Traversal.PostOrder(third).OfType<Call>().Select(c => c.Function);
                Assert.All(functions, f => Assert.True(FunctionLibrary.Standard.Find(f.Name) == f || Conditions.Signs.Contains(f), f.Name));
                Assert.All(group, point => Assert.True(double.IsFinite(TestEvaluator.Evaluate(third, Named(point))), $"{name} by {x} at {string.Join(", ", point)}"));
            }
        }
    }

    [Theory]
    [InlineData("abs", 0, 0)]
    [InlineData("sign", 0, 0)]
    [InlineData("heaviside", 0, 0)]
    [InlineData("floor", 2, 0)]
    [InlineData("ceil", 2, 0)]
    [InlineData("round", 2.5, 0)]
    [InlineData("trunc", -1, 0)]
    [InlineData("relu", 0, 0.5)]
    [InlineData("relu", -1, 0)]
    [InlineData("relu", 1, 1)]
    [InlineData("sinc", 0, 0)]
    [InlineData("si", 0, 1)]
    [InlineData("lambertw", 0, 1)]
    [InlineData("cbrt", 0, double.PositiveInfinity)]
    [InlineData("erf", 0, 1.1283791670955126)]
    [InlineData("expm1", 0, 1)]
    [InlineData("log1p", 0, 1)]
    [InlineData("softplus", 0, 0.5)]
    [InlineData("sigmoid", 0, 0.25)]
    [InlineData("tanh", 0, 1)]
    [InlineData("cbrt", -8, 1.0 / 12)]
    [InlineData("asin", 1, double.PositiveInfinity)]
    [InlineData("acos", -1, double.NegativeInfinity)]
    [InlineData("atanh", 1, double.PositiveInfinity)]
    [InlineData("sech", 800, 0)]
    [InlineData("tanh", 800, 0)]
    [InlineData("sigmoid", -800, 0)]
    public void Derivatives_at_kinks_and_edges_are_as_stated(string name, double x, double expected)
    {
        var call = FunctionLibrary.Standard.Find(name)!.AsTyped(new Variable("x0"));
        Assert.Equal(expected, TestEvaluator.Evaluate(TestDerivative.Of(call, "x0"), Named([x])));
    }

    [Theory]
    [InlineData("tanh", 20, 1.69934170211664e-17)]      // 4·exp(−2x)
    [InlineData("asin", 0.9999999999999999, 67108864)]   // 1/√(2·2⁻⁵³·(1 − …)), from 1 − x = 2⁻⁵³
    [InlineData("sigmoid", 40, 4.248354255291589e-18)]  // exp(−x)
    [InlineData("sinc", 1e-9, -3.3333333333333335e-10)] // −x/3
    [InlineData("lambertw", 1e-300, 1)]
    public void Derivatives_keep_their_accuracy_where_plain_forms_lose_it(string name, double x, double expected)
    {
        var call = FunctionLibrary.Standard.Find(name)!.AsTyped(new Variable("x0"));
        var value = TestEvaluator.Evaluate(TestDerivative.Of(call, "x0"), Named([x]));
        Assert.Equal(1, value / expected, 1e-14);
    }

    [Theory]
    [InlineData(2, -1.0 / 3)]
    [InlineData(3, 0)]
    [InlineData(4, 1.0 / 5)]
    public void Sinc_has_all_its_derivatives_at_0(int order, double expected)
    {
        Expr e = SincFunctions.Sinc.AsTyped(new Variable("x0"));
        for (var k = 0; k < order; k++) e = TestDerivative.Of(e, "x0");
        Assert.Equal(expected, TestEvaluator.Evaluate(e, Named([0])), 1e-16);
    }

    [Theory]
    [InlineData("besselj", 0, 0)]
    [InlineData("besselj", 1, 0.5)]
    [InlineData("besseli", 1, 0.5)]
    [InlineData("besseli", 0, 0)]
    public void Bessel_functions_have_their_slope_at_0(string name, int n, double expected)
    {
        var call = FunctionLibrary.Standard.Find(name)!.AsTyped(n, new Variable("x0"));
        Assert.Equal(expected, TestEvaluator.Evaluate(TestDerivative.Of(call, "x0"), Named([0])));
    }

    [Theory]
    [InlineData(3, 0, double.PositiveInfinity)]
    [InlineData(3, -8, 1.0 / 12)]
    [InlineData(2, 4, 0.25)]
    [InlineData(1, 5, 1)]
    [InlineData(-1, 2, -0.25)]
    [InlineData(9, -1, 1.0 / 9)]
    [InlineData(20, 1, 0.05)]
    public void Roots_have_the_slope_of_the_power(int n, double x, double expected)
    {
        var call = Powers.Root.AsTyped(new Variable("x0"), n);
        Assert.Equal(expected, TestEvaluator.Evaluate(TestDerivative.Of(call, "x0"), Named([x])), 1e-15);
    }

    [Fact]
    public void The_derivative_of_J0_is_minus_J1()
    {
        var x = new Variable("x");
        Assert.Equal(-BesselFunctions.J.Of(1, x), TestDerivative.Of(BesselFunctions.J.Of(0, x), "x"));
    }

    [Theory]
    [InlineData("min", new[] { 1.0, 1 }, 0.5)]
    [InlineData("max", new[] { 1.0, 1 }, 0.5)]
    [InlineData("max", new[] { 1.0, 2 }, 0)]
    [InlineData("min", new[] { 1.0, 2 }, 1)]
    [InlineData("max", new[] { 2.0, 1, 2, 2 }, 1.0 / 3)]
    [InlineData("max", new[] { 2.0, 3, 2, 2 }, 0)]
    [InlineData("min", new[] { 1.0, 3, 2, 2 }, 1)]
    [InlineData("max", new[] { 5.0 }, 1)]
    [InlineData("clamp", new[] { 0.0, 0, 1 }, 0.5)]
    [InlineData("clamp", new[] { 0.5, 0, 1 }, 1)]
    [InlineData("clamp", new[] { -0.5, 0, 1 }, 0)]
    [InlineData("clamp", new[] { 1.0, 0, 1 }, 0.5)]
    [InlineData("clamp", new[] { 2.0, 0, 1 }, 0)]
    [InlineData("clamp", new[] { 0.5, 1, 0 }, 0)]
    [InlineData("clamp", new[] { 1.0, 1, 1 }, 0.25)]
    public void Ties_have_the_mean_of_the_tied_slopes(string name, double[] point, double expected)
    {
        var call = FunctionLibrary.Standard.Find(name)!.AsTyped([.. point.Select((_, i) => (Expr)new Variable($"x{i}"))]);
        Assert.Equal(expected, TestEvaluator.Evaluate(TestDerivative.Of(call, "x0"), Named([.. point])));
    }

    [Fact]
    public void A_value_between_itself_and_itself_has_its_own_slope()
    {
        var z = new Variable("z");
        var slope = TestDerivative.Of(FunctionLibrary.Standard.Find("clamp")!.AsTyped(z, z, z), "z");
        Assert.Equal(1, TestEvaluator.Evaluate(slope, new Dictionary<string, double> { ["z"] = 2 }));
    }

    [Fact]
    public void A_value_against_itself_has_half_the_slope_from_each_side()
    {
        var x = new Variable("x0");
        Assert.Equal((Expr)1, TestDerivative.Of(Extrema.Max.AsTyped(x, x), "x0"));
    }

    private static void CompareWithDifferences(string name, int order)
    {
        var definition = FunctionLibrary.Standard.Find(name)!;
        foreach (var group in SamplePoints.Of(definition).GroupBy(point => Key(definition, point)))
        {
            var (call, variables) = CallAt(definition, group.First());
            foreach (var (x, i) in variables.Select(v => (v, int.Parse(v.AsSpan(1), CultureInfo.InvariantCulture))))
            {
                var function = order == 1 ? call : TestDerivative.Of(call, x);
                var partial = TestDerivative.Of(function, x);
                foreach (var point in group) Compare(definition, function, partial, point, i);
            }
        }
    }

    private static void Compare(FunctionDefinition definition, Expr function, Expr partial, ImmutableArray<double> point, int i, double? step = null)
    {
        var h = step ?? SamplePoints.StepAt(point[i], definition.DomainOf(i), definition.Kinks is not null);
        double Along(double t) => TestEvaluator.Evaluate(function, Named(point.SetItem(i, t)));
        var (difference, bound) = CentralDifference.Of(Along, point[i], h, ValueNoise * Math.Max(1, definition.MaxUlp));
        var value = TestEvaluator.Evaluate(partial, Named(point));
        var at = string.Create(CultureInfo.InvariantCulture, $"{definition.Name} by argument {i} at ({string.Join(", ", point)}): {value:R}, differences {difference:R} ± {bound:R}");
        Assert.True(Math.Abs(value - difference) <= bound, at);
        Assert.True(bound <= 1e-5 * Math.Max(Math.Abs(value), Math.Abs(Along(point[i])) + 0.01), at); // or the comparison says nothing
    }

    /// <summary>The call with parameters as numbers and variables x0, x1, … elsewhere.</summary>
    private static (Expr Call, List<string> Variables) CallAt(FunctionDefinition definition, ImmutableArray<double> point)
    {
        var arguments = point.Select((x, i) => definition.Parameters.Contains(i) ? (Expr)x : new Variable($"x{i}")).ToImmutableArray();
        return (definition.AsTyped(arguments), [.. arguments.OfType<Variable>().Select(v => v.Name)]);
    }

    private static string Key(FunctionDefinition definition, ImmutableArray<double> point) =>
        $"{point.Length}: {string.Join(", ", definition.Parameters.Select(i => point[i]))}";

    private static Dictionary<string, double> Named(ImmutableArray<double> point) =>
        point.Select((x, i) => (Name: $"x{i}", x)).ToDictionary(p => p.Name, p => p.x);
}
