namespace Symbolic.Cli.Output;

/// <summary>A cell of a table.</summary>
internal readonly record struct Cell(string Text, Style Style = Style.Plain, bool AlignRight = false)
{
    public static implicit operator Cell(string text) => new(text);
}

/// <summary>
/// Rows of cells in aligned columns. A row that is too wide for the terminal puts the widest cell on a line of its own rather than
/// cut anything off.
/// </summary>
internal sealed class TextTable(string indent = "  ")
{
    private readonly List<Cell[]> _rows = [];

    public void Add(params Cell[] cells) => _rows.Add(cells);

    public void Render(Ink ink)
    {
        if (_rows.Count == 0) return;
        var columns = _rows.Max(r => r.Length);
        var widths = Enumerable.Range(0, columns).Select(c => WidthOf(c, ink.Width)).ToArray();
        foreach (var row in _rows) RenderRow(ink, row, widths);
    }

    /// <summary>Width of a column; cells wider than half the terminal do not count, they get a line of their own.</summary>
    private int WidthOf(int column, int terminal)
    {
        var widths = _rows.Where(r => column < r.Length).Select(r => DisplayWidth.Of(r[column].Text)).Where(w => w <= terminal / 2).ToArray();
        return widths.Length == 0 ? 0 : widths.Max();
    }

    private void RenderRow(Ink ink, Cell[] row, int[] widths)
    {
        ink.Write(indent);
        var used = indent.Length;
        var column = used;
        for (var i = 0; i < row.Length; i++)
        {
            var cell = row[i];
            var width = DisplayWidth.Of(cell.Text);
            if (used > indent.Length && used > column)
            {
                // The cell before ran over: continue below, under this column.
                ink.Line();
                ink.Write(new string(' ', column));
                used = column;
            }

            var padding = Math.Max(0, widths[i] - width);
            if (cell.AlignRight) ink.Write(new string(' ', padding));
            ink.Write(cell.Text, cell.Style);
            var isLast = i == row.Length - 1;
            if (!isLast) ink.Write(new string(' ', (cell.AlignRight ? 0 : padding) + 2));
            used += width + padding + 2;
            column += widths[i] + 2;
        }

        ink.Line();
    }
}
