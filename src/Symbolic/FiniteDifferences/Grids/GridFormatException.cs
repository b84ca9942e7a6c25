namespace Symbolic.FiniteDifferences.Grids;

/// <summary>A file that does not hold a grid: what is wrong with it, in a sentence, and where.</summary>
public sealed class GridFormatException : FormatException
{
    /// <summary>An error without a place.</summary>
    public GridFormatException(string message)
        : base(message)
    {
    }

    /// <summary>An error at a line and column of a text, both counted from 1.</summary>
    public GridFormatException(string message, int line, int column)
        : base($"Line {line}, column {column}: {message}")
    {
        Line = line;
        Column = column;
    }

    /// <summary>The line, from 1, or null where the file has no lines.</summary>
    public int? Line { get; }

    /// <summary>The column in UTF-16 code units, from 1, or null where the file has no lines.</summary>
    public int? Column { get; }
}
