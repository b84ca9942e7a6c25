using System.Collections.Immutable;

namespace Symbolic.Compilation;

/// <summary>
/// Which entries of an n×n matrix may differ from 0, in compressed rows (CSR): those of row r stand at the places from
/// <c>RowStarts[r]</c> up to, without, <c>RowStarts[r + 1]</c>, in ascending columns. Of a symmetric matrix it lists the lower triangle.
/// </summary>
public sealed class SparsePattern
{
    private SparsePattern(int size, ImmutableArray<int> rowStarts, ImmutableArray<int> columns) => (Size, RowStarts, Columns) = (size, rowStarts, columns);

    /// <summary>Number n of rows.</summary>
    public int Size { get; }

    /// <summary>Number of entries.</summary>
    public int Count => Columns.Length;

    /// <summary>Place of the first entry of each row, and at the end the number of entries: n + 1 numbers.</summary>
    public ImmutableArray<int> RowStarts { get; }

    /// <summary>Column of each entry.</summary>
    public ImmutableArray<int> Columns { get; }

    /// <summary>Row and column of each entry (coordinate form, COO).</summary>
    public IEnumerable<(int Row, int Column)> Entries
    {
        get
        {
            for (var row = 0; row < Size; row++)
            {
                for (var place = RowStarts[row]; place < RowStarts[row + 1]; place++) yield return (row, Columns[place]);
            }
        }
    }

    /// <summary>The pattern of entries that come row by row in ascending columns.</summary>
    internal static SparsePattern Of(int size, IEnumerable<(int Row, int Column)> entries)
    {
        var starts = new int[size + 1];
        var columns = ImmutableArray.CreateBuilder<int>();
        foreach (var (row, column) in entries)
        {
            starts[row + 1]++;
            columns.Add(column);
        }

        for (var row = 0; row < size; row++) starts[row + 1] += starts[row];
        return new SparsePattern(size, [.. starts], columns.ToImmutable());
    }
}
