namespace Symbolic.FiniteDifferences;

/// <summary>
/// One of the four difference quotients a ladder extrapolates: first or second derivative, central (error in powers of h²) or
/// one-sided (error in powers of h).
/// </summary>
internal sealed class DifferenceRule
{
    public const int MaxColumn = 7;
    private const int MaxOneSidedColumn = 9;

    public static readonly DifferenceRule CentralFirst = new(1, oneSided: false, noiseFactor: 1);
    public static readonly DifferenceRule CentralSecond = new(2, oneSided: false, noiseFactor: 4);
    public static readonly DifferenceRule OneSidedFirst = new(1, oneSided: true, noiseFactor: 2);
    public static readonly DifferenceRule OneSidedSecond = new(2, oneSided: true, noiseFactor: 4);

    private DifferenceRule(int order, bool oneSided, double noiseFactor)
    {
        Order = order;
        OneSided = oneSided;
        NoiseFactor = noiseFactor;
        Columns = oneSided ? MaxOneSidedColumn : MaxColumn;
        Spread = SpreadOfColumns();
    }

    /// <summary>Order of the derivative, 1 or 2: the quotient divides by h^Order.</summary>
    public int Order { get; }

    public bool OneSided { get; }

    /// <summary>Largest column of the extrapolation tableau.</summary>
    public int Columns { get; }

    /// <summary>Rounding of the quotient is at most this times ulp(f)/2 / h^Order.</summary>
    public double NoiseFactor { get; }

    /// <summary>
    /// Entry j: standard deviation of tableau column j, times h^Order of its last row, when every value of f carries
    /// independent noise of deviation 1.
    /// </summary>
    public IReadOnlyList<double> Spread { get; }

    /// <summary>Ratio of the error terms of adjacent rungs in column j (j >= 1): 4^j or 2^j.</summary>
    public double Ratio(int column) => Math.ScaleB(1, OneSided ? column : 2 * column);

    public double PowerOf(double step) => Order == 1 ? step : step * step;

    public static DifferenceRule Of(int order, int side) => (order, side) switch
    {
        (1, 0) => CentralFirst,
        (2, 0) => CentralSecond,
        (1, _) => OneSidedFirst,
        _ => OneSidedSecond,
    };

    /// <summary>
    /// Writes column j of the last row as a combination of values of f and takes the root of the summed squares. The last row
    /// has step 1, the row k above it step 2^k.
    /// </summary>
    private double[] SpreadOfColumns()
    {
        var spread = new double[Columns + 1];
        for (int column = 0; column <= Columns; column++)
        {
            double[] weights = RowWeights(column);
            double centre = 0, sum = 0;
            var outer = new double[Columns + 2];
            for (int k = 0; k <= column; k++)
            {
                double w = weights[k] / Math.ScaleB(1, Order * k);
                AddQuotient(w, k, outer, ref centre);
            }
            foreach (double w in outer)
                sum += w * w * (OneSided ? 1 : Order == 1 ? 0.5 : 2);
            spread[column] = Math.Sqrt(sum + centre * centre);
        }
        return spread;
    }

    // Central first: (f+ - f-)/2h, two values of weight 1/2 each; central second: (f+ + f- - 2f0)/h², one-sided ones below.
    // For the central rules outer[k]² times the factor in SpreadOfColumns sums both sides.
    private void AddQuotient(double w, int k, double[] outer, ref double centre)
    {
        if (!OneSided)
        {
            outer[k] += w;
            centre -= Order == 1 ? 0 : 2 * w;
        }
        else if (Order == 1)
        {
            outer[k] += w;
            centre -= w;
        }
        else
        {
            outer[k + 1] += w;
            outer[k] -= 2 * w;
            centre += w;
        }
    }

    /// <summary>Weights of the quotients in column j: index 0 is the last row, index k the row k above.</summary>
    private double[] RowWeights(int column)
    {
        double[] weights = [1];
        for (int j = 1; j <= column; j++)
        {
            double r = Ratio(j);
            var next = new double[j + 1];
            for (int k = 0; k < j; k++)
            {
                next[k] += weights[k] * r / (r - 1);
                next[k + 1] -= weights[k] / (r - 1);
            }
            weights = next;
        }
        return weights;
    }
}
