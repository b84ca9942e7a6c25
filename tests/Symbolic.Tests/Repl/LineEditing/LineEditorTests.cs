using Symbolic.Cli.Repl.LineEditing;

namespace Symbolic.Tests.Repl.LineEditing;

public sealed class LineEditorTests
{
    /// <summary>Keys in a short notation: <c>^A</c> is Ctrl-A, <c>M-f</c> Alt-f, words in angle brackets are named keys.</summary>
    [Theory]
    [InlineData("abc", "abc|")]
    [InlineData("abc <Left> X", "abX|c")]
    [InlineData("abc ^B ^B X", "aX|bc")]
    [InlineData("abc <Home> X <End> Y", "XabcY|")]
    [InlineData("abc ^A X ^E Y", "XabcY|")]
    [InlineData("abc ^A ^F X", "aX|bc")]
    [InlineData("abc <Right> X", "abcX|")]
    [InlineData("abc <Backspace>", "ab|")]
    [InlineData("abc ^H", "ab|")]
    [InlineData("abc ^A <Delete>", "|bc")]
    [InlineData("abc ^A ^D", "|bc")]
    [InlineData("sin(xy)+b M-b M-b X", "sin(X|xy)+b")]
    [InlineData("sin(xy)+b ^A M-f X", "sinX|(xy)+b")]
    [InlineData("sin(xy)+b C-<Left> C-<Left> X", "sin(X|xy)+b")]
    [InlineData("sin(xy)+b ^A C-<Right> X", "sinX|(xy)+b")]
    [InlineData("ab+cd ^W", "ab+|")]
    [InlineData("ab+cd ^W ^W ^Y", "ab+cd|")]
    [InlineData("ab+cd M-<Backspace>", "ab+|")]
    [InlineData("ab+cd ^A M-d", "|+cd")]
    [InlineData("ab+cd ^A M-d M-d ^E ^Y", "ab+cd|")]
    [InlineData("ab+cd <Left> <Left> ^K", "ab+|")]
    [InlineData("ab+cd <Left> <Left> ^K ^A ^Y", "cd|ab+")]
    [InlineData("ab+cd <Left> <Left> ^U", "|cd")]
    [InlineData("ab+cd <Left> <Left> ^U ^E ^Y", "cdab+|")]
    [InlineData("one ^U two ^U ^Y M-y", "one|")]
    [InlineData("one ^U two ^U ^Y M-y M-y", "two|")]
    [InlineData("abc ^T", "acb|")]
    [InlineData("abc ^A ^F ^T", "ba|c")]
    [InlineData("abc ^_", "|")]
    [InlineData("abc ^W ^_", "abc|")]
    [InlineData("abc ^W ^Z M-z", "|")]
    [InlineData("ab <Space> cd ^_", "ab|")]
    [InlineData("abc M-<Enter> d", "abc\nd|")]
    [InlineData("abc M-<Enter> d <Up> X", "aX|bc\nd")]
    [InlineData("a M-<Enter> bcd <Up> <Down> X", "a\nbX|cd")]
    [InlineData("a M-<Enter> bc ^A X", "a\nX|bc")]
    [InlineData("a M-<Enter> bc C-<Home> X", "X|a\nbc")]
    [InlineData("abc ^C d ^Y", "dabc|")]
    [InlineData("abc ^L d", "abcd|")]
    [InlineData("<Escape> a ^G b", "ab|")]
    public void Keys_edit_as_in_emacs(string keys, string expected)
    {
        var terminal = new VirtualTerminal();
        foreach (var key in keys.Split(' ')) Press(terminal, key);
        var editor = new EditorFixture(terminal).Editor;
        editor.Read();
        // At the end of the script the cursor goes to the end of the text; what is compared is the place before that.
        Assert.Equal(expected.Replace("|", "", StringComparison.Ordinal), editor.Buffer.Text);
        Assert.Equal(expected.IndexOf('|', StringComparison.Ordinal), CursorAfter(keys));
    }

