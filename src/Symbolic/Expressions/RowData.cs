using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Symbolic.Expressions;

/// <summary>
/// Columns of numbers by name, all of one length: the rows that <c>sum(expr)</c> and <c>mean(expr)</c> run over. The arrays are not
/// copied and must not change as long as a formula uses them.
/// </summary>
public sealed class RowData
{
    private readonly FrozenDictionary<string, double[]> _columns;

    /// <summary>Data of these columns.</summary>
    /// <exception cref="ArgumentException">There is no column or no row, one column is longer than another, or a number is not finite.</exception>
    public RowData(IEnumerable<KeyValuePair<string, double[]>> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _columns = columns.ToFrozenDictionary(StringComparer.Ordinal);
        if (_columns.Count == 0) throw new ArgumentException("Data need one column at least.", nameof(columns));
        Count = _columns.First().Value.Length;
        if (_columns.FirstOrDefault(c => c.Value.Length != Count) is { Key: { } name, Value: var column })
            throw new ArgumentException($"The column '{name}' has {column.Length} rows, another one has {Count}.", nameof(columns));
        if (Count == 0) throw new ArgumentException("Data need one row at least.", nameof(columns));
        foreach (var (key, numbers) in _columns)
        {
            if (Array.FindIndex(numbers, static x => !double.IsFinite(x)) is >= 0 and var row)
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The column '{key}' holds {numbers[row]} in row {row + 1}; leave such rows out."), nameof(columns));
        }
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>The names of the columns, in alphabetical order.</summary>
    public IEnumerable<string> Names => _columns.Keys.Order(VariableOrder.Comparer);

    /// <summary>The numbers of a column.</summary>
    public bool TryGetColumn(string name, [NotNullWhen(true)] out double[]? column) => _columns.TryGetValue(name, out column);

    internal double[] Column(string name) => _columns[name];
}
