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

    /// <summary>Widest distance between neighbours: from there on single numbers are not slower than shuffled vectors.</summary>
    private const int MaxStride = 16;

    /// <summary>Whether a nest is a sum over one index with elements x[s·i+c], one s for each vector, that is long enough for SIMD to pay.</summary>
    public static bool Fits(NestTemplate nest, int order)
    {
        if (nest.Indices is not [{ From.IsConstant: true, To.IsConstant: true } index] || !nest.Numbers.IsEmpty || nest.Variables.Any(v => v.Places is not null)) return false;
        if (order > 1 && nest.Variables.Any(v => v.IsSingle && v.Run.IsVector)) return false;
        var vectors = PartsOf(nest).GroupBy(p => p.Run).ToArray();
        if (vectors.Any(v => Math.Abs(v.First().Stride) > MaxStride || v.Any(p => p.Stride != v.First().Stride))) return false;
        var width = vectors.SelectMany(v => v).Select(p => p.Width).DefaultIfEmpty(0).Max();
        var rounds = index.To.Offset - index.From.Offset + 1 - width;
        return width <= MaxWidth && rounds >= 8 && rounds <= (vectors.Length == 0 ? int.MaxValue : MaxTerms);
    }

    /// <summary>Whether the code of a nest that fits stores each derivative once, so that what stood there before need not be cleared.</summary>
    public static bool StoresAll(NestTemplate nest, int size)
    {
        var terms = nest.Indices[0].To.Offset - nest.Indices[0].From.Offset + 1;
        var parts = PartsOf(nest);
        var singles = nest.Variables.Where(v => v.IsSingle).ToArray();
        if (singles.Any(s => parts.Any(p => p.Run == s.Run))) return false;
        return singles.Length + parts.Sum(p => terms + p.Width) == size;
    }

    /// <summary>The elements that a nest over one index reads, taken apart where it goes through a vector in larger steps.</summary>
    private static ImmutableArray<VectorPart> PartsOf(NestTemplate nest)
    {
        var parts = ImmutableArray.CreateBuilder<VectorPart>();
        var elements = Enumerable.Range(0, nest.Variables.Length).Where(k => !nest.Variables[k].IsSingle);
        foreach (var vector in elements.GroupBy(k => (nest.Variables[k].Run, Stride: nest.Variables[k].Place.CoefficientOf(nest.Indices[0].Name))))
        {
            var (first, step) = (vector.Min(k => nest.Variables[k].Place.Offset), Math.Abs(vector.Key.Stride));
            foreach (var part in vector.GroupBy(k => (int)((nest.Variables[k].Place.Offset - first) % step)).OrderBy(p => p.Key))
            {
                var offsets = part.ToImmutableDictionary(k => k, k => (int)((nest.Variables[k].Place.Offset - first - part.Key) / vector.Key.Stride));
                parts.Add(new VectorPart(vector.Key.Run, vector.Key.Stride, (int)first, part.Key, [.. part], offsets));
            }
        }

        return parts.ToImmutable();
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
                if (stride == 0) return null;
                strips.Add(new HessianStrip(vector, group.Key, terms, place, stride));
            }
        }

        return strips;
    }

    /// <summary>The vector along which a second derivative runs: that of the row, or of the column when the row is a single variable.</summary>
    private VectorPart? Carrier((int Row, int Column) entry) =>
        PartOf(entry.Row) ?? PartOf(entry.Column);

    /// <summary>What a second derivative is by, besides element e of the vector along which it runs: a single variable, or element e + Distance.</summary>
    private Partner PartnerOf((int Row, int Column) entry)
    {
        if (PartOf(entry.Column) is not { } column) return new Partner(null, (int)_nest.Variables[entry.Column].Place.Offset);
        return PartOf(entry.Row) is null ? new Partner(null, (int)_nest.Variables[entry.Row].Place.Offset) : new Partner(column, Offset(entry.Column) - Offset(entry.Row));
    }

    private VectorPart? PartOf(int variable) => _vectors.FirstOrDefault(v => v.Variables.Contains(variable));

    /// <summary>Row and column of the derivative by element e and its partner.</summary>
    private static (int Row, int Column) At(VectorPart vector, Partner partner, int e)
    {
        var (own, other) = (vector.PlaceOf(e), partner.Vector?.PlaceOf(e + partner.Place) ?? partner.Place);
        return (Math.Max(own, other), Math.Min(own, other));
    }

    /// <summary>The place in the pattern in the first round, and the distance to that in the next; 0 when the distances differ.</summary>
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
            if (at < starts[row] || at >= starts[row + 1] || columns[(int)at] != column) return (0, 0);
        }

        return (place, stride);
    }

    private IEnumerable<((int Row, int Column) Key, Expr Value)> SinglePairs() =>
        _nest.Second.Where(e => _order > 1 && _singles.Contains(e.Key.Row) && _singles.Contains(e.Key.Column)).Select(e => (e.Key, e.Value));

    private IEnumerable<int> EndElements(VectorPart v) =>
        Enumerable.Range(_from + v.First, v.Width).Concat(Enumerable.Range(_to - _width + 1 + v.Last, _width));

    private bool IsTerm(int i) => i >= _from && i <= _to;

    private bool IsDifferentiated(int variable) => _nest.IsDifferentiated[variable];

    private int Offset(int variable) => PartOf(variable)!.Offsets[variable];

    /// <summary>Every |Stride|-th element of a vector, numbered so that the term with index i touches some around i; those of one vector with the same number are neighbours.</summary>
    /// <param name="Run">The vector.</param>
    /// <param name="Stride">Distance from one element to the next.</param>
    /// <param name="Zero">Place of element 0 of the first of the parts of the vector.</param>
    /// <param name="Rank">How far element 0 is from that.</param>
    /// <param name="Variables">The variables of the term that are such elements.</param>
    /// <param name="Offsets">For each of these c, where the term with index i reads element i + c.</param>
    private sealed record VectorPart(VariableRun Run, int Stride, int Zero, int Rank, ImmutableArray<int> Variables, ImmutableDictionary<int, int> Offsets)
    {
        public int First { get; } = Offsets.Values.Min();

        public int Last { get; } = Offsets.Values.Max();

        public int Width => Last - First;

        public int PlaceOf(int element) => Zero + Rank + (Stride * element);
    }

    /// <summary>What a second derivative along a vector is also by: the place of a single variable, or the distance to an element of a vector.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Partner(VectorPart? Vector, int Place);

    private sealed record HessianStrip(VectorPart Vector, Partner Partner, ImmutableArray<(int Variable, Expr Value)> Terms, int Place, int Stride);
}
