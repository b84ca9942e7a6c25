using Symbolic.Solvers.LinearAlgebra;

namespace Symbolic.Solvers.Fitting;

/// <summary>(JᵀJ)⁻¹ from the singular values of J with its columns scaled to length 1, so that squares are never formed.</summary>
/// <param name="Matrix">The matrix, n×n, row by row.</param>
/// <param name="Diagonal">Its diagonal; infinite for parameters that belong to a direction along which the residuals do not change.</param>
/// <param name="IsDetermined">True when there is no such direction.</param>
internal sealed record Covariance(double[] Matrix, double[] Diagonal, bool IsDetermined)
{
    private const double Singular = 1e-13;

    public static Covariance Of(LeastSquaresResult result)
    {
        var n = result.X.Length;
        var m = result.Residual.Length;
        var (matrix, diagonal) = (new double[n * n], new double[n]);
        if (!Vectors.AreFinite(result.Jacobian.AsSpan()))
        {
            Array.Fill(diagonal, double.PositiveInfinity);
            return new Covariance(matrix, diagonal, IsDetermined: false);
        }

        var scale = new double[n];
        for (var j = 0; j < n; j++)
        {
            for (var i = 0; i < m; i++) scale[j] = double.Hypot(scale[j], result.Jacobian[(i * n) + j]);
        }

        // A parameter whose change by its own size does not change the residuals visibly has run away, as in a·(1 − exp(−b·x)) with large b.
        var visible = 1e-10 * Vectors.Norm(result.Residual.AsSpan());
        var isIdle = Enumerable.Range(0, n).Select(j => scale[j] == 0 || (result.X[j] != 0 && scale[j] * Math.Abs(result.X[j]) <= visible)).ToArray();
        for (var j = 0; j < n; j++)
        {
            if (isIdle[j]) (scale[j], diagonal[j]) = (1, double.PositiveInfinity);
        }

        var svd = ThinSvd.Of([.. result.Jacobian.Select((v, k) => v / scale[k % n])], m, n);
        var isDetermined = !Array.Exists(isIdle, idle => idle);
        for (var k = 0; k < n; k++)
        {
            var isSingular = svd.Values[k] <= Singular * svd.Values.Max();
            isDetermined &= !isSingular;
            for (var i = 0; i < n; i++)
            {
                if (isSingular && Math.Abs(svd.Right[k][i]) > 1e-6) diagonal[i] = double.PositiveInfinity;
                for (var j = 0; j < n && !isSingular; j++) matrix[(i * n) + j] += svd.Right[k][i] / scale[i] * (svd.Right[k][j] / scale[j]) / svd.Values[k] / svd.Values[k];
            }
        }

        for (var i = 0; i < n; i++) diagonal[i] += matrix[(i * n) + i];
        return new Covariance(matrix, diagonal, isDetermined);
    }
}
