using System.Text;

namespace Symbolic.Cli.Repl.LineEditing;

/// <summary>
/// Makes events of keys: joins the halves of characters beyond the basic plane, gathers what a terminal marks as pasted
/// (bracketed paste, <c>ESC [ 200 ~</c> to <c>ESC [ 201 ~</c>), and swallows control sequences that nobody knows.
/// </summary>
/// <param name="read">The next key; waits for it. Null at the end of input.</param>
/// <param name="waits">Whether a key comes within so many milliseconds.</param>
internal sealed class KeyDecoder(Func<ConsoleKeyInfo?> read, Func<int, bool> waits)
{
    /// <summary>Longest text that is taken from one paste; formulas may not be longer either.</summary>
    public const int MaxPaste = 2_000_000;

    private const int SequenceDelay = 30;
    private const int PasteDelay = 2_000;

    /// <summary>The next event.</summary>
    public TerminalEvent Next()
    {
        while (read() is { } key)
        {
            if (StartsSequence(key))
            {
                if (Sequence(key) is { } decoded) return decoded;
                continue;
            }

            if (char.IsHighSurrogate(key.KeyChar) && waits(SequenceDelay) && read() is { } low)
            {
                if (char.IsLowSurrogate(low.KeyChar)) return new TerminalEvent(TerminalEventKind.Text, Text: new string([key.KeyChar, low.KeyChar]));
                key = low;
            }

            if (!char.IsSurrogate(key.KeyChar)) return new TerminalEvent(TerminalEventKind.Key, key);
        }

        return new TerminalEvent(TerminalEventKind.Closed);
    }

    private static bool StartsSequence(ConsoleKeyInfo key) => key.KeyChar == '\e' || IsAltBracket(key);

    private static bool IsAltBracket(ConsoleKeyInfo key) => key.KeyChar == '[' && key.Modifiers.HasFlag(ConsoleModifiers.Alt);

    /// <summary>What follows an escape: nothing (the key itself), a control sequence, or a key pressed with Meta.</summary>
    private TerminalEvent? Sequence(ConsoleKeyInfo key)
    {
        if (!waits(SequenceDelay)) return IsAltBracket(key) ? null : new TerminalEvent(TerminalEventKind.Key, key);
        if (!IsAltBracket(key))
        {
            if (read() is not { } next) return new TerminalEvent(TerminalEventKind.Closed);
            if (next.KeyChar != '[')
                return new TerminalEvent(TerminalEventKind.Key, new ConsoleKeyInfo(next.KeyChar, next.Key, next.Modifiers.HasFlag(ConsoleModifiers.Shift), alt: true, next.Modifiers.HasFlag(ConsoleModifiers.Control)));
        }

        return Parameters() == "200~" ? Paste() : null;
    }

    /// <summary>Parameters and final character of a control sequence.</summary>
    private string Parameters()
    {
        var text = new StringBuilder();
        while (text.Length < 32 && waits(SequenceDelay) && read() is { } key)
        {
            text.Append(key.KeyChar);
            if (key.KeyChar is >= '@' and <= '~') break;
        }

        return text.ToString();
    }

    private TerminalEvent Paste()
    {
        var text = new StringBuilder();
        while (waits(PasteDelay) && read() is { } key)
        {
            if (StartsSequence(key))
            {
                if (!IsAltBracket(key) && !(waits(SequenceDelay) && read() is { KeyChar: '[' })) continue;
                if (Parameters() == "201~") break;
                continue;
            }

            var c = key.Key == ConsoleKey.Enter ? '\n' : key.KeyChar;
            if (c != '\0' && text.Length < MaxPaste) text.Append(c);
        }

        return new TerminalEvent(TerminalEventKind.Text, Text: text.ToString());
    }
}
