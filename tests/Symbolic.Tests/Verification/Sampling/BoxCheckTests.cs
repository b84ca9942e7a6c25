using Symbolic.Verification;
using Symbolic.Verification.Claims;
using Symbolic.Verification.Sampling;

namespace Symbolic.Tests.Verification.Sampling;

public class BoxCheckTests
{
    private static readonly Formula F = Formula.Parse("x^2*sin(y)");

    private static readonly Side[] Box = [new(-1, 1), new(0, 2)];

    [Fact]
    public void Right_derivatives_are_verified_everywhere()
    {
        var report = BoxCheck.Run(F, Box, options: new SampleOptions { Samples = 100 });
        Assert.Equal(Verdict.Verified, report.Verdict);
        Assert.Equal(["x", "y", "x,x", "y,x", "y,y"], report.Components.Select(c => c.Of));
        Assert.All(report.Components, c => Assert.Equal(100, c.Counts[(int)Verdict.Verified]));
        Assert.False(report.IsCancelled);
    }

    [Fact]
    public void The_worst_place_of_a_wrong_claim_is_told()
    {
        // Wrong for x > 0.8 only.
        var claim = DerivativeClaim.Parse(F.Variables, "if(x > 0.8, x, 2x)*sin(y); x^2*cos(y)");
        var report = BoxCheck.Run(F, claim, Box, new SampleOptions { Samples = 200 });
        var wrong = Assert.Single(report.Components, c => c.Verdict == Verdict.Disagrees);
        Assert.Equal("x", wrong.Of);
        Assert.InRange(wrong.Counts[(int)Verdict.Disagrees], 5, 50);
        Assert.True(wrong.WorstAt[0] > 0.8);
        Assert.Equal(2, wrong.WorstReference / wrong.WorstValue, 1e-9);
    }

    [Fact]
    public void The_same_seed_gives_the_same_report_and_another_one_other_points()
    {
        var claim = DerivativeClaim.Parse(F.Variables, "2x*y; x^2*cos(y)");
        BoxReport Run(ulong seed) => BoxCheck.Run(F, claim, Box, new SampleOptions { Samples = 20, Seed = seed });
        Assert.Equal(Run(3).Components[0].WorstAt, Run(3).Components[0].WorstAt);
        Assert.NotEqual(Run(3).Components[0].WorstAt, Run(4).Components[0].WorstAt);
    }

    [Fact]
    public void Points_outside_the_domain_are_counted_as_such()
    {
        var report = BoxCheck.Run(Formula.Parse("ln(x)"), [new Side(-1, 1)], 1, new SampleOptions { Samples = 100 });
        var component = Assert.Single(report.Components);
        Assert.Equal(100, component.Counts.Sum());
        Assert.InRange(component.Counts[(int)Verdict.Domain], 30, 70);
        Assert.Equal(0, component.Counts[(int)Verdict.Disagrees]);
    }

    [Fact]
    public void Progress_is_told_and_work_can_be_stopped()
    {
        using var source = new CancellationTokenSource();
        var told = new List<double>();
        var progress = new Told(share =>
        {
            told.Add(share);
            if (share >= 0.25) source.Cancel();
        });
        var report = BoxCheck.Run(F, Box, 1, new SampleOptions { Samples = 400, Progress = progress, CancellationToken = source.Token });
        Assert.True(report.IsCancelled);
        Assert.Equal(100, report.Samples);
        Assert.Equal(told.Order(), told);
    }

    [Fact]
    public void A_box_that_does_not_fit_is_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => BoxCheck.Run(F, [new Side(0, 1)]));
        Assert.ThrowsAny<ArgumentException>(() => BoxCheck.Run(F, [new Side(0, 1), new Side(1, 0)]));
        Assert.ThrowsAny<ArgumentException>(() => BoxCheck.Run(F, [new Side(0, 1), new Side(0, double.NaN)]));
        Assert.ThrowsAny<ArgumentException>(() => BoxCheck.Run(F, Box, options: new SampleOptions { Samples = 0 }));
    }

    private sealed class Told(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }
}
