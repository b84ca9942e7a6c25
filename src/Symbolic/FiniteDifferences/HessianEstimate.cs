namespace Symbolic.FiniteDifferences;

/// <summary>A symmetric n×n matrix of second derivatives with a bound on every entry.</summary>
public sealed class HessianEstimate
{
    private readonly DerivativeEstimate[,] _entries;

    internal HessianEstimate(GradientEstimate gradient, DerivativeEstimate[,] entries, int calls)
    {
        Gradient = gradient;
        _entries = entries;
        Calls = calls;
    }

    /// <summary>Number of variables n.</summary>
    public int Dimension => _entries.GetLength(0);

    /// <summary>The gradient at the same point.</summary>
    public GradientEstimate Gradient { get; }

    /// <summary>Calls in all: of f, or of its gradient when the Hessian was made from gradients.</summary>
    public int Calls { get; }

    /// <summary>
    /// Largest |∂g_i/∂x_j - ∂g_j/∂x_i| where both were measured, else 0. Large against the bounds, it shows that the function
    /// given as gradient is not one.
    /// </summary>
    public double Asymmetry { get; init; }

    /// <summary>Largest asymmetry divided by the sum of the two bounds; above 1 the claimed gradient is doubtful.</summary>
    public double RelativeAsymmetry { get; init; }

    /// <summary>∂²f/∂x_row∂x_column; the same value, bit for bit, with the indices exchanged.</summary>
    public DerivativeEstimate this[int row, int column] => _entries[row, column];

    /// <summary>A new n×n array of the values.</summary>
    public double[,] ToArray()
    {
        int n = Dimension;
        var values = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                values[i, j] = _entries[i, j].Value;
        }
        return values;
    }
}
