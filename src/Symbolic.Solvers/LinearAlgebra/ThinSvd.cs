namespace Symbolic.Solvers.LinearAlgebra;

/// <summary>
/// Singular values of an m×n matrix by one-sided Jacobi rotations of its columns (M. R. Hestenes, J. SIAM 6 (1958), 51-90): A = U·S·Vᵀ.
/// Columns of very different size, as Jacobians of fits have, keep their small singular values to full relative accuracy.
/// </summary>
internal sealed class ThinSvd
{
    private const int MaxSweeps = 60;

    private readonly double[][] _scaled;

    private ThinSvd(double[][] scaled, double[] values, double[][] right) => (_scaled, Values, Right) = (scaled, values, right);

    /// <summary>The singular values, in no particular order.</summary>
    public double[] Values { get; }

    /// <summary>The right singular vectors, one for each value.</summary>
    public double[][] Right { get; }

    /// <summary>The decomposition of a matrix, row by row.</summary>
    public static ThinSvd Of(ReadOnlySpan<double> matrix, int rows, int columns)
    {
        var a = new double[columns][];
        var v = new double[columns][];
        for (var j = 0; j < columns; j++)
        {
            a[j] = new double[rows];
            v[j] = new double[columns];
            v[j][j] = 1;
            for (var i = 0; i < rows; i++) a[j][i] = matrix[(i * columns) + j];
        }

        for (var sweep = 0; sweep < MaxSweeps && Sweep(a, v); sweep++)
        {
        }

        return new ThinSvd(a, [.. a.Select(column => Vectors.Norm(column))], v);
    }

    /// <summary>The decomposition of a matrix with fewer rows than columns from that of its transpose: as many values as rows, the null space is left out.</summary>
    public static ThinSvd OfWide(ReadOnlySpan<double> matrix, int rows, int columns)
    {
        var turned = new double[matrix.Length];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++) turned[(j * rows) + i] = matrix[(i * columns) + j];
        }

        var svd = Of(turned, columns, rows);
        return new ThinSvd([.. svd.Right.Zip(svd.Values, Scaled)], svd.Values, [.. svd._scaled.Zip(svd.Values, (column, s) => Scaled(column, s == 0 ? 0 : 1 / s))]);

        static double[] Scaled(double[] column, double factor) => [.. column.Select(v => v * factor)];
    }

    /// <summary>uᵢ·y for the left singular vector i; 0 where the singular value is 0.</summary>
    public double LeftDot(int i, ReadOnlySpan<double> y) => Values[i] == 0 ? 0 : Vectors.Dot(_scaled[i], y) / Values[i];

    private static bool Sweep(double[][] a, double[][] v)
    {
        var rotated = false;
        for (var p = 0; p < a.Length - 1; p++)
        {
            for (var q = p + 1; q < a.Length; q++)
            {
                var (alpha, beta, gamma) = (Vectors.Dot(a[p], a[p]), Vectors.Dot(a[q], a[q]), Vectors.Dot(a[p], a[q]));
                if (gamma == 0 || Math.Abs(gamma) <= 1e-16 * Math.Sqrt(alpha) * Math.Sqrt(beta)) continue;
                rotated = true;
                var zeta = (beta - alpha) / (2 * gamma);
                var t = Math.CopySign(1 / (Math.Abs(zeta) + double.Hypot(1, zeta)), zeta);
                var c = 1 / double.Hypot(1, t);
                Rotate(a[p], a[q], c, c * t);
                Rotate(v[p], v[q], c, c * t);
            }
        }

        return rotated;
    }

    private static void Rotate(double[] x, double[] y, double c, double s)
    {
        for (var i = 0; i < x.Length; i++) (x[i], y[i]) = ((c * x[i]) - (s * y[i]), (s * x[i]) + (c * y[i]));
    }
}
