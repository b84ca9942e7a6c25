using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Symbolic.Expressions;

/// <summary>Collects which names and which elements of vectors occur in expressions, loops included, without writing these out.</summary>
internal sealed class ElementRanges
{
    /// <summary>Most rounds of outer loops that are gone through.</summary>
    private const int MaxRounds = 1_000_000;

    private readonly HashSet<string> _names = [];
    private readonly Dictionary<(string Name, int IndexCount), List<ElementBox>> _elements = [];
    private int _rounds;

    /// <summary>The names of the free variables outside loops and in them.</summary>
    public IEnumerable<string> Names => _names;

    /// <summary>Adds what occurs in an expression; false when that cannot be told.</summary>
    public bool TryAdd(Expr root) => TryAdd(root, []);

    /// <summary>The vectors that loops run over, each as ranges of its indices, all combinations; null when the elements of one cannot be told that way.</summary>
    public Dictionary<(string Name, int IndexCount), List<ImmutableArray<IndexRange>>>? Vectors()
    {
        foreach (var name in _names)
        {
            if (VariableRuns.IsElement(name, out var vector, out var indices) && _elements.TryGetValue((vector, indices.Length), out var boxes)) boxes.Add(new ElementBox([.. indices.Select(i => new List<Progression> { Progression.Of(i) })], IsFull: true));
        }

        var vectors = new Dictionary<(string, int), List<ImmutableArray<IndexRange>>>();
        foreach (var (vector, boxes) in _elements)
        {
            if (ElementBox.Union(boxes) is not { } ranges || ranges.Exists(box => box.Any(r => Math.Abs(r.First) > int.MaxValue || Math.Abs(r.Last) > int.MaxValue))) return null;
            vectors.Add(vector, ranges);
        }

        return vectors;
    }

    private bool TryAdd(Expr root, List<LoopIndex> levels)
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
                    if (!TryAdd(element, levels)) return false;
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

    private bool TryAdd(Reduction loop, List<LoopIndex> levels, Stack<Expr> pending)
    {
        var (from, to) = (AffineIndex.Of(ConstantFolding.Fold(loop.From)), AffineIndex.Of(ConstantFolding.Fold(loop.To)));
        if (from is null || to is null)
        {
            // Bounds that are not known yet: what they depend on is known, elements in the body are not.
            if (Traversal.PostOrder(loop.Body).Any(n => n is Element) || levels.Count > 0) return false;
            foreach (var child in loop.Children) pending.Push(child);
            return true;
        }

        return TryAdd(loop.Body, [.. levels, new LoopIndex(loop.Index!, from, to)]);
    }

    private bool TryAdd(Element element, List<LoopIndex> levels)
    {
        var indices = element.Children.Select(AffineIndex.Of).ToArray();
        var values = indices.Select(_ => new List<Progression>()).ToImmutableArray();
        for (var k = 0; k < indices.Length; k++)
        {
            if (indices[k] is not { } index || !TryAdd(values[k], index, levels, 0, [])) return false;
        }

        if (values.Any(v => v.Count == 0)) return true;
        ref var boxes = ref CollectionsMarshal.GetValueRefOrAddDefault(_elements, (element.Name, indices.Length), out _);
        boxes ??= [];
        // With one index what occurs has no other than its own values to go with.
        boxes.Add(new ElementBox(values, indices.Length == 1 || AreIndependent(indices!, levels)));
        return true;
    }

    /// <summary>Whether each index goes through its values whatever the others are.</summary>
    private static bool AreIndependent(AffineIndex[] indices, List<LoopIndex> levels)
    {
        var used = indices.SelectMany(i => i.Coefficients.Keys).ToArray();
        return used.Distinct().Count() == used.Length && levels.All(l => l.IsNeverEmpty);
    }

    /// <summary>Adds the values of an index: the loops but the innermost of those it depends on are gone through.</summary>
    private bool TryAdd(List<Progression> found, AffineIndex index, List<LoopIndex> levels, int depth, Dictionary<string, long> values)
    {
        if (depth == levels.Count)
        {
            Add(found, Progression.Of(index.At(i => values[i])));
            return true;
        }

        var level = levels[depth];
        if (!level.From.Coefficients.Keys.Concat(level.To.Coefficients.Keys).All(values.ContainsKey) || values.ContainsKey(level.Name)) return false;
        var (from, to) = (level.From.At(i => values[i]), level.To.At(i => values[i]));
        if (to < from) return true;
        var inner = levels.Skip(depth + 1);
        var step = index.CoefficientOf(level.Name);
        if (inner.All(l => index.CoefficientOf(l.Name) == 0 && l.IsNeverEmpty))
        {
            var first = index.At(i => i == level.Name ? from : values.GetValueOrDefault(i));
            Add(found, step == 0 ? Progression.Of(first) : new Progression(step > 0 ? first : first + (step * (to - from)), Math.Abs((long)step), to - from + 1));
            return true;
        }

        var isFelt = step != 0 || inner.Any(l => l.DependsOn(level.Name));
        for (var i = from; i <= (isFelt ? to : from); i++)
        {
            if (++_rounds > MaxRounds) return false;
            values[level.Name] = i;
            var isKnown = TryAdd(found, index, levels, depth + 1, values);
            values.Remove(level.Name);
            if (!isKnown) return false;
        }

        return true;
    }

    private static void Add(List<Progression> found, Progression part)
    {
        if (found.Count > 0 && found[^1].TryJoin(part, out var joined)) found[^1] = joined;
        else found.Add(part);
    }
}
