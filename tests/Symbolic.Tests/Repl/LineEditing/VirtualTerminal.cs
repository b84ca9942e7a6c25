using System.Globalization;
using System.Text;
using Symbolic.Cli.Output;
using Symbolic.Cli.Repl.LineEditing;

namespace Symbolic.Tests.Repl.LineEditing;

/// <summary>
/// A terminal in memory: events come from a list, output goes to a grid of cells as on a screen that wraps and scrolls. A control
/// sequence that it does not know fails the test.
/// </summary>
internal sealed class VirtualTerminal(int width = 40, int height = 12) : ITerminal
{
    private readonly Queue<TerminalEvent> _events = new();
    private List<string[]> _grid = [.. Enumerable.Range(0, height).Select(_ => Blank(width))];
    private (int Row, int Column) _cursor;
    private (int Row, int Column) _saved;
    private string _style = "";

    public int Width { get; private set; } = width;

    public int Height { get; } = height;

    public bool HasColour { get; init; }

    /// <summary>Whether events count as waiting, so that nothing is drawn between them.</summary>
    public bool Batches { get; init; }

    public bool HasPending => Batches && _events.Count > 0;

    public Action? Interrupt { get; set; }

    /// <summary>Called before each event is delivered.</summary>
    public Action<VirtualTerminal>? Before { get; set; }

    /// <summary>Text that was written with a style, in order, while colour is on.</summary>
    public List<(string Style, string Text)> Styled { get; } = [];

    /// <summary>Rows that scrolled off the top.</summary>
    public List<string> Scrolled { get; } = [];

    public (int Row, int Column) Cursor => _cursor;

    /// <summary>The rows of the screen, without blanks at their ends, up to the last that holds anything.</summary>
    public string[] Rows
    {
        get
        {
            var rows = _grid.Select(r => string.Concat(r).TrimEnd()).ToList();
            while (rows.Count > 0 && rows[^1].Length == 0) rows.RemoveAt(rows.Count - 1);
            return [.. rows];
        }
    }

    public VirtualTerminal Type(string text)
    {
        foreach (var c in text) Press(c);
        return this;
    }

    public VirtualTerminal Press(char c, bool alt = false) => Press(c switch { '\r' or '\n' => ConsoleKey.Enter, '\t' => ConsoleKey.Tab, '\e' => ConsoleKey.Escape, _ => ConsoleKey.None }, c, alt);

    public VirtualTerminal Press(ConsoleKey key, char c = '\0', bool alt = false, bool control = false, bool shift = false)
    {
        _events.Enqueue(new TerminalEvent(TerminalEventKind.Key, new ConsoleKeyInfo(c, key, shift, alt, control)));
        return this;
    }

    /// <summary>Presses a letter with Ctrl.</summary>
    public VirtualTerminal Ctrl(char letter) => Press(ConsoleKey.None, (char)(char.ToUpperInvariant(letter) - '@'), control: true);

    public VirtualTerminal Paste(string text) => Send(new TerminalEvent(TerminalEventKind.Text, Text: text));

    public VirtualTerminal Send(TerminalEvent next)
    {
        _events.Enqueue(next);
        return this;
    }

    /// <summary>Changes the width; rows keep what they held, as on terminals that do not wrap anew.</summary>
    public void SetWidth(int columns)
    {
        Width = columns;
        _grid = [.. _grid.Select(r => Blank(columns).Select((blank, i) => i < r.Length ? r[i] : blank).ToArray())];
        _cursor.Column = Math.Min(_cursor.Column, columns - 1);
    }

    public TerminalEvent Next()
    {
        Before?.Invoke(this);
        return _events.TryDequeue(out var next) ? next : new TerminalEvent(TerminalEventKind.Closed);
    }

    public void Wake() => Send(new TerminalEvent(TerminalEventKind.Wake));

    public void Write(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == '\e') i = Control(text, i + 1);
            else i = Character(text, i);
        }
    }

    private static string[] Blank(int columns) => [.. Enumerable.Repeat(" ", columns)];

    private int Character(string text, int at)
    {
        if (text[at] == '\r') _cursor.Column = 0;
        else if (text[at] == '\n') NewLine();
        else
        {
            var rune = Rune.GetRuneAt(text, at);
            Put(rune);
            return at + rune.Utf16SequenceLength;
        }

        return at + 1;
    }

    private void NewLine()
    {
        if (_cursor.Row < Height - 1)
        {
            _cursor.Row++;
            return;
        }

        Scrolled.Add(string.Concat(_grid[0]).TrimEnd());
        _grid.RemoveAt(0);
        _grid.Add(Blank(Width));
    }

    private void Put(Rune rune)
    {
        Assert.False(rune.Value < ' ' || rune.Value == 0x7F, $"The control character {rune.Value} was written.");
        if (_style.Length > 0) Styled.Add((_style, rune.ToString()));
        var columns = DisplayWidth.Of(rune);
        if (columns == 0)
        {
            if (_cursor.Column > 0) _grid[_cursor.Row][_cursor.Column - 1] += rune.ToString();
            return;
        }

        if (_cursor.Column + columns > Width)
        {
            _cursor.Column = 0;
            NewLine();
        }

        _grid[_cursor.Row][_cursor.Column] = rune.ToString();
        if (columns == 2) _grid[_cursor.Row][_cursor.Column + 1] = "";
        _cursor.Column += columns;
    }

    private int Control(string text, int at)
    {
        if (text[at] is '7' or '8')
        {
            if (text[at] == '7') _saved = _cursor;
            else _cursor = _saved;
            return at + 1;
        }

        Assert.Equal('[', text[at]);
        var end = at + 1;
        while (text[end] is (>= '0' and <= '?')) end++;
        var parameters = text[(at + 1)..end];
        Run(text[end], parameters);
        return end + 1;
    }

    private void Run(char command, string parameters)
    {
        var count = int.TryParse(parameters, CultureInfo.InvariantCulture, out var n) ? n : 0;
        switch (command)
        {
            case 'A': _cursor.Row = Math.Max(0, _cursor.Row - Math.Max(1, count)); break;
            case 'B': _cursor.Row = Math.Min(Height - 1, _cursor.Row + Math.Max(1, count)); break;
            case 'C': _cursor.Column = Math.Min(Width - 1, _cursor.Column + Math.Max(1, count)); break;
            case 'H': _cursor = (0, 0); break;
            case 'K': Erase(_cursor.Row, _cursor.Column); break;
            case 'J': EraseBelow(count == 2); break;
            case 'm': _style = parameters == "0" ? "" : parameters; break;
            default: Assert.Fail($"The control sequence '{parameters}{command}' is unknown."); break;
        }
    }

    private void EraseBelow(bool all)
    {
        if (!all) Erase(_cursor.Row, _cursor.Column);
        for (var row = all ? 0 : _cursor.Row + 1; row < Height; row++) Erase(row, 0);
    }

    private void Erase(int row, int column)
    {
        for (var i = column; i < Width; i++) _grid[row][i] = " ";
    }
}
