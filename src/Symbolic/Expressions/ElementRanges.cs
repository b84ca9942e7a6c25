using System.Runtime.InteropServices;

namespace Symbolic.Expressions;

/// <summary>Collects which names and which elements of vectors occur in expressions, loops included, without writing these out.</summary>
internal sealed class ElementRanges
{
    /// <summary>Most rounds of outer loops that are gone through.</summary>
    private const int MaxRounds = 1_000_000;

    /// <summary>Widest range of elements whose gaps are looked for one by one.</summary>
    private const int MaxSpan = 10_000_000;

    /// <summary>Most elements that are gone through in the search for gaps, one that occurs twice counted twice.</summary>
    private const double MaxSteps = 2e8;

    private readonly HashSet<string> _names = [];
    private readonly Dictionary<string, List<Progression>> _elements = [];
    private int _rounds;

    /// <summary>The names of the free variables outside loops and in them.</summary>
    public IEnumerable<string> Names => _names;

    /// <summary>Adds what occurs in an expression; false when that cannot be told.</summary>
    public bool TryAdd(Expr root) => TryAdd(root, []);

    /// <summary>The vectors that loops run over; false when the elements of one have gaps.</summary>
    public bool TryGetVectors(out Dictionary<string, (int First, int Count)> vectors)
    {
        vectors = [];
        foreach (var name in _names)
        {
            if (VariableRuns.IsElement(name, out var vector, out var index) && _elements.TryGetValue(vector, out var parts)) parts.Add(new Progression(index, 1, 1));
        }

        foreach (var (name, parts) in _elements)
        {
            var (first, last) = (parts.Min(p => p.First), parts.Max(p => p.Last));
            if (last - first >= int.MaxValue || Math.Abs(first) > int.MaxValue || Math.Abs(last) > int.MaxValue || !AreWithoutGaps(parts, first, last)) return false;
            vectors.Add(name, ((int)first, (int)(last - first + 1)));
        }

        return true;
    }

    private bool TryAdd(Expr root, List<Level> levels)
    {
        var pending = new Stack<Expr>([root]);
        var seen = new HashSet<Expr>();
        while (pending.TryPop(out var node))
        {
            if (!seen.Add(node)) continue;
            switch (node)
            {
                case Variable { IsIndex: false } v:
                    _names.Add(v.Name);
                    break;
                case Element element:
                    if (element.Children is not [var only] || AffineIndex.Of(only) is not { } index || !TryAdd(element.Name, index, levels, [])) return false;
                    break;
                case Piecewise p when levels.Count > 0 && Enumerable.Range(0, p.Count).Any(i => !IsOpen(p.Condition(i))):
                    return false;
                case PendingDerivative:
                    return false;
                case Reduction { Index: not null } loop:
                    if (!TryAdd(loop, levels, pending)) return false;
                    break;
                default:
                    foreach (var child in node.Children) pending.Push(child);
                    break;
            }
        }

        return true;
    }

    /// <summary>Whether a condition depends on a variable, and not on indices alone.</summary>
    private static bool IsOpen(Expr condition) => Traversal.PostOrder(condition).Any(n => n is Variable { IsIndex: false } or Variable { Data: not null } or Element);

    private bool TryAdd(Reduction loop, List<Level> levels, Stack<Expr> pending)
    {
        var (from, to) = (AffineIndex.Of(ConstantFolding.Fold(loop.From)), AffineIndex.Of(ConstantFolding.Fold(loop.To)));
        if (from is null || to is null)
        {
            // Bounds that are not known yet: what they depend on is known, elements in the body are not.
            if (Traversal.PostOrder(loop.Body).Any(n => n is Element) || levels.Count > 0) return false;
            foreach (var child in loop.Children) pending.Push(child);
            return true;
        }

        return TryAdd(loop.Body, [.. levels, new Level(loop.Index!, from, to)]);
    }

    /// <summary>Adds the values of an index: the loops but the innermost of those it depends on are gone through.</summary>
    private bool TryAdd(string vector, AffineIndex index, List<Level> levels, Dictionary<string, long> values)
    {
        var depth = values.Count;
        if (depth == levels.Count)
        {
            Add(vector, new Progression(index.At(i => values[i]), 1, 1));
            return true;
        }

        var level = levels[depth];
        if (!level.From.Coefficients.Keys.Concat(level.To.Coefficients.Keys).All(values.ContainsKey) || values.ContainsKey(level.Index)) return false;
        var (from, to) = (level.From.At(i => values[i]), level.To.At(i => values[i]));
        if (to < from) return true;
        var isLast = levels.Skip(depth + 1).All(l => index.CoefficientOf(l.Index) == 0) && levels.Skip(depth + 1).All(l => l.IsNeverEmpty);
        var step = index.CoefficientOf(level.Index);
        if (isLast)
        {
            var first = index.At(i => i == level.Index ? from : values.GetValueOrDefault(i));
            Add(vector, step == 0 ? new Progression(first, 1, 1) : new Progression(step > 0 ? first : first + (step * (to - from)), Math.Abs((long)step), to - from + 1));
            return true;
        }

        for (var i = from; i <= to; i++)
        {
            if (++_rounds > MaxRounds) return false;
            values[level.Index] = i;
            var isKnown = TryAdd(vector, index, levels, values);
            values.Remove(level.Index);
            if (!isKnown) return false;
        }

        return true;
    }

    private void Add(string vector, Progression part)
    {
        ref var parts = ref CollectionsMarshal.GetValueRefOrAddDefault(_elements, vector, out _);
        parts ??= [];
        if (parts.Count > 0 && parts[^1].TryJoin(part, out var joined)) parts[^1] = joined;
        else parts.Add(part);
    }

    private static bool AreWithoutGaps(List<Progression> parts, long first, long last)
    {
        // First the ranges without gaps of their own, in order; what they leave open is looked for one by one.
        var reached = first - 1;
        foreach (var part in parts.Where(p => p.Step == 1).OrderBy(p => p.First))
        {
            if (part.First > reached + 1) break;
            reached = Math.Max(reached, part.Last);
        }

        if (reached >= last) return true;
        if (last - first > MaxSpan || parts.Sum(p => (double)p.Count) > MaxSteps) return false;
        var isPresent = new bool[last - first + 1];
        foreach (var part in parts)
        {
            for (var i = part.First; i <= part.Last; i += part.Step) isPresent[i - first] = true;
        }

        return !isPresent.AsSpan().Contains(false);
    }

    /// <summary>A loop around an element.</summary>
    private sealed record Level(string Index, AffineIndex From, AffineIndex To)
    {
        /// <summary>Whether the loop has terms whatever the outer indices are.</summary>
        public bool IsNeverEmpty => From.IsConstant && To.IsConstant && To.Offset >= From.Offset;
    }

    /// <summary>First, First + Step, …: Count whole numbers.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Progression(long First, long Step, long Count)
    {
        public long Last => First + (Step * (Count - 1));

        /// <summary>Both as one, when they are neighbours or overlap.</summary>
        public bool TryJoin(Progression other, out Progression joined)
        {
            joined = this;
            if (Step != 1 || other.Step != 1 || other.First > Last + 1 || First > other.Last + 1) return false;
            var first = Math.Min(First, other.First);
            joined = new Progression(first, 1, Math.Max(Last, other.Last) - first + 1);
            return true;
        }
    }
}
