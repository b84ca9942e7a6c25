using System.Collections.Immutable;
using System.Globalization;
using Symbolic.Expressions;

namespace Symbolic.Solvers.Fitting;

/// <summary>Text that is no table of numbers; the message names line and column.</summary>
public sealed class DataFormatException : FormatException
{
    /// <summary>With a message.</summary>
    public DataFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Without a message.</summary>
    public DataFormatException()
    {
    }

    /// <summary>With a cause.</summary>
    public DataFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>Named columns of equally many numbers.</summary>
public sealed class DataTable
{
    private readonly ImmutableArray<double[]> _columns;

    /// <summary>A table of columns.</summary>
    /// <exception cref="ArgumentException">The columns are not equally long, or a name occurs twice.</exception>
    public DataTable(params ReadOnlySpan<(string Name, double[] Values)> columns)
    {
        Names = [.. columns.ToArray().Select(c => c.Name)];
        _columns = [.. columns.ToArray().Select(c => (double[])c.Values.Clone())];
        RowCount = _columns.IsEmpty ? 0 : _columns[0].Length;
        for (var i = 0; i < _columns.Length; i++)
        {
            if (_columns[i].Length != RowCount) throw new ArgumentException($"The column '{Names[i]}' has {_columns[i].Length} values, '{Names[0]}' has {RowCount}.", nameof(columns));
        }

        if (Names.Distinct(StringComparer.Ordinal).Count() < Names.Length) throw new ArgumentException("Two columns have the same name.", nameof(columns));
    }

    /// <summary>Names of the columns.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The values of a column.</summary>
    /// <exception cref="ArgumentException">There is no column of this name.</exception>
    public ReadOnlySpan<double> this[string name] =>
        Names.IndexOf(name) is >= 0 and var i ? _columns[i] : throw new ArgumentException($"There is no column '{name}'; the data have {string.Join(", ", Names)}.", nameof(name));

    /// <summary>The rows, for the sums and means of a formula: <c>formula.With(table.ToRows())</c>.</summary>
    /// <exception cref="ArgumentException">There are none, or a number is not finite.</exception>
    public RowData ToRows() => new(Names.Select((name, i) => KeyValuePair.Create(name, _columns[i])));

    /// <summary>
    /// Reads a header line and lines of numbers, separated by commas, semicolons, tabs or blanks. Empty lines and lines that begin
    /// with # are passed over.
    /// </summary>
    /// <exception cref="DataFormatException">A line has not as many entries as the header, or an entry is no number.</exception>
    public static DataTable Read(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        string[]? names = null;
        var separator = ',';
        var columns = new List<List<double>>();
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            line = line.Trim().TrimStart('\uFEFF');
            if (line.Length == 0 || line[0] == '#') continue;
            if (names is null)
            {
                separator = new[] { ',', ';', '\t' }.FirstOrDefault(c => line.Contains(c, StringComparison.Ordinal), ' ');
                names = Split(line, separator);
                if (Array.Exists(names, n => double.TryParse(n, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
                    throw new DataFormatException($"Line {number}: the first line must name the columns, such as x,y.");
                columns.AddRange(names.Select(_ => new List<double>()));
                continue;
            }

            AddRow(columns, names, Split(line, separator), number);
        }

        if (names is null) throw new DataFormatException("The data are empty; a line that names the columns is expected first.");
        return new DataTable([.. names.Zip(columns, (n, c) => (n, c.ToArray()))]);
    }

    private static void AddRow(List<List<double>> columns, string[] names, string[] entries, int number)
    {
        if (entries.Length != names.Length) throw new DataFormatException($"Line {number} has {entries.Length} entries, the header names {names.Length} columns.");
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i].Length == 0) throw new DataFormatException($"Line {number}, column '{names[i]}' is empty; leave such lines out.");
            if (!double.TryParse(entries[i], NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                throw new DataFormatException($"Line {number}, column '{names[i]}': '{entries[i]}' is not a number.");
            columns[i].Add(value);
        }
    }

    private static string[] Split(string line, char separator) => separator == ' '
        ? line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        : [.. line.Split(separator).Select(e => e.Trim().Trim('"'))];
}
