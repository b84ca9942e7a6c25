namespace Symbolic.FiniteDifferences;

/// <summary>How far a numerical derivative can be trusted, and why not further.</summary>
public enum EstimateStatus
{
    /// <summary>The differences converged; the error bound is meant to hold.</summary>
    Ok,

    /// <summary>Only one side of the point lies in the domain; the value is the one-sided derivative.</summary>
    OneSided,

    /// <summary>
    /// The function looks different at a finer scale. The value is the derivative at the finer scale where that one was resolved,
    /// and the derivative at the other scale is kept beside it.
    /// </summary>
    TwoScale,

    /// <summary>The one-sided slopes differ: there is no derivative. The value is the mean of the slopes, the bound half the jump.</summary>
    Kink,

    /// <summary>Noise, cancellation, a singularity or the limit on calls left too few digits; the bound says how few.</summary>
    Inconclusive,

    /// <summary>The function, or every neighbour tried, is not finite: there is no value.</summary>
    NonFinite,
}
