using FsCheck;
using FsCheck.Fluent;

namespace Symbolic.Tests.Generators;

/// <summary>Points for programs: ordinary coordinates, mixed with zeros of both signs, infinities, NaN, subnormal and huge numbers.</summary>
internal static class SpecialPoints
{
    /// <summary>Numbers on which arithmetic takes its rare ways.</summary>
    public static readonly double[] Numbers =
        [0, -0.0, 1, -1, 0.5, 2, -3.25, 1e-310, -1e-310, 1e300, -1e300, double.MaxValue, double.Epsilon, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    /// <summary>One coordinate, a special number one time in five.</summary>
    public static Gen<double> Coordinate => Gen.Frequency((4, ExprGenerator.Coordinate), (1, Gen.Elements(Numbers)));

    /// <summary>Columns of one length, one for each variable.</summary>
    public static Gen<double[][]> Columns(int variables, int length) => Coordinate.ArrayOf(length).ArrayOf(variables);

    /// <summary>Columns from a seed, for lengths at which generators take their time.</summary>
    public static double[][] Columns(Random random, int variables, int length) =>
        [.. Enumerable.Range(0, variables).Select(_ => Enumerable.Range(0, length).Select(_ => Next(random)).ToArray())];

    private static double Next(Random random) => random.Next(5) == 0 ? Numbers[random.Next(Numbers.Length)] : (random.NextDouble() * 6) - 3;
}