    private static int CursorAfter(string keys)
    {
        var terminal = new VirtualTerminal();
        foreach (var key in keys.Split(' ')) Press(terminal, key);
        LineEditor? editor = null;
        var cursor = 0;
        terminal.Before = _ => cursor = editor?.Buffer.Cursor ?? 0;
        editor = new EditorFixture(terminal).Editor;
        editor.Read();
        return cursor;
    }

    private static void Press(VirtualTerminal terminal, string key)
    {
        if (key.StartsWith("M-<", StringComparison.Ordinal)) terminal.Press(Named(key[3..^1]), key[3..^1] == "Enter" ? '\r' : '\0', alt: true);
        else if (key.StartsWith("C-<", StringComparison.Ordinal)) terminal.Press(Named(key[3..^1]), control: true);
        else if (key.StartsWith("M-", StringComparison.Ordinal)) terminal.Press(key[2], alt: true);
        else if (key == "<Space>") terminal.Press(' ');
        else if (key.StartsWith('<')) terminal.Press(Named(key[1..^1]));
        else if (key.StartsWith('^')) terminal.Ctrl(key[1]);
        else terminal.Type(key);
    }

    private static ConsoleKey Named(string name) => name switch
    {
        "Left" => ConsoleKey.LeftArrow,
        "Right" => ConsoleKey.RightArrow,
        "Up" => ConsoleKey.UpArrow,
        "Down" => ConsoleKey.DownArrow,
        _ => Enum.Parse<ConsoleKey>(name),
    };

    [Fact]
    public void Enter_ends_an_entry() => Assert.Equal("x^2", EditorFixture.Read(t => t.Type("x^2\r")));

    [Fact]
    public void Enter_begins_another_line_while_brackets_are_open() => Assert.Equal("(x\n)", EditorFixture.Read(t => t.Type("(x\r)\r")));

    [Fact]
    public void Ctrl_D_leaves_on_an_empty_line_only()
    {
        Assert.Null(EditorFixture.Read(t => t.Ctrl('D')));
        Assert.Equal("x", EditorFixture.Read(t => t.Type("x").Ctrl('D').Type("\r")));
    }

    [Fact]
    public void Ctrl_C_leaves_the_line_and_never_the_program() => Assert.Equal("y", EditorFixture.Read(t => t.Ctrl('C').Type("x").Ctrl('C').Ctrl('C').Type("y\r")));

    [Fact]
    public void A_paste_goes_in_as_one_change_and_does_not_end_the_entry()
    {
        Assert.Equal("a\nb+c", EditorFixture.Read(t => t.Paste("a\r\nb").Type("+c\r")));
        Assert.Equal("x", EditorFixture.Read(t => t.Type("x").Paste("a\nb").Ctrl('Z').Type("\r")));
    }

    [Fact]
    public void Control_characters_in_a_paste_are_dropped() => Assert.Equal("ab c", EditorFixture.Read(t => t.Paste("a\e\0\ab\tc\uE001").Type("\r")));

    [Fact]
    public void A_wide_character_is_one_step_and_takes_two_columns()
    {
        var fixture = EditorFixture.On(t => t.Type("面積").Press(ConsoleKey.LeftArrow));
        var column = 0;
        fixture.Terminal.Before = t => column = t.Cursor.Column;
        fixture.Editor.Read();
        Assert.Equal("> 面積", fixture.Terminal.Rows[0]);
        Assert.Equal(4, column);
    }

    [Fact]
    public void A_letter_with_its_marks_is_deleted_at_once() => Assert.Equal("x", EditorFixture.Read(t => t.Type("x").Paste("e\u0302\u0323").Press(ConsoleKey.Backspace).Type("\r")));

    [Fact]
    public void A_long_text_wraps_before_the_last_column_and_the_cursor_follows()
    {
        var fixture = EditorFixture.On(t => t.Type("abcdefghijklm"), width: 10);
        var cursor = (0, 0);
        fixture.Terminal.Before = t => cursor = t.Cursor;
        fixture.Editor.Read();
        Assert.Equal(["> abcdefg", "hijklm"], fixture.Terminal.Rows);
        Assert.Equal((1, 6), cursor);
    }

