using Symbolic.FiniteDifferences;
using Symbolic.Tests.FiniteDifferences.Cases;

namespace Symbolic.Benchmarks.Accuracy;

/// <summary>False alarms and misses of the judge on random smooth functions.</summary>
internal static class CheckerAccuracy
{
    private static readonly double[] Errors = [1e-4, 1e-6, 1e-7];

    public static IEnumerable<AccuracyRow> Measure(TextWriter details, int count, ulong seed)
    {
        int[] right = new int[3];
        int[][] wrong = [new int[3], new int[3], new int[3]];
        Family(details, count, seed, badlyScaled: false, right, wrong);
        Family(details, count, seed + 1, badlyScaled: true, right, wrong);
        int all = 2 * count;
        yield return new($"checker: false alarms on {all} right claims", "0", $"{right[1]} ({right[2]} inconclusive)", "0-35 %", right[1] == 0);
        for (int e = 0; e < Errors.Length; e++)
        {
            int found = wrong[e][(int)Judgement.Disagree], confirmed = wrong[e][(int)Judgement.Agree];
            bool isBar = Errors[e] >= 1e-6;
            string measured = $"{100.0 * found / all:f3} % / {confirmed}";
            yield return new($"checker: error {Errors[e]:e0} found / confirmed", isBar ? ">= 99.95 % / 0" : "-", measured,
                Errors[e] == 1e-6 ? "100 % (at 7-35 % false alarms)" : "-", !isBar || (found >= 0.9995 * all && confirmed == 0));
        }
    }

    private static void Family(TextWriter details, int count, ulong seed, bool badlyScaled, int[] right, int[][] wrong)
    {
        var random = new RandomTerms(seed);
        for (int k = 0; k < count; k++)
        {
            (Term f, double x, double scale) = random.Next(badlyScaled);
            double exact = f.Exact(x).First;
            DerivativeJudgement judgement = DerivativeJudge.Judge(exact, f.At, x);
            right[(int)judgement.Verdict]++;
            if (judgement.Verdict != Judgement.Agree)
                details.WriteLine($"   checker #{k} x {x:g3} scale {scale:g3} f' {exact:r} {judgement}");
            for (int e = 0; e < Errors.Length; e++)
            {
                double claim = exact * (k % 2 == 0 ? 1 + Errors[e] : 1 - Errors[e]);
                judgement = DerivativeJudge.Judge(claim, f.At, x);
                wrong[e][(int)judgement.Verdict]++;
                if (Errors[e] >= 1e-6 && judgement.Verdict != Judgement.Disagree)
                    details.WriteLine($"   checker #{k} x {x:g3} scale {scale:g3} f' {exact:r} off by {Errors[e]} {judgement}");
            }
        }
    }
}
