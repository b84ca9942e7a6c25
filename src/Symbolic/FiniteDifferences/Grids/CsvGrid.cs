using System.Globalization;

namespace Symbolic.FiniteDifferences.Grids;

/// <summary>
/// Matrices of numbers as text: one row per line, cells separated by commas, semicolons, tabs or spaces, which the first line
/// tells. Numbers have a decimal point whatever the locale; <c>nan</c>, <c>inf</c> and <c>-inf</c> are numbers, empty cells are
/// errors. Blank lines and lines that begin with <c>#</c> are skipped.
/// </summary>
/// <remarks>
/// Row i, column j is element [i, j]. A file of one row or one column is a series of rank 1. Spacing is 1; see
/// <see cref="GridData.WithSpacing"/>.
/// </remarks>
public static class CsvGrid
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="GridFormatException">The text is not a matrix; the message says where.</exception>
    public static GridData ReadFile(string path)
    {
        using var reader = new StreamReader(path);
        return Read(reader);
    }

    /// <summary>Reads a text.</summary>
    /// <exception cref="GridFormatException">The text is not a matrix; the message says where.</exception>
    public static GridData Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var reader = new StringReader(text);
        return Read(reader);
    }

    /// <summary>Reads to the end of <paramref name="reader"/>.</summary>
    /// <exception cref="GridFormatException">The text is not a matrix; the message says where.</exception>
    public static GridData Read(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var values = new List<double>();
        int rows = 0, columns = 0, lineNumber = 0;
        char delimiter = '\0';
        while (reader.ReadLine() is { } line)
        {
            lineNumber++;
            int start = lineNumber == 1 && line.StartsWith('\uFEFF') ? 1 : 0;
            ReadOnlySpan<char> content = line.AsSpan(start).Trim();
            if (content.IsEmpty || content[0] == '#')
            {
                continue;
            }

            delimiter = rows == 0 ? Sniff(content) : delimiter;
            int found = ReadRow(line, start, delimiter, lineNumber, values);
            columns = rows == 0 ? found : columns;
            if (found != columns)
            {
                throw new GridFormatException($"this row has {Cells(found)}, the rows above have {columns}.", lineNumber, line.Length + 1);
            }

            rows++;
        }

        if (rows == 0)
        {
            throw new GridFormatException("The text holds no numbers.");
        }

        double[] all = [.. values];
        return rows == 1 || columns == 1
            ? new(all, GridAxis.Uniform(all.Length))
            : new(all, GridAxis.Uniform(rows), GridAxis.Uniform(columns));
    }

    /// <summary>Writes a grid of rank 1 (one value per line) or 2 so that reading gives the same values.</summary>
    /// <exception cref="ArgumentException">The grid has more than 2 axes.</exception>
    public static void Write(TextWriter writer, GridData grid, char delimiter = ',')
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(grid);
        if (grid.Rank > 2)
        {
            throw new ArgumentException($"A table holds 1 or 2 axes; the grid has {grid.Rank}. Write it as .npy.", nameof(grid));
        }

        if (delimiter is not (',' or ';' or '\t' or ' '))
        {
            throw new ArgumentException("Cells are separated by a comma, a semicolon, a tab or a space.", nameof(delimiter));
        }

        int columns = grid.Rank == 1 ? 1 : grid.Shape[1];
        for (int i = 0; i < grid.Count; i++)
        {
            writer.Write(Text(grid.Values[i]));
            writer.Write((i + 1) % columns == 0 ? '\n' : delimiter);
        }
    }

    /// <summary>As <see cref="Write"/>, to a file.</summary>
    public static void WriteFile(string path, GridData grid, char delimiter = ',')
    {
        using var writer = new StreamWriter(path);
        Write(writer, grid, delimiter);
    }

    // The rarer the character is in other roles, the sooner it decides: spaces and commas often stand beside another delimiter.
    private static char Sniff(ReadOnlySpan<char> line)
    {
        foreach (char candidate in ";\t,")
        {
            if (line.Contains(candidate))
            {
                return candidate;
            }
        }

        return ' ';
    }

    private static int ReadRow(string line, int start, char delimiter, int lineNumber, List<double> values)
    {
        int cells = 0;
        ReadOnlySpan<char> all = line.AsSpan();
        for (int position = start; ; cells++)
        {
            if (delimiter == ' ')
            {
                while (position < all.Length && char.IsWhiteSpace(all[position]))
                {
                    position++;
                }

                if (position == all.Length)
                {
                    return cells;
                }
            }

            int length = delimiter == ' ' ? all[position..].IndexOfAny(' ', '\t') : all[position..].IndexOf(delimiter);
            int end = length < 0 ? all.Length : position + length;
            values.Add(ReadCell(all[position..end], lineNumber, position));
            if (end == all.Length)
            {
                return cells + 1;
            }

            position = end + 1;
        }
    }

    private static double ReadCell(ReadOnlySpan<char> cell, int line, int position)
    {
        ReadOnlySpan<char> text = cell.Trim();
        int column = position + (cell.Length - cell.TrimStart().Length) + 1;
        if (text.IsEmpty)
        {
            throw new GridFormatException("the cell is empty; write nan for a missing value.", line, position + 1);
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
        {
            return value;
        }

        return text.TrimStart('+') switch
        {
            var t when t.Equals("inf", StringComparison.OrdinalIgnoreCase) => double.PositiveInfinity,
            var t when t.Equals("-inf", StringComparison.OrdinalIgnoreCase) => double.NegativeInfinity,
            _ => throw new GridFormatException(Complaint(text), line, column),
        };
    }

    private static string Complaint(ReadOnlySpan<char> text)
    {
        string shown = text.Length <= 40 ? text.ToString() : string.Concat(text[..40], "…");
        string hint = text.Contains(',') ? " Decimals take a point, not a comma."
            : char.IsLetter(text[0]) || text[0] == '"' ? " A heading line begins with #."
            : string.Empty;
        return $"'{shown}' is not a number.{hint}";
    }

    private static string Cells(int count) => count == 1 ? "1 cell" : $"{count} cells";

    private static string Text(double value) => value switch
    {
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ when double.IsNaN(value) => "nan",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