    [Fact]
    public void A_wide_character_that_does_not_fit_goes_to_the_next_row()
    {
        var fixture = EditorFixture.On(t => t.Type("abcdef面積"), width: 10);
        fixture.Editor.Read();
        Assert.Equal(["> abcdef", "面積"], fixture.Terminal.Rows);
    }

    [Fact]
    public void A_text_higher_than_the_screen_shows_the_part_around_the_cursor()
    {
        var fixture = EditorFixture.On(t => t.Paste(string.Join('\n', Enumerable.Range(1, 30))), height: 6);
        var rows = Array.Empty<string>();
        fixture.Terminal.Before = t => rows = t.Rows;
        fixture.Editor.Read();
        Assert.Equal(["… 25", "… 26", "… 27", "… 28", "… 29", "… 30"], rows);
    }

    [Theory]
    [InlineData(14)]
    [InlineData(20)]
    [InlineData(60)]
    public void A_new_width_lays_the_text_out_anew(int width)
    {
        var terminal = new VirtualTerminal(30).Type("abcdefghijklmnopqrstuvwxyz0123456789").Send(new TerminalEvent(TerminalEventKind.Resize)).Type("!");
        var presses = 0;
        terminal.Before = t =>
        {
            if (++presses == 37) t.SetWidth(width);
        };
        new EditorFixture(terminal).Editor.Read();
        Assert.EndsWith("> abcdefghijklmnopqrstuvwxyz0123456789!", string.Concat(terminal.Rows), StringComparison.Ordinal);
    }

    [Fact]
    public void Tab_completes_what_is_certain_and_then_walks_through_the_rest()
    {
        Assert.Equal("sqrt(x)", EditorFixture.Read(t => t.Type("sq\tx)\r")));
        Assert.Equal("sin(1)", EditorFixture.Read(t => t.Type("si\t\t1)\r")));
        Assert.Equal("sinh(1)", EditorFixture.Read(t => t.Type("si\t\t\t1)\r")));
        Assert.Equal("sinh(1)", EditorFixture.Read(t => t.Type("si\t").Press(ConsoleKey.Tab, shift: true).Type("1)\r")));
        Assert.Equal("zz", EditorFixture.Read(t => t.Type("zz\t\r")));
    }

    [Fact]
    public void The_menu_of_completions_is_shown_below_and_goes_away()
    {
        var fixture = EditorFixture.On(t => t.Type("si\t").Type("x"));
        var seen = new List<string>();
        fixture.Terminal.Before = t => seen.Add(string.Join('|', t.Rows));
        fixture.Editor.Read();
        Assert.Equal("> sin|  sin(   a function|  sinh(  a function", seen[3]);
        Assert.Equal("> sinx", seen[4]);
    }

    [Fact]
    public void Hints_are_shown_below_the_text_and_vanish_when_the_entry_ends()
    {
        var fixture = EditorFixture.On(t => t.Type("x").Type("\r"));
        fixture.Preview = text => new Preview([($"= {text}", TextStyle.Dim)], []);
        var seen = "";
        fixture.Terminal.Before = t => seen = string.Join('|', t.Rows);
        fixture.Editor.Read();
        Assert.Equal("> x|  = x", seen);
        Assert.Equal(["> x"], fixture.Terminal.Rows);
    }

    [Fact]
    public void Styles_are_sent_only_where_there_is_colour()
    {
        var coloured = new VirtualTerminal { HasColour = true }.Type("a1");
        new EditorFixture(coloured).Editor.Read();
        Assert.Contains((TextStyle.Number.Codes(), "1"), coloured.Styled);
        var plain = new VirtualTerminal().Type("a1");
        new EditorFixture(plain).Editor.Read();
        Assert.Empty(plain.Styled);
    }

    [Fact]
    public void Nothing_is_drawn_while_more_keys_wait()
    {
        var terminal = new VirtualTerminal { Batches = true }.Type("abc");
        var seen = new HashSet<string>();
        terminal.Before = t => seen.Add(string.Join('|', t.Rows));
        new EditorFixture(terminal).Editor.Read();
        Assert.Equal([">", "> abc"], seen);
    }
}
