namespace Symbolic.Cli.Repl.LineEditing;

/// <summary>The entries of this session and of those before it, the oldest first, each once; and the place in them that is looked at.</summary>
internal sealed class History
{
    private readonly List<string> _entries = [];
    private readonly HistoryFile? _file;
    private int _position;
    private string _draft = "";

    /// <summary>The history of a file; one that is not kept when there is none.</summary>
    public History(HistoryFile? file = null)
    {
        _file = file;
        if (file is not null)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var entry in file.Read().Reverse())
            {
                if (seen.Add(entry)) _entries.Add(entry);
            }

            _entries.Reverse();
        }

        Rewind();
    }

    /// <summary>Number of entries.</summary>
    public int Count => _entries.Count;

    public string this[int index] => _entries[index];

    /// <summary>Adds an entry, and writes it to the file at once.</summary>
    public void Add(string entry)
    {
        if (string.IsNullOrWhiteSpace(entry) || (_entries.Count > 0 && _entries[^1] == entry)) return;
        _entries.Remove(entry);
        _entries.Add(entry);
        _file?.Append(entry);
        Rewind();
    }

    /// <summary>Goes back to the line below the newest entry.</summary>
    public void Rewind() => (_position, _draft) = (_entries.Count, "");

    /// <summary>The entry before; null when there is none. The text that is left is kept.</summary>
    public string? Older(string current) => GoTo(_position - 1, current);

    /// <summary>The entry after, or the line that was left; null when there is none.</summary>
    public string? Newer(string current) => GoTo(_position + 1, current);

    public string? Oldest(string current) => GoTo(0, current);

    public string? Newest(string current) => GoTo(_entries.Count, current);

    /// <summary>The nearest entry that holds a text, capitals or not, going up (−1) or down (1) from a position; −1 when there is none.</summary>
    public int Find(string wanted, int from, int direction)
    {
        for (var i = Math.Clamp(from, -1, _entries.Count) + direction; i >= 0 && i < _entries.Count; i += direction)
        {
            if (_entries[i].Contains(wanted, StringComparison.OrdinalIgnoreCase)) return i;
        }

        return -1;
    }

    private string? GoTo(int position, string current)
    {
        if (position < 0 || position > _entries.Count || position == _position) return null;
        if (_position == _entries.Count) _draft = current;
        _position = position;
        return position == _entries.Count ? _draft : _entries[position];
    }
}
