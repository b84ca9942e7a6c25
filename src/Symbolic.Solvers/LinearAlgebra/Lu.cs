using System.Numerics;

namespace Symbolic.Solvers.LinearAlgebra;

/// <summary>Triangular factors of a square matrix, with the rows exchanged so that the pivots are largest; real or complex.</summary>
internal sealed class Lu<T>
    where T : INumberBase<T>
{
    private readonly T[][] _rows;
    private readonly int[] _order;

    private Lu(T[][] rows, int[] order, bool isSingular) => (_rows, _order, IsSingular) = (rows, order, isSingular);

    /// <summary>True when a pivot is zero or not finite; there is no solution to be had then.</summary>
    public bool IsSingular { get; }

    /// <summary>Factorises the matrix, overwriting its rows.</summary>
    public static Lu<T> Of(T[][] rows)
    {
        var n = rows.Length;
        var order = Enumerable.Range(0, n).ToArray();
        for (var k = 0; k < n; k++)
        {
            var pivot = k;
            for (var i = k + 1; i < n; i++)
            {
                if (Magnitude(rows[i][k]) > Magnitude(rows[pivot][k])) pivot = i;
            }

            if (!(Magnitude(rows[pivot][k]) is > 0 and < double.PositiveInfinity)) return new Lu<T>(rows, order, isSingular: true);
            (rows[k], rows[pivot]) = (rows[pivot], rows[k]);
            (order[k], order[pivot]) = (order[pivot], order[k]);
            for (var i = k + 1; i < n; i++) Eliminate(rows[k], rows[i], k);
        }

        return new Lu<T>(rows, order, isSingular: false);
    }

    /// <summary>The solution for a right-hand side.</summary>
    public T[] Solve(ReadOnlySpan<T> right)
    {
        var n = _rows.Length;
        var x = new T[n];
        for (var i = 0; i < n; i++)
        {
            x[i] = right[_order[i]];
            for (var j = 0; j < i; j++) x[i] -= _rows[i][j] * x[j];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < n; j++) x[i] -= _rows[i][j] * x[j];
            x[i] /= _rows[i][i];
        }

        return x;
    }

    private static void Eliminate(T[] pivotRow, T[] row, int k)
    {
        if (T.IsZero(row[k])) return;
        var factor = row[k] /= pivotRow[k];
        for (var j = k + 1; j < row.Length; j++) row[j] -= factor * pivotRow[j];
    }

    private static double Magnitude(T value) => value switch
    {
        double x => Math.Abs(x),
        Complex z => Complex.Abs(z),
        _ => double.CreateChecked(T.Abs(value)),
    };
}
