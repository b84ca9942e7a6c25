using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Symbolic.Expressions;

/// <summary>The numbers of several progressions, as few ranges in ascending order that do not overlap.</summary>
internal static class ProgressionUnion
{
    /// <summary>Largest common multiple of steps.</summary>
    private const long MaxPeriod = 100_000;

    /// <summary>Most remainders, one that occurs twice counted twice, that are gone through.</summary>
    private const long MaxRemainders = 10_000_000;

    /// <summary>Most ranges.</summary>
    private const int MaxRanges = 1_000;

    /// <summary>Most stretches of numbers with one remainder where not all of them begin and end together.</summary>
    private const int MaxStretches = 256;

    /// <summary>The ranges; null when there are too many or finding them would take long.</summary>
    public static List<IndexRange>? Of(List<Progression> parts)
    {
        parts.Sort((a, b) => a.First.CompareTo(b.First));
        var result = new List<IndexRange>();
        for (var (start, end) = (0, 0); start < parts.Count; start = end)
        {
            // Those that overlap or might continue each other.
            var (last, step) = (parts[start].Last, parts[start].Step);
            for (end = start + 1; end < parts.Count && parts[end].First <= last + Math.Max(step, parts[end].Step); end++) (last, step) = (Math.Max(last, parts[end].Last), Math.Max(step, parts[end].Step));
            if (last - parts[start].First >= int.MaxValue || result.Count > MaxRanges || !TryAdd(CollectionsMarshal.AsSpan(parts)[start..end], result)) return null;
        }

        return result;
    }

    private static bool TryAdd(ReadOnlySpan<Progression> parts, List<IndexRange> result)
    {
        var period = 1L;
        foreach (var part in parts)
        {
            if (part.Count > 1) period = LeastCommonMultiple(period, part.Step);
            if (period > MaxPeriod) return false;
        }

        if (StretchesOf(parts, (int)period) is not { } stretches) return false;
        var (first, last) = (stretches.Min(s => s.First), stretches.Max(s => s.Last));
        if (stretches.TrueForAll(s => s.First < first + period && s.Last > last - period))
        {
            result.Add(Range([.. stretches.Select(s => s.First)], (int)period, last + 1));
            return true;
        }

        if (stretches.Count > MaxStretches) return false;
        AddRegions(stretches, (int)period, result);
        return true;
    }

    /// <summary>For each remainder the numbers with it, as far as each is the one before plus the period.</summary>
    private static List<Stretch>? StretchesOf(ReadOnlySpan<Progression> parts, int period)
    {
        var stretches = new List<Stretch>();
        var latest = new Dictionary<long, int>();
        var remainders = 0L;
        foreach (var part in parts)
        {
            var count = part.Count == 1 ? 1 : Math.Min(period / part.Step, part.Count);
            if ((remainders += count) > MaxRemainders) return null;
            for (var k = 0; k < count; k++)
            {
                var first = part.First + (k * part.Step);
                var last = first + ((part.Last - first) / period * period);
                ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(latest, Remainder(first, period), out var isKnown);
                if (isKnown && stretches[place].Last + period >= first)
                {
                    stretches[place] = stretches[place] with { Last = Math.Max(stretches[place].Last, last) };
                    continue;
                }

                place = stretches.Count;
                stretches.Add(new Stretch(first, last));
            }
        }

        return stretches;
    }

    /// <summary>Cuts where a stretch begins or ends; as many regions as possible that follow one pattern make a range.</summary>
    private static void AddRegions(List<Stretch> stretches, int period, List<IndexRange> result)
    {
        var cuts = stretches.Select(s => s.First).Concat(stretches.Select(s => s.Last + 1)).Distinct().Order().ToArray();
        var patterns = cuts.SkipLast(1).Select(cut => stretches.Where(s => s.First <= cut && cut <= s.Last).Select(s => s.First).ToArray()).ToArray();
        for (var (start, end) = (0, 0); start < patterns.Length; start = end)
        {
            end = start + 1;
            var pattern = patterns[start];
            for (var k = start; k < patterns.Length && cuts[k] < cuts[start] + period; k++)
            {
                var reach = start;
                while (reach < patterns.Length && Follows(reach, patterns[k])) reach++;
                if (reach > end || (reach == end && pattern.Length == 0)) (end, pattern) = (reach, patterns[k]);
            }

            var firsts = pattern.Select(p => FirstFrom(cuts[start], p)).Where(first => first < cuts[end]).ToArray();
            if (firsts.Length > 0) result.Add(Range(firsts, period, cuts[end]));
        }

        long FirstFrom(long cut, long member) => cut + Remainder(member - cut, period);
        bool Has(int region, long member) => FirstFrom(cuts[region], member) < cuts[region + 1];
        bool Follows(int region, long[] pattern) => patterns[region].Where(p => Has(region, p)).Select(p => FirstFrom(cuts[region], p)).Order()
            .SequenceEqual(pattern.Where(p => Has(region, p)).Select(p => FirstFrom(cuts[region], p)).Order());
    }

    /// <summary>The numbers before <paramref name="end"/> that begin with these and go on with a period.</summary>
    private static IndexRange Range(long[] firsts, int period, long end)
    {
        Array.Sort(firsts);
        var count = (int)firsts.Sum(first => ((end - 1 - first) / period) + 1);
        ImmutableArray<int> offsets = [.. firsts.Select(first => (int)(first - firsts[0]))];
        var shortest = count == 1 ? 1 : Enumerable.Range(1, period).First(p => period % p == 0 && offsets.Length % (period / p) == 0 && Repeats(p));
        return new IndexRange(firsts[0], shortest, offsets[..Math.Max(1, offsets.Length / (period / shortest))], count);

        bool Repeats(int p)
        {
            var size = offsets.Length / (period / p);
            return size > 0 && Enumerable.Range(0, offsets.Length - size).All(k => offsets[k + size] == offsets[k] + p) && offsets[size - 1] < p;
        }
    }

    private static long Remainder(long number, int period) => ((number % period) + period) % period;

    private static long LeastCommonMultiple(long a, long b)
    {
        var (x, y) = (a, b);
        while (y != 0) (x, y) = (y, x % y);
        return a / x * b;
    }

    /// <summary>Numbers at distances of the period.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Stretch(long First, long Last);
}
