using System.Diagnostics;
using System.Globalization;

namespace Symbolic.Benchmarks.Accuracy;

/// <summary>One line of the table: what was measured, what it has to reach, and what the best peer reaches.</summary>
/// <param name="What">The quantity.</param>
/// <param name="Bar">What it has to reach.</param>
/// <param name="Measured">What was measured.</param>
/// <param name="Peer">Published figure of the best peer in real arithmetic.</param>
/// <param name="Reached">Whether the bar is met.</param>
internal sealed record AccuracyRow(string What, string Bar, string Measured, string Peer, bool Reached);

/// <summary>Measures the finite differences against exact derivatives and prints them beside the bars and the peers' figures.</summary>
internal static class DifferenceAccuracy
{
    /// <param name="output">Where the table goes.</param>
    /// <param name="count">Number of random functions, half of them badly scaled.</param>
    /// <param name="seed">Seed of the random functions.</param>
    /// <param name="verbose">Whether every fixed case and every failure is listed.</param>
    /// <returns>Whether every bar is met.</returns>
    public static bool Print(TextWriter output, int count, ulong seed, bool verbose)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var watch = Stopwatch.StartNew();
        TextWriter details = verbose ? output : TextWriter.Null;
        AccuracyRow[] rows =
        [
            .. FixedCaseAccuracy.Measure(details),
            .. HessianAccuracy.Measure(details),
            .. RandomAccuracy.Measure(details, count / 2, seed),
            .. CheckerAccuracy.Measure(details, count / 2, seed + 2),
        ];
        output.WriteLine($"{"",2} {"what",-58} {"bar",-22} {"measured",-38} best peer");
        foreach (AccuracyRow row in rows)
            output.WriteLine($"{(row.Reached ? "" : "!!"),2} {row.What,-58} {row.Bar,-22} {row.Measured,-38} {row.Peer}");
        output.WriteLine($"{count} random functions, seed {seed}, {watch.Elapsed.TotalSeconds:f0} s");
        return rows.All(row => row.Reached);
    }
}

/// <summary>Digits and medians as the table counts them.</summary>
internal static class Digits
{
    /// <summary>Correct decimal digits, 0 to 16, relative to the exact value or the given scale if that is larger.</summary>
    public static double Of(double value, double exact, double scale = 0)
    {
        double error = Math.Abs(value - exact);
        if (error == 0)
            return 16;
        return double.IsFinite(error) ? Math.Clamp(-Math.Log10(error / Math.Max(Math.Abs(exact), scale)), 0, 16) : 0;
    }

    public static double Median(IReadOnlyList<double> values) => Quantile(values, 0.5);

    public static double Quantile(IReadOnlyList<double> values, double share) =>
        values.Count == 0 ? double.NaN : values.Order().ElementAt((int)(values.Count * share));
}
