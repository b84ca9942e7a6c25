namespace Symbolic.FiniteDifferences.Grids;

/// <summary>
/// Weights that take the derivative, at a point, of the polynomial of a given degree fitted by least squares to samples at
/// arbitrary distinct nodes.
/// </summary>
/// <remarks>
/// Source: A. Savitzky and M. J. E. Golay, Anal. Chem. 36 (1964), 1627-1639; the polynomials orthogonal over the nodes follow
/// P. A. Gorry, Anal. Chem. 62 (1990), 570-573, here by the Stieltjes recurrence so that the nodes need not be equally spaced.
/// </remarks>
internal static class LeastSquaresWeights
{
    public static void Compute(double at, ReadOnlySpan<double> nodes, int degree, int derivative, Span<double> weights)
    {
        var t = new double[nodes.Length];
        double scale = FornbergWeights.ScaleAround(at, nodes, t);
        weights.Clear();
        double[] previous = new double[t.Length];
        double[] current = new double[t.Length];
        Array.Fill(current, 1 / Math.Sqrt(t.Length));
        // Derivatives 0..m of the two latest polynomials at t = 0.
        var previousAt = new double[derivative + 1];
        var currentAt = new double[derivative + 1];
        currentAt[0] = current[0];
        double beta = 0;
        for (int d = 0; ; d++)
        {
            for (int k = 0; k < t.Length; k++)
            {
                weights[k] += current[k] * currentAt[derivative];
            }

            if (d == degree)
            {
                break;
            }

            beta = Advance(t, ref previous, ref current, ref previousAt, ref currentAt, beta);
        }

        for (int m = 0; m < derivative; m++)
        {
            FornbergWeights.Divide(weights, scale);
        }
    }

    // β' p_{d+1} = (t - α) p_d - β p_{d-1}, and the same relation differentiated r times at t = 0.
    private static double Advance(
        double[] t, ref double[] previous, ref double[] current, ref double[] previousAt, ref double[] currentAt, double beta)
    {
        double alpha = 0;
        for (int k = 0; k < t.Length; k++)
        {
            alpha += t[k] * current[k] * current[k];
        }

        double norm = 0;
        for (int k = 0; k < t.Length; k++)
        {
            previous[k] = (t[k] - alpha) * current[k] - beta * previous[k];
            norm += previous[k] * previous[k];
        }

        norm = Math.Sqrt(norm);
        FornbergWeights.Divide(previous, norm);
        for (int r = previousAt.Length - 1; r >= 0; r--)
        {
            double lower = r == 0 ? 0 : r * currentAt[r - 1];
            previousAt[r] = (lower - alpha * currentAt[r] - beta * previousAt[r]) / norm;
        }

        (previous, current) = (current, previous);
        (previousAt, currentAt) = (currentAt, previousAt);
        return norm;
    }
}
