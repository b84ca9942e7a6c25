namespace Symbolic.FiniteDifferences;

/// <summary>Differences of fixed cost and without a bound, for optimisers and other inner loops.</summary>
public enum FastMode
{
    /// <summary>One call per coordinate beside f(x): about 8 digits.</summary>
    Forward,

    /// <summary>Two calls per coordinate: about 10 digits.</summary>
    Central,

    /// <summary>Four calls per coordinate, extrapolated once: about 12 digits and an error estimate.</summary>
    Richardson4,
}
