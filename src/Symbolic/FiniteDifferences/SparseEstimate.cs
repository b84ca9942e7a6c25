namespace Symbolic.FiniteDifferences;

/// <summary>A sparse matrix of derivatives, aligned with its pattern.</summary>
public sealed class SparseEstimate
{
    private readonly double[] _values;
    private readonly double[] _bounds;

    internal SparseEstimate(DifferencePattern pattern, double[] values, double[] bounds, int colours, int calls)
    {
        Pattern = pattern;
        _values = values;
        _bounds = bounds;
        Colours = colours;
        Calls = calls;
    }

    /// <summary>The pattern; a Hessian's is symmetric and has its diagonal.</summary>
    public DifferencePattern Pattern { get; }

    /// <summary>Value of each entry of the pattern, in its order.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Bound on the error of each entry; infinite where differences did not converge, NaN in the fast modes.</summary>
    public ReadOnlySpan<double> Bounds => _bounds;

    /// <summary>Number of groups of columns that were differenced together.</summary>
    public int Colours { get; }

    /// <summary>Calls for the differences, those of the probe apart.</summary>
    public int Calls { get; }

    /// <summary>Calls for the probe.</summary>
    public int ProbeCalls { get; init; }

    /// <summary>
    /// Largest deviation, row by row and relative to the row's terms, of the product with one random vector from a difference along
    /// that vector. About 1e-9 when the pattern covers every non-zero; near 1 when it misses one.
    /// </summary>
    public double ProbeDeviation { get; init; }

    /// <summary>Whether the probe found the pattern complete.</summary>
    public bool PatternHolds => ProbeDeviation < 1e-4;

    /// <summary>An entry; 0 outside the pattern.</summary>
    public double this[int row, int column]
    {
        get
        {
            int index = Pattern.IndexOf(row, column);
            return index < 0 ? 0 : _values[index];
        }
    }

    /// <summary>A new dense array.</summary>
    public double[,] ToArray()
    {
        var dense = new double[Pattern.Rows, Pattern.Columns];
        for (int row = 0; row < Pattern.Rows; row++)
        {
            for (int k = Pattern.RowPointers[row]; k < Pattern.RowPointers[row + 1]; k++)
                dense[row, Pattern.ColumnIndices[k]] = _values[k];
        }
        return dense;
    }
}
