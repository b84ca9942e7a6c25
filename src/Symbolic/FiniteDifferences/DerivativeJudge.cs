using static Symbolic.FiniteDifferences.Rounding;

namespace Symbolic.FiniteDifferences;

/// <summary>
/// Judges claimed derivatives of black boxes. A claim is contradicted only by two ladders with different steps that agree with each
/// other; it is confirmed only when the error bound is well below the tolerance.
/// </summary>
public static partial class DerivativeJudge
{
    /// <summary>The relative tolerance used when none is given: errors from there on are found.</summary>
    public const double DefaultTolerance = 1e-6;

    /// <summary>Judges a claimed f′(x).</summary>
    /// <param name="claim">The claimed derivative; NaN is contradicted where f has one.</param>
    /// <param name="f">The function.</param>
    /// <param name="x">The point.</param>
    /// <param name="tolerance">Relative error that must be found, as a rule 1e-6; smaller ones may be.</param>
    /// <param name="options">Bounds, scales and limits.</param>
    public static DerivativeJudgement Judge(
        double claim, Func<double, double> f, double x, double tolerance = DefaultTolerance, DifferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        options ??= DifferenceOptions.Default;
        DerivativeEstimate first = FiniteDifference.Derivative(f, x, options);
        if (!IsDeterministic(f, x, out double value))
            return NonDeterministic(claim, first);
        double scale = Math.Abs(value) / Math.Max(Math.Abs(x), options.TypicalOf(0));
        return Judge(claim, first, Again, tolerance, scale);

        DerivativeEstimate Again()
        {
            return FiniteDifference.Derivative(f, x, options.Independent());
        }
    }

    /// <summary>Judges a claim against an estimate made before.</summary>
    /// <param name="claim">The claimed derivative.</param>
    /// <param name="first">The estimate.</param>
    /// <param name="again">Makes an independent second estimate, with other steps; called only when the first contradicts the claim.</param>
    /// <param name="tolerance">Relative error that must be found.</param>
    /// <param name="scale">Size against which a derivative of 0 is judged where the estimate itself has seen no slope.</param>
    public static DerivativeJudgement Judge(
        double claim, DerivativeEstimate first, Func<DerivativeEstimate> again, double tolerance = DefaultTolerance, double scale = 0)
    {
        ArgumentNullException.ThrowIfNull(again);
        double size = ScaleOf(claim, first, scale);
        double bound = first.ErrorBound + 8 * UnitRoundoff * size;
        double difference = Math.Abs(claim - first.Value), resolution = bound / size;
        double digits = Math.Clamp(-Math.Log10(Math.Max(bound, difference) / size), 0, 16);
        if (double.IsNaN(digits))
            digits = 0;
        var undecided = new DerivativeJudgement(
            Judgement.Inconclusive, ReasonOf(first), claim, first, digits, resolution, size);
        if (!first.IsReliable && first.Status != EstimateStatus.TwoScale)
            return undecided;
        if (difference <= Math.Max(3 * bound, tolerance * size / 100) && 10 * bound <= tolerance * size)
            return undecided with { Verdict = Judgement.Agree, Reason = JudgementReason.None };
        if (!Contradicts(claim, first, tolerance, scale))
            return undecided;
        DerivativeEstimate second = again();
        bool confirmed = Contradicts(claim, second, tolerance, scale)
            && Math.Abs(first.Value - second.Value) <= first.ErrorBound + second.ErrorBound + 16 * UnitRoundoff * Math.Abs(first.Value);
        return confirmed ? undecided with { Verdict = Judgement.Disagree, Reason = JudgementReason.None } : undecided;
    }

    private static bool Contradicts(double claim, DerivativeEstimate estimate, double tolerance, double scale)
    {
        if (!double.IsFinite(estimate.Value) || !(estimate.IsReliable || estimate.Status == EstimateStatus.TwoScale))
            return false;
        if (!double.IsFinite(claim))
            return estimate.IsReliable && estimate.ErrorBound <= 1e-3 * ScaleOf(0, estimate, scale);
        double size = ScaleOf(claim, estimate, scale);
        double bound = estimate.ErrorBound + 8 * UnitRoundoff * size;
        double least = Math.Max(10 * bound, tolerance * size / 100);
        return Math.Abs(claim - estimate.Value) > least
            && (estimate.Status != EstimateStatus.TwoScale || Math.Abs(claim - estimate.OtherScaleValue) > least);
    }

    // A relative error needs a size. Where claim and estimate both vanish within the bound, it is the slopes seen nearby.
    private static double ScaleOf(double claim, DerivativeEstimate estimate, double scale)
    {
        double size = Math.Max(Math.Abs(claim), Math.Abs(estimate.Value));
        if (double.IsFinite(size) && size > 3 * estimate.ErrorBound)
            return size;
        size = double.IsFinite(size) ? size : Math.Abs(estimate.Value);
        size = Math.Max(double.IsFinite(size) ? size : 0, estimate.Scale);
        return size > 3 * estimate.ErrorBound ? size : Math.Max(size, scale);
    }

    private static JudgementReason ReasonOf(DerivativeEstimate estimate) => estimate.Status switch
    {
        EstimateStatus.Kink => JudgementReason.Kink,
        EstimateStatus.OneSided => JudgementReason.DomainEdge,
        EstimateStatus.TwoScale => JudgementReason.TwoScales,
        EstimateStatus.NonFinite => JudgementReason.NonFinite,
        EstimateStatus.Inconclusive => JudgementReason.Noise,
        _ => estimate.NoiseLevel > 0 ? JudgementReason.Noise : JudgementReason.Undecided,
    };

    private static bool IsDeterministic(Func<double, double> f, double x, out double value)
    {
        value = Guarded.Call(f, x);
        return value.Equals(Guarded.Call(f, x));
    }

    private static DerivativeJudgement NonDeterministic(double claim, DerivativeEstimate estimate) =>
        new(Judgement.Inconclusive, JudgementReason.NonDeterministic, claim, estimate, 0, double.PositiveInfinity, Math.Abs(claim));
}
