using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <content>Which elements, and which second derivatives, belong to which round.</content>
internal sealed partial class VectorNest
{
    /// <summary>Most elements: their distances in bytes stay small numbers.</summary>
    private const int MaxTerms = 100_000_000;

    /// <summary>Largest distance between the elements of one vector in a term; the ends are written out.</summary>
    private const int MaxWidth = 64;

    /// <summary>Whether a nest is a sum over one index with elements x[i+c] that is long enough for SIMD to pay.</summary>
    public static bool Fits(NestTemplate nest, int order)
    {
        if (nest.Indices is not [{ From.IsConstant: true, To.IsConstant: true } index] || !nest.Numbers.IsEmpty || nest.Variables.Any(v => v.Places is not null)) return false;
        var elements = nest.Variables.Where(v => v.Index is not null).ToArray();
        if (!elements.All(v => v.Index!.Coefficients.Count == 1 && v.Index.CoefficientOf(index.Name) == 1)) return false;
        if (order > 1 && nest.Variables.Any(v => v.Index is null && v.Run.IsVector)) return false;
        var width = elements.GroupBy(v => v.Run).Select(g => g.Max(v => v.Index!.Offset) - g.Min(v => v.Index!.Offset)).DefaultIfEmpty(0).Max();
        var rounds = index.To.Offset - index.From.Offset + 1 - width;
        return width <= MaxWidth && rounds >= 8 && rounds <= (elements.Length == 0 ? int.MaxValue : MaxTerms);
    }

    /// <summary>Whether the code of a nest that fits stores each derivative once, so that what stood there before need not be cleared.</summary>
    public static bool StoresAll(NestTemplate nest, int size)
    {
        var terms = nest.Indices[0].To.Offset - nest.Indices[0].From.Offset + 1;
        var vectors = nest.Variables.Where(v => v.Index is not null).GroupBy(v => v.Run).ToArray();
        var singles = nest.Variables.Where(v => v.Index is null).ToArray();
        if (singles.Any(s => vectors.Any(v => v.Key == s.Run))) return false;
        return singles.Length + vectors.Sum(g => terms + g.Max(v => v.Index!.Offset) - g.Min(v => v.Index!.Offset)) == size;
    }

    /// <summary>The diagonals, rows and columns of second derivatives by an element each; null when they do not lie at equal distances.</summary>
    private List<HessianStrip>? Strips()
    {
        if (_order < 2) return [];
        var strips = new List<HessianStrip>();
        foreach (var vector in _vectors)
        {
            foreach (var group in _nest.Second.Where(e => Carrier(e.Key) == vector).GroupBy(e => PartnerOf(e.Key)))
            {
                var terms = group.Select(e => (Variable: vector.Variables.Contains(e.Key.Row) ? e.Key.Row : e.Key.Column, e.Value)).ToImmutableArray();
                var (place, stride) = PlacesOf(vector, group.Key);
                if (stride < 0) return null;
                strips.Add(new HessianStrip(vector, group.Key, terms, place, stride));
            }
        }

        return strips;
    }

    /// <summary>The vector along which a second derivative runs: that of the row, or of the column when the row is a single variable.</summary>
    private VectorPart? Carrier((int Row, int Column) entry) =>
        _vectors.FirstOrDefault(v => v.Variables.Contains(entry.Row)) ?? _vectors.FirstOrDefault(v => v.Variables.Contains(entry.Column));

    /// <summary>What a second derivative is by, besides element e of the vector along which it runs: a single variable, or element e + Distance.</summary>
    private Partner PartnerOf((int Row, int Column) entry)
    {
        var (row, column) = (_nest.Variables[entry.Row], _nest.Variables[entry.Column]);
        if (column.Index is null) return new Partner(column.Start, 0, IsSingle: true);
        return row.Index is null ? new Partner(row.Start, 0, IsSingle: true) : new Partner(column.Start, (int)(column.Index.Offset - row.Index.Offset), IsSingle: false);
    }

    /// <summary>Row and column of the derivative by element e and its partner.</summary>
    private static (int Row, int Column) At(VectorPart vector, Partner partner, int e)
    {
        var (own, other) = (vector.PlaceOf(e), partner.IsSingle ? partner.Start : partner.Start + e + partner.Distance);
        return (Math.Max(own, other), Math.Min(own, other));
    }

    /// <summary>The place in the pattern in the first round, and the distance to that in the next; negative when the distances differ.</summary>
    private (int Place, int Stride) PlacesOf(VectorPart vector, Partner partner)
    {
        var first = _from + vector.Last;
        var (row, column) = At(vector, partner, first);
        var (nextRow, nextColumn) = At(vector, partner, first + 1);
        var place = _pattern!.PlaceOf(row, column);
        var stride = _pattern.PlaceOf(nextRow, nextColumn) - place;
        var starts = _pattern.RowStarts.AsSpan();
        var columns = _pattern.Columns.AsSpan();
        var at = (long)place;
        var (rowStep, columnStep) = (nextRow - row, nextColumn - column);
        for (var round = 0; round < Rounds; round++, at += stride, row += rowStep, column += columnStep)
        {
            if (at < starts[row] || at >= starts[row + 1] || columns[(int)at] != column) return (0, -1);
        }

        return (place, stride);
    }

    private IEnumerable<((int Row, int Column) Key, Expr Value)> SinglePairs() =>
        _nest.Second.Where(e => _order > 1 && _singles.Contains(e.Key.Row) && _singles.Contains(e.Key.Column)).Select(e => (e.Key, e.Value));

    private IEnumerable<int> EndElements(VectorPart v) =>
        Enumerable.Range(_from + v.First, v.Width).Concat(Enumerable.Range(_to - _width + 1 + v.Last, _width));

    private bool IsTerm(int i) => i >= _from && i <= _to;

    private bool IsDifferentiated(int variable) => _nest.IsDifferentiated[variable];

    private int Offset(int variable) => (int)_nest.Variables[variable].Index!.Offset;

    /// <summary>The elements of one vector that a term touches: x[i + First] to x[i + Last].</summary>
    private sealed record VectorPart(VariableRun Run, ImmutableArray<int> Variables, int First, int Last)
    {
        public int Width => Last - First;

        public int PlaceOf(int element) => Run.Start + element - Run.First;
    }

    /// <summary>What a second derivative along a vector is also by.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Partner(int Start, int Distance, bool IsSingle);

    private sealed record HessianStrip(VectorPart Vector, Partner Partner, ImmutableArray<(int Variable, Expr Value)> Terms, int Place, int Stride);
}
