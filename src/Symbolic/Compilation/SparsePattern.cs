using System.Collections.Immutable;

namespace Symbolic.Compilation;

/// <summary>
/// Which entries of a matrix may differ from 0, in compressed rows (CSR): those of row r stand at the places from
/// <c>RowStarts[r]</c> up to, without, <c>RowStarts[r + 1]</c>, in ascending columns. Of a symmetric matrix it lists the lower triangle.
/// </summary>
public sealed class SparsePattern
{
    private SparsePattern(int rowCount, int columnCount, bool isSymmetric, ImmutableArray<int> rowStarts, ImmutableArray<int> columns)
    {
        (RowCount, ColumnCount, IsSymmetric) = (rowCount, columnCount, isSymmetric);
        (RowStarts, Columns) = (rowStarts, columns);
    }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Number of columns.</summary>
    public int ColumnCount { get; }

    /// <summary>Whether the matrix is symmetric; then only its lower triangle is listed.</summary>
    public bool IsSymmetric { get; }

    /// <summary>Number of entries listed.</summary>
    public int Count => Columns.Length;

    /// <summary>Place of the first entry of each row, and at the end the number of entries: one number more than there are rows.</summary>
    public ImmutableArray<int> RowStarts { get; }

    /// <summary>Column of each entry.</summary>
    public ImmutableArray<int> Columns { get; }

    /// <summary>Row and column of each entry (coordinate form, COO).</summary>
    public IEnumerable<(int Row, int Column)> Entries
    {
        get
        {
            for (var row = 0; row < RowCount; row++)
            {
                for (var place = RowStarts[row]; place < RowStarts[row + 1]; place++) yield return (row, Columns[place]);
            }
        }
    }

    /// <summary>
    /// The pattern as text in the Matrix Market exchange format (R. F. Boisvert, R. Pozo, K. A. Remington, NISTIR 5935, 1996), which
    /// counts rows and columns from 1.
    /// </summary>
    public string ToMatrixMarket() =>
        $"%%MatrixMarket matrix coordinate pattern {(IsSymmetric ? "symmetric" : "general")}\n{RowCount} {ColumnCount} {Count}\n"
        + string.Concat(Entries.Select(e => $"{e.Row + 1} {e.Column + 1}\n"));

    /// <summary>The pattern of a symmetric matrix whose lower triangle comes row by row in ascending columns.</summary>
    internal static SparsePattern OfSymmetric(int size, IEnumerable<(int Row, int Column)> entries) => Of(size, size, isSymmetric: true, entries);

    /// <summary>The pattern of a matrix whose entries come row by row in ascending columns.</summary>
    internal static SparsePattern Of(int rowCount, int columnCount, IEnumerable<(int Row, int Column)> entries) => Of(rowCount, columnCount, isSymmetric: false, entries);

    private static SparsePattern Of(int rowCount, int columnCount, bool isSymmetric, IEnumerable<(int Row, int Column)> entries)
    {
        var starts = new int[rowCount + 1];
        var columns = ImmutableArray.CreateBuilder<int>();
        foreach (var (row, column) in entries)
        {
            starts[row + 1]++;
            columns.Add(column);
        }

        for (var row = 0; row < rowCount; row++) starts[row + 1] += starts[row];
        return new SparsePattern(rowCount, columnCount, isSymmetric, [.. starts], columns.ToImmutable());
    }
}
