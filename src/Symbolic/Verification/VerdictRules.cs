using System.Globalization;
using Symbolic.FiniteDifferences;

namespace Symbolic.Verification;

/// <summary>A verdict with its numbers and its cause.</summary>
internal readonly record struct Decision(Verdict Verdict, double Digits, string Cause, double Left = double.NaN, double Right = double.NaN);

/// <summary>How the evidence for one component becomes a verdict.</summary>
internal static class VerdictRules
{
    /// <summary>Exact and dual derivatives that differ by less than this, relatively, are equal up to rounding.</summary>
    private const double SameToRounding = 1e-9;

    /// <summary>Steps by quarters, down to a billionth of a billionth.</summary>
    private const int MostFinerSteps = 24;

    /// <summary>Fewer digits than this are no verification.</summary>
    private const double FewestDigits = 3;

    public static Decision Decide(Evidence e)
    {
        if (!double.IsFinite(e.Exact)) return NotFinite(e);
        var agrees = Agrees(e, out var digits);
        var isKink = e.Kink is not null || e.Estimate.Status == EstimateStatus.Kink;
        if (agrees && e.Estimate.Status == EstimateStatus.OneSided)
            return new Decision(Verdict.Domain, digits, string.Create(CultureInfo.InvariantCulture, $"{e.VariableName} = {e.At:R} is the edge of the domain; the differences from inside agree to {Math.Floor(digits)} digits"));
        if (agrees) return new Decision(Verdict.Verified, digits, "");
        if (isKink) return Kink(e);
        if (e.Judgement.Verdict == Judgement.Disagree && SameRoutes(e) && Math.Abs(e.Exact - e.Estimate.Value) <= 4 * e.RoundingAt(e.Estimate.Step))
            return new Decision(Verdict.Inconclusive, 0, "the value is the small difference of large numbers, and rounding hides its changes from the differences; exact derivative and dual numbers agree");
        if (e.Judgement.Verdict == Judgement.Disagree)
        {
            if (e.ExactRounding() is var lost && Math.Abs(e.Exact - e.Estimate.Value) <= 10 * lost)
                return new Decision(Verdict.Inconclusive, 0, string.Create(CultureInfo.InvariantCulture, $"cancellation in the exact derivative as it is computed, of up to {lost:G2}, explains the difference; the differences are likelier to be right"));
            if (SameRoutes(e) && Math.Abs(e.Exact - e.Estimate.Value) <= DerivativeJudge.DefaultTolerance * e.Judgement.Scale)
                return new Decision(Verdict.Inconclusive, Math.Max(0, digits), "finite differences differ by less than the millionth that they are to find, and exact derivative and dual numbers agree: there is structure here finer than the steps");
            if (SameRoutes(e) && e.JumpNearby() is { } jump)
                return new Decision(Verdict.Inconclusive, 0, $"{jump} jumps within the steps of the differences, which see the trend over many jumps; exact derivative and dual numbers, which agree, are those between two jumps");
            if (SameRoutes(e) && IsHiddenByRounding(e))
                return new Decision(Verdict.Inconclusive, 0, string.Create(CultureInfo.InvariantCulture, $"rounding inside the formula, of about {e.ValueRounding():G2} in its value, hides the change that finite differences look for; exact derivative and dual numbers agree"));
            return e.OutOfRange() is { } loss
                ? new Decision(Verdict.Inconclusive, 0, $"the exact derivative loses its digits because {loss}; differences do not")
                : new Decision(Verdict.Disagrees, 0, Contradiction(e));
        }

        if (!SameRoutes(e)) return new Decision(Verdict.Inconclusive, 0, "the exact derivative and dual numbers differ by more than rounding, and the differences are too coarse to tell which is right");
        return new Decision(Verdict.Inconclusive, Math.Max(0, digits), Reason(e));
    }

    /// <summary>
    /// Whether all three routes agree: the differences see an error of a millionth and there is none; or they see less, but at
    /// least three digits, and the two exact routes are the same up to rounding.
    /// </summary>
    private static bool Agrees(Evidence e, out double digits)
    {
        var size = Math.Max(Math.Max(e.Judgement.Scale, e.Exact == 0 || e.Dual == 0 ? e.Size : 0), double.Epsilon);
        var dualDigits = e.Exact == e.Dual ? 16 : Math.Clamp(-Math.Log10(Math.Abs(e.Exact - e.Dual) / size), 0, 16);
        if (double.IsNaN(dualDigits)) dualDigits = 0;
        digits = e.Exact == 0 && e.Estimate is { Value: 0, ErrorBound: 0 } ? 16 : Math.Min(e.Judgement.Digits, dualDigits);
        if (!SameRoutes(e)) return false;
        if (IsHardlySeen(e))
        {
            digits = 0;
            return false;
        }

        if (e.Judgement.Verdict == Judgement.Agree) return true;
        var isWithinBound = Math.Abs(e.Exact - e.Estimate.Value) <= 3 * e.Estimate.ErrorBound;
        return isWithinBound && digits >= FewestDigits && e.Estimate.Status is EstimateStatus.Ok or EstimateStatus.OneSided && e.Judgement.Verdict != Judgement.Disagree;
    }

