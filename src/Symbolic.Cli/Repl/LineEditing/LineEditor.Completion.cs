using System.Collections.Immutable;

namespace Symbolic.Cli.Repl.LineEditing;

/// <summary>Tab: completes what is certain, then walks through what is possible.</summary>
internal sealed partial class LineEditor
{
    private CompletionMenu? _menu;

    private void StartCompletion()
    {
        var (text, cursor) = (_buffer.Text, _buffer.Cursor);
        var list = support.Complete(text, cursor);
        if (list.Items.IsEmpty) return;
        var word = text[list.Start..cursor];
        var common = CommonPrefix(list.Items);
        if (list.Items.Length == 1) _buffer.Replace(list.Start, cursor, list.Items[0].Text);
        else if (common.Length > word.Length && common.StartsWith(word, StringComparison.Ordinal)) _buffer.Replace(list.Start, cursor, common);
        if (list.Items.Length > 1) _menu = new CompletionMenu(list.Start, list.Items);
    }

    /// <summary>Keys while the menu is shown; true when the key was for the menu.</summary>
    private bool HandleInMenu(EditCommand command)
    {
        var menu = _menu!;
        switch (command)
        {
            case EditCommand.Complete or EditCommand.Down:
                Choose(menu, menu.Selected + 1);
                return true;
            case EditCommand.CompleteBack or EditCommand.Up:
                Choose(menu, menu.Selected < 0 ? menu.Items.Length - 1 : menu.Selected - 1);
                return true;
            case EditCommand.Cancel:
                _menu = null;
                return true;
            case EditCommand.Accept when menu.Selected >= 0:
                _menu = null;
                return true;
            default:
                _menu = null;
                return false;
        }
    }

    private void Choose(CompletionMenu menu, int index)
    {
        menu.Selected = (index + menu.Items.Length) % menu.Items.Length;
        _buffer.Replace(menu.Start, _buffer.Cursor, menu.Items[menu.Selected].Text);
    }

    private static string CommonPrefix(ImmutableArray<Completion> items)
    {
        var common = items[0].Text.AsSpan();
        foreach (var item in items) common = common[..common.CommonPrefixLength(item.Text)];
        if (common.Length > 0 && char.IsHighSurrogate(common[^1])) common = common[..^1];
        return common.ToString();
    }

    private sealed class CompletionMenu(int start, ImmutableArray<Completion> items)
    {
        public int Start => start;

        public ImmutableArray<Completion> Items => items;

        /// <summary>The item that stands in the text; −1 while none was chosen.</summary>
        public int Selected { get; set; } = -1;
    }
}
