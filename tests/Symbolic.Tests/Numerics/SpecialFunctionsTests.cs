using System.Globalization;
using System.Reflection;
using Symbolic.Numerics;

namespace Symbolic.Tests.Numerics;

public class SpecialFunctionsTests
{
    /// <summary>Where the formula language's name is not the method's.</summary>
    private static readonly Dictionary<string, string> MethodNames = new(StringComparer.Ordinal)
    {
        ["ln"] = "Log",
        ["ceil"] = "Ceiling",
    };

    public static TheoryData<string> Functions => [.. ReferenceValues.Names];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Reference_values_are_met_within_the_stated_bound(string name)
    {
        var table = ReferenceValues.Load(name);
        var function = Find(name, table.Points[0].Arguments.Count);
        var worst = table.Points
            .Select(point => (Point: point, Computed: function(point.Arguments)))
            .Select(pair => (pair.Point, pair.Computed, Error: pair.Point.UlpError(pair.Computed)))
            .MaxBy(triple => triple.Error);
        Assert.True(worst.Error <= table.MaxUlp, string.Create(
            CultureInfo.InvariantCulture,
            $"{name}({string.Join(", ", worst.Point.Arguments)}) = {worst.Computed:R}, exactly {worst.Point.Exact}: {worst.Error} ulp"));
    }

    /// <summary>Ours if there is one, else that of System.Math.</summary>
    private static Func<IReadOnlyList<double>, double> Find(string name, int arity)
    {
        var method = new[] { typeof(SpecialFunctions), typeof(Math) }
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .First(method => method.Name.Equals(MethodNames.GetValueOrDefault(name, name), StringComparison.OrdinalIgnoreCase)
                && method.GetParameters().Length == arity
                && method.GetParameters().All(parameter => parameter.ParameterType == typeof(double)));
        return arguments => (double)method.Invoke(null, [.. arguments.Cast<object>()])!;
    }
}
