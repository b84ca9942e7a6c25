using System.Globalization;
using Symbolic.Cli.Repl.LineEditing;

namespace Symbolic.Tests.Repl.LineEditing;

/// <summary>Keys at random. SYMBOLIC_RANDOM_KEYS asks for another number of them, SYMBOLIC_RANDOM_SEED for the same again.</summary>
public sealed class RandomKeysTests
{
    private const int KeysPerEntry = 200;

    [Fact]
    public void Random_keys_never_throw_and_never_lose_text()
    {
        var count = Read("SYMBOLIC_RANDOM_KEYS", 50_000);
        var seed = Read("SYMBOLIC_RANDOM_SEED", 20261120);
        for (var done = 0; done < count; done += KeysPerEntry)
        {
            try
            {
                OneEntry(new Random(seed + done));
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"SYMBOLIC_RANDOM_SEED={seed + done} SYMBOLIC_RANDOM_KEYS={KeysPerEntry} replays this.", failure);
            }
        }
    }

    private static void OneEntry(Random random)
    {
        var terminal = new VirtualTerminal(random.Next(4, 50), random.Next(2, 12)) { HasColour = random.Next(2) == 0 };
        var fixture = new EditorFixture(terminal);
        fixture.History.Add("sin(x)^2");
        fixture.History.Add("面積 = a\n*b");
        var left = KeysPerEntry;
        terminal.Before = t =>
        {
            Check(fixture.Editor.Buffer, t);
            if (left-- <= 0) return;
            if (random.Next(60) == 0)
            {
                t.SetWidth(random.Next(4, 50));
                t.Send(new TerminalEvent(TerminalEventKind.Resize));
            }
            else
            {
                t.Send(new TerminalEvent(random.Next(12) == 0 ? TerminalEventKind.Text : TerminalEventKind.Key, AnyKey(random), AnyText(random)));
            }
        };
        string? entry;
        do
        {
            entry = fixture.Editor.Read();
            CheckUndo(fixture.Editor.Buffer, entry);
        }
        while (left > 0);
    }

    private static void Check(LineBuffer buffer, VirtualTerminal terminal)
    {
        Assert.InRange(buffer.Cursor, 0, buffer.Text.Length);
        Assert.False(buffer.Cursor < buffer.Text.Length && char.IsLowSurrogate(buffer.Text[buffer.Cursor]));
        Assert.Equal(buffer.Text, LineBuffer.Clean(buffer.Text));
        Assert.InRange(terminal.Cursor.Column, 0, terminal.Width - 1);
    }

    /// <summary>An entry is the text as shown; undoing leads back to nothing, and doing again to the very same text.</summary>
    private static void CheckUndo(LineBuffer buffer, string? entry)
    {
        var text = buffer.Text;
        if (entry is not null) Assert.Equal(text, entry);
        while (buffer.Undo())
        {
        }

        Assert.Equal("", buffer.Text);
        while (buffer.Redo())
        {
        }

        // Changes that were undone by the keys themselves are done again, too, and come after the text.
        while (buffer.Text != text) Assert.True(buffer.Undo());
    }

    private static ConsoleKeyInfo AnyKey(Random random)
    {
        const string typed = "abxy12+-*^()[]|,=.! αβ面é∂'\\";
        var modifiers = (Shift: random.Next(8) == 0, Alt: random.Next(6) == 0, Control: random.Next(6) == 0);
        return random.Next(5) switch
        {
            0 => new ConsoleKeyInfo((char)random.Next(1, 32), ConsoleKey.None, false, false, true),
            1 => new ConsoleKeyInfo('\0', Enum.GetValues<ConsoleKey>()[random.Next(Enum.GetValues<ConsoleKey>().Length)], modifiers.Shift, modifiers.Alt, modifiers.Control),
            2 when random.Next(20) == 0 => new ConsoleKeyInfo((char)random.Next(0x10000), ConsoleKey.None, modifiers.Shift, modifiers.Alt, false),
            _ => new ConsoleKeyInfo(typed[random.Next(typed.Length)], ConsoleKey.None, false, random.Next(10) == 0, false),
        };
    }

    private static string AnyText(Random random) => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => random.Next(4) switch
    {
        0 => char.ConvertFromUtf32(random.Next(0x1F300, 0x1F9FF)),
        1 => ((char)random.Next(0x10000)).ToString(),
        _ => "e\u0301\r\n(x"[random.Next(6)].ToString(),
    }));

    private static int Read(string name, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : standard;
}
