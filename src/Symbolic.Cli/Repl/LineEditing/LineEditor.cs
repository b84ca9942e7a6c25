namespace Symbolic.Cli.Repl.LineEditing;

/// <summary>
/// Edits one entry at a time: keys in, frames out. What is typed is never lost: every change can be undone, a line that is left by
/// Ctrl-C can be yanked, one that is left for the history is found again below its newest entry.
/// </summary>
internal sealed partial class LineEditor(ITerminal terminal, Screen screen, IEditorSupport support, History history)
{
    private readonly LineBuffer _buffer = new();
    private readonly KillRing _kills = new();
    private EditCommand _last;
    private string? _result;
    private bool _isLeaving;

    /// <summary>What stands before the first line.</summary>
    public string Prompt { get; set; } = "> ";

    /// <summary>The text that is being edited.</summary>
    public LineBuffer Buffer => _buffer;

    /// <summary>Reads an entry; null when the user leaves.</summary>
    public string? Read()
    {
        _buffer.Reset();
        (_result, _isLeaving, _last, _search, _menu, _shown) = (null, false, EditCommand.None, null, null, Preview.Nothing);
        history.Rewind();
        Show();
        while (_result is null && !_isLeaving)
        {
            Handle(terminal.Next());
            if (!terminal.HasPending && _result is null && !_isLeaving) Show();
        }

        ShowFinal();
        return _result;
    }

    private void Handle(TerminalEvent next)
    {
        switch (next.Kind)
        {
            case TerminalEventKind.Key:
                OnKey(next.Key);
                break;
            case TerminalEventKind.Text:
                if (_search is not null) EndSearch(keep: true);
                _menu = null;
                _buffer.Insert(next.Text);
                _last = EditCommand.Insert;
                break;
            case TerminalEventKind.Resize:
                screen.Resize();
                break;
            case TerminalEventKind.Wake:
                support.OnWake(screen);
                break;
            case TerminalEventKind.Closed:
                _isLeaving = true;
                break;
        }
    }

    private void OnKey(ConsoleKeyInfo key)
    {
        var command = KeyMap.CommandOf(key);
        if (_search is not null && HandleInSearch(command, key)) return;
        if (_menu is not null && HandleInMenu(command)) return;
        Run(command, key);
        _last = command;
    }

    private void Run(EditCommand command, ConsoleKeyInfo key)
    {
        switch (command)
        {
            case EditCommand.Insert: _buffer.Insert(key.KeyChar.ToString()); break;
            case EditCommand.NewLine: _buffer.Insert("\n"); break;
            case EditCommand.Accept: Accept(); break;
            case EditCommand.Interrupt: Interrupt(); break;
            case EditCommand.DeleteOrLeave when _buffer.Text.Length == 0: _isLeaving = true; break;
            case EditCommand.DeleteOrLeave or EditCommand.Delete: _buffer.CutTo(TextWalk.Next(_buffer.Text, _buffer.Cursor)); break;
            case EditCommand.DeleteBack: _buffer.CutTo(TextWalk.Previous(_buffer.Text, _buffer.Cursor)); break;
            case EditCommand.Transpose: _buffer.Transpose(); break;
            case EditCommand.Undo: _buffer.Undo(); break;
            case EditCommand.Redo: _buffer.Redo(); break;
            case EditCommand.ClearScreen: screen.Clear(); break;
            case EditCommand.Complete: StartCompletion(); break;
            case EditCommand.Search or EditCommand.SearchForward: StartSearch(); break;
            default:
                if (!Move(command) && !Kill(command)) Recall(command);
                break;
        }
    }

    private bool Move(EditCommand command)
    {
        var (text, cursor) = (_buffer.Text, _buffer.Cursor);
        int? target = command switch
        {
            EditCommand.Left => TextWalk.Previous(text, cursor),
            EditCommand.Right => TextWalk.Next(text, cursor),
            EditCommand.WordLeft => TextWalk.WordStart(text, cursor),
            EditCommand.WordRight => TextWalk.WordEnd(text, cursor),
            EditCommand.LineStart => TextWalk.LineStart(text, cursor),
            EditCommand.LineEnd => TextWalk.LineEnd(text, cursor),
            EditCommand.TextStart => 0,
            EditCommand.TextEnd => text.Length,
            _ => null,
        };
        if (target is { } position) _buffer.MoveTo(position);
        return target is not null;
    }

    private bool Kill(EditCommand command)
    {
        var (text, cursor) = (_buffer.Text, _buffer.Cursor);
        switch (command)
        {
            case EditCommand.KillLine:
                var end = TextWalk.LineEnd(text, cursor);
                Cut(end == cursor ? TextWalk.Next(text, cursor) : end);
                return true;
            case EditCommand.KillLineBack:
                Cut(TextWalk.LineStart(text, cursor));
                return true;
            case EditCommand.KillWord:
                Cut(TextWalk.WordEnd(text, cursor));
                return true;
            case EditCommand.KillWordBack:
                Cut(TextWalk.WordStart(text, cursor));
                return true;
            case EditCommand.Yank:
                _buffer.Insert(_kills.Current);
                return true;
            case EditCommand.YankOlder:
                if (_last is EditCommand.Yank or EditCommand.YankOlder) YankOlder();
                return true;
            default:
                return false;
        }
    }

    private void Cut(int position)
    {
        var joins = _last is EditCommand.KillLine or EditCommand.KillLineBack or EditCommand.KillWord or EditCommand.KillWordBack;
        var backwards = position < _buffer.Cursor;
        _kills.Add(_buffer.CutTo(position), joins, backwards);
    }

    private void YankOlder()
    {
        var length = _kills.Current.Length;
        if (length > _buffer.Cursor) return;
        _buffer.Replace(_buffer.Cursor - length, _buffer.Cursor, _kills.Rotate());
    }

    private void Accept()
    {
        if (_buffer.Text.Length > 0 && !support.IsComplete(_buffer.Text)) _buffer.Insert("\n");
        else _result = _buffer.Text;
    }

    /// <summary>Ctrl-C leaves the line, which can be brought back by Ctrl-Y; on an empty line it does nothing.</summary>
    private void Interrupt()
    {
        if (_buffer.Text.Length == 0) return;
        _kills.Add(_buffer.Text, joins: false, backwards: false);
        _buffer.MoveTo(_buffer.Text.Length);
        screen.Draw(Lay(withPreview: false, "^C"));
        screen.Leave();
        _buffer.Reset();
        history.Rewind();
    }

    private void Recall(EditCommand command)
    {
        switch (command)
        {
            case EditCommand.Up when _buffer.MoveByLine(-1):
            case EditCommand.Down when _buffer.MoveByLine(1):
                break;
            case EditCommand.Up or EditCommand.OlderEntry:
                Load(history.Older(_buffer.Text));
                break;
            case EditCommand.Down or EditCommand.NewerEntry:
                Load(history.Newer(_buffer.Text));
                break;
            case EditCommand.OldestEntry:
                Load(history.Oldest(_buffer.Text));
                break;
            case EditCommand.NewestEntry:
                Load(history.Newest(_buffer.Text));
                break;
        }
    }

    private void Load(string? entry)
    {
        if (entry is not null) _buffer.Load(entry);
    }
}
