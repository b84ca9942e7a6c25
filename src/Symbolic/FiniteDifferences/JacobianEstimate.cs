namespace Symbolic.FiniteDifferences;

/// <summary>An m×n Jacobian from values of the function: row = output, column = variable.</summary>
public sealed class JacobianEstimate
{
    private readonly DerivativeEstimate[,] _entries;

    internal JacobianEstimate(IReadOnlyList<double> value, DerivativeEstimate[,] entries, int calls)
    {
        Value = value;
        _entries = entries;
        Calls = calls;
    }

    /// <summary>The function at the point, length m; empty when it failed there.</summary>
    public IReadOnlyList<double> Value { get; }

    /// <summary>Number of outputs m.</summary>
    public int Rows => _entries.GetLength(0);

    /// <summary>Number of variables n.</summary>
    public int Columns => _entries.GetLength(1);

    /// <summary>Calls of the function in all.</summary>
    public int Calls { get; }

    /// <summary>∂f_row/∂x_column; its calls are those of its whole column.</summary>
    public DerivativeEstimate this[int row, int column] => _entries[row, column];

    /// <summary>A new m×n array of the values.</summary>
    public double[,] ToArray()
    {
        var values = new double[Rows, Columns];
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Columns; j++)
                values[i, j] = _entries[i, j].Value;
        }
        return values;
    }
}
