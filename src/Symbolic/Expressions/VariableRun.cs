using System.Collections.Immutable;
using System.Globalization;

namespace Symbolic.Expressions;

/// <summary>Neighbours in the list of variables: a name alone, or elements of a vector, all combinations of its indices, the last of which runs fastest.</summary>
/// <param name="Name">The name; of a vector the name before the bracket.</param>
/// <param name="Ranges">The values of each index; empty for a name alone.</param>
/// <param name="Start">Place of the first in the list of variables.</param>
internal sealed record VariableRun(string Name, ImmutableArray<IndexRange> Ranges, int Start = 0)
{
    /// <summary>Whether it is a vector.</summary>
    public bool IsVector => !Ranges.IsEmpty;

    /// <summary>Number of variables.</summary>
    public int Count { get; } = Ranges.Aggregate(1, static (count, r) => checked(count * r.Count));

    /// <summary>A name alone.</summary>
    public static VariableRun Single(string name) => new(name, []);

    /// <summary>The elements of a vector from an index on.</summary>
    public static VariableRun Vector(string name, long first, int count) => new(name, [IndexRange.Of(first, count)]);

    /// <summary>The name of an element, counted from 0.</summary>
    public string NameOf(int place) => Ranges switch
    {
        [] => Name,
        [var only] => string.Create(CultureInfo.InvariantCulture, $"{Name}[{only[place]}]"),
        _ => $"{Name}[{string.Join(',', IndicesOf(place).Select(i => i.ToString(CultureInfo.InvariantCulture)))}]",
    };

    /// <summary>The place of an element in the list of variables; −1 when it is not in the run.</summary>
    public int PlaceOf(ReadOnlySpan<long> indices)
    {
        var place = 0;
        for (var k = 0; k < indices.Length; k++)
        {
            var own = Ranges[k].PlaceOf(indices[k]);
            if (own < 0) return -1;
            place = (place * Ranges[k].Count) + own;
        }

        return Start + place;
    }

    /// <summary>The place of an element, as far as it is in the run; null when it is not of the form c + Σ aₖ·iₖ, or when no values of the iₖ bring it there.</summary>
    public AffineIndex? PlaceOf(ImmutableArray<AffineIndex> indices)
    {
        AffineIndex? place = AffineIndex.Constant(0);
        for (var k = 0; k < indices.Length && place is not null; k++)
        {
            if (Ranges[k].PlaceOf(indices[k]) is not { } own) return null;
            place = place.TimesPlus(Ranges[k].Count, own);
        }

        return place?.TimesPlus(1, AffineIndex.Constant(Start));
    }

    private long[] IndicesOf(int place)
    {
        var indices = new long[Ranges.Length];
        for (var k = indices.Length - 1; k >= 0; k--)
        {
            (place, var own) = Math.DivRem(place, Ranges[k].Count);
            indices[k] = Ranges[k][own];
        }

        return indices;
    }
}
