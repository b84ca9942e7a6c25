namespace Symbolic.Cli.Repl.LineEditing;

/// <summary>What a key asks for.</summary>
internal enum EditCommand
{
    None,
    Insert,
    Accept,
    NewLine,
    Interrupt,
    DeleteOrLeave,
    Left,
    Right,
    WordLeft,
    WordRight,
    LineStart,
    LineEnd,
    TextStart,
    TextEnd,
    Up,
    Down,
    OlderEntry,
    NewerEntry,
    OldestEntry,
    NewestEntry,
    DeleteBack,
    Delete,
    KillLine,
    KillLineBack,
    KillWord,
    KillWordBack,
    Yank,
    YankOlder,
    Transpose,
    Undo,
    Redo,
    Search,
    SearchForward,
    Complete,
    CompleteBack,
    ClearScreen,
    Cancel,
}

/// <summary>The keys, as in emacs and readline.</summary>
internal static class KeyMap
{
    /// <summary>What a key asks for.</summary>
    public static EditCommand CommandOf(ConsoleKeyInfo key)
    {
        var alt = key.Modifiers.HasFlag(ConsoleModifiers.Alt);
        if (Special(key, alt) is var special and not EditCommand.None) return special;
        if (alt) return WithAlt(key);
        if (key.KeyChar is > '\0' and < ' ') return Control(key.KeyChar);
        return key.KeyChar is '\0' or '\x7f' ? EditCommand.None : EditCommand.Insert;
    }

    private static EditCommand Special(ConsoleKeyInfo key, bool alt)
    {
        var byWord = alt || key.Modifiers.HasFlag(ConsoleModifiers.Control);
        return key.Key switch
        {
            ConsoleKey.Enter => alt ? EditCommand.NewLine : EditCommand.Accept,
            ConsoleKey.Tab => key.Modifiers.HasFlag(ConsoleModifiers.Shift) ? EditCommand.CompleteBack : EditCommand.Complete,
            ConsoleKey.Backspace => alt ? EditCommand.KillWordBack : EditCommand.DeleteBack,
            ConsoleKey.Delete => byWord ? EditCommand.KillWord : EditCommand.Delete,
            ConsoleKey.LeftArrow => byWord ? EditCommand.WordLeft : EditCommand.Left,
            ConsoleKey.RightArrow => byWord ? EditCommand.WordRight : EditCommand.Right,
            ConsoleKey.Home => byWord ? EditCommand.TextStart : EditCommand.LineStart,
            ConsoleKey.End => byWord ? EditCommand.TextEnd : EditCommand.LineEnd,
            ConsoleKey.UpArrow => byWord ? EditCommand.OlderEntry : EditCommand.Up,
            ConsoleKey.DownArrow => byWord ? EditCommand.NewerEntry : EditCommand.Down,
            ConsoleKey.PageUp => EditCommand.OlderEntry,
            ConsoleKey.PageDown => EditCommand.NewerEntry,
            ConsoleKey.Escape => EditCommand.Cancel,
            _ => EditCommand.None,
        };
    }

    private static EditCommand WithAlt(ConsoleKeyInfo key) => char.ToLowerInvariant(key.KeyChar) switch
    {
        'b' => EditCommand.WordLeft,
        'f' => EditCommand.WordRight,
        'd' => EditCommand.KillWord,
        'y' => EditCommand.YankOlder,
        'z' or '_' => EditCommand.Redo,
        '<' => EditCommand.OldestEntry,
        '>' => EditCommand.NewestEntry,
        '\r' or '\n' => EditCommand.NewLine,
        '\b' or '\x7f' => EditCommand.KillWordBack,
        _ => EditCommand.None,
    };

    /// <summary>Control characters: Ctrl-A is 1.</summary>
    private static EditCommand Control(char c) => (char)(c + '@') switch
    {
        'A' => EditCommand.LineStart,
        'B' => EditCommand.Left,
        'C' => EditCommand.Interrupt,
        'D' => EditCommand.DeleteOrLeave,
        'E' => EditCommand.LineEnd,
        'F' => EditCommand.Right,
        'G' or '[' => EditCommand.Cancel,
        'H' => EditCommand.DeleteBack,
        'I' => EditCommand.Complete,
        'J' or 'M' => EditCommand.Accept,
        'K' => EditCommand.KillLine,
        'L' => EditCommand.ClearScreen,
        'N' => EditCommand.NewerEntry,
        'O' => EditCommand.NewLine,
        'P' => EditCommand.OlderEntry,
        'R' => EditCommand.Search,
        'S' => EditCommand.SearchForward,
        'T' => EditCommand.Transpose,
        'U' => EditCommand.KillLineBack,
        'W' => EditCommand.KillWordBack,
        'Y' => EditCommand.Yank,
        'Z' or '_' => EditCommand.Undo,
        _ => EditCommand.None,
    };
}
