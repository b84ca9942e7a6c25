namespace Symbolic.Cli.Repl.Session;

/// <summary>Eigenvalues of a symmetric matrix by Jacobi's rotations (Golub and Van Loan, Matrix Computations, 2013, section 8.5).</summary>
internal static class SymmetricEigenvalues
{
    private const int MaxSweeps = 60;

    /// <summary>The eigenvalues of an n×n matrix given row by row, the smallest first.</summary>
    public static double[] Of(ReadOnlySpan<double> matrix, int n)
    {
        var a = matrix.ToArray();
        for (var sweep = 0; sweep < MaxSweeps && OffDiagonal(a, n) > 0; sweep++)
        {
            for (var p = 0; p < n; p++)
            {
                for (var q = p + 1; q < n; q++) Rotate(a, n, p, q);
            }
        }

        var values = new double[n];
        for (var i = 0; i < n; i++) values[i] = a[(i * n) + i];
        Array.Sort(values);
        return values;
    }

    private static double OffDiagonal(double[] a, int n)
    {
        var (sum, diagonal) = (0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                if (i == j) diagonal = Math.Max(diagonal, Math.Abs(a[(i * n) + j]));
                else sum += Math.Abs(a[(i * n) + j]);
            }
        }

        return sum <= 1e-17 * diagonal ? 0 : sum;
    }

    /// <summary>Makes the element (p, q) zero.</summary>
    private static void Rotate(double[] a, int n, int p, int q)
    {
        var apq = a[(p * n) + q];
        if (apq == 0) return;
        var theta = (a[(q * n) + q] - a[(p * n) + p]) / (2 * apq);
        var t = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + double.Hypot(theta, 1));
        var c = 1 / double.Hypot(t, 1);
        var s = t * c;
        for (var k = 0; k < n; k++)
        {
            var (kp, kq) = (a[(k * n) + p], a[(k * n) + q]);
            a[(k * n) + p] = (c * kp) - (s * kq);
            a[(k * n) + q] = (s * kp) + (c * kq);
        }

        for (var k = 0; k < n; k++)
        {
            var (pk, qk) = (a[(p * n) + k], a[(q * n) + k]);
            a[(p * n) + k] = (c * pk) - (s * qk);
            a[(q * n) + k] = (s * pk) + (c * qk);
        }
    }
}
