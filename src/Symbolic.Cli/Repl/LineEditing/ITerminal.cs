namespace Symbolic.Cli.Repl.LineEditing;

/// <summary>What can happen while the program waits for its user.</summary>
internal enum TerminalEventKind
{
    /// <summary>A key was pressed.</summary>
    Key,

    /// <summary>Text came in one piece: it was pasted, or is a character of two code units.</summary>
    Text,

    /// <summary>The window has another size.</summary>
    Resize,

    /// <summary>Work in the background has come to something.</summary>
    Wake,

    /// <summary>There is no more input.</summary>
    Closed,
}

/// <summary>Something that happened.</summary>
internal readonly record struct TerminalEvent(TerminalEventKind Kind, ConsoleKeyInfo Key = default, string Text = "");

/// <summary>A terminal with keys and a cursor that can be moved; tests put a screen of their own in its place.</summary>
internal interface ITerminal
{
    /// <summary>Columns.</summary>
    int Width { get; }

    /// <summary>Rows.</summary>
    int Height { get; }

    /// <summary>Whether colour may be used.</summary>
    bool HasColour { get; }

    /// <summary>Whether input waits already, so that drawing can wait until it is taken.</summary>
    bool HasPending { get; }

    /// <summary>Called on Ctrl-C, from any thread, instead of delivering the key; null to deliver it.</summary>
    Action? Interrupt { get; set; }

    /// <summary>Sends text and control sequences, at once.</summary>
    void Write(string text);

    /// <summary>Waits for the next event.</summary>
    TerminalEvent Next();

    /// <summary>Makes <see cref="Next"/> return; callable from any thread.</summary>
    void Wake();
}
