namespace Symbolic.Verification;

/// <summary>What independent methods say of one number.</summary>
public enum Verdict
{
    /// <summary>All routes agree within the estimated error.</summary>
    Verified,

    /// <summary>The one-sided slopes differ, or the function jumps; the returned value lies between the slopes.</summary>
    Kink,

    /// <summary>The point is at or outside the edge of the domain.</summary>
    Domain,

    /// <summary>Noise, cancellation or overflow leave too few digits for a verdict.</summary>
    Inconclusive,

    /// <summary>The routes contradict each other beyond any error bar.</summary>
    Disagrees,
}
