using System.Runtime.InteropServices;

namespace Symbolic.Compilation.Loops;

/// <summary>
/// Puts the pattern of a symmetric sparse matrix together, in compressed rows: from strips of many entries along a diagonal, a row or a
/// column, in time proportional to the entries; or, where these cross each other, from single entries.
/// </summary>
internal sealed class PatternBuilder(int size)
{
    private readonly List<Strip> _strips = [];
    private readonly List<long> _entries = [];

    /// <summary>
    /// Adds the entries (row + k·rowStep, column + k·columnStep) for k below <paramref name="count"/>; the steps are 0 or 1. The place of
    /// <paramref name="columnRun"/> orders strips that meet in a row.
    /// </summary>
    public void AddStrip(int row, int column, int count, int rowStep, int columnStep, int columnRun) =>
        _strips.Add(new Strip(row, column, count, rowStep, columnStep, columnRun));

    /// <summary>Adds an entry, in either order; twice does no harm.</summary>
    public void AddEntry(int a, int b) => _entries.Add(((long)Math.Max(a, b) << 32) + Math.Min(a, b));

    /// <summary>The pattern.</summary>
    public SparsePattern Build()
    {
        if (_entries.Count == 0) return FromStrips();
        foreach (var strip in _strips)
        {
            for (var k = 0; k < strip.Count; k++) AddEntry(strip.Row + (k * strip.RowStep), strip.Column + (k * strip.ColumnStep));
        }

        _entries.Sort();
        var starts = new int[size + 1];
        var columns = new List<int>(_entries.Count);
        var last = -1L;
        foreach (var entry in _entries)
        {
            if (entry == last) continue;
            last = entry;
            starts[(entry >> 32) + 1]++;
            columns.Add((int)entry);
        }

        return Finish(starts, [.. columns]);
    }

    private SparsePattern FromStrips()
    {
        var joined = Join();
        var starts = new int[size + 1];
        foreach (var strip in joined)
        {
            if (strip.RowStep == 0) starts[strip.Row + 1] += strip.Count;
            else foreach (ref var count in starts.AsSpan(strip.Row + 1, strip.Count)) count++;
        }

        var total = 0;
        for (var row = 1; row <= size; row++) total = starts[row] = checked(total + starts[row]);
        var columns = new int[total];
        var next = starts.AsSpan(0, size).ToArray();
        foreach (var strip in joined)
        {
            if (strip.RowStep == 0)
            {
                var place = next[strip.Row];
                for (var k = 0; k < strip.Count; k++) columns[place + k] = strip.Column + k;
                next[strip.Row] += strip.Count;
                continue;
            }

            var places = next.AsSpan(strip.Row, strip.Count);
            for (var k = 0; k < places.Length; k++) columns[places[k]++] = strip.Column + (k * strip.ColumnStep);
        }

        return SparsePattern.OfRows(size, starts, columns);
    }

    /// <summary>Strips on the same line as ranges that do not meet, in the order in which a row holds their entries.</summary>
    private List<Strip> Join()
    {
        var result = new List<Strip>();
        foreach (var line in _strips.GroupBy(s => s.Line).OrderBy(l => l.Key.Run).ThenByDescending(l => l.Key.Distance))
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

    private SparsePattern Finish(int[] counts, int[] columns)
    {
        for (var row = 0; row < size; row++) counts[row + 1] += counts[row];
        return SparsePattern.OfRows(size, counts, columns);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Strip(int Row, int Column, int Count, int RowStep, int ColumnStep, int ColumnRun)
    {
        /// <summary>What strips have in common that lie on one diagonal, in one row, or in one column.</summary>
        public (int Run, int Distance, int RowStep, int ColumnStep) Line => (ColumnRun, RowStep == 0 ? -Row : RowStep == ColumnStep ? Row - Column : -Column, RowStep, ColumnStep);

        /// <summary>Where on its line the strip begins.</summary>
        public int At => RowStep == 0 ? Column : Row;
    }
}
