using Symbolic.Cli.Repl.LineEditing;

namespace Symbolic.Tests.Repl.LineEditing;

public sealed class KeyDecoderTests
{
    [Theory]
    [InlineData("ab", "a b")]
    [InlineData("\e[200~x^2\r+1\e[201~y", "'x^2|+1' y")]
    [InlineData("\e[200~a\e[Ab\e[201~", "'ab'")]
    [InlineData("\e[200~never ended", "'never ended'")]
    [InlineData("\e[17;9~a", "a")]
    [InlineData("\eb", "M-b")]
    [InlineData("\e", "\e")]
    [InlineData("𝛼x", "'𝛼' x")]
    public void Keys_become_events(string typed, string expected)
    {
        Assert.Equal(expected, Decode([.. typed.Select(c => Key(c))]));
    }

    [Fact]
    public void Half_a_character_is_dropped() => Assert.Equal("x", Decode([Key('\uD835'), Key('x')]));

    [Fact]
    public void An_escape_that_the_console_has_joined_to_the_bracket_is_understood_too()
    {
        ConsoleKeyInfo[] keys = [Key('[', alt: true), .. "200~ab".Select(c => Key(c)), Key('[', alt: true), .. "201~".Select(c => Key(c)), Key('c')];
        Assert.Equal("'ab' c", Decode(keys));
    }

    private static ConsoleKeyInfo Key(char c, bool alt = false) => new(c, c == '\r' ? ConsoleKey.Enter : c == '\e' ? ConsoleKey.Escape : ConsoleKey.None, shift: false, alt, control: false);

    private static string Decode(ConsoleKeyInfo[] keys)
    {
        var queue = new Queue<ConsoleKeyInfo>(keys);
        var decoder = new KeyDecoder(() => queue.TryDequeue(out var key) ? key : null, _ => queue.Count > 0);
        var events = new List<string>();
        while (decoder.Next() is { Kind: not TerminalEventKind.Closed } next)
        {
            events.Add(next.Kind == TerminalEventKind.Text ? $"'{next.Text.Replace('\n', '|')}'" : (next.Key.Modifiers.HasFlag(ConsoleModifiers.Alt) ? "M-" : "") + next.Key.KeyChar);
        }

        return string.Join(' ', events);
    }
}
