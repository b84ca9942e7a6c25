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

    private readonly NestTemplate _nest;
    private readonly Dictionary<string, long> _values = new(StringComparer.Ordinal);
    private int _rounds;

    private NestReach(NestTemplate nest) => _nest = nest;

    /// <summary>True when every element that the nest reads is in the run of its vector; false also when that would take long to find out.</summary>
    public static bool IsInside(NestTemplate nest)
    {
        var reach = new NestReach(nest);
        return nest.Variables.All(v => v.Index is not { } index || reach.IsInside(v.Run, index, 0));
    }

    private bool IsInside(VariableRun run, AffineIndex index, int level)
    {
        var last = Array.FindLastIndex([.. _nest.Indices], i => index.CoefficientOf(i.Name) != 0);
        if (last < 0) return IsElement(run, index);
        var loop = _nest.Indices[level];
        var (from, to) = (loop.From.At(i => _values[i]), loop.To.At(i => _values[i]));
        if (to < from) return true;
        if (level == last)
        {
            // The index grows or falls steadily: both ends tell.
            return IsElementAt(from) && IsElementAt(to);
        }

        for (var i = from; i <= to; i++)
        {
            if (++_rounds > MaxRounds) return false;
            _values[loop.Name] = i;
            if (!IsInside(run, index, level + 1)) return false;
        }

        return true;

        bool IsElementAt(long value)
        {
            _values[loop.Name] = value;
            return IsElement(run, index);
        }
    }

    private bool IsElement(VariableRun run, AffineIndex index) => index.At(i => _values[i]) - run.First is >= 0 and var place && place < run.Count;
}
