using System.Diagnostics;
using System.Globalization;
using Symbolic.Tests.Verification.Cases;
using Symbolic.Verification;

namespace Symbolic.Benchmarks.Accuracy;

/// <summary>Measures the checker of claimed formulas on random formulas, right and corrupted, and how many mistakes are mended.</summary>
internal static class ClaimAccuracy
{
    private static readonly Verdict[] Verdicts = Enum.GetValues<Verdict>();

    /// <summary>Prints the counts; false when a right claim was rejected or a wrong one verified.</summary>
    public static bool Print(TextWriter output, int count, int seed, bool verbose)
    {
        var watch = Stopwatch.StartNew();
        var right = Count(output, count, seed, isWrong: false, verbose);
        output.WriteLine(Line("right claims", right));
        var wrong = Count(output, count, seed + 1, isWrong: true, verbose);
        output.WriteLine(Line("wrong claims (relative error of 1e-6 and more)", wrong));
        var found = 100.0 * wrong[(int)Verdict.Disagrees] / wrong.Sum();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"false alarms {right[(int)Verdict.Disagrees]} (bar 0), found {found:F3} % (bar 99.95 %), wrongly verified {wrong[(int)Verdict.Verified]} (bar 0)"));
        var tally = MistakeTally.Of(Enumerable.Range(seed * 1000, Math.Max(200, count / 20)));
        output.WriteLine($"find my mistake: {tally}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:F0} s"));
        return right[(int)Verdict.Disagrees] == 0 && wrong[(int)Verdict.Verified] == 0 && found >= 99.95;
    }

    private static int[] Count(TextWriter output, int count, int seed, bool isWrong, bool verbose)
    {
        var counts = new int[Verdicts.Length];
        var gate = new Lock();
        var next = 0;
        Parallel.For(0, Environment.ProcessorCount, _ =>
        {
            while (Volatile.Read(ref next) is var k && counts.Sum() < count)
            {
                k = Interlocked.Increment(ref next);
                if (ClaimTrial.Run(unchecked((seed * 10_000_019) + k), isWrong) is not { } trial) continue;
                lock (gate)
                {
                    if (counts.Sum() < count) counts[(int)trial.Verdict]++;
                    var isBad = isWrong ? trial.Verdict != Verdict.Disagrees : trial.Verdict == Verdict.Disagrees;
                    if (isBad && (verbose || trial.Verdict != Verdict.Inconclusive)) output.WriteLine($"   #{k} {trial}");
                }
            }
        });
        return counts;
    }

    private static string Line(string what, int[] counts) =>
        $"{counts.Sum()} {what}: {string.Join(", ", Verdicts.Select(v => $"{counts[(int)v]} {v.ToString().ToLowerInvariant()}"))}";
}
