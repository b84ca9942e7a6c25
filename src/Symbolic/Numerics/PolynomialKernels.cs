namespace Symbolic.Numerics;

/// <summary>Polynomials whose leading coefficients are given as Hi, Lo where rounding them would show.</summary>
internal static class PolynomialKernels
{
    /// <summary>c₀ + c₁t + …, the constant as two doubles; t small enough that only it matters beyond 53 bits.</summary>
    public static DoubleDouble Evaluate(ReadOnlySpan<double> coefficients, double t)
    {
        var sum = coefficients[^1];
        for (var i = coefficients.Length - 2; i >= 2; i--)
        {
            sum = Math.FusedMultiplyAdd(sum, t, coefficients[i]);
        }

        return DoubleDouble.FastTwoSum(coefficients[0], Math.FusedMultiplyAdd(sum, t, coefficients[1]));
    }

    /// <summary>The row of a table of pieces of equal width 1/perUnit, expanded about their middles, that holds t ≥ 0.</summary>
    public static DoubleDouble EvaluatePiece(ReadOnlySpan<double> table, int row, double t, int perUnit)
    {
        var index = Math.Min((int)(t * perUnit), (table.Length / row) - 1);
        return Evaluate(table.Slice(index * row, row), t - ((index + 0.5) / perUnit));
    }

    /// <summary>c₀ + c₁t + …, the first <paramref name="heads"/> coefficients as two doubles each.</summary>
    public static DoubleDouble EvaluateSeries(ReadOnlySpan<double> coefficients, int heads, DoubleDouble t)
    {
        var tail = coefficients[^1];
        for (var i = coefficients.Length - 2; i >= 2 * heads; i--)
        {
            tail = Math.FusedMultiplyAdd(tail, t.Hi, coefficients[i]);
        }

        DoubleDouble sum = tail;
        for (var i = heads - 1; i >= 0; i--)
        {
            sum = (sum * t) + new DoubleDouble(coefficients[2 * i], coefficients[(2 * i) + 1]);
        }

        return sum;
    }
}
