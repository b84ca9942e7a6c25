using System.Collections.Immutable;

namespace Symbolic.Expressions;

/// <summary>
/// Whole numbers that repeat with a period, in ascending order: First + Offsets[0], …, First + Offsets[m − 1], the same + Period, and so on, Count in all.
/// </summary>
/// <param name="First">The first.</param>
/// <param name="Period">1 when there are no gaps.</param>
/// <param name="Offsets">Ascending, the first of them 0, all below the period.</param>
/// <param name="Count">How many numbers there are.</param>
internal sealed record IndexRange(long First, int Period, ImmutableArray<int> Offsets, int Count)
{
    private static readonly ImmutableArray<int> NoOffset = [0];

    /// <summary>The last.</summary>
    public long Last => this[Count - 1];

    /// <summary>The number at a place.</summary>
    public long this[int place] => First + ((long)(place / Offsets.Length) * Period) + Offsets[place % Offsets.Length];

    /// <summary>Numbers at a distance of <paramref name="step"/>.</summary>
    public static IndexRange Of(long first, int count, int step = 1) => new(first, step, NoOffset, count);

    /// <summary>The place of a number; −1 when it is none of these.</summary>
    public int PlaceOf(long index)
    {
        var distance = index - First;
        if (distance < 0) return -1;
        var offset = Offsets.IndexOf((int)(distance % Period));
        var place = (distance / Period * Offsets.Length) + offset;
        return offset < 0 || place >= Count ? -1 : (int)place;
    }

    /// <summary>
    /// The place of an index, as far as it is one of these numbers; null when that is not of the form c + Σ aₖ·iₖ, or when no values of the iₖ make it one.
    /// </summary>
    public AffineIndex? PlaceOf(AffineIndex index)
    {
        if (index.Coefficients.Values.Any(c => c % Period != 0)) return null;
        var (distance, rest) = Math.DivRem(index.Offset - First, Period);
        if (rest < 0) (distance, rest) = (distance - 1, rest + Period);
        var offset = Offsets.IndexOf((int)rest);
        return offset < 0 ? null : AffineIndex.Of((distance * Offsets.Length) + offset, index.Coefficients.Select(c => (c.Key, (long)(c.Value / Period) * Offsets.Length)));
    }
}
