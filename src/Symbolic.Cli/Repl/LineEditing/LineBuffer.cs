using System.Text;

namespace Symbolic.Cli.Repl.LineEditing;

/// <summary>The text that is being edited, its cursor, and everything it has been: every change can be undone.</summary>
internal sealed class LineBuffer
{
    /// <summary>Characters that are kept for undoing: far more than anybody types, and a bound on memory after large pastes.</summary>
    private const long MaxRemembered = 20_000_000;

    private readonly List<(string Text, int Cursor)> _undo = [];
    private readonly Stack<(string Text, int Cursor)> _redo = new();
    private bool _isTyping;
    private long _remembered;

    /// <summary>The text; lines are separated by <c>\n</c>, and there are no other control characters.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The cursor stands before this position of the text.</summary>
    public int Cursor { get; private set; }

    /// <summary>Puts text at the cursor. Letters typed one after another are one change.</summary>
    public void Insert(string text)
    {
        text = Clean(text);
        if (text.Length == 0) return;
        var continues = _isTyping && text.Length == 1 && text[0] is not (' ' or '\n');
        if (!continues) Remember();
        _isTyping = text.Length == 1 && text[0] is not '\n';
        Text = Text.Insert(Cursor, text);
        Cursor += text.Length;
    }

    /// <summary>Replaces a stretch of the text; the cursor goes behind it.</summary>
    public void Replace(int start, int end, string text)
    {
        Remember();
        Text = string.Concat(Text.AsSpan(0, start), Clean(text), Text.AsSpan(end));
        Cursor = start + Clean(text).Length;
    }

    /// <summary>Takes another text, as from the history; the cursor goes to the end.</summary>
    public void Load(string text)
    {
        text = Clean(text);
        if (text == Text)
        {
            MoveTo(Text.Length);
            return;
        }

        Remember();
        Text = text;
        Cursor = text.Length;
    }

    /// <summary>Starts afresh with an empty text and nothing to undo.</summary>
    public void Reset()
    {
        (Text, Cursor, _isTyping, _remembered) = ("", 0, false, 0);
        _undo.Clear();
        _redo.Clear();
    }

    /// <summary>Moves the cursor.</summary>
    public void MoveTo(int position)
    {
        Cursor = Math.Clamp(position, 0, Text.Length);
        if (Cursor > 0 && Cursor < Text.Length && char.IsLowSurrogate(Text[Cursor])) Cursor--;
        _isTyping = false;
    }

    /// <summary>Removes the text between the cursor and a position, and returns it.</summary>
    public string CutTo(int position)
    {
        var (start, end) = position < Cursor ? (position, Cursor) : (Cursor, position);
        if (start == end) return "";
        Remember();
        var cut = Text[start..end];
        Text = Text.Remove(start, end - start);
        Cursor = start;
        return cut;
    }

    /// <summary>Moves to the line above or below, in the same column if it is long enough; false when there is none.</summary>
    public bool MoveByLine(int direction)
    {
        var start = TextWalk.LineStart(Text, Cursor);
        var column = Cursor - start;
        if (direction < 0)
        {
            if (start == 0) return false;
            var above = TextWalk.LineStart(Text, start - 1);
            MoveTo(Math.Min(above + column, start - 1));
            return true;
        }

        var end = TextWalk.LineEnd(Text, Cursor);
        if (end == Text.Length) return false;
        MoveTo(Math.Min(end + 1 + column, TextWalk.LineEnd(Text, end + 1)));
        return true;
    }

    /// <summary>Exchanges the characters on both sides of the cursor, at the end of the text the last two.</summary>
    public void Transpose()
    {
        var middle = Cursor == Text.Length ? TextWalk.Previous(Text, Cursor) : Cursor;
        var start = TextWalk.Previous(Text, middle);
        var end = TextWalk.Next(Text, middle);
        if (middle == 0 || start == middle || middle == end) return;
        Replace(start, end, Text[middle..end] + Text[start..middle]);
    }

    /// <summary>Takes back the last change; false when there is none.</summary>
    public bool Undo()
    {
        if (_undo.Count == 0) return false;
        _redo.Push((Text, Cursor));
        (Text, Cursor) = _undo[^1];
        _undo.RemoveAt(_undo.Count - 1);
        _isTyping = false;
        return true;
    }

    /// <summary>Makes a change again that was taken back; false when there is none.</summary>
    public bool Redo()
    {
        if (!_redo.TryPop(out var state)) return false;
        _undo.Add((Text, Cursor));
        (Text, Cursor) = state;
        _isTyping = false;
        return true;
    }

    /// <summary>Line ends as <c>\n</c>, tabs as blanks, no other control characters and no halves of characters.</summary>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~')) return text;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\r') clean.Append('\n');
            else if (c == '\t') clean.Append(' ');
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) clean.Append(c).Append(text[++i]);
            else if (c == '\n' || !(char.IsControl(c) || char.IsSurrogate(c) || IsPrivate(c))) clean.Append(c);
            if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n') i++;
        }

        return clean.ToString();
    }

    /// <summary>Characters of private use have no meaning in a formula and no known width.</summary>
    private static bool IsPrivate(char c) => c is >= '\uE000' and <= '\uF8FF';

    private void Remember()
    {
        _undo.Add((Text, Cursor));
        _remembered += Text.Length;
        while (_remembered > MaxRemembered && _undo.Count > 1)
        {
            _remembered -= _undo[0].Text.Length;
            _undo.RemoveAt(0);
        }

        _redo.Clear();
        _isTyping = false;
    }
}
