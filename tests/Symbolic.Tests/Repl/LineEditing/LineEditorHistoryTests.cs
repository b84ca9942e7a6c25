using Symbolic.Cli.Repl.LineEditing;

namespace Symbolic.Tests.Repl.LineEditing;

public sealed class LineEditorHistoryTests
{
    [Fact]
    public void Up_and_down_walk_through_the_entries_and_back_to_the_line_that_was_left()
    {
        Assert.Equal("two", Read(t => t.Press(ConsoleKey.UpArrow)));
        Assert.Equal("one", Read(t => t.Ctrl('P').Ctrl('P').Ctrl('P')));
        Assert.Equal("draft", Read(t => t.Type("draft").Press(ConsoleKey.UpArrow).Press(ConsoleKey.UpArrow).Press(ConsoleKey.DownArrow).Press(ConsoleKey.DownArrow)));
        Assert.Equal("one", Read(t => t.Press('<', alt: true)));
        Assert.Equal("draft", Read(t => t.Type("draft").Press('<', alt: true).Press('>', alt: true)));
    }

    [Fact]
    public void A_line_that_was_left_can_be_brought_back_by_undo() => Assert.Equal("draft", Read(t => t.Type("draft").Press(ConsoleKey.UpArrow).Ctrl('Z')));

    [Fact]
    public void Ctrl_R_finds_the_newest_entry_that_holds_the_letters()
    {
        Assert.Equal("two", Read(t => t.Ctrl('R').Type("o")));
        Assert.Equal("one", Read(t => t.Ctrl('R').Type("O").Ctrl('R')));
        Assert.Equal("two", Read(t => t.Ctrl('R').Type("o").Ctrl('R').Ctrl('S')));
        Assert.Equal("two", Read(t => t.Ctrl('R').Type("oxx").Press(ConsoleKey.Backspace).Press(ConsoleKey.Backspace)));
    }

    [Fact]
    public void A_search_that_is_given_up_brings_the_line_back()
    {
        Assert.Equal("draft", Read(t => t.Type("draft").Ctrl('R').Type("o").Press('\e')));
        Assert.Equal("draft", Read(t => t.Type("draft").Ctrl('R').Type("o").Ctrl('G')));
        Assert.Equal("draft", Read(t => t.Type("draft").Ctrl('R').Type("o").Ctrl('C')));
    }

    [Fact]
    public void Another_key_edits_what_was_found() => Assert.Equal("two!", Read(t => t.Ctrl('R').Type("tw").Ctrl('E').Type("!")));

    [Fact]
    public void An_entry_that_comes_again_moves_to_the_end()
    {
        var history = new History();
        foreach (var entry in (string[])["a", "b", "a", " ", "a"]) history.Add(entry);
        Assert.Equal(["b", "a"], Enumerable.Range(0, history.Count).Select(i => history[i]));
    }

    private static string? Read(Action<VirtualTerminal> script)
    {
        var history = new History();
        history.Add("one");
        history.Add("two");
        var terminal = new VirtualTerminal();
        script(terminal);
        terminal.Type("\r");
        return new EditorFixture(terminal, history).Editor.Read();
    }
}
