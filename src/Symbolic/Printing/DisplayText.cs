using System.Collections.Immutable;

namespace Symbolic.Printing;

/// <summary>A formula in several rows of characters.</summary>
/// <param name="Rows">Rows of equal width, the top one first.</param>
/// <param name="Baseline">The row of the main line, from 0: that of an equals sign beside it.</param>
public sealed record DisplayText(ImmutableArray<string> Rows, int Baseline)
{
    /// <summary>Columns that each row takes.</summary>
    public int Width => Rows[0].Length;

    /// <summary>The rows, separated by line ends.</summary>
    public override string ToString() => string.Join('\n', Rows.Select(r => r.TrimEnd()));
}
