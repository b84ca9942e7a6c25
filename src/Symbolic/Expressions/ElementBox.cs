using System.Collections.Immutable;

namespace Symbolic.Expressions;

/// <summary>The values of each index of the elements of a vector that occur at one place of a formula.</summary>
/// <param name="Indices">The values of each index.</param>
/// <param name="IsFull">Whether all combinations of these occur; otherwise some do.</param>
internal sealed record ElementBox(ImmutableArray<List<Progression>> Indices, bool IsFull)
{
    /// <summary>Most boxes of a vector with several indices.</summary>
    private const int MaxBoxes = 64;

    /// <summary>Most values of an index that are listed one by one.</summary>
    private const int MaxListed = 64;

    /// <summary>The elements of all boxes of a vector as ranges of each index, all combinations; null when they cannot be told that way.</summary>
    public static List<ImmutableArray<IndexRange>>? Union(List<ElementBox> boxes)
    {
        if (boxes[0].Indices.Length == 1) return ProgressionUnion.Of([.. boxes.SelectMany(b => b.Indices[0])])?.ConvertAll(range => ImmutableArray.Create(range));
        if (boxes.Count > MaxBoxes) return null;
        var full = new List<ImmutableArray<IndexRange>>();
        foreach (var box in boxes.Where(b => b.IsFull))
        {
            var ranges = box.Indices.Select((parts, k) => Single(parts, k)).ToArray();
            if (Array.Exists(ranges, r => r is null)) return null;
            full.Add([.. ranges!]);
        }

        while (TryJoin(full))
        {
        }

        var isCovered = boxes.Where(b => !b.IsFull).All(b => full.Exists(f => f.Zip(b.Indices).All(p => Contains(p.First, p.Second))));
        return isCovered ? full : null;
    }

    /// <summary>Makes one of two boxes that differ in the values of one index only.</summary>
    private static bool TryJoin(List<ImmutableArray<IndexRange>> boxes)
    {
        for (var a = 0; a < boxes.Count; a++)
        {
            for (var b = 0; b < boxes.Count; b++)
            {
                if (a == b) continue;
                var differing = Enumerable.Range(0, boxes[a].Length).Where(k => !Contains(boxes[a][k], Parts(boxes[b][k]))).ToArray();
                if (differing.Length > 1) continue;
                if (differing is [var only])
                {
                    if (boxes[a].Index().Any(r => r.Index != only && !Contains(boxes[b][r.Index], Parts(r.Item)))) continue;
                    if (Single([.. Parts(boxes[a][only]), .. Parts(boxes[b][only])], only) is not { } joined) continue;
                    boxes[a] = boxes[a].SetItem(only, joined);
                }

                boxes.RemoveAt(b);
                return true;
            }
        }

        return false;
    }

    private static bool Contains(IndexRange range, IEnumerable<Progression> numbers) => numbers.All(n => n.Count <= MaxListed
        ? Enumerable.Range(0, (int)n.Count).All(k => range.PlaceOf(n.First + (k * n.Step)) >= 0)
        : range.PlaceOf(n.First) >= 0 && range.PlaceOf(n.Last) >= 0 && Single([.. Parts(range), n], 0) is { } joined && joined.Count == range.Count);

    /// <summary>Numbers as one range. Rows may come in several, one after the other; a few columns that do not are listed.</summary>
    private static IndexRange? Single(List<Progression> parts, int index) => ProgressionUnion.Of(parts) switch
    {
        [var single] => single,
        { } several when index > 0 && several.Sum(r => (long)r.Count) <= MaxListed && several[^1].Last - several[0].First < int.MaxValue => Listed(several),
        _ => null,
    };

    private static IndexRange Listed(List<IndexRange> ranges)
    {
        var numbers = ranges.SelectMany(r => Enumerable.Range(0, r.Count).Select(place => r[place])).ToArray();
        return new IndexRange(numbers[0], (int)(numbers[^1] - numbers[0]) + 1, [.. numbers.Select(n => (int)(n - numbers[0]))], numbers.Length);
    }

    private static IEnumerable<Progression> Parts(IndexRange range) =>
        range.Offsets.Take(range.Count).Select(offset => new Progression(range.First + offset, range.Period, ((range.Last - range.First - offset) / range.Period) + 1));
}
