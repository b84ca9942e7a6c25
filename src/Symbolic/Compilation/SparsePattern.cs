using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

    /// <summary>The pattern of a symmetric matrix in compressed rows; the arrays become its own.</summary>
    internal static SparsePattern OfRows(int size, int[] rowStarts, int[] columns) =>
        new(size, size, isSymmetric: true, ImmutableCollectionsMarshal.AsImmutableArray(rowStarts), ImmutableCollectionsMarshal.AsImmutableArray(columns));

    /// <summary>Writes the values of a symmetric matrix out in full, row by row.</summary>
    internal void Spread(ReadOnlySpan<double> values, Span<double> matrix)
    {
        var size = RowCount;
        matrix = matrix[..(size * size)];
        if (Count == (long)size * (size + 1) / 2)
        {
            SpreadTriangle(values[..Count], matrix, size);
            return;
        }

        matrix.Clear();
        var place = 0;
        for (var row = 0; row < size; row++)
        {
            for (; place < RowStarts[row + 1]; place++)
            {
                var column = Columns[place];
                matrix[(row * size) + column] = values[place];
                matrix[(column * size) + row] = values[place];
            }
        }
    }

    private static void SpreadTriangle(ReadOnlySpan<double> values, Span<double> matrix, int size)
    {
        ref var first = ref MemoryMarshal.GetReference(matrix);
        for (var row = 0; row < size; row++)
        {
            var own = values[..(row + 1)];
            values = values[(row + 1)..];
            own.CopyTo(matrix[(row * size)..]);
            ref var above = ref Unsafe.Add(ref first, row);
            foreach (var value in own)
            {
                above = value;
                above = ref Unsafe.Add(ref above, size);
            }
        }
    }

    /// <summary>A symmetric matrix of these values times a vector; of a larger one the upper left part with <paramref name="size"/> rows.</summary>
    internal void Multiply(ReadOnlySpan<double> values, ReadOnlySpan<double> vector, Span<double> product, int size)
    {
        product[..size].Clear();
        var place = 0;
        for (var row = 0; row < size; row++)
        {
            for (; place < RowStarts[row + 1]; place++)
            {
                var column = Columns[place];
                product[row] += values[place] * vector[column];
                if (column != row) product[column] += values[place] * vector[row];
            }
        }
    }

    /// <summary>The place of an entry of the pattern; −1 when it is none.</summary>
    internal int PlaceOf(int row, int column)
    {
        var place = Columns.AsSpan(RowStarts[row], RowStarts[row + 1] - RowStarts[row]).BinarySearch(column);
        return place < 0 ? -1 : RowStarts[row] + place;
    }

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
