using Symbolic.FiniteDifferences;
using Symbolic.Tests.FiniteDifferences.Cases;

namespace Symbolic.Benchmarks.Accuracy;

/// <summary>First and second derivatives of the fixed functions of one variable.</summary>
internal static class FixedCaseAccuracy
{
    public static IEnumerable<AccuracyRow> Measure(TextWriter details)
    {
        Outcome[] outcomes = [.. LineCases.All.Select(c => Run(c, details))];
        double[] first = [.. outcomes.Select(o => o.First)], calls = [.. outcomes.Select(o => o.Calls)];
        double[] second = [.. outcomes.Select(o => o.Second).Where(d => !double.IsNaN(d))];
        double[] classic = [.. outcomes.Where(o => o.IsClassic).Select(o => o.First)];
        int low = first.Count(d => d < 3), firstHolds = outcomes.Count(o => o.FirstHolds), secondHolds = outcomes.Count(o => o.SecondHolds);
        int silent = outcomes.Count(o => o.IsSilentlyWrong), n = outcomes.Length;
        bool isSharp = Digits.Median(first) >= 14 && first.Average() >= 13;
        bool isSharpSecond = Digits.Median(second) >= 12 && second.Average() >= 11;
        bool isCheap = Digits.Median(calls) <= 31 && calls.Max() <= 110;
        yield return new("d1, fixed cases: median / mean digits", ">= 14.0 / 13.0", $"{Digits.Median(first):f1} / {first.Average():f1}", "8.1 / 7.9", isSharp);
        yield return new("d1, below 3 digits", "<= 2", $"{low} of {n}", "16", low <= 2);
        yield return new("d1, classic cases: median digits", ">= 14.5", $"{Digits.Median(classic):f1}", "14.2", Digits.Median(classic) >= 14.5);
        yield return new("d2, fixed cases: median / mean digits", ">= 12.0 / 11.0", $"{Digits.Median(second):f1} / {second.Average():f1}", "5.9 / 6.1", isSharpSecond);
        yield return new("bound holds, fixed cases d1, d2", "all", $"{firstHolds}/{n}, {secondHolds}/{n}", "75 %, 82 %", firstHolds == n && secondHolds == n);
        yield return new("silently wrong (incl. beside kinks)", "0", $"{silent}", "3", silent == 0);
        yield return new("calls for d1 and d2 together: median / max", "<= 31 / 110", $"{Digits.Median(calls)} / {calls.Max()}", "31 + 31", isCheap);
        int falseAlarms = outcomes.Count(o => o.IsFalseAlarm), missed = outcomes.Count(o => o.IsMissed);
        yield return new("checker, fixed: right contradicted / 1e-3 error confirmed", "0 / 0", $"{falseAlarms} / {missed}", "-", falseAlarms + missed == 0);
    }

    private static Outcome Run(LineCase c, TextWriter details)
    {
        (DerivativeEstimate d, DerivativeEstimate s) = FiniteDifference.Derivatives(c.F, c.X);
        double size = Math.Max(Math.Abs(c.X), 1e-300), f = Math.Abs(c.F(c.X));
        double first = Digits.Of(d.Value, c.First, c.First == 0 ? f / size : 0);
        double second = double.IsNaN(c.Second) ? double.NaN : Digits.Of(s.Value, c.Second, c.Second == 0 ? f / size / size : 0);
        bool firstHolds = Math.Abs(d.Value - c.First) <= d.ErrorBound;
        bool secondHolds = double.IsNaN(c.Second) || Math.Abs(s.Value - c.Second) <= s.ErrorBound;
        Judgement right = DerivativeJudge.Judge(c.First, c.F, c.X).Verdict, wrong = DerivativeJudge.Judge(c.First * 1.001, c.F, c.X).Verdict;
        details.WriteLine($"{c.Name,-28} {right,-12} {wrong,-12} {first,5:f1} {(firstHolds ? ' ' : '!')} {d.Status,-12} {second,5:f1} {(secondHolds ? ' ' : '!')} {s.Status,-12} {d.Calls,4}");
        return new(first, second, d.Calls, firstHolds, secondHolds, d.IsReliable && !firstHolds && first < 6, c.Group == "classic",
            right == Judgement.Disagree, wrong == Judgement.Agree && c.First != 0);
    }

    private sealed record Outcome(
        double First, double Second, double Calls, bool FirstHolds, bool SecondHolds, bool IsSilentlyWrong, bool IsClassic,
        bool IsFalseAlarm, bool IsMissed);
}
