using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <summary>
/// Whether the elements that a nest reads are all variables. An element is read as soon as the indices in it are known, also where a loop
/// further in has no terms: there it need not occur in the formula, and then it has no place in memory.
/// </summary>
internal sealed class NestReach
{
    /// <summary>Most rounds of outer loops that are gone through.</summary>
    private const int MaxRounds = 1_000_000;

    private readonly ImmutableArray<LoopIndex> _loops;
    private readonly IndexRange _range;
    private readonly AffineIndex _index;
    private readonly int _last;
    private readonly Dictionary<string, long> _values = new(StringComparer.Ordinal);
    private int _rounds;

    private NestReach(ImmutableArray<LoopIndex> loops, IndexRange range, AffineIndex index)
    {
        (_loops, _range, _index) = (loops, range, index);
        _last = Array.FindLastIndex([.. loops], i => index.CoefficientOf(i.Name) != 0);
    }

    /// <summary>True when all elements with these indices are in the run, provided that their places are known; false also when that would take long to find out.</summary>
    public static bool IsInside(ImmutableArray<LoopIndex> loops, VariableRun run, ImmutableArray<AffineIndex> indices) =>
        indices.Zip(run.Ranges).All(i => new NestReach(loops, i.Second, i.First).IsInside(0));

    private bool IsInside(int level)
    {
        if (_last < 0) return IsElement();
        var loop = _loops[level];
        var (from, to) = (loop.From.At(i => _values[i]), loop.To.At(i => _values[i]));
        if (to < from) return true;
        if (level == _last)
        {
            // The index grows or falls steadily: both ends tell.
            return IsElementAt(from) && IsElementAt(to);
        }

        for (var i = from; i <= to; i++)
        {
            if (++_rounds > MaxRounds) return false;
            _values[loop.Name] = i;
            if (!IsInside(level + 1)) return false;
            if (!IsFelt(level)) break;
        }

        return true;

        bool IsElementAt(long value)
        {
            _values[loop.Name] = value;
            return IsElement();
        }
    }

    /// <summary>Whether it matters which value the index of a loop has.</summary>
    private bool IsFelt(int level) => _index.CoefficientOf(_loops[level].Name) != 0
        || Enumerable.Range(level + 1, _last - level).Any(k => _loops[k].DependsOn(_loops[level].Name));

    private bool IsElement() => _index.At(i => _values[i]) is var index && index >= _range.First && index <= _range.Last;
}
