namespace Symbolic.Solvers.LinearAlgebra;

/// <summary>Sums over vectors. Norms are scaled, so that they neither overflow nor underflow where the result does not.</summary>
internal static class Vectors
{
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    /// <summary>The largest magnitude; NaN when one is NaN.</summary>
    public static double MaxNorm(ReadOnlySpan<double> a)
    {
        var largest = 0.0;
        foreach (var x in a) largest = Math.Max(largest, Math.Abs(x));
        return largest;
    }

    /// <summary>The smallest magnitude; NaN when one is NaN, ∞ when there is none.</summary>
    public static double LeastMagnitude(ReadOnlySpan<double> a)
    {
        var least = double.PositiveInfinity;
        foreach (var x in a) least = Math.Min(least, Math.Abs(x));
        return least;
    }

    /// <summary>0, 1, …, n − 1.</summary>
    public static int[] Indices(int n)
    {
        var indices = new int[n];
        for (var i = 0; i < n; i++) indices[i] = i;
        return indices;
    }

    /// <summary>The Euclidean norm.</summary>
    public static double Norm(ReadOnlySpan<double> a)
    {
        var scale = MaxNorm(a);
        if (scale == 0 || !double.IsFinite(scale)) return scale;
        var sum = 0.0;
        foreach (var x in a) sum += x / scale * (x / scale);
        return scale * Math.Sqrt(sum);
    }

    /// <summary>a + t·b.</summary>
    public static double[] Add(ReadOnlySpan<double> a, double t, ReadOnlySpan<double> b)
    {
        var sum = new double[a.Length];
        for (var i = 0; i < sum.Length; i++) sum[i] = a[i] + (t * b[i]);
        return sum;
    }

    public static double[] Subtract(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Add(a, -1, b);

    public static double[] Scale(ReadOnlySpan<double> a, double t)
    {
        var scaled = new double[a.Length];
        for (var i = 0; i < scaled.Length; i++) scaled[i] = t * a[i];
        return scaled;
    }

    public static double[] Negate(ReadOnlySpan<double> a) => Scale(a, -1);

    public static bool AreFinite(ReadOnlySpan<double> a)
    {
        foreach (var x in a)
        {
            if (!double.IsFinite(x)) return false;
        }

        return true;
    }

    /// <summary>The product of a matrix of <paramref name="x"/>.Length columns, row by row, with a vector.</summary>
    public static double[] Multiply(ReadOnlySpan<double> matrix, ReadOnlySpan<double> x)
    {
        var rows = x.Length == 0 ? 0 : matrix.Length / x.Length;
        var product = new double[rows];
        for (var i = 0; i < rows; i++) product[i] = Dot(matrix.Slice(i * x.Length, x.Length), x);
        return product;
    }

    /// <summary>The product of the transpose of a matrix, row by row, with a vector of as many entries as the matrix has rows.</summary>
    public static double[] MultiplyTransposed(ReadOnlySpan<double> matrix, ReadOnlySpan<double> y, int columns)
    {
        var product = new double[columns];
        for (var i = 0; i < y.Length; i++)
        {
            for (var j = 0; j < columns; j++) product[j] += matrix[(i * columns) + j] * y[i];
        }

        return product;
    }
}
