using System.Runtime.InteropServices;

namespace Symbolic.FiniteDifferences;

/// <summary>What numbers alone say about a claimed derivative.</summary>
public enum Judgement
{
    /// <summary>The claim and the differences agree, and an error of the tolerance would have been seen.</summary>
    Agree,

    /// <summary>Two ladders with different steps agree with each other and contradict the claim beyond any error bar.</summary>
    Disagree,

    /// <summary>The differences cannot decide; the reason says why and the resolution how far they see.</summary>
    Inconclusive,
}

/// <summary>Why a judgement is inconclusive.</summary>
public enum JudgementReason
{
    /// <summary>It is not inconclusive.</summary>
    None,

    /// <summary>The one-sided slopes differ.</summary>
    Kink,

    /// <summary>Noise or cancellation in f leaves fewer digits than the tolerance asks for.</summary>
    Noise,

    /// <summary>The point is at the edge of the domain and the one-sided differences do not reach the tolerance.</summary>
    DomainEdge,

    /// <summary>f behaves differently at two scales, and the claim fits one of them, or neither was resolved.</summary>
    TwoScales,

    /// <summary>f, or every neighbour of the point, is not finite.</summary>
    NonFinite,

    /// <summary>f returned two values for one argument.</summary>
    NonDeterministic,

    /// <summary>The difference lies between agreement and contradiction, or two ladders do not agree with each other.</summary>
    Undecided,
}

/// <summary>A claimed derivative, judged.</summary>
/// <param name="Verdict">Agree, disagree or inconclusive.</param>
/// <param name="Reason">Why it is inconclusive; else <see cref="JudgementReason.None"/>.</param>
/// <param name="Claim">The claimed value.</param>
/// <param name="Estimate">What the differences gave.</param>
/// <param name="Digits">
/// Decimal digits of the claim that the differences confirm: -log10 of the larger of error bound and difference, over the scale;
/// between 0 and 16.
/// </param>
/// <param name="Resolution">Smallest relative error that would have been seen: bound over scale.</param>
/// <param name="Scale">The size the error is measured against: the larger of claim and estimate, or the slopes seen where both vanish.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DerivativeJudgement(
    Judgement Verdict, JudgementReason Reason, double Claim, DerivativeEstimate Estimate, double Digits, double Resolution, double Scale);
