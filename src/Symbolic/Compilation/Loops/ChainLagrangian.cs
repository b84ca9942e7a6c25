using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <summary>A product of a row of results.</summary>
/// <param name="Factors">Where the factors are, counted from the first variable.</param>
/// <param name="Result">Which of the results the product is.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChainProduct(Range Factors, int Result);

/// <summary>
/// The second derivatives of a <see cref="ChainedObjective"/> with its results r as variables beside x: those of L(x, r, w) = f(x, r) + Σ wₖ·Sₖ(x, r),
/// which is linear in its sums Sₖ; w are the derivatives of the formula by r. The rows of w hold the derivatives of each result by x and by earlier results.
/// Products of a row are no part of L; their derivatives are known in closed form. May be shared by threads.
/// </summary>
internal sealed class ChainLagrangian
{
    private readonly LoopObjective _objective;
    private readonly Lazy<Rows> _rows;
    private readonly Lazy<ChainElimination> _elimination;

    private ChainLagrangian(LoopObjective objective, Expr formula, int size, ImmutableArray<ChainProduct> products)
    {
        (_objective, Products, Formula) = (objective, products, formula);
        (Size, ResultCount) = (size, (objective.Runs.Count - size) / 2);
        _rows = new(() => new Rows(this));
        _elimination = new(() => ChainElimination.Of(this));
    }

    /// <summary>Number of variables x.</summary>
    public int Size { get; }

    /// <summary>Number of results.</summary>
    public int ResultCount { get; }

    /// <summary>The products, those that others need first.</summary>
    public ImmutableArray<ChainProduct> Products { get; }

    /// <summary>The formula.</summary>
    public Expr Formula { get; }

    /// <summary>The second derivatives by x, r and w, but for those of products.</summary>
    public SparsePattern Pattern => _objective.Pattern;

    /// <summary>Number of second derivatives, with the slopes of products behind those of <see cref="Pattern"/>.</summary>
    public int Count => _rows.Value.Count;

    /// <summary>The nests as programs.</summary>
    public IEnumerable<NestPlan> Plans => _objective.Plans;

    /// <summary>How the second derivatives by x alone come out of these.</summary>
    public ChainElimination Elimination => _elimination.Value;

    /// <summary>The derivatives of the formula; null when it is no sum of nested sums with names for results.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="last">The formula over the names of results.</param>
    /// <param name="sums">The results.</param>
    /// <param name="extended">Variables, results and weights.</param>
    /// <param name="size">Number of variables.</param>
    /// <param name="mode">When machine code is made.</param>
    public static ChainLagrangian? TryBuild(Expr formula, Expr last, IReadOnlyList<ChainedSum> sums, VariableRuns extended, int size, CompilationMode mode)
    {
        var lagrangian = Algebra.Sum([last, .. sums.Where(s => !s.IsProduct).Select(s => s.Weighted)]);
        if (LoopObjective.TryBuildPart(lagrangian, extended, 2, mode) is not { } objective) return null;
        var products = sums.Where(s => s.IsProduct).Select(s => new ChainProduct(extended.RangeOf(((Variable)s.Weighted).Name), extended.RangeOf(s.Result.Name).Start.Value - size));
        return new ChainLagrangian(objective, formula, size, [.. products]);
    }

    /// <summary>The derivatives of a result by the variables and results before it: where they stand in the row of second derivatives.</summary>
    public Range PlacesOf(int result) => _rows.Value.PlacesOf(result);

    /// <summary>By which variables and results these are.</summary>
    public ReadOnlySpan<int> ColumnsOf(int result) => _rows.Value.ColumnsOf(result);

    /// <summary>Makes machine code now, where the platform allows.</summary>
    public void CompileNow() => _objective.CompileNow(2);

    /// <summary>The first derivatives by x, those of the formula, and all second derivatives.</summary>
    /// <param name="extended">x, r and w.</param>
    /// <param name="gradient">As long; only what stands at x has a meaning.</param>
    /// <param name="values">Receives <see cref="Count"/> numbers.</param>
    public void Evaluate(ReadOnlySpan<double> extended, Span<double> gradient, Span<double> values)
    {
        _objective.Sparse(extended, gradient, values);
        foreach (var product in Products) RowProduct.Slopes(extended[product.Factors], 1, values[PlacesOf(product.Result)]);
    }

    /// <summary>
    /// The Hessian by x alone times a vector, without forming it: ṙ follows from ẋ row by row, what L″·(ẋ, ṙ) has at results goes back to what they
    /// depend on. Takes time and memory proportional to <see cref="Count"/>.
    /// </summary>
    public void Multiply(ReadOnlySpan<double> extended, ReadOnlySpan<double> values, ReadOnlySpan<double> direction, Span<double> product)
    {
        var length = Size + ResultCount;
        var rented = ArrayPool<double>.Shared.Rent(4 * length);
        var tangents = rented.AsSpan(0, length);
        var sums = rented.AsSpan(length, length);
        direction.CopyTo(tangents);
        for (var j = 0; j < ResultCount; j++) tangents[Size + j] = SparseRow.Dot(ColumnsOf(j), values[PlacesOf(j)], tangents);
        Pattern.Multiply(values, tangents, sums, length);
        foreach (var (factors, result) in Products) RowProduct.AddSlopesAlong(extended[factors], extended[length + result], tangents[factors], sums[factors], rented.AsSpan(2 * length));
        for (var j = ResultCount - 1; j >= 0; j--) SparseRow.Add(ColumnsOf(j), values[PlacesOf(j)], sums[Size + j], sums);
        sums[..Size].CopyTo(product);
        ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>The rows of derivatives of results: those of sums in the pattern, those of products behind it.</summary>
    private sealed class Rows
    {
        private readonly SparsePattern _pattern;
        private readonly int[] _productColumns;
        private readonly int[] _starts;
        private readonly int[] _lengths;

        public Rows(ChainLagrangian chain)
        {
            _pattern = chain.Pattern;
            (_starts, _lengths) = (new int[chain.ResultCount], new int[chain.ResultCount]);
            for (var j = 0; j < chain.ResultCount; j++)
            {
                var row = chain.Size + chain.ResultCount + j;
                (_starts[j], _lengths[j]) = (_pattern.RowStarts[row], _pattern.RowStarts[row + 1] - _pattern.RowStarts[row]);
            }

            var columns = new List<int>();
            foreach (var (factors, result) in chain.Products)
            {
                var (offset, length) = factors.GetOffsetAndLength(int.MaxValue);
                (_starts[result], _lengths[result]) = (_pattern.Count + columns.Count, length);
                columns.AddRange(Enumerable.Range(offset, length));
            }

            _productColumns = [.. columns];
        }

        public int Count => _pattern.Count + _productColumns.Length;

        public Range PlacesOf(int result) => _starts[result]..(_starts[result] + _lengths[result]);

        public ReadOnlySpan<int> ColumnsOf(int result) => _starts[result] < _pattern.Count || _lengths[result] == 0
            ? _pattern.Columns.AsSpan(_starts[result], _lengths[result])
            : _productColumns.AsSpan(_starts[result] - _pattern.Count, _lengths[result]);
    }
}
