using System.Collections.Immutable;
using System.Globalization;
using Symbolic.Expressions;
using Symbolic.Functions;
using Symbolic.Numerics;
using Symbolic.Tests.Numerics;

namespace Symbolic.Tests.Functions;

public class CatalogueValuesTests
{
    public static TheoryData<string> Functions =>
        [.. FunctionLibrary.Standard.Definitions.Where(d => d.Evaluate is not null || d.Expansion is not null).Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Values_agree_with_the_reference_within_the_stated_bound(string name)
    {
        var definition = FunctionLibrary.Standard.Find(name)!;
        if (definition.MaxArity == 0) return; // the constants: see below
        var table = ReferenceValues.Load(name);
        foreach (var point in table.Points)
        {
            // clamp is min(max(x, low), high), which is high where the limits cross; the reference has NaN there.
            if (name == "clamp" && point.Arguments[1] > point.Arguments[2]) continue;
            var value = TestEvaluator.Apply(definition, [.. point.Arguments]);
            Assert.True(point.UlpError(value) <= definition.MaxUlp, Describe(name, point.Arguments, value, point.Exact));
        }

        Assert.InRange(definition.MaxUlp, 0, table.MaxUlp + 2); // what is stated stays near what was measured
    }

    [Fact]
    public void Constants_are_the_nearest_doubles()
    {
        Assert.InRange(ReferenceValues.UlpError(TestEvaluator.Apply(NamedConstants.Pi), "3.14159265358979323846264338328"), 0, 0.5);
        Assert.InRange(ReferenceValues.UlpError(TestEvaluator.Apply(NamedConstants.E), "2.71828182845904523536028747135"), 0, 0.5);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Parity_holds_bit_for_bit(string name)
    {
        var definition = FunctionLibrary.Standard.Find(name)!;
        if (definition.Parity == Parity.None) return;
        foreach (var point in SamplePoints.Of(definition))
        {
            var value = TestEvaluator.Apply(definition, point);
            Assert.Equal(definition.Parity == Parity.Odd ? -value : value, TestEvaluator.Apply(definition, -point[0]));
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Exact_values_are_the_values(string name)
    {
        var definition = FunctionLibrary.Standard.Find(name)!;
        if (definition.ExactValue is null) return;
        var found = 0;
        foreach (var arguments in ExactCandidates(definition))
        {
            if (definition.ExactValue(arguments) is not { } exact) continue;
            found++;
            var points = arguments.Select(a => TestEvaluator.Evaluate(a, Nothing)).ToImmutableArray();
            var (expected, value) = (TestEvaluator.Evaluate(exact, Nothing), TestEvaluator.Apply(definition, points));
            var bound = (definition.MaxUlp * Ulp.Of(expected)) + RoundingOfArguments(definition, arguments, points) + double.Epsilon;
            Assert.True(value.Equals(expected) || Math.Abs(value - expected) <= bound, Describe(name, points, value, expected.ToString("R", CultureInfo.InvariantCulture)));
        }

        Assert.True(found > 0, "No candidate has an exact value.");
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_zero_that_is_only_rounded_has_no_exact_value(string name)
    {
        var definition = FunctionLibrary.Standard.Find(name)!;
        if (definition.ExactValue is null || definition.MaxArity != 1) return;
        Assert.Null(definition.ExactValue([new Constant(default)]));
        Assert.Null(definition.ExactValue([new Variable("x")]));
    }

    [Theory]
    [InlineData("min", new[] { 3.0, 1, 2 }, 1)]
    [InlineData("max", new[] { 3.0, 1, 4, 1 }, 4)]
    [InlineData("max", new[] { 7.0 }, 7)]
    [InlineData("min", new[] { 1, double.NaN, 2 }, double.NaN)]
    [InlineData("hypot", new[] { 2.0, 3, 6 }, 7)]
    public void Functions_of_many_arguments_work_from_the_left(string name, double[] arguments, double expected) =>
        Assert.Equal(expected, TestEvaluator.Apply(FunctionLibrary.Standard.Find(name)!, [.. arguments]));

    [Theory]
    [InlineData("besselj", -1)]
    [InlineData("bessely", -1)]
    [InlineData("besseli", 1)]
    [InlineData("besselk", 1)]
    public void A_negative_order_is_written_with_the_positive_one(string name, int sign)
    {
        var (function, x) = (FunctionLibrary.Standard.Find(name)!, new Variable("x"));
        Assert.Equal(sign * function.Of(3, x), function.Of(-3, x));
        Assert.Equal(function.Of(2, x), function.Of(-2, x));
    }

    private static Dictionary<string, double> Nothing => [];

    /// <summary>Arguments at which exact values are to be expected, in every combination.</summary>
    private static IEnumerable<ImmutableArray<Expr>> ExactCandidates(FunctionDefinition definition)
    {
        var count = definition.MaxArity == int.MaxValue ? 3 : definition.MaxArity;
        ImmutableArray<Expr> few = [.. count < 3 ? Enumerable.Range(-4, 13).Select(n => (Expr)n) : [-1, 0, 1], Constant.Half, new Constant(Number.FromRatio(-7, 2)), 27, 32, 1000, new Constant(Number.FromRatio(1, 8))];
        var pi = NamedConstants.Pi.Of();
        ImmutableArray<Expr> many = [.. few, NamedConstants.E.Of(), pi, .. Enumerable.Range(-12, 25).Select(k => pi * k / 12)];
        IEnumerable<ImmutableArray<Expr>> lists = [[]];
        for (var i = 0; i < count; i++) lists = lists.SelectMany(list => (count == 1 ? many : few).Select(list.Add));
        return lists;
    }

    /// <summary>What an argument that is no double, such as π or 1/3, does to the value: an ulp of it times the slope.</summary>
    private static double RoundingOfArguments(FunctionDefinition definition, ImmutableArray<Expr> arguments, ImmutableArray<double> points)
    {
        var change = 0.0;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is Constant { Value.IsInteger: true } || definition.Parameters.Contains(i)) continue;
            var names = arguments.Select((_, k) => $"x{k}").ToList();
            Expr call = definition.AsTyped([.. names.Select(n => (Expr)new Variable(n))]);
            var slope = TestEvaluator.Evaluate(TestDerivative.Of(call, names[i]), names.Zip(points).ToDictionary(p => p.First, p => p.Second));
            change += Ulp.Of(points[i]) * Math.Abs(slope);
        }

        return double.IsFinite(change) ? change : 0;
    }

    private static string Describe(string name, IEnumerable<double> arguments, double value, string exact) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}({string.Join(", ", arguments)}) = {value:R}, exactly {exact}");
}
