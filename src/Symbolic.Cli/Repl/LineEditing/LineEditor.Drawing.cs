using Symbolic.Cli.Output;

namespace Symbolic.Cli.Repl.LineEditing;

/// <summary>What the editor shows.</summary>
internal sealed partial class LineEditor
{
    /// <summary>Longer texts are shown without colours and hints, which would cost more than they help.</summary>
    private const int MaxHighlighted = 20_000;

    private const int MaxMenuRows = 6;

    private Preview _shown = Preview.Nothing;

    private void Show() => screen.Draw(Lay(withPreview: true));

    /// <summary>The entry as it stays on the screen: without cursor, hints or menu.</summary>
    private void ShowFinal()
    {
        _buffer.MoveTo(_buffer.Text.Length);
        (_search, _menu) = (null, null);
        screen.Draw(Lay(withPreview: false));
        screen.Leave();
    }

    private Frame Lay(bool withPreview, string behind = "")
    {
        var frame = new FrameBuilder(terminal.Width, terminal.HasColour);
        var prompt = _search is { } search ? search.Prompt : Prompt;
        frame.Write(prompt, TextStyle.Prompt);
        var preview = withPreview && _search is null && _menu is null && _buffer.Text.Length is > 0 and <= MaxHighlighted ? PreviewOfText() : Preview.Nothing;
        LayText(frame, Styles(withPreview, preview), new string(' ', Math.Max(0, prompt.Length - 2)) + "… ");
        frame.Write(behind, TextStyle.Dim);
        foreach (var (text, style) in preview.Lines)
        {
            foreach (var line in TextWrap.Lines(Shorten(text, (3 * terminal.Width) - 12), Math.Max(8, terminal.Width - 3), Wrap.Prose))
            {
                frame.EndRow();
                frame.Write("  " + line, style);
            }
        }

        if (withPreview && _menu is { } menu) LayMenu(frame, menu);
        return frame.Build();
    }

    /// <summary>While a preview is being made, the lines of the one before stay, so that nothing jumps; what it marked does not.</summary>
    private Preview PreviewOfText()
    {
        if (support.PreviewOf(_buffer.Text) is not { } preview) return _shown with { Marks = [] };
        return _shown = preview;
    }

    /// <summary>The style of each character of the text.</summary>
    private TextStyle[] Styles(bool showsCursor, Preview preview)
    {
        var styles = new TextStyle[_buffer.Text.Length];
        if (_buffer.Text.Length > MaxHighlighted) return styles;
        foreach (var span in support.Highlight(_buffer.Text, showsCursor ? _buffer.Cursor : -1).Concat(preview.Marks))
        {
            var start = Math.Clamp(span.Start, 0, styles.Length);
            Array.Fill(styles, span.Style, start, Math.Clamp(span.End, start, styles.Length) - start);
        }

        if (_search is { Length: > 0 } search) Array.Fill(styles, TextStyle.Selected, search.Start, Math.Min(search.Length, styles.Length - search.Start));
        return styles;
    }

    private void LayText(FrameBuilder frame, TextStyle[] styles, string continuation)
    {
        var text = _buffer.Text;
        for (var at = 0; at < text.Length;)
        {
            if (at == _buffer.Cursor) frame.PutCursor();
            if (text[at] == '\n')
            {
                frame.EndRow();
                frame.Write(continuation, TextStyle.Dim);
                at++;
                continue;
            }

            var next = Math.Min(TextWalk.Next(text, at), at < _buffer.Cursor ? Math.Max(at + 1, _buffer.Cursor) : text.Length);
            frame.Write(text[at..next], styles[at]);
            at = next;
        }

        if (_buffer.Cursor >= text.Length) frame.PutCursorHere();
    }

    private void LayMenu(FrameBuilder frame, CompletionMenu menu)
    {
        var first = Math.Clamp(menu.Selected - (MaxMenuRows / 2), 0, Math.Max(0, menu.Items.Length - MaxMenuRows));
        var shown = menu.Items.Skip(first).Take(MaxMenuRows).ToArray();
        var width = shown.Max(c => c.Text.Length);
        for (var i = 0; i < shown.Length; i++)
        {
            frame.EndRow();
            frame.Write("  ");
            frame.Write(shown[i].Text.PadRight(width), first + i == menu.Selected ? TextStyle.Selected : TextStyle.Plain);
            frame.Write("  " + Shorten(shown[i].Hint, terminal.Width - width - 8), TextStyle.Dim);
        }

        if (menu.Items.Length <= shown.Length) return;
        frame.EndRow();
        frame.Write($"  {menu.Items.Length - shown.Length} more", TextStyle.Dim);
    }

    private static string Shorten(string text, int length) => length < 2 ? "" : text.Length <= length ? text : text[..(length - 1)] + "…";
}
