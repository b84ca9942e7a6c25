namespace Symbolic.Compilation.Loops;

/// <summary>
/// Puts the pattern of a symmetric sparse matrix together, in compressed rows, in time proportional to the entries: from strips of many entries
/// along a diagonal, a row or a column, and from single entries.
/// </summary>
internal sealed class PatternBuilder(int size)
{
    private readonly List<Strip> _strips = [];
    private readonly List<(int Row, int Column)> _entries = [];

    /// <summary>Adds the entries of a strip, all of the lower triangle.</summary>
    public void AddStrip(Strip strip) => _strips.Add(strip.Ascending());

    /// <summary>Adds an entry, in either order; twice does no harm.</summary>
    public void AddEntry(int a, int b) => _entries.Add((Math.Max(a, b), Math.Min(a, b)));

    /// <summary>The pattern.</summary>
    public SparsePattern Build()
    {
        var joined = Join();
        var starts = new int[size + 1];
        foreach (var (row, _) in _entries) starts[row + 1]++;
        foreach (var strip in joined) CountRows(strip, starts);

        // From here on the number behind that of a row is where its next column goes; in the end that is where the next row starts.
        var total = 0;
        foreach (ref var count in starts.AsSpan(1)) (count, total) = (total, checked(total + count));
        var columns = GC.AllocateUninitializedArray<int>(total);
        foreach (var strip in joined) PutColumns(strip, starts, columns);
        foreach (var (row, column) in _entries) columns[starts[row + 1]++] = column;
        return SparsePattern.OfRows(size, starts, Sorted(starts, columns));
    }

    private static void CountRows(Strip strip, int[] starts)
    {
        if (strip.RowStep == 0)
        {
            starts[strip.Row + 1] += strip.Count;
            return;
        }

        for (var (k, row) = (0, strip.Row + 1); k < strip.Count; k++, row += strip.RowStep) starts[row]++;
    }

    private static void PutColumns(Strip strip, int[] starts, int[] columns)
    {
        var (row, column) = (strip.Row + 1, strip.Column);
        for (var k = 0; k < strip.Count; k++)
        {
            columns[starts[row]++] = column;
            row += strip.RowStep;
            column += strip.ColumnStep;
        }
    }

    /// <summary>The columns of each row in ascending order, each once; where rows get shorter, their starts move.</summary>
    private int[] Sorted(int[] starts, int[] columns)
    {
        var (count, start) = (0, 0);
        for (var row = 0; row < size; row++)
        {
            var own = columns.AsSpan(start, starts[row + 1] - start);
            start = starts[row + 1];
            if (!IsAscending(own)) own.Sort();
            var first = count;
            foreach (var column in own)
            {
                if (count == first || columns[count - 1] != column) columns[count++] = column;
            }

            starts[row + 1] = count;
        }

        return count == columns.Length ? columns : columns[..count];
    }

    private static bool IsAscending(ReadOnlySpan<int> columns)
    {
        for (var i = 1; i < columns.Length; i++)
        {
            if (columns[i - 1] >= columns[i]) return false;
        }

        return true;
    }

    /// <summary>Strips on the same line as ranges that do not meet, mostly in the order in which a row holds their entries.</summary>
    private List<Strip> Join()
    {
        var result = new List<Strip>();
        foreach (var line in _strips.GroupBy(s => s.Line).OrderBy(l => l.Key.Run).ThenBy(l => l.Key.Side))
        {
            foreach (var strip in line.OrderBy(s => s.At))
            {
                if (result.Count > 0 && result[^1].Line == strip.Line && strip.At <= result[^1].At + result[^1].Count)
                    result[^1] = result[^1] with { Count = Math.Max(result[^1].Count, strip.At + strip.Count - result[^1].At) };
                else result.Add(strip);
            }
        }

        return result;
    }
}
