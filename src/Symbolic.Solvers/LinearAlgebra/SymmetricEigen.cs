using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Symbolic.Solvers.LinearAlgebra;

/// <summary>
/// Eigenvalues of a symmetric matrix, ascending, and its eigenvectors. Small matrices by cyclic Jacobi rotations, which keep small
/// eigenvalues of badly scaled definite matrices accurate (J. Demmel and K. Veselić, SIAM J. Matrix Anal. Appl. 13 (1992), 1204-1245);
/// larger ones by MathNet's tridiagonal QL.
/// </summary>
internal sealed class SymmetricEigen
{
    private const int LargestForJacobi = 40;
    private const int MaxSweeps = 60;

    private SymmetricEigen(double[] values, double[][] vectors) => (Values, Vectors) = (values, vectors);

    /// <summary>The eigenvalues, ascending.</summary>
    public double[] Values { get; }

    /// <summary>The eigenvectors, of length 1, in the order of <see cref="Values"/>.</summary>
    public double[][] Vectors { get; }

    /// <summary>Of an n×n matrix, row by row; its entries must be finite.</summary>
    public static SymmetricEigen Of(ReadOnlySpan<double> matrix, int n)
    {
        var (values, vectors) = n <= LargestForJacobi ? Jacobi(matrix, n) : Tridiagonal(matrix, n);
        var order = LinearAlgebra.Vectors.Indices(n);
        Array.Sort(order, (i, j) => values[i].CompareTo(values[j]));
        return new SymmetricEigen(Array.ConvertAll(order, i => values[i]), Array.ConvertAll(order, i => vectors[i]));
    }

    private static (double[], double[][]) Tridiagonal(ReadOnlySpan<double> matrix, int n)
    {
        var evd = new DenseMatrix(n, n, matrix.ToArray()).Evd(Symmetricity.Symmetric);
        var vectors = new double[n][];
        for (var j = 0; j < n; j++) vectors[j] = evd.EigenVectors.Column(j).ToArray();
        return ([.. evd.EigenValues.Select(z => z.Real)], vectors);
    }

    private static (double[], double[][]) Jacobi(ReadOnlySpan<double> matrix, int n)
    {
        var a = new double[n, n];
        var vectors = new double[n][];
        for (var i = 0; i < n; i++)
        {
            vectors[i] = new double[n];
            vectors[i][i] = 1;
            for (var j = 0; j < n; j++) a[i, j] = (matrix[(i * n) + j] / 2) + (matrix[(j * n) + i] / 2);
        }

        for (var sweep = 0; sweep < MaxSweeps && Sweep(a, vectors, n); sweep++)
        {
        }

        var values = new double[n];
        for (var i = 0; i < n; i++) values[i] = a[i, i];
        return (values, vectors);
    }

    /// <summary>One rotation for every entry above the diagonal that counts beside its diagonal entries; false when there was none.</summary>
    private static bool Sweep(double[,] a, double[][] vectors, int n)
    {
        var rotated = false;
        for (var p = 0; p < n - 1; p++)
        {
            for (var q = p + 1; q < n; q++)
            {
                var entry = a[p, q];
                if (entry == 0 || Math.Abs(entry) <= 1e-17 * Math.Sqrt(Math.Abs(a[p, p])) * Math.Sqrt(Math.Abs(a[q, q]))) continue;
                rotated = true;
                Rotate(a, vectors, n, p, q);
            }
        }

        return rotated;
    }

    private static void Rotate(double[,] a, double[][] vectors, int n, int p, int q)
    {
        var theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        var t = Math.CopySign(1 / (Math.Abs(theta) + double.Hypot(1, theta)), theta);
        var c = 1 / double.Hypot(1, t);
        var s = t * c;
        var shift = t * a[p, q];
        a[p, p] -= shift;
        a[q, q] += shift;
        a[p, q] = a[q, p] = 0;
        for (var k = 0; k < n; k++)
        {
            if (k != p && k != q)
            {
                var (x, y) = (a[p, k], a[q, k]);
                a[p, k] = a[k, p] = (c * x) - (s * y);
                a[q, k] = a[k, q] = (s * x) + (c * y);
            }

            var (u, v) = (vectors[p][k], vectors[q][k]);
            vectors[p][k] = (c * u) - (s * v);
            vectors[q][k] = (s * u) + (c * v);
        }
    }
}
