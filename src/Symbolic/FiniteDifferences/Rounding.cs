namespace Symbolic.FiniteDifferences;

/// <summary>The unit of rounding errors.</summary>
internal static class Rounding
{
    /// <summary>2⁻⁵³: one operation on doubles is off by at most this, relatively.</summary>
    public const double UnitRoundoff = 1.1102230246251565e-16;
}