    /// <summary>
    /// Whether the differences see nothing of a derivative that is more than what rounding of the value leaves of zero: a slope of 4
    /// beside a value of 1e14 is no zero, though differences cannot tell it from one.
    /// </summary>
    private static bool IsHardlySeen(Evidence e)
    {
        const double ofRounding = 64 * 1.1102230246251565e-16;
        var own = Math.Abs(e.Exact);
        return own > ofRounding * e.Size && own <= 3 * e.Estimate.ErrorBound;
    }

    /// <summary>
    /// Whether rounding of the value, or the noise that was seen in it, hides what the differences lack: over the largest distance at
    /// which it is steady it moves the value by no more. ln(1 + u^18) is constant for small u as computed, and no ladder can tell it
    /// from a constant.
    /// </summary>
    private static bool IsHiddenByRounding(Evidence e)
    {
        var step = e.Estimate.Step > 0 ? e.Estimate.Step : 1;
        for (var finer = 0; finer < MostFinerSteps; finer++, step /= 4)
        {
            if (IsSteady(e, step)) return Math.Abs(e.Exact - e.Estimate.Value) <= 20 * (e.RoundingAt(step) + e.NoiseAt(step));
        }

        return false;
    }

    /// <summary>Whether the exact derivative keeps its distance from the differences at several places within a step.</summary>
    private static bool IsSteady(Evidence e, double step)
    {
        var gap = Math.Abs(e.Exact - e.Estimate.Value);
        return Array.TrueForAll((double[])[1, 0.618, 0.382, 0.236], part =>
        {
            var (left, right) = e.Slopes(part * step);
            return Math.Max(Math.Abs(left - e.Exact), Math.Abs(right - e.Exact)) <= 0.5 * gap;
        });
    }

    private static bool SameRoutes(Evidence e) =>
        Math.Abs(e.Exact - e.Dual) <= SameToRounding * Math.Max(Math.Max(Math.Abs(e.Exact), Math.Abs(e.Dual)), Math.Max(e.Estimate.Scale, e.Size));

    /// <summary>
    /// A derivative that is not finite: a part of its formula divides by zero or leaves its domain, so the point is at the edge of
    /// the domain of that part, even where the function itself goes on.
    /// </summary>
    private static Decision NotFinite(Evidence e)
    {
        var why = e.WhyNotFinite();
        return new Decision(Verdict.Domain, 0, why.Length > 0 ? why : "the derivative is not finite here");
    }

    private static Decision Kink(Evidence e)
    {
        var (left, right) = e.Estimate.Status == EstimateStatus.Kink && double.IsFinite(e.Estimate.Left) && double.IsFinite(e.Estimate.Right)
            ? (e.Estimate.Left, e.Estimate.Right)
            : e.Slopes(null);
        var slack = 1e-6 * Math.Max(Math.Abs(left), Math.Abs(right));
        if (double.IsFinite(e.Estimate.LeftBound)) slack += 3 * Math.Max(e.Estimate.LeftBound, e.Estimate.RightBound);
        var isBetween = e.Exact >= Math.Min(left, right) - slack && e.Exact <= Math.Max(left, right) + slack;
        var what = e.Kink ?? string.Create(CultureInfo.InvariantCulture, $"the slopes on the two sides of {e.VariableName} = {e.At:R} differ");
        // A second derivative does not exist where the slope jumps, so there is nothing that its value must lie between.
        return isBetween || e.IsSecond || double.IsNaN(left) || double.IsNaN(right)
            ? new Decision(Verdict.Kink, 0, what, left, right)
            : new Decision(Verdict.Disagrees, 0, $"{what}, and the exact value does not lie between the slopes", left, right);
    }

    private static string Contradiction(Evidence e) => SameRoutes(e)
        ? "finite differences contradict the exact derivative and the dual numbers, which agree with each other"
        : "finite differences contradict the exact derivative";

    private static string Reason(Evidence e) => e.Judgement.Reason switch
    {
        JudgementReason.Noise when e.Estimate.NoiseLevel > 0 => string.Create(CultureInfo.InvariantCulture, $"rounding noise of about {e.Estimate.NoiseLevel:G2} in the value leaves the differences too few digits; exact derivative and dual numbers agree"),
        JudgementReason.TwoScales => "the function changes on two very different scales near this point",
        JudgementReason.NonFinite => "the function is not finite near this point",
        JudgementReason.DomainEdge => "the point is at the edge of the domain, and differences from inside are too coarse",
        _ => "cancellation leaves the differences too few digits; exact derivative and dual numbers agree",
    };
}
