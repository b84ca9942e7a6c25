using System.Runtime.InteropServices;

namespace Symbolic.Compilation.Optimisation;

/// <summary>
/// Finds common parts of many products: the pair of factors that occurs in most rows becomes a factor of its own, again and again
/// until no pair occurs twice (the greedy rule of Breuer, Generation of optimal code for expressions via factorization, CACM 12, 1969).
/// </summary>
internal sealed class SharedPairs
{
    private readonly List<List<int>> _rows = [];
    private readonly Dictionary<(int, int), HashSet<int>> _rowsOf = [];
    private readonly PriorityQueue<(int A, int B), (int, int, int)> _queue = new();
    private readonly List<(int Factor, int A, int B)> _pairs = [];
    private int _next;

    /// <param name="firstFree">Numbers from here on are given to pairs.</param>
    public SharedPairs(int firstFree) => _next = firstFree;

    /// <summary>The pairs that became factors.</summary>
    public IReadOnlyList<(int Factor, int A, int B)> Pairs => _pairs;

    /// <summary>Adds a product.</summary>
    public int Add(IEnumerable<int> factors)
    {
        _rows.Add([.. factors]);
        return _rows.Count - 1;
    }

    /// <summary>What is left of a product.</summary>
    public IReadOnlyList<int> Row(int row) => _rows[row];

    /// <summary>Makes a product that is computed anyway a factor wherever it occurs, from a row on.</summary>
    public void Use(ReadOnlySpan<int> parts, int factor, int firstRow)
    {
        if (_rowsOf.Count == 0) CountAll();
        if (parts.Length < 2 || !_rowsOf.TryGetValue(Key(parts[0], parts[1]), out var rows)) return;
        foreach (var row in rows.Where(r => r >= firstRow).Order().ToArray())
        {
            while (WithoutParts(_rows[row], parts) is { } rest) SetRow(row, [.. rest, factor]);
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
            if (-priority.Item1 != rows.Count)
            {
                Enqueue(pair, rows.Count);
                continue;
            }

            _pairs.Add((_next, pair.A, pair.B));
            Replace(pair, rows, _next++);
        }
    }

    private static (int, int) Key(int a, int b) => a < b ? (a, b) : (b, a);

    private void Enqueue((int A, int B) pair, int count)
    {
        if (count > 1) _queue.Enqueue(pair, (-count, pair.A, pair.B));
    }

    private void CountAll()
    {
        for (var row = 0; row < _rows.Count; row++) Count(row, isAdded: true);
    }

    /// <summary>Enters or removes the pairs of a row.</summary>
    private void Count(int row, bool isAdded)
    {
        var factors = CollectionsMarshal.AsSpan(_rows[row]);
        for (var i = 0; i < factors.Length; i++)
        {
            for (var j = i + 1; j < factors.Length; j++)
            {
                ref var rows = ref CollectionsMarshal.GetValueRefOrAddDefault(_rowsOf, Key(factors[i], factors[j]), out _);
                rows ??= [];
                if (isAdded) rows.Add(row);
                else rows.Remove(row);
            }
        }
    }

    private void Replace((int A, int B) pair, HashSet<int> rows, int factor)
    {
        foreach (var row in rows.Order().ToArray())
        {
            var factors = _rows[row];
            while (WithoutParts(factors, [pair.A, pair.B]) is { } rest) factors = [.. rest, factor];
            SetRow(row, factors);
            foreach (var other in factors.Where(f => f != factor))
            {
                var key = Key(other, factor);
                Enqueue(key, _rowsOf[key].Count);
            }
        }
    }

    private void SetRow(int row, List<int> factors)
    {
        Count(row, isAdded: false);
        _rows[row] = factors;
        Count(row, isAdded: true);
    }

    /// <summary>The factors that remain when the parts are taken out; null when they do not all occur.</summary>
    private static List<int>? WithoutParts(List<int> factors, ReadOnlySpan<int> parts)
    {
        if (factors.Count < parts.Length) return null;
        var rest = new List<int>(factors);
        foreach (var part in parts)
        {
            if (!rest.Remove(part)) return null;
        }

        return rest;
    }
}
