using System.Buffers;

namespace Symbolic.Compilation.Loops;

/// <summary>
/// The second derivatives by x alone from those by x and results r: from the last on, each result is replaced by what it depends on. With its derivatives
/// g and M the matrix that is left, M_ab grows by g_a·M_rb + M_ra·g_b + M_rr·g_a·g_b (edge pushing: R. M. Gower and M. P. Mello, A new framework for the
/// computation of Hessians, Optimization Methods and Software 27, 2012). Immutable; may be shared by threads.
/// </summary>
internal sealed class ChainElimination
{
    private readonly ChainLagrangian _chain;
    private readonly ChainFill _fill;
    private readonly int[] _productOf;

    private ChainElimination(ChainLagrangian chain)
    {
        (_chain, _fill, _productOf) = (chain, ChainFill.Of(chain), new int[chain.Size + chain.ResultCount]);
        _productOf.AsSpan().Fill(-1);
        for (var i = 0; i < chain.Products.Length; i++) _productOf.AsSpan(chain.Products[i].Factors).Fill(i);
    }

    /// <summary>Where the second derivatives by x stand.</summary>
    public SparsePattern Pattern => _fill.Pattern;

    /// <exception cref="UnsupportedFormulaException">The Hessian is too large.</exception>
    public static ChainElimination Of(ChainLagrangian chain) => new(chain);

    /// <summary>The second derivatives by x.</summary>
    /// <param name="extended">x, r and w.</param>
    /// <param name="values">What <see cref="ChainLagrangian.Evaluate"/> gives.</param>
    /// <param name="hessian">Receives them in the order of the pattern.</param>
    public void Run(ReadOnlySpan<double> extended, ReadOnlySpan<double> values, Span<double> hessian)
    {
        var (length, results) = (_chain.Size + _chain.ResultCount, _chain.ResultCount);
        var rented = ArrayPool<double>.Shared.Rent((2 * length) + results + _fill.ResultColumns.Length);
        var numbers = new Numbers
        {
            Extended = extended,
            Values = values,
            Sums = rented.AsSpan(0, length),
            Before = rented.AsSpan(length, length),
            Diagonal = rented.AsSpan(2 * length, results),
            Curvature = rented.AsSpan((2 * length) + results, _fill.ResultColumns.Length),
        };
        numbers.Sums.Clear();
        foreach (var (factors, result) in _chain.Products) RowProduct.Before(extended[factors], extended[length + result], numbers.Before[factors]);
        for (var j = results - 1; j >= 0; j--)
        {
            if (_chain.ColumnsOf(j).IsEmpty) continue;
            AddUp(_chain.Size + j, numbers);
            ref var diagonal = ref numbers.Sums[_chain.Size + j];
            (numbers.Diagonal[j], diagonal) = (diagonal, 0);
            SparseRow.Take(_fill.ResultColumns.AsSpan(_fill.RowOf(j)), numbers.Sums, numbers.Curvature[_fill.RowOf(j)]);
        }

        var starts = Pattern.RowStarts.AsSpan();
        var columns = Pattern.Columns.AsSpan();
        for (var row = 0; row < _chain.Size; row++)
        {
            AddUp(row, numbers);
            SparseRow.Take(columns[starts[row]..starts[row + 1]], numbers.Sums, hessian[starts[row]..starts[row + 1]]);
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>Adds up a row: its own derivatives, and what the results behind it bring.</summary>
    private void AddUp(int row, in Numbers numbers)
    {
        var starts = _chain.Pattern.RowStarts.AsSpan();
        var sums = numbers.Sums;
        SparseRow.Add(_chain.Pattern.Columns.AsSpan()[starts[row]..starts[row + 1]], numbers.Values[starts[row]..starts[row + 1]], 1, sums);
        if (_productOf[row] >= 0)
        {
            var factors = _chain.Products[_productOf[row]].Factors;
            RowProduct.AddCurvature(numbers.Extended[factors], row - factors.Start.Value, numbers.Before[factors], sums[factors]);
        }

        foreach (var touch in _fill.Touches.AsSpan(_fill.TouchesOf[row]))
        {
            var slopes = numbers.Values[_chain.PlacesOf(touch.Result)][..touch.Slopes];
            var curvature = numbers.Curvature[_fill.RowOf(touch.Result)][..touch.Curvature];
            var factor = touch.IsCurvature ? curvature[^1] : 0;
            if (touch.IsSlope)
            {
                SparseRow.Add(_fill.ResultColumns.AsSpan(_fill.RowOf(touch.Result))[..touch.Curvature], curvature, slopes[^1], sums);
                if (_fill.HasDiagonal[touch.Result]) factor += slopes[^1] * numbers.Diagonal[touch.Result];
            }

            if (touch.IsCurvature || _fill.HasDiagonal[touch.Result]) SparseRow.Add(_chain.ColumnsOf(touch.Result)[..touch.Slopes], slopes, factor, sums);
        }
    }

    private ref struct Numbers
    {
        public ReadOnlySpan<double> Extended;
        public ReadOnlySpan<double> Values;
        public Span<double> Sums;
        public Span<double> Before;
        public Span<double> Diagonal;
        public Span<double> Curvature;
    }
}
