namespace Symbolic.Cli.Repl.LineEditing;

/// <summary>Ctrl-R: looks for an entry of the history while its letters are typed.</summary>
internal sealed partial class LineEditor
{
    private HistorySearch? _search;

    private void StartSearch() => _search = new HistorySearch(_buffer.Text, _buffer.Cursor, history.Count);

    /// <summary>Keys while searching; true when the key was for the search.</summary>
    private bool HandleInSearch(EditCommand command, ConsoleKeyInfo key)
    {
        var search = _search!;
        switch (command)
        {
            case EditCommand.Insert:
                search.Wanted += LineBuffer.Clean(key.KeyChar.ToString());
                Find(search, search.Position + 1, -1);
                return true;
            case EditCommand.DeleteBack:
                if (search.Wanted.Length > 0) search.Wanted = search.Wanted[..^1];
                Find(search, history.Count, -1);
                return true;
            case EditCommand.Search:
                Find(search, search.Position, -1);
                return true;
            case EditCommand.SearchForward:
                Find(search, search.Position, 1);
                return true;
            case EditCommand.Cancel or EditCommand.Interrupt:
                EndSearch(keep: false);
                return true;
            default:
                EndSearch(keep: true);
                return false;
        }
    }

    /// <summary>Looks from a position, which is not looked at itself; what was found last stays when there is nothing more.</summary>
    private void Find(HistorySearch search, int from, int direction)
    {
        var found = search.Wanted.Length == 0 ? -1 : history.Find(search.Wanted, from, direction);
        search.Failed = found < 0 && search.Wanted.Length > 0;
        if (found < 0) return;
        search.Position = found;
        _buffer.Load(history[found]);
        (search.Start, search.Length) = (history[found].IndexOf(search.Wanted, StringComparison.OrdinalIgnoreCase), search.Wanted.Length);
        _buffer.MoveTo(search.Start);
    }

    private void EndSearch(bool keep)
    {
        if (!keep && _search is { } search)
        {
            _buffer.Load(search.Before);
            _buffer.MoveTo(search.CursorBefore);
        }

        _search = null;
    }

    private sealed class HistorySearch(string before, int cursorBefore, int position)
    {
        public string Before => before;

        public int CursorBefore => cursorBefore;

        public string Wanted { get; set; } = "";

        /// <summary>The entry that is shown.</summary>
        public int Position { get; set; } = position;

        public bool Failed { get; set; }

        /// <summary>Where in the entry the wanted text stands.</summary>
        public int Start { get; set; }

        public int Length { get; set; }

        public string Prompt => $"({(Failed ? "not found" : "search")}: {Wanted}) ";
    }
}
