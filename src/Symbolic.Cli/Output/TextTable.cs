namespace Symbolic.Cli.Output;

/// <summary>How a cell that is too wide goes on below.</summary>
internal enum Wrap
{
    /// <summary>Not at all: the terminal may break it anywhere.</summary>
    None,

    /// <summary>At spaces.</summary>
    Prose,

    /// <summary>At spaces behind a sign, so that the lines together are still one formula.</summary>
    Formula,
}

/// <summary>A cell of a table.</summary>
internal readonly record struct Cell(string Text, Style Style = Style.Plain, bool AlignRight = false)
{
    /// <summary>What becomes of a text that does not fit; only the last cell of a row is wrapped.</summary>
    public Wrap Wrap { get; init; }

    public static implicit operator Cell(string text) => new(text);
}

/// <summary>
/// Rows of cells in aligned columns. Nothing is cut off: a cell that is too wide for its column pushes the next one to a line of its
/// own, and the last cell is wrapped under itself.
/// </summary>
internal sealed class TextTable(string indent = "  ")
{
    private const int Gap = 2;

    private readonly List<Cell[]> _rows = [];

    public void Add(params Cell[] cells) => _rows.Add(cells);

    public void Render(Ink ink)
    {
        if (_rows.Count == 0) return;
        var columns = 0;
        foreach (var row in _rows) columns = Math.Max(columns, row.Length);
        var widths = new int[columns];
        for (var i = 0; i < columns; i++) widths[i] = WidthOf(i, ink.Width);
        foreach (var row in _rows) RenderRow(ink, row, widths);
    }

    /// <summary>Width of a column; cells wider than half the terminal do not count, they get a line of their own.</summary>
    private int WidthOf(int column, int terminal)
    {
        var widest = 0;
        foreach (var row in _rows)
        {
            if (column < row.Length && DisplayWidth.Of(row[column].Text) is var width && width <= terminal / 2) widest = Math.Max(widest, width);
        }

        return widest;
    }

    private void RenderRow(Ink ink, Cell[] row, int[] widths)
    {
        ink.Write(indent);
        var (used, column) = (indent.Length, indent.Length);
        for (var i = 0; i < row.Length; i++)
        {
            var cell = row[i];
            if (used > column)
            {
                // The cell before ran over: continue below, under this column.
                ink.Line();
                ink.Space(column);
                used = column;
            }

            var isLast = i == row.Length - 1;
            var width = DisplayWidth.Of(cell.Text);
            var padding = Math.Max(0, widths[i] - width);
            if (cell.AlignRight) ink.Space(padding);
            if (isLast) RenderLast(ink, cell, column);
            else ink.Write(cell.Text, cell.Style);
            if (!isLast) ink.Space((cell.AlignRight ? 0 : padding) + Gap);
            used += width + padding + Gap;
            column += widths[i] + Gap;
        }

        ink.Line();
    }

    private static void RenderLast(Ink ink, Cell cell, int column)
    {
        var isFirst = true;
        foreach (var line in TextWrap.Lines(cell.Text, ink.Width - column, cell.Wrap))
        {
            if (!isFirst)
            {
                ink.Line();
                ink.Space(column);
            }

            ink.Write(line, cell.Style);
            isFirst = false;
        }
    }
}
