namespace Symbolic.FiniteDifferences;

/// <summary>
/// Where a matrix may be non-zero, in compressed rows: row i has the columns ColumnIndices[RowPointers[i] … RowPointers[i+1]-1],
/// ascending.
/// </summary>
public sealed class DifferencePattern
{
    private readonly int[] _pointers;
    private readonly int[] _columns;

    /// <summary>A pattern from compressed rows; the arrays are copied and each row is sorted.</summary>
    /// <param name="rowPointers">m+1 ascending offsets, from 0 to the number of entries.</param>
    /// <param name="columnIndices">Column of each entry, 0 … n-1, none twice in a row.</param>
    /// <param name="columns">Number of columns n.</param>
    /// <exception cref="ArgumentException">The arrays do not describe a pattern.</exception>
    public DifferencePattern(ReadOnlySpan<int> rowPointers, ReadOnlySpan<int> columnIndices, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (rowPointers.Length == 0 || rowPointers[0] != 0 || rowPointers[^1] != columnIndices.Length)
            throw new ArgumentException("Row pointers must run from 0 to the number of entries.", nameof(rowPointers));
        _pointers = rowPointers.ToArray();
        _columns = columnIndices.ToArray();
        Columns = columns;
        for (int row = 0; row < Rows; row++)
            SortRow(row, nameof(columnIndices));
    }

    /// <summary>Number of rows m.</summary>
    public int Rows => _pointers.Length - 1;

    /// <summary>Number of columns n.</summary>
    public int Columns { get; }

    /// <summary>Number of entries.</summary>
    public int Count => _columns.Length;

    /// <summary>m+1 offsets into <see cref="ColumnIndices"/>.</summary>
    public ReadOnlySpan<int> RowPointers => _pointers;

    /// <summary>Column of each entry, row by row.</summary>
    public ReadOnlySpan<int> ColumnIndices => _columns;

    /// <summary>A pattern from positions; those given twice count once.</summary>
    public static DifferencePattern FromEntries(int rows, int columns, IEnumerable<(int Row, int Column)> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        var byRow = new SortedSet<int>[rows];
        foreach ((int row, int column) in entries)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)rows, nameof(entries));
            (byRow[row] ??= []).Add(column);
        }
        var pointers = new int[rows + 1];
        List<int> indices = [];
        for (int row = 0; row < rows; row++)
        {
            indices.AddRange(byRow[row] ?? []);
            pointers[row + 1] = indices.Count;
        }
        return new(pointers, [.. indices], columns);
    }

    /// <summary>The columns of one row, ascending.</summary>
    public ReadOnlySpan<int> Row(int row) => _columns.AsSpan(_pointers[row], _pointers[row + 1] - _pointers[row]);

    /// <summary>Position of an entry in <see cref="ColumnIndices"/>, negative when it is not in the pattern.</summary>
    public int IndexOf(int row, int column)
    {
        int index = Array.BinarySearch(_columns, _pointers[row], _pointers[row + 1] - _pointers[row], column);
        return index;
    }

    /// <summary>The pattern with rows and columns exchanged.</summary>
    public DifferencePattern Transposed() => FromEntries(Columns, Rows, Entries().Select(entry => (entry.Column, entry.Row)));

    /// <summary>The entries together with their mirror images and the diagonal; the pattern must be square.</summary>
    public DifferencePattern Symmetrised()
    {
        if (Rows != Columns)
            throw new InvalidOperationException($"A {Rows}×{Columns} pattern is not square.");
        IEnumerable<(int, int)> mirrored = Entries().Select(entry => (entry.Column, entry.Row));
        IEnumerable<(int, int)> diagonal = Enumerable.Range(0, Rows).Select(i => (i, i));
        return FromEntries(Rows, Columns, [.. Entries(), .. mirrored, .. diagonal]);
    }

    private IEnumerable<(int Row, int Column)> Entries()
    {
        for (int row = 0; row < Rows; row++)
        {
            for (int k = _pointers[row]; k < _pointers[row + 1]; k++)
                yield return (row, _columns[k]);
        }
    }

    private void SortRow(int row, string name)
    {
        int start = _pointers[row], length = _pointers[row + 1] - start;
        if (length < 0 || start < 0 || start + length > _columns.Length)
            throw new ArgumentException("Row pointers must not descend.", name);
        Array.Sort(_columns, start, length);
        for (int k = start; k < start + length; k++)
        {
            if (_columns[k] < 0 || _columns[k] >= Columns || (k > start && _columns[k] == _columns[k - 1]))
                throw new ArgumentException($"Row {row} has an entry twice or outside the {Columns} columns.", name);
        }
    }
}
