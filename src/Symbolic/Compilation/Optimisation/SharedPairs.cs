using System.Runtime.InteropServices;

namespace Symbolic.Compilation.Optimisation;

/// <summary>Two factors that became one.</summary>
internal sealed record SharedPair(int Factor, int A, int B);

/// <summary>
/// Finds common parts of many products: the pair of factors that occurs in most rows becomes a factor of its own, again and again
/// until no pair occurs twice (the greedy rule of Breuer, Generation of optimal code for expressions via factorization, CACM 12, 1969).
/// </summary>
internal sealed class SharedPairs
{
    private readonly List<int[]> _rows = [];
    // The rows of each pair in ascending order.
    private readonly Dictionary<Pair, List<int>> _rowsOf = [];
    private readonly PriorityQueue<Pair, Priority> _queue = new(new MostRowsFirst());
    private readonly List<SharedPair> _pairs = [];
    private int _next;

    /// <param name="firstFree">Numbers from here on are given to pairs.</param>
    public SharedPairs(int firstFree) => _next = firstFree;

    /// <summary>The pairs that became factors.</summary>
    public IReadOnlyList<SharedPair> Pairs => _pairs;

    /// <summary>Adds a product.</summary>
    public int Add(int[] factors)
    {
        _rows.Add(factors);
        return _rows.Count - 1;
    }

    /// <summary>What is left of a product.</summary>
    public IReadOnlyList<int> Row(int row) => _rows[row];

    /// <summary>Makes a product that is computed anyway a factor wherever it occurs, from a row on.</summary>
    public void Use(ReadOnlySpan<int> parts, int factor, int firstRow)
    {
        if (_rowsOf.Count == 0) CountAll();
        if (parts.Length < 2 || !_rowsOf.TryGetValue(Pair.Of(parts[0], parts[1]), out var rows)) return;
        foreach (var row in rows.ToArray())
        {
            if (row >= firstRow && TryReplace(_rows[row], parts, factor, out var changed)) SetRow(row, changed);
        }
    }

    /// <summary>Finds all that is worth sharing.</summary>
    public void Run()
    {
        if (_rowsOf.Count == 0) CountAll();
        foreach (var (pair, rows) in _rowsOf) Enqueue(pair, rows.Count);
        while (_queue.TryDequeue(out var pair, out var priority))
        {
            if (!_rowsOf.TryGetValue(pair, out var rows) || rows.Count < 2) continue;
            if (priority.Count != rows.Count)
            {
                Enqueue(pair, rows.Count);
                continue;
            }

            _pairs.Add(new SharedPair(_next, pair.A, pair.B));
            Replace(pair, rows, _next++);
        }
    }

    private void Enqueue(Pair pair, int count)
    {
        if (count > 1) _queue.Enqueue(pair, new Priority(count, pair));
    }

    private void CountAll()
    {
        for (var row = 0; row < _rows.Count; row++) Count(row, isAdded: true);
    }

    /// <summary>Enters or removes the pairs of a row; a pair that occurs several times in it counts once.</summary>
    private void Count(int row, bool isAdded)
    {
        var factors = _rows[row];
        for (var i = 0; i < factors.Length; i++)
        {
            for (var j = i + 1; j < factors.Length; j++)
            {
                ref var rows = ref CollectionsMarshal.GetValueRefOrAddDefault(_rowsOf, Pair.Of(factors[i], factors[j]), out _);
                rows ??= [];
                var place = rows.BinarySearch(row);
                if (isAdded && place < 0) rows.Insert(~place, row);
                if (!isAdded && place >= 0) rows.RemoveAt(place);
            }
        }
    }

    private void Replace(Pair pair, List<int> rows, int factor)
    {
        Span<int> parts = [pair.A, pair.B];
        foreach (var row in rows.ToArray())
        {
            if (!TryReplace(_rows[row], parts, factor, out var factors)) continue;
            SetRow(row, factors);
            foreach (var other in factors)
            {
                if (other == factor) continue;
                var key = Pair.Of(other, factor);
                Enqueue(key, _rowsOf[key].Count);
            }
        }
    }

    private void SetRow(int row, int[] factors)
    {
        Count(row, isAdded: false);
        _rows[row] = factors;
        Count(row, isAdded: true);
    }

    /// <summary>Puts a factor in the place of its parts, as often as they all occur; the order of the others stays.</summary>
    private static bool TryReplace(int[] factors, ReadOnlySpan<int> parts, int factor, out int[] changed)
    {
        var rest = new List<int>(factors);
        var count = 0;
        while (TryTake(rest, parts)) count++;
        for (var i = 0; i < count; i++) rest.Add(factor);
        changed = [.. rest];
        return count > 0;
    }

    private static bool TryTake(List<int> factors, ReadOnlySpan<int> parts)
    {
        if (factors.Count < parts.Length) return false;
        var places = new int[parts.Length];
        for (var k = 0; k < parts.Length; k++)
        {
            // Equal parts take one place each.
            var place = factors.IndexOf(parts[k]);
            while (place >= 0 && Array.IndexOf(places, place, 0, k) >= 0) place = factors.IndexOf(parts[k], place + 1);
            if (place < 0) return false;
            places[k] = place;
        }

        Array.Sort(places);
        for (var k = parts.Length - 1; k >= 0; k--) factors.RemoveAt(places[k]);
        return true;
    }

    /// <summary>Two factors, in the order of their numbers.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Pair(int A, int B)
    {
        public static Pair Of(int a, int b) => a < b ? new(a, b) : new(b, a);

        public override int GetHashCode() => (A * 0x61C88647) ^ B;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Priority(int Count, Pair Pair);

    /// <summary>The pair in most rows comes first, then that of the lowest numbers.</summary>
    private sealed class MostRowsFirst : IComparer<Priority>
    {
        public int Compare(Priority x, Priority y) =>
            x.Count != y.Count ? y.Count.CompareTo(x.Count) : x.Pair.A != y.Pair.A ? x.Pair.A.CompareTo(y.Pair.A) : x.Pair.B.CompareTo(y.Pair.B);
    }
}
