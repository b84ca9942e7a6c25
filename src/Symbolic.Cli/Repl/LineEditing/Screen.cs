using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Symbolic.Cli.Output;

namespace Symbolic.Cli.Repl.LineEditing;

/// <summary>A place in what was printed: rows counted from the start of the session, columns from 0.</summary>
internal readonly record struct ScreenPlace(long Row, int Column);

/// <summary>
/// What stands on the terminal: above, what was printed and stays; below, the rows of the editor, which are drawn anew with as few
/// changes as will do.
/// </summary>
internal sealed class Screen(ITerminal terminal)
{
    private ImmutableArray<FrameRow> _rows = [];
    private int _cursorRow;
    private int _cursorColumn;
    private long _printed;
    private int _width = terminal.Width;

    /// <summary>Shows a frame in place of the last one.</summary>
    public void Draw(Frame frame)
    {
        if (terminal.Width != _width) Resize();
        frame = frame.Clip(terminal.Height);
        var text = new StringBuilder();
        ToTop(text);
        for (var i = 0; i < frame.Rows.Length; i++)
        {
            if (i > 0) text.Append("\r\n");
            var isLast = i == frame.Rows.Length - 1;
            if (i < _rows.Length && _rows[i] == frame.Rows[i] && !(isLast && _rows.Length > frame.Rows.Length)) continue;
            text.Append(frame.Rows[i].Text).Append("\e[K");
            if (isLast && _rows.Length > frame.Rows.Length) text.Append("\e[J");
        }

        Move(text, frame.Rows.Length - 1 - frame.CursorRow, 'A');
        text.Append('\r');
        Move(text, frame.CursorColumn, 'C');
        (_rows, _cursorRow, _cursorColumn) = (frame.Rows, frame.CursorRow, frame.CursorColumn);
        terminal.Write(text.ToString());
    }

    /// <summary>Removes the rows of the editor and prints text in their place, which stays. The text ends with a line end.</summary>
    public void Print(string output)
    {
        var text = new StringBuilder();
        ToTop(text);
        text.Append("\e[J").Append(output.Replace("\n", "\r\n", StringComparison.Ordinal));
        Forget();
        _printed += RowsOf(output);
        terminal.Write(text.ToString());
    }

    /// <summary>Where text stands that is printed next, after so many characters of it.</summary>
    public ScreenPlace PlaceIn(string output, int position)
    {
        var lineStart = position == 0 ? 0 : output.LastIndexOf('\n', position - 1) + 1;
        var column = DisplayWidth.Of(WithoutCodes(output[lineStart..position]));
        return new ScreenPlace(_printed + RowsOf(output[..lineStart]) + (column / Math.Max(1, terminal.Width)), column % Math.Max(1, terminal.Width));
    }

    /// <summary>Writes over what was printed, up to the end of the line; false when that has left the screen.</summary>
    public bool WriteAt(ScreenPlace place, string text)
    {
        var up = _printed - place.Row + _cursorRow;
        if (up <= 0 || up >= terminal.Height || terminal.Width != _width) return false;
        var output = new StringBuilder("\e7");
        Move(output, (int)up, 'A');
        output.Append('\r');
        Move(output, place.Column, 'C');
        terminal.Write(output.Append(text).Append("\e[K\e8").ToString());
        return true;
    }

    /// <summary>Leaves the rows of the editor where they are; what follows stands below them.</summary>
    public void Leave()
    {
        var text = new StringBuilder();
        Move(text, _rows.Length - 1 - _cursorRow, 'B');
        terminal.Write(text.Append("\r\n").ToString());
        _printed += _rows.Length;
        Forget();
    }

    /// <summary>Clears the whole screen.</summary>
    public void Clear()
    {
        terminal.Write("\e[H\e[2J");
        // What was printed is gone: no place in it is on the screen any more.
        _printed += terminal.Height;
        Forget();
    }

    /// <summary>Removes the rows of the editor, which the terminal may have wrapped in its new size.</summary>
    public void Resize()
    {
        _width = terminal.Width;
        var above = _rows.Take(_cursorRow).Sum(r => RowsFor(r.Width)) + (_cursorColumn / Math.Max(1, _width));
        var text = new StringBuilder();
        Move(text, Math.Min(above, terminal.Height - 1), 'A');
        terminal.Write(text.Append("\r\e[J").ToString());
        // Rows above may have wrapped, too: nothing that was printed can be found again.
        _printed += terminal.Height + 1;
        Forget();
    }

    /// <summary>The text without colour codes.</summary>
    public static string WithoutCodes(string text)
    {
        if (!text.Contains('\e', StringComparison.Ordinal)) return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\e') i = Math.Max(i, text.IndexOf('m', i));
            else plain.Append(text[i]);
        }

        return plain.ToString();
    }

    private static void Move(StringBuilder text, int count, char direction)
    {
        if (count > 0) text.Append("\e[").Append(count.ToString(CultureInfo.InvariantCulture)).Append(direction);
    }

    private void ToTop(StringBuilder text)
    {
        Move(text, _cursorRow, 'A');
        text.Append('\r');
    }

    private void Forget() => (_rows, _cursorRow, _cursorColumn) = ([], 0, 0);

    private int RowsFor(int width) => Math.Max(1, (width + _width - 1) / Math.Max(1, _width));

    private long RowsOf(string output)
    {
        long rows = 0;
        foreach (var line in WithoutCodes(output).Split('\n')[..^1]) rows += RowsFor(DisplayWidth.Of(line));
        return rows;
    }
}
