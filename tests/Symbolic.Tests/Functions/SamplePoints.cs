using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Tests.Functions;

/// <summary>Points inside the domain of a definition: a few for each argument, in every combination.</summary>
internal static class SamplePoints
{
    public static IEnumerable<ImmutableArray<double>> Of(FunctionDefinition definition)
    {
        var lengths = definition.MaxArity == int.MaxValue ? new[] { 1, 2, 3 }.Where(definition.Accepts) : [definition.MaxArity];
        return lengths.SelectMany(count => Combinations(definition, count));
    }

    /// <summary>A step from x that stays well inside the interval, and away from kinks, so that an extrapolation over it converges.</summary>
    public static double StepAt(double x, Interval interval, bool hasKinks) =>
        Math.Min(hasKinks ? 1.0 / 1024 : 1.0 / 16, Math.Min(x - interval.Lower, interval.Upper - x) / 16);

    private static IEnumerable<ImmutableArray<double>> Combinations(FunctionDefinition definition, int count)
    {
        IEnumerable<ImmutableArray<double>> points = [[]];
        for (var i = 0; i < count; i++)
        {
            // Different arguments get different points, so that those of min and max do not tie.
            var (axis, shift) = (Axis(definition, i), definition.Parameters.IsEmpty ? i * 0.1875 : 0);
            points = points.SelectMany(point => axis.Select(x => point.Add(x + shift)));
        }

        return points;
    }

    private static double[] Axis(FunctionDefinition definition, int i)
    {
        var interval = definition.DomainOf(i);
        if (definition.Parameters.Contains(i)) return definition.Name == "root" ? [1, 2, 3, 4, 7, 12] : [0, 1, 2, 3, 6];
        return (double.IsFinite(interval.Lower), double.IsFinite(interval.Upper)) switch
        {
            (false, false) => [-2.3125, -0.6875, 0.375, 1.6875, 3.3125],
            (true, false) => [.. new[] { 0.3125, 0.8125, 2.3125, 5.1875 }.Select(d => interval.Lower + d)],
            (false, true) => [.. new[] { 0.3125, 0.8125, 2.3125, 5.1875 }.Select(d => interval.Upper - d)],
            (true, true) => [.. new[] { 0.09375, 0.3125, 0.578125, 0.890625 }.Select(t => interval.Lower + (t * (interval.Upper - interval.Lower)))],
        };
    }
}
