namespace Symbolic.Expressions;

/// <summary>The index of a loop with its bounds, which may depend on indices further out.</summary>
internal sealed record LoopIndex(string Name, AffineIndex From, AffineIndex To)
{
    /// <summary>Whether the loop has terms whatever the outer indices are.</summary>
    public bool IsNeverEmpty => From.IsConstant && To.IsConstant && To.Offset >= From.Offset;

    /// <summary>Whether a bound depends on an index further out.</summary>
    public bool DependsOn(string index) => From.CoefficientOf(index) != 0 || To.CoefficientOf(index) != 0;
}
