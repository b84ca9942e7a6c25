using System.Collections.Immutable;

namespace Symbolic.Compilation;

/// <summary>Where the entries of a Jacobian come from when its rows are ∂f/∂x + Σ ∂f/∂s·∂s/∂x: those of the core, and those of the sums times a factor of the core.</summary>
internal sealed class LoopedPattern
{
    private readonly int[] _columns;
    private readonly int _width;
    private readonly ImmutableArray<LoopedSum> _sums;
    private readonly List<CoreEntry> _entries = [];
    private readonly List<SumUse> _uses = [];

    /// <summary>The pattern of a Jacobian.</summary>
    /// <param name="core">The pattern of the core.</param>
    /// <param name="columns">The columns that its first columns stand for; further ones stand for the sums.</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="sums">The sums.</param>
    public LoopedPattern(SparsePattern core, int[] columns, int width, ImmutableArray<LoopedSum> sums)
    {
        (_columns, _width, _sums) = (columns, width, sums);
        Pattern = SparsePattern.Of(core.RowCount, width, Enumerable.Range(0, core.RowCount).SelectMany(row => ColumnsOf(core, row).Select(column => (row, column))));
        foreach (var (source, (row, column)) in core.Entries.Index())
        {
            if (column < columns.Length) _entries.Add(new CoreEntry(source, Pattern.PlaceOf(row, columns[column]), row, columns[column]));
            else _uses.Add(new SumUse(source, column - columns.Length, row, [.. sums[column - columns.Length].Entries.Select(e => Pattern.PlaceOf(row, e.Column))]));
        }
    }

    /// <summary>Where derivatives stand that are not identically 0.</summary>
    public SparsePattern Pattern { get; }

    /// <summary>Fills the Jacobian, as a full matrix or in the order of the pattern.</summary>
    /// <param name="core">The Jacobian of the core in the order of its pattern.</param>
    /// <param name="gradients">The derivatives of the sums, one row after the other.</param>
    /// <param name="jacobian">Receives the derivatives.</param>
    /// <param name="isSparse">Whether in the order of the pattern.</param>
    public void Fill(ReadOnlySpan<double> core, ReadOnlySpan<double> gradients, Span<double> jacobian, bool isSparse)
    {
        jacobian.Clear();
        foreach (var entry in _entries) jacobian[isSparse ? entry.Place : (entry.Row * _width) + entry.Column] = core[entry.Source];
        foreach (var use in _uses)
        {
            var (factor, sum) = (core[use.Source], _sums[use.Sum]);
            if (isSparse) AddAt(use.Places, factor, sum.Entries, gradients.Slice(sum.Start, sum.Size), jacobian);
            else sum.AddGradient(gradients, factor, jacobian.Slice(use.Row * _width, _width));
        }
    }

    private static void AddAt(int[] places, double factor, ImmutableArray<GradientEntry> entries, ReadOnlySpan<double> gradient, Span<double> jacobian)
    {
        for (var i = 0; i < places.Length; i++) jacobian[places[i]] += factor * gradient[entries[i].Own];
    }

    private int[] ColumnsOf(SparsePattern core, int row)
    {
        var columns = new HashSet<int>();
        foreach (var column in core.Columns.AsSpan(core.RowStarts[row], core.RowStarts[row + 1] - core.RowStarts[row]))
        {
            if (column < _columns.Length) columns.Add(_columns[column]);
            else columns.UnionWith(_sums[column - _columns.Length].Entries.Select(e => e.Column));
        }

        int[] ordered = [.. columns];
        Array.Sort(ordered);
        return ordered;
    }

    /// <summary>An entry of the core that is one of the Jacobian.</summary>
    private sealed record CoreEntry(int Source, int Place, int Row, int Column);

    /// <summary>An entry of the core that is the factor of a sum's derivatives in a row.</summary>
    private sealed record SumUse(int Source, int Sum, int Row, int[] Places);
}
