using Symbolic.FiniteDifferences;
using Symbolic.Tests.FiniteDifferences.Cases;

namespace Symbolic.Benchmarks.Accuracy;

/// <summary>How often the bound holds, and how sharp it is, on random smooth functions.</summary>
internal static class RandomAccuracy
{
    public static IEnumerable<AccuracyRow> Measure(TextWriter details, int count, ulong seed) =>
        [.. Family(details, count, seed, badlyScaled: false), .. Family(details, count, seed + 1, badlyScaled: true)];

    private static IEnumerable<AccuracyRow> Family(TextWriter details, int count, ulong seed, bool badlyScaled)
    {
        string family = badlyScaled ? "badly scaled" : "plain";
        double bar = badlyScaled ? 99.9 : 99.95;
        var random = new RandomTerms(seed);
        int holds = 0, secondHolds = 0, gross = 0;
        List<double> ratios = [], first = [], second = [], calls = [];
        for (int k = 0; k < count; k++)
        {
            (Term f, double x, double scale) = random.Next(badlyScaled);
            (_, double exact, double exactSecond) = f.Exact(x);
            (DerivativeEstimate d, DerivativeEstimate s) = FiniteDifference.Derivatives(f.At, x);
            double error = Math.Abs(d.Value - exact);
            holds += error <= d.ErrorBound ? 1 : 0;
            secondHolds += Math.Abs(s.Value - exactSecond) <= s.ErrorBound ? 1 : 0;
            bool isGross = d.Status == EstimateStatus.Ok && error > Math.Max(20 * d.ErrorBound, 1e-9 * Math.Abs(exact));
            gross += isGross ? 1 : 0;
            if (error > d.ErrorBound || d.Status != EstimateStatus.Ok)
                details.WriteLine($"   {family} #{k} x {x:g3} scale {scale:g3} f' {exact:r} error/bound {error / d.ErrorBound:g3} {d}");
            ratios.Add(d.ErrorBound / Math.Max(error, 1e-17 * Math.Abs(exact)));
            first.Add(Digits.Of(d.Value, exact));
            second.Add(Digits.Of(s.Value, exactSecond));
            calls.Add(d.Calls);
        }
        double share = 100.0 * holds / count, secondShare = 100.0 * secondHolds / count, ratio = Digits.Median(ratios);
        yield return new($"bound holds, random {family}: d1 (d2)", $">= {bar} %", $"{share:f3} % ({secondShare:f3} %)", badlyScaled ? "72 %" : "93 %", share >= bar);
        yield return new("   Ok and wrong by > max(20 bounds, 1e-9)", "0", $"{gross}", "-", gross == 0);
        yield return new("   bound / error: median (90 %)", "<= 20", $"{ratio:f1} ({Digits.Quantile(ratios, 0.9):f0})", "5-246", ratio <= 20);
        yield return new("   digits d1 / d2: median; calls: median / max", "-", $"{Digits.Median(first):f1} / {Digits.Median(second):f1}; {Digits.Median(calls)} / {calls.Max()}", "-", true);
    }
}
