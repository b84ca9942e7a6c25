using System.Buffers;
using System.Collections.Immutable;
using Symbolic.Compilation.Loops;
using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>
/// Formulas with long sums: these are computed first, each once, and then are variables like others of a vector without them, the core. Rows
/// of the Jacobian follow from the chain rule, ∂f/∂x + Σ ∂f/∂s·∂s/∂x. Immutable; may be shared by threads.
/// </summary>
internal sealed class LoopedVector
{
    private readonly CompiledVector _core;
    private readonly ImmutableArray<LoopedSum> _sums;
    // The place of each variable of the core, and the column that each column of its Jacobian stands for; the sums come after these.
    private readonly int[] _places;
    private readonly int[] _columns;
    private readonly int _width;
    private readonly int _largest;
    private readonly int _gradients;
    private readonly Lazy<LoopedPattern> _pattern;

    /// <summary>Formulas over variables and sums.</summary>
    /// <param name="variables">The variables.</param>
    /// <param name="by">Those that the columns of the Jacobian stand for.</param>
    /// <param name="sums">The sums.</param>
    /// <param name="core">The formulas over some of the variables and then the sums, its Jacobian by some of the columns and then the sums.</param>
    /// <exception cref="ArgumentException">A variable is missing.</exception>
    public LoopedVector(ImmutableArray<Variable> variables, ImmutableArray<Variable> by, IEnumerable<LoopedFormula> sums, CompiledVector core)
    {
        (_width, _core) = (by.Length, core);
        var (placeOf, columnOf) = (PlacesOf(variables), PlacesOf(by));
        var parts = ImmutableArray.CreateBuilder<LoopedSum>();
        foreach (var sum in sums)
        {
            parts.Add(new LoopedSum(sum, _gradients, placeOf, columnOf));
            _gradients += sum.Runs.Count;
        }

        _sums = parts.ToImmutable();
        _largest = _sums.Max(s => s.Size);
        _places = [.. core.Variables.SkipLast(_sums.Length).Select(v => placeOf[v.Name])];
        _columns = [.. core.By.SkipLast(_sums.Length).Select(v => columnOf[v.Name])];
        _pattern = new(() => new LoopedPattern(core.JacobianPattern, _columns, _width, _sums));
    }

    /// <summary>Where derivatives stand that are not identically 0.</summary>
    public SparsePattern Pattern => _pattern.Value.Pattern;

    /// <summary>The values, which may overlap the point.</summary>
    public void Values(ReadOnlySpan<double> x, Span<double> values)
    {
        using var room = new Room(this, x, gradients: 0, results: 0);
        for (var k = 0; k < _sums.Length; k++) room.Point[_places.Length + k] = _sums[k].Value(x, room.Own);
        _core.Evaluate(room.Point, values);
    }

    /// <summary>The values, and the Jacobian as a full matrix or in the order of <see cref="Pattern"/>; both may overlap the point.</summary>
    public void Jacobian(ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian, bool isSparse)
    {
        using var room = Differentiate(x, _core.JacobianPattern.Count);
        _core.EvaluateSparse(room.Point, values, room.Results);
        _pattern.Value.Fill(room.Results, room.Gradients, jacobian, isSparse);
    }

    /// <summary>J·v, which may overlap the others.</summary>
    public void Product(ReadOnlySpan<double> x, ReadOnlySpan<double> direction, Span<double> product)
    {
        using var room = Differentiate(x, _columns.Length + _sums.Length);
        for (var i = 0; i < _columns.Length; i++) room.Results[i] = direction[_columns[i]];
        for (var k = 0; k < _sums.Length; k++) room.Results[_columns.Length + k] = _sums[k].Slope(room.Gradients, direction);
        _core.EvaluateJacobianProduct(room.Point, room.Results, product);
    }

    /// <summary>Jᵀ·w, which may overlap the others.</summary>
    public void TransposedProduct(ReadOnlySpan<double> x, ReadOnlySpan<double> weights, Span<double> product)
    {
        using var room = Differentiate(x, _columns.Length + _sums.Length);
        _core.EvaluateTransposedProduct(room.Point, weights, room.Results);
        product = product[.._width];
        product.Clear();
        for (var i = 0; i < _columns.Length; i++) product[_columns[i]] = room.Results[i];
        for (var k = 0; k < _sums.Length; k++) _sums[k].AddGradient(room.Gradients, room.Results[_columns.Length + k], product);
    }

    /// <summary>Makes machine code now, where the platform allows.</summary>
    public void CompileNow(int order)
    {
        _core.CompileNow(order);
        foreach (var sum in _sums) sum.CompileNow(order);
    }

    private static Dictionary<string, int> PlacesOf(ImmutableArray<Variable> variables) => variables.Index().ToDictionary(v => v.Item.Name, v => v.Index);

    /// <summary>The point with the sums and their gradients.</summary>
    private Room Differentiate(ReadOnlySpan<double> x, int results)
    {
        var room = new Room(this, x, _gradients, results);
        for (var k = 0; k < _sums.Length; k++) room.Point[_places.Length + k] = _sums[k].Gradient(x, room.Own, room.Gradients);
        return room;
    }

    /// <summary>Memory for one evaluation.</summary>
    private readonly ref struct Room
    {
        private readonly double[] _rented;

        public Room(LoopedVector vector, ReadOnlySpan<double> x, int gradients, int results)
        {
            var (point, own) = (vector._places.Length + vector._sums.Length, vector._largest);
            _rented = ArrayPool<double>.Shared.Rent(point + own + gradients + results);
            Point = _rented.AsSpan(0, point);
            Own = _rented.AsSpan(point, own);
            Gradients = _rented.AsSpan(point + own, gradients);
            Results = _rented.AsSpan(point + own + gradients, results);
            for (var i = 0; i < vector._places.Length; i++) Point[i] = x[vector._places[i]];
        }

        /// <summary>The variables of the core, and then the sums.</summary>
        public Span<double> Point { get; }

        /// <summary>The variables of one sum.</summary>
        public Span<double> Own { get; }

        /// <summary>The derivatives of the sums, one row after the other.</summary>
        public Span<double> Gradients { get; }

        /// <summary>What the core gives or takes.</summary>
        public Span<double> Results { get; }

        public void Dispose() => ArrayPool<double>.Shared.Return(_rented);
    }
}
