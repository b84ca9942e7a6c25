using FsCheck;
using FsCheck.Fluent;
using Symbolic.FiniteDifferences;
using Symbolic.Tests.FiniteDifferences.Cases;
using Xunit;

namespace Symbolic.Tests.FiniteDifferences;

public class DerivativeJudgeTests
{
    [Theory]
    [MemberData(nameof(FiniteDifferenceTests.FixedCases), MemberType = typeof(FiniteDifferenceTests), DisableDiscoveryEnumeration = true)]
    public void A_right_claim_is_never_contradicted_and_a_wrong_one_never_confirmed(LineCase c)
    {
        Assert.NotEqual(Judgement.Disagree, DerivativeJudge.Judge(c.First, c.F, c.X).Verdict);
        if (c.First != 0)
        {
            Assert.NotEqual(Judgement.Agree, DerivativeJudge.Judge(c.First * 1.001, c.F, c.X).Verdict);
            Assert.NotEqual(Judgement.Agree, DerivativeJudge.Judge(-c.First, c.F, c.X).Verdict);
        }
        Assert.NotEqual(Judgement.Agree, DerivativeJudge.Judge(double.NaN, c.F, c.X).Verdict);
        Assert.NotEqual(Judgement.Agree, DerivativeJudge.Judge(double.PositiveInfinity, c.F, c.X).Verdict);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Random_right_claims_agree_and_errors_of_the_tolerance_are_found(bool badlyScaled)
    {
        var random = new RandomTerms(31);
        int undecided = 0, missed = 0;
        const int count = 2000;
        for (int k = 0; k < count; k++)
        {
            (Term f, double x, _) = random.Next(badlyScaled);
            double exact = f.Exact(x).First;
            Judgement right = DerivativeJudge.Judge(exact, f.At, x).Verdict;
            Assert.NotEqual(Judgement.Disagree, right);
            undecided += right == Judgement.Inconclusive ? 1 : 0;
            Judgement wrong = DerivativeJudge.Judge(exact * (k % 2 == 0 ? 1 + 1e-6 : 1 - 1e-6), f.At, x).Verdict;
            Assert.NotEqual(Judgement.Agree, wrong);
            missed += wrong == Judgement.Inconclusive ? 1 : 0;
        }
        Assert.InRange(undecided, 0, 4);
        Assert.InRange(missed, 0, 1);
    }

    [Fact]
    public void A_claim_of_NaN_is_contradicted_where_there_is_a_derivative()
    {
        Assert.Equal(Judgement.Disagree, DerivativeJudge.Judge(double.NaN, Math.Exp, 1).Verdict);
        Assert.Equal(Judgement.Disagree, DerivativeJudge.Judge(double.NegativeInfinity, Math.Exp, 1).Verdict);
        Assert.Equal(JudgementReason.NonFinite, DerivativeJudge.Judge(double.NaN, Math.Log, -1).Reason);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void At_a_kink_nothing_is_decided_and_the_slopes_are_given(double claim)
    {
        DerivativeJudgement judgement = DerivativeJudge.Judge(claim, Math.Abs, 0);
        Assert.Equal((Judgement.Inconclusive, JudgementReason.Kink), (judgement.Verdict, judgement.Reason));
        Assert.Equal((-1.0, 1.0), (judgement.Estimate.Left, judgement.Estimate.Right));
    }

    [Fact]
    public void Zero_is_judged_against_the_slopes_nearby()
    {
        Assert.Equal(Judgement.Agree, DerivativeJudge.Judge(0, t => t * t, 0).Verdict);
        Assert.Equal(Judgement.Agree, DerivativeJudge.Judge(0, Math.Cos, 0).Verdict);
        Assert.Equal(Judgement.Agree, DerivativeJudge.Judge(0, _ => 3, 5).Verdict);
        Assert.Equal(Judgement.Disagree, DerivativeJudge.Judge(1e-4, Math.Cos, 0).Verdict);
        Assert.Equal(Judgement.Disagree, DerivativeJudge.Judge(0, Math.Sin, 0.5).Verdict);
        Assert.Equal(Judgement.Disagree, DerivativeJudge.Judge(0, t => 1e-5 * t + 1, 0.5).Verdict);
    }

    [Fact]
    public void A_function_with_two_answers_is_not_judged()
    {
        int calls = 0;
        Assert.Equal(JudgementReason.NonDeterministic, DerivativeJudge.Judge(1, t => t + 1e-9 * calls++, 0.5).Reason);
        Assert.Equal(
            JudgementReason.NonDeterministic,
            DerivativeJudge.JudgeGradient([1.0], z => z[0] + 1e-9 * calls++, [0.5]).Components[0].Reason);
    }

    [Fact]
    public void Digits_and_resolution_say_what_was_seen()
    {
        DerivativeJudgement clean = DerivativeJudge.Judge(Math.E, Math.Exp, 1);
        Assert.InRange(clean.Digits, 12, 16);
        DerivativeJudgement noisy = DerivativeJudge.Judge(Math.E, t => Math.Exp(t) + 1e-4 * HashNoise.At(t), 1);
        Assert.Equal((Judgement.Inconclusive, JudgementReason.Noise), (noisy.Verdict, noisy.Reason));
        Assert.InRange(noisy.Resolution, 1e-5, 0.1);
        Assert.Equal(Judgement.Disagree, DerivativeJudge.Judge(2 * Math.E, t => Math.Exp(t) + 1e-4 * HashNoise.At(t), 1).Verdict);
    }

    [Fact]
    public void Random_corruptions_of_a_gradient_are_found_where_they_are()
    {
        var random = new RandomTerms(41);
        Gen<(int, double, int)> corruptions =
            from index in Gen.Choose(0, 3) from size in Gen.Elements(1e-6, 1e-4, 1e-2, 2) from sign in Gen.Elements(-1, 1) select (index, size, sign);
        Prop.ForAll(corruptions.ToArbitrary(), sample =>
        {
            (Term f, double[] x) = random.Next(4, badlyScaled: sample.Item1 % 2 == 0);
            double[] claim = HessianEstimateTests.GradientOf(f, x);
            GradientJudgement right = DerivativeJudge.JudgeGradient(claim, f.Evaluate, x);
            Assert.NotEqual(Judgement.Disagree, right.Verdict);
            // An entry lost in the rounding of f is judged as 0, against the slopes nearby, and has no relative error.
            DerivativeJudgement entry = right.Components[sample.Item1];
            if (entry.Verdict != Judgement.Agree || entry.Scale > 1.5 * Math.Abs(claim[sample.Item1]))
                return;
            claim[sample.Item1] *= 1 + sample.Item3 * sample.Item2;
            GradientJudgement wrong = DerivativeJudge.JudgeGradient(claim, f.Evaluate, x);
            // So near to what can be told at all the second look may leave it open.
            if (wrong.Components[sample.Item1].Verdict == Judgement.Inconclusive && 20 * entry.Resolution > sample.Item2)
                return;
            Assert.Equal(Judgement.Disagree, wrong.Components[sample.Item1].Verdict);
            Assert.Equal(sample.Item1, wrong.Worst);
        }).Check(Generators.Property.Repeatable(200));
    }

    [Fact]
    public void Of_a_hundred_variables_two_directions_confirm_all_and_bisection_finds_the_wrong_one()
    {
        const int n = 100;
        var random = new Random(3);
        double[] x = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble() * 4 - 2)];
        double[] exact = RingGradient(x);
        for (int k = 0; k < 40; k++)
        {
            var options = new DifferenceOptions { Seed = (ulong)k };
            GradientJudgement right = DerivativeJudge.JudgeGradient(exact, Ring, x, options: options);
            Assert.Equal(Judgement.Agree, right.Verdict);
            Assert.InRange(right.Calls, 1, 400);
            int index = random.Next(n);
            double[] claim = [.. exact];
            claim[index] *= 1 + 1e-6;
            GradientJudgement wrong = DerivativeJudge.JudgeGradient(claim, Ring, x, options: options);
            Assert.Equal((Judgement.Disagree, index), (wrong.Verdict, wrong.Worst));
            Assert.Single(wrong.Components, component => component.Verdict == Judgement.Disagree);
        }
    }

