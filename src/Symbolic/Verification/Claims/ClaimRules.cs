using System.Globalization;
using Symbolic.FiniteDifferences;

namespace Symbolic.Verification.Claims;

/// <summary>A number with a bound on its rounding.</summary>
internal readonly record struct Rounded(double Value, double Error);

/// <summary>What is known of a claim when it is judged.</summary>
internal sealed record ClaimEvidence
{
    /// <summary>The verdict on the exact derivative.</summary>
    public required ComponentReport Component { get; init; }

    public required Rounded Claim { get; init; }

    public required Rounded Exact { get; init; }

    public required double Tolerance { get; init; }

    /// <summary>Whether claim and exact derivative are the same formula, as far as simplifying can tell; asked only in doubt.</summary>
    public required Func<bool> IsIdentical { get; init; }
}

/// <summary>
/// How a claim is judged: against the exact derivative to rounding, and against the function as a black box. Only what both leave
/// standing is verified; a contradiction of either, beyond rounding and error bars, rejects the claim.
/// </summary>
internal static class ClaimRules
{
    private enum Relation
    {
        Same,
        Different,
        Unclear,
    }

    public static Decision Decide(ClaimEvidence e)
    {
        var component = e.Component;
        if (component.Evidence is not { } evidence || !double.IsFinite(component.Exact)) return new Decision(Verdict.Domain, 0, component.Cause.Length > 0 ? component.Cause : "the exact derivative is not finite here");
        var box = DerivativeJudge.Judge(e.Claim.Value, evidence.Estimate, evidence.Again, e.Tolerance, evidence.Judgement.Scale);
        if (!double.IsFinite(e.Claim.Value) && e.IsIdentical()) return new Decision(Verdict.Inconclusive, 0, Text($"the claim is the same formula, but as it is written it comes to {e.Claim.Value} here"));
        if (!double.IsFinite(e.Claim.Value)) return new Decision(Verdict.Disagrees, 0, Text($"the claim is {e.Claim.Value} here, the exact derivative is {component.Exact:G10}"));
        var relation = RelationOf(e, box, out var size);
        if (relation != Relation.Same && e.IsIdentical()) return Identical(e, box, size);
        if (component.Verdict == Verdict.Kink) return Kink(e, relation);
        return relation switch
        {
            Relation.Same => new Decision(component.Verdict, Math.Min(component.Digits, DigitsOf(e, size)), component.Cause, component.Left, component.Right),
            Relation.Different => Different(e, evidence, box, size),
            _ => Unclear(box),
        };
    }

    /// <summary>The error of the claim relative to the larger of claim and exact derivative.</summary>
    public static double RelativeError(double claim, double exact)
    {
        var size = Math.Max(Math.Abs(claim), Math.Abs(exact));
        return size == 0 ? 0 : Math.Abs(claim - exact) / size;
    }

    private static Relation RelationOf(ClaimEvidence e, DerivativeJudgement box, out double size)
    {
        var (claim, exact) = (e.Claim.Value, e.Exact.Value);
        var rounding = e.Claim.Error + e.Exact.Error;
        size = Math.Max(Math.Abs(claim), Math.Abs(exact));
        if (size <= 10 * rounding && double.IsFinite(box.Scale)) size = Math.Max(size, box.Scale);
        var gap = Math.Abs(claim - exact);
        var least = e.Tolerance * size / 100;
        if (gap > Math.Max(10 * rounding, least)) return Relation.Different;
        return gap <= Math.Max(3 * rounding, least) && 10 * rounding <= e.Tolerance * size || gap == 0 && rounding == 0 ? Relation.Same : Relation.Unclear;
    }

    private static double DigitsOf(ClaimEvidence e, double size)
    {
        var gap = Math.Abs(e.Claim.Value - e.Exact.Value);
        return gap == 0 ? 16 : Math.Clamp(-Math.Log10(gap / size), 0, 16);
    }

    /// <summary>The same formula in another form: right, unless its own rounding spoils it.</summary>
    private static Decision Identical(ClaimEvidence e, DerivativeJudgement box, double size)
    {
        var component = e.Component;
        var digits = DigitsOf(e, size);
        return component.Verdict == Verdict.Verified && box.Verdict != Judgement.Agree && digits < -Math.Log10(e.Tolerance)
            ? new Decision(Verdict.Inconclusive, digits, Text($"the claim is the same formula, but as it is written cancellation leaves it {Math.Floor(digits):0} digits here"))
            : new Decision(component.Verdict, Math.Min(component.Digits, digits), component.Cause, component.Left, component.Right);
    }

    private static Decision Kink(ClaimEvidence e, Relation relation)
    {
        var (left, right, claim) = (e.Component.Left, e.Component.Right, e.Claim.Value);
        var slack = 1e-6 * Math.Max(Math.Abs(left), Math.Abs(right));
        var isBetween = claim >= Math.Min(left, right) - slack && claim <= Math.Max(left, right) + slack;
        return relation == Relation.Same || isBetween || double.IsNaN(left) || double.IsNaN(right)
            ? new Decision(Verdict.Kink, 0, e.Component.Cause, left, right)
            : new Decision(Verdict.Disagrees, 0, $"{e.Component.Cause}, and the claim does not lie between the slopes", left, right);
    }

    private static Decision Different(ClaimEvidence e, Evidence evidence, DerivativeJudgement box, double size)
    {
        var isExactTrusted = e.Component.Verdict is Verdict.Verified || Math.Abs(evidence.Exact - evidence.Dual) <= 1e-9 * Math.Max(Math.Abs(evidence.Exact), Math.Abs(evidence.Dual));
        if (box.Verdict != Judgement.Disagree && !isExactTrusted) return new Decision(Verdict.Inconclusive, 0, "the exact routes differ from each other, and the differences are too coarse to judge the claim");
        var error = Math.Abs(e.Claim.Value - e.Exact.Value) / size;
        var who = box.Verdict == Judgement.Disagree ? "exact derivative and finite differences contradict the claim"
            : box.Verdict == Judgement.Agree ? "the exact derivative contradicts the claim; the error is too small for finite differences to see"
            : "the exact derivative contradicts the claim; finite differences decide nothing here";
        return new Decision(Verdict.Disagrees, 0, $"{who}: {RatioOf(e, error)}");
    }

    /// <summary>How the claim relates to the exact derivative, where the ratio is one that people get wrong.</summary>
    private static string RatioOf(ClaimEvidence e, double error)
    {
        var ratio = e.Claim.Value / e.Exact.Value;
        foreach (var (number, text) in Ratios)
        {
            if (Math.Abs(ratio - number) <= 1e-9 * Math.Abs(number)) return $"the claim is {text} the exact value here";
        }

        return Text($"relative error {error:G2}");
    }

    private static readonly (double, string)[] Ratios = [(-1, "the negative of"), (2, "twice"), (0.5, "half of"), (-2, "-2 times"), (-0.5, "-1/2 times"), (3, "3 times"), (1.0 / 3, "a third of"), (4, "4 times"), (0.25, "a quarter of"), (0, "0 and not")];

    private static Decision Unclear(DerivativeJudgement box) => box.Verdict == Judgement.Agree
        ? new Decision(Verdict.Verified, box.Digits, "")
        : new Decision(Verdict.Inconclusive, box.Digits, "rounding in the claim as it is written leaves too few digits to compare it");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
