using System.Collections.Immutable;
using Symbolic.Compilation.Loops;

namespace Symbolic.Compilation;

/// <summary>A diagonal of the lower triangle: entries (j, j − <paramref name="Distance"/>) for j from <paramref name="FirstRow"/> on.</summary>
/// <param name="Distance">How far below the main diagonal.</param>
/// <param name="FirstRow">Row of the first entry, counted from 0.</param>
/// <param name="Count">Number of entries.</param>
/// <param name="Start">Place of the first entry among all values.</param>
public readonly record struct PatternDiagonal(int Distance, int FirstRow, int Count, int Start);

/// <summary>A symmetric sparse matrix of a few diagonals: the values of its lower triangle stand diagonal by diagonal.</summary>
/// <param name="Diagonals">The diagonals, from the main one down.</param>
public sealed record DiagonalPattern(ImmutableArray<PatternDiagonal> Diagonals)
{
    /// <summary>Number of entries of the lower triangle.</summary>
    public int Count => Diagonals.Sum(d => d.Count);

    /// <summary>Row and column of each value, in the order of the values (coordinate form, COO).</summary>
    public IEnumerable<(int Row, int Column)> Entries =>
        Diagonals.SelectMany(d => Enumerable.Range(d.FirstRow, d.Count).Select(row => (row, row - d.Distance)));

    internal static DiagonalPattern Of(SumTemplate template)
    {
        var diagonals = ImmutableArray.CreateBuilder<PatternDiagonal>();
        var start = 0;
        foreach (var distance in template.Diagonals)
        {
            var (first, last) = template.RowsOf(distance);
            diagonals.Add(new PatternDiagonal(distance, first - template.FirstElement, last - first + 1, start));
            start = checked(start + last - first + 1);
        }

        return new DiagonalPattern(diagonals.ToImmutable());
    }
}