    [Fact]
    public void Kinks_and_NaN_claims_among_many_variables_stay_where_they_are()
    {
        const int n = 40;
        double[] x = [.. Enumerable.Range(0, n).Select(i => Math.Sin(i) * 2)];
        x[5] = 0;
        double F(double[] z) => Ring(z) + Math.Abs(z[5]);
        double[] claim = RingGradient(x);
        claim[11] = double.NaN;
        GradientJudgement judgement = DerivativeJudge.JudgeGradient(claim, F, x);
        for (int i = 0; i < n; i++)
        {
            Judgement expected = i switch { 5 => Judgement.Inconclusive, 11 => Judgement.Disagree, _ => Judgement.Agree };
            Assert.Equal(expected, judgement.Components[i].Verdict);
        }
        Assert.Equal(JudgementReason.Kink, judgement.Components[5].Reason);
    }

    [Fact]
    public void A_hessian_is_judged_entry_by_entry()
    {
        PlaneCase c = PlaneCases.All.Single(c => c.Name == "Wood");
        double[,] claim = c.ExactHessian();
        Assert.Equal(Judgement.Agree, DerivativeJudge.JudgeHessian(claim, c.F.Evaluate, c.X).Verdict);
        claim[2, 3] *= 1 + 1e-5;
        GradientJudgement wrong = DerivativeJudge.JudgeHessian(claim, c.F.Evaluate, c.X);
        Assert.Equal((Judgement.Disagree, 2 * 4 + 3), (wrong.Verdict, wrong.Worst));
    }

    private static double Ring(double[] z)
    {
        double sum = 0;
        for (int i = 0; i < z.Length; i++)
            sum += Math.Sin(z[i] * z[(i + 1) % z.Length]) + 0.5 * Math.Exp(0.3 * z[i]);
        return sum;
    }

    private static double[] RingGradient(double[] z)
    {
        var gradient = new double[z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            int next = (i + 1) % z.Length;
            double slope = Math.Cos(z[i] * z[next]);
            gradient[i] += slope * z[next] + 0.15 * Math.Exp(0.3 * z[i]);
            gradient[next] += slope * z[i];
        }
        return gradient;
    }
}
