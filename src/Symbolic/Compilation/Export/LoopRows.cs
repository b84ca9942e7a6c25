using Symbolic.Compilation.Loops;

namespace Symbolic.Compilation.Export;

/// <summary>In which row of a source a variable stands, and by how much its place there differs from that among all variables.</summary>
internal readonly record struct RowPlace(string Row, int Shift);

/// <summary>Where loops find the values of variables, and where they add the derivatives by them.</summary>
internal sealed record LoopRows(Func<TermVariable, RowPlace> ValueOf, Func<TermVariable, RowPlace> DerivativeBy)
{
    /// <summary>Variables in x, derivatives in the gradient.</summary>
    public static LoopRows OfFormula { get; } = new(static _ => new RowPlace("x", 0), static _ => new RowPlace("gradient", 0));
}
