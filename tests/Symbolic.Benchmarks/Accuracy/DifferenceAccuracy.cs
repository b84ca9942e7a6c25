using System.Diagnostics;
using System.Globalization;
using Symbolic.FiniteDifferences;
using Symbolic.Tests.FiniteDifferences.Cases;

namespace Symbolic.Benchmarks.Accuracy;

/// <summary>Measures the finite differences against exact derivatives and prints them beside the bars and the best peer's figures.</summary>
internal static class DifferenceAccuracy
{
    public static void Print(TextWriter output, int count, ulong seed, bool verbose)
    {
        var watch = Stopwatch.StartNew();
        FixedCases(output, verbose);
        HessianCases(output, verbose);
        RandomCases(output, count / 2, seed, badlyScaled: false, verbose);
        RandomCases(output, count / 2, seed + 1, badlyScaled: true, verbose);
        Checker(output, count / 2, seed + 2, badlyScaled: false, verbose);
        Checker(output, count / 2, seed + 3, badlyScaled: true, verbose);
        output.WriteLine($"{watch.Elapsed.TotalSeconds:f0} s");
    }

    private static double Digits(double value, double exact, double scale)
    {
        double error = Math.Abs(value - exact);
        if (error == 0)
            return 16;
        return double.IsFinite(error) ? Math.Clamp(-Math.Log10(error / Math.Max(Math.Abs(exact), scale)), 0, 16) : 0;
    }

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }

    private static void FixedCases(TextWriter output, bool verbose)
    {
        List<double> first = [], second = [], classic = [], calls = [];
        int firstHolds = 0, secondHolds = 0, secondCount = 0, silent = 0;
        foreach (LineCase c in LineCases.All)
        {
            (DerivativeEstimate d, DerivativeEstimate s) = FiniteDifference.Derivatives(c.F, c.X);
            double size = Math.Max(Math.Abs(c.X), 1e-300), f = Math.Abs(c.F(c.X));
            double d1 = Digits(d.Value, c.First, c.First == 0 ? f / size : 0);
            first.Add(d1);
            calls.Add(d.Calls);
            if (c.Group == "classic")
                classic.Add(d1);
            bool holds1 = Math.Abs(d.Value - c.First) <= d.ErrorBound;
            firstHolds += holds1 ? 1 : 0;
            if (d.Status == EstimateStatus.Ok && d1 < 6 && !holds1)
                silent++;
            double d2 = double.NaN;
            bool holds2 = true;
            if (!double.IsNaN(c.Second))
            {
                d2 = Digits(s.Value, c.Second, c.Second == 0 ? f / size / size : 0);
                second.Add(d2);
                holds2 = Math.Abs(s.Value - c.Second) <= s.ErrorBound;
                secondHolds += holds2 ? 1 : 0;
                secondCount++;
            }
            if (verbose)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{c.Name,-28} {Verdicts(c)} {d1,5:f1} {(holds1 ? ' ' : '!')} {Ratio(d, c.First),8:g2} {d.Status,-12} | {d2,5:f1} {(holds2 ? ' ' : '!')} {Ratio(s, c.Second),8:g2} {s.Status,-12} {d.Calls,4}"));
        }
        output.WriteLine($"fixed f': median {Median(first):f1} mean {first.Average():f1} digits, below 3: {first.Count(v => v < 3)} of {first.Count}; classic median {Median(classic):f1}");
        output.WriteLine($"fixed f'': median {Median(second):f1} mean {second.Average():f1} digits");
        output.WriteLine($"bound holds f' {firstHolds}/{first.Count}, f'' {secondHolds}/{secondCount}; silently wrong {silent}");
        output.WriteLine($"calls median {Median(calls)} max {calls.Max()}");
    }

    private static string Verdicts(LineCase c) =>
        $"{DerivativeJudge.Judge(c.First, c.F, c.X).Verdict,-12} {DerivativeJudge.Judge(c.First * 1.001, c.F, c.X).Verdict,-12}";

    private static double Ratio(DerivativeEstimate d, double exact) => d.ErrorBound / Math.Abs(d.Value - exact);

    private static void HessianCases(TextWriter output, bool verbose)
    {
        int holds = 0;
        double worst = 16;
        foreach (PlaneCase c in PlaneCases.All)
        {
            HessianEstimate h = FiniteDifference.Hessian(c.F.Evaluate, c.X);
            double[,] exact = c.ExactHessian();
            int n = c.X.Length;
            bool all = true;
            double digits = 16;
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    // An off-diagonal entry is measured against the diagonal it belongs to.
                    double scale = Math.Sqrt(Math.Abs(exact[i, i] * exact[j, j]));
                    digits = Math.Min(digits, Digits(h[i, j].Value, exact[i, j], scale));
                    bool good = Math.Abs(h[i, j].Value - exact[i, j]) <= h[i, j].ErrorBound;
                    all &= good;
                    if (verbose && !good)
                        output.WriteLine($"   {i} {j} {exact[i, j]:r} {h[i, j]}");
                }
            }
            holds += all ? 1 : 0;
            worst = Math.Min(worst, digits);
            if (verbose || n == 10)
                output.WriteLine($"{c.Name,-28} n {n,2} digits {digits:f1} {(all ? ' ' : '!')} calls {h.Calls} (gradient {h.Gradient.Components.Sum(g => g.Calls)})");
        }
        output.WriteLine($"Hessians: bound holds {holds}/{PlaneCases.All.Count}, worst digits {worst:f1}");
    }

    private static void RandomCases(TextWriter output, int count, ulong seed, bool badlyScaled, bool verbose)
    {
        var random = new RandomTerms(seed);
        int holds = 0, secondHolds = 0, gross = 0, notOk = 0;
        List<double> ratios = [], digits = [], digits2 = [], calls = [];
        for (int k = 0; k < count; k++)
        {
            (Term f, double x, double scale) = random.Next(badlyScaled);
            (_, double first, double second) = f.Exact(x);
            (DerivativeEstimate d, DerivativeEstimate s) = FiniteDifference.Derivatives(f.At, x);
            double error = Math.Abs(d.Value - first);
            bool good = error <= d.ErrorBound;
            holds += good ? 1 : 0;
            secondHolds += Math.Abs(s.Value - second) <= s.ErrorBound ? 1 : 0;
            notOk += d.Status == EstimateStatus.Ok ? 0 : 1;
            bool bad = d.Status == EstimateStatus.Ok && error > Math.Max(20 * d.ErrorBound, 1e-9 * Math.Abs(first));
            gross += bad ? 1 : 0;
            if (verbose && (!good || d.Status != EstimateStatus.Ok))
                output.WriteLine($"   #{k} x {x:g3} scale {scale:g3} f' {first:r} {d} error/bound {error / d.ErrorBound:g3} relative {error / Math.Abs(first):g2} {(bad ? "GROSS" : "")}");
            double secondError = Math.Abs(s.Value - second);
            if (verbose && secondError > s.ErrorBound)
                output.WriteLine($"   #{k} x {x:g3} scale {scale:g3} f {f.At(x):g3} f' {first:g3} f'' {second:g3} error/bound {secondError / s.ErrorBound:g3} relative {secondError / Math.Abs(second):g2} noise {s.NoiseLevel:g2} step {s.Step:g2} {s.Status}");
            ratios.Add(d.ErrorBound / Math.Max(error, 1e-17 * Math.Abs(first)));
            digits.Add(Digits(d.Value, first, 0));
            digits2.Add(Digits(s.Value, second, 0));
            calls.Add(d.Calls);
        }
        output.WriteLine($"random {(badlyScaled ? "badly scaled" : "plain")}, {count}: bound holds {100.0 * holds / count:f3} % (f'' {100.0 * secondHolds / count:f3} %), gross {gross}, not Ok {notOk}, bound/error median {Median(ratios):f1} 90 % {ratios.Order().ElementAt(count * 9 / 10):f0}");
        output.WriteLine($"   digits median {Median(digits):f1} / {Median(digits2):f1} worst {digits.Min():f1}, calls median {Median(calls)} mean {calls.Average():f1} max {calls.Max()}");
    }

    private static void Checker(TextWriter output, int count, ulong seed, bool badlyScaled, bool verbose)
    {
        var random = new RandomTerms(seed);
        var right = new int[3];
        int[][] wrong = [new int[3], new int[3], new int[3]];
        double[] errors = [1e-4, 1e-6, 1e-8];
        for (int k = 0; k < count; k++)
        {
            (Term f, double x, double scale) = random.Next(badlyScaled);
            (_, double first, _) = f.Exact(x);
            DerivativeJudgement judgement = DerivativeJudge.Judge(first, f.At, x);
            right[(int)judgement.Verdict]++;
            if (verbose && judgement.Verdict != Judgement.Agree)
                output.WriteLine($"   #{k} x {x:g3} scale {scale:g3} f' {first:r} {judgement}");
            for (int e = 0; e < errors.Length; e++)
            {
                judgement = DerivativeJudge.Judge(first * (1 + (k % 2 == 0 ? errors[e] : -errors[e])), f.At, x);
                wrong[e][(int)judgement.Verdict]++;
                if (verbose && e < 2 && judgement.Verdict != Judgement.Disagree)
                    output.WriteLine($"   #{k} x {x:g3} scale {scale:g3} f' {first:r} off by {errors[e]} {judgement}");
            }
        }
        output.WriteLine($"checker {(badlyScaled ? "badly scaled" : "plain")}: right claims agree {right[0]}, false alarms {right[1]}, inconclusive {right[2]}");
        for (int e = 0; e < errors.Length; e++)
            output.WriteLine($"   error {errors[e]:e0}: found {wrong[e][1]}, agree {wrong[e][0]}, inconclusive {wrong[e][2]}");
    }
}
