using System.Collections.Immutable;
using System.Text;
using Symbolic.Cli.Output;

namespace Symbolic.Cli.Repl.LineEditing;

/// <summary>A row as it is sent to the terminal.</summary>
/// <param name="Text">Text with colour codes.</param>
/// <param name="Width">Columns that it takes.</param>
internal readonly record struct FrameRow(string Text, int Width);

/// <summary>Everything that the editor shows: rows that fit the terminal, and the place of the cursor among them.</summary>
internal sealed record Frame(ImmutableArray<FrameRow> Rows, int CursorRow, int CursorColumn)
{
    /// <summary>The part of the frame around the cursor that fits so many rows.</summary>
    public Frame Clip(int height)
    {
        if (Rows.Length <= height) return this;
        var first = Math.Clamp(CursorRow - (height / 2), 0, Rows.Length - height);
        return new Frame(Rows.Slice(first, height), CursorRow - first, CursorColumn);
    }
}

/// <summary>
/// Lays text out in rows. No row takes the last column, so that the terminal never wraps a line by itself; a wide character that
/// does not fit goes to the next row.
/// </summary>
internal sealed class FrameBuilder(int width, bool colour)
{
    private readonly int _width = Math.Max(2, width - 1);
    private readonly ImmutableArray<FrameRow>.Builder _rows = ImmutableArray.CreateBuilder<FrameRow>();
    private readonly StringBuilder _row = new();
    private (int Row, int Column) _cursor;
    private bool _marksNext;
    private int _column;
    private TextStyle _style;

    /// <summary>Number of rows so far.</summary>
    public int RowCount => _rows.Count + 1;

    /// <summary>Adds text without line ends.</summary>
    public void Write(string text, TextStyle style = TextStyle.Plain)
    {
        for (var at = 0; at < text.Length;)
        {
            var next = TextWalk.Next(text, at);
            Put(text.AsSpan(at, next - at), style);
            at = next;
        }
    }

    /// <summary>Ends the row.</summary>
    public void EndRow()
    {
        if (_marksNext) Mark();
        SetStyle(TextStyle.Plain);
        _rows.Add(new FrameRow(_row.ToString(), _column));
        _row.Clear();
        _column = 0;
    }

    /// <summary>Puts the cursor on the character that comes next, or behind the last one.</summary>
    public void PutCursor() => _marksNext = true;

    /// <summary>Puts the cursor behind the last character.</summary>
    public void PutCursorHere() => Mark();

    /// <summary>The frame.</summary>
    public Frame Build()
    {
        EndRow();
        return new Frame(_rows.ToImmutable(), _cursor.Row, _cursor.Column);
    }

    private void Put(ReadOnlySpan<char> character, TextStyle style)
    {
        var columns = Math.Min(_width, DisplayWidth.Of(character));
        if (_column + columns > _width)
        {
            var marks = _marksNext;
            _marksNext = false;
            EndRow();
            _marksNext = marks;
        }

        if (_marksNext) Mark();
        SetStyle(style);
        _row.Append(character);
        _column += columns;
    }

    private void Mark()
    {
        _cursor = (_rows.Count, _column);
        _marksNext = false;
    }

    private void SetStyle(TextStyle style)
    {
        if (!colour || style.Codes() == _style.Codes()) return;
        if (_style.Codes().Length > 0) _row.Append("\e[0m");
        if (style.Codes().Length > 0) _row.Append("\e[").Append(style.Codes()).Append('m');
        _style = style;
    }
}
