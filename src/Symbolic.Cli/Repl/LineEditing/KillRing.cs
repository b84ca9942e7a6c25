namespace Symbolic.Cli.Repl.LineEditing;

/// <summary>Texts that were cut out, the latest last. Cuts that follow each other make one text.</summary>
internal sealed class KillRing
{
    private const int MaxCount = 60;
    private readonly List<string> _texts = [];
    private int _position;

    /// <summary>The text that would be put in; empty when nothing was cut.</summary>
    public string Current => _texts.Count == 0 ? "" : _texts[_position];

    /// <summary>Adds a text that was cut.</summary>
    /// <param name="text">The text.</param>
    /// <param name="joins">True when the command before was a cut, too.</param>
    /// <param name="backwards">True when the text stood before the cursor.</param>
    public void Add(string text, bool joins, bool backwards)
    {
        if (text.Length == 0) return;
        if (joins && _texts.Count > 0) _texts[^1] = backwards ? text + _texts[^1] : _texts[^1] + text;
        else _texts.Add(text);
        if (_texts.Count > MaxCount) _texts.RemoveAt(0);
        _position = _texts.Count - 1;
    }

    /// <summary>Goes to the text cut before the current one, after the oldest to the latest.</summary>
    public string Rotate()
    {
        if (_texts.Count > 0) _position = (_position + _texts.Count - 1) % _texts.Count;
        return Current;
    }
}
