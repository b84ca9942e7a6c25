using Symbolic.Cli.Output;
using Symbolic.Compilation;

namespace Symbolic.Cli.Repl.Plotting;

/// <summary>A picture of the entries of a matrix that are not 0: a square for each in a small matrix, braille dots in a large one.</summary>
internal static class SpyPlot
{
    /// <summary>Most columns of a matrix that is drawn entry by entry, and its most rows.</summary>
    private const int MaxSquares = 32;

    /// <summary>Draws a pattern.</summary>
    /// <param name="ink">Where to.</param>
    /// <param name="pattern">The pattern; of a symmetric matrix both triangles are drawn.</param>
    /// <param name="variables">Names of the columns.</param>
    /// <param name="rows">Height of a large picture in rows.</param>
    public static void Draw(Ink ink, SparsePattern pattern, IReadOnlyList<string> variables, int rows = 24)
    {
        if (pattern.RowCount == 0 || pattern.ColumnCount == 0)
        {
            ink.Line("  The matrix has no entries: there are no variables.");
            return;
        }

        var entries = pattern.IsSymmetric ? pattern.Entries.SelectMany(e => e.Row == e.Column ? [e] : new[] { e, (e.Column, e.Row) }) : pattern.Entries;
        if (pattern.RowCount <= MaxSquares && pattern.ColumnCount <= Math.Min(MaxSquares, (ink.Width - 16) / 2)) DrawSquares(ink, pattern, [.. entries], variables);
        else DrawDots(ink, pattern, entries, rows);
        var all = (long)pattern.RowCount * pattern.ColumnCount;
        var present = pattern.IsSymmetric ? (2L * pattern.Count) - pattern.Entries.Count(e => e.Row == e.Column) : pattern.Count;
        ink.Line($"  {(pattern.IsSymmetric ? "Hessian" : "Jacobian")}, {pattern.RowCount}×{pattern.ColumnCount}: {present} of {all} entries are not identically 0, {NumberFormat.Format(100.0 * present / all, 3)} %", Style.Dim);
    }

    private static void DrawSquares(Ink ink, SparsePattern pattern, HashSet<(int Row, int Column)> entries, IReadOnlyList<string> variables)
    {
        var names = Enumerable.Range(0, pattern.RowCount).Select(i => pattern.IsSymmetric ? variables[i] : $"f{i + 1}").ToArray();
        var margin = names.Max(n => DisplayWidth.Of(n));
        for (var row = 0; row < pattern.RowCount; row++)
        {
            ink.Write("  " + new string(' ', margin - DisplayWidth.Of(names[row])) + names[row] + "  ", Style.Dim);
            ink.Line(string.Join(' ', Enumerable.Range(0, pattern.ColumnCount).Select(column => entries.Contains((row, column)) ? '■' : '·')));
        }
    }

    /// <summary>One dot for a block of entries, as many across as down, where any of them is not 0.</summary>
    private static void DrawDots(Ink ink, SparsePattern pattern, IEnumerable<(int Row, int Column)> entries, int rows)
    {
        var columns = Math.Clamp(ink.Width - 4, 10, 110);
        var block = Math.Max(Math.Max((pattern.ColumnCount + (2 * columns) - 1) / (2 * columns), (pattern.RowCount + (4 * rows) - 1) / (4 * rows)), 1);
        var (across, down) = ((pattern.ColumnCount + block - 1) / block, (pattern.RowCount + block - 1) / block);
        var canvas = new BrailleCanvas((across + 1) / 2, (down + 3) / 4);
        foreach (var (row, column) in entries) canvas.Set(column / block, row / block, layer: 1);
        ink.Line("  ┌" + new string('─', canvas.Columns) + "┐", Style.Dim);
        for (var row = 0; row < canvas.Rows; row++)
        {
            ink.Write("  │", Style.Dim);
            ink.Write(string.Concat(Enumerable.Range(0, canvas.Columns).Select(column => canvas[row, column].Character)));
            ink.Line("│", Style.Dim);
        }

        ink.Line("  └" + new string('─', canvas.Columns) + "┘", Style.Dim);
        if (block > 1) ink.Line($"  a dot stands for {block}×{block} entries", Style.Dim);
    }
}
