using System.Collections.Immutable;
using Symbolic.Compilation.Loops;
using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>A long sum or product in a vector of formulas, kept as a loop over variables of its own, which are some of those of the vector.</summary>
internal sealed class LoopedSum
{
    private readonly LoopedFormula _formula;
    private readonly int[] _places;
    private readonly bool _isRow;
    private readonly Lazy<ImmutableArray<GradientEntry>> _entries;

    /// <summary>A sum whose variables are among others.</summary>
    /// <param name="formula">The loop.</param>
    /// <param name="start">Where its derivatives begin in the row of those of all sums.</param>
    /// <param name="placeOf">The places of the variables of the vector.</param>
    /// <param name="columnOf">The columns of the Jacobian.</param>
    /// <exception cref="ArgumentException">A variable is missing.</exception>
    public LoopedSum(LoopedFormula formula, int start, Dictionary<string, int> placeOf, Dictionary<string, int> columnOf)
    {
        (_formula, Start) = (formula, start);
        var names = formula.Runs.Names;
        _places = new int[names.Length];
        for (var i = 0; i < names.Length; i++)
            _places[i] = placeOf.TryGetValue(names[i], out var place) ? place : throw new ArgumentException($"The variable '{names[i]}' is missing.", nameof(placeOf));
        _isRow = _places.Index().All(p => p.Item == _places[0] + p.Index);
        _entries = new(() => EntriesOf(names, columnOf));
    }

    /// <summary>Number of its variables.</summary>
    public int Size => _places.Length;

    /// <summary>Where its derivatives begin in the row of those of all sums.</summary>
    public int Start { get; }

    /// <summary>The derivatives that are not identically 0, in ascending columns.</summary>
    public ImmutableArray<GradientEntry> Entries => _entries.Value;

    /// <summary>The value.</summary>
    /// <param name="x">The point, of all variables of the vector.</param>
    /// <param name="own">Room for the variables of the sum.</param>
    public double Value(ReadOnlySpan<double> x, Span<double> own) => _formula.Value(PointOf(x, own));

    /// <summary>The value; its derivatives go to their place in the row of those of all sums.</summary>
    public double Gradient(ReadOnlySpan<double> x, Span<double> own, Span<double> gradients) => _formula.Gradient(PointOf(x, own), gradients.Slice(Start, Size));

    /// <summary>The derivative in a direction, which has a component for each column.</summary>
    public double Slope(ReadOnlySpan<double> gradients, ReadOnlySpan<double> direction)
    {
        var gradient = gradients.Slice(Start, Size);
        var slope = 0.0;
        foreach (var (own, column) in Entries) slope += gradient[own] * direction[column];
        return slope;
    }

    /// <summary>Adds the derivatives, times a factor, to a row with a number for each column.</summary>
    public void AddGradient(ReadOnlySpan<double> gradients, double factor, Span<double> row)
    {
        var gradient = gradients.Slice(Start, Size);
        foreach (var (own, column) in Entries) row[column] += factor * gradient[own];
    }

    /// <summary>Makes machine code now, where the platform allows.</summary>
    public void CompileNow(int order) => _formula.CompileNow(order);

    private ReadOnlySpan<double> PointOf(ReadOnlySpan<double> x, Span<double> own)
    {
        if (_isRow) return Size == 0 ? [] : x.Slice(_places[0], Size);
        for (var i = 0; i < _places.Length; i++) own[i] = x[_places[i]];
        return own[..Size];
    }

    private ImmutableArray<GradientEntry> EntriesOf(ImmutableArray<string> names, Dictionary<string, int> columnOf)
    {
        var marks = new bool[names.Length];
        _formula.MarkDerivatives(marks);
        var entries = Enumerable.Range(0, names.Length).Where(i => marks[i] && columnOf.ContainsKey(names[i])).Select(i => new GradientEntry(i, columnOf[names[i]]));
        return [.. entries.OrderBy(e => e.Column)];
    }
}

/// <summary>A derivative of a sum.</summary>
/// <param name="Own">The variable, counted among those of the sum.</param>
/// <param name="Column">The column of the Jacobian.</param>
internal readonly record struct GradientEntry(int Own, int Column);
