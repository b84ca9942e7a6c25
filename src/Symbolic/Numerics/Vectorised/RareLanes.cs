namespace Symbolic.Numerics.Vectorised;

/// <summary>What the kernels call for vectors with an exceptional lane.</summary>
internal static partial class RareLanes
{
    /// <summary>Largest angle, in radians, whose reduction in vectors keeps its relative accuracy: 2^45.</summary>
    internal const double Limit = 35184372088832.0;
}
