using System.Collections.Immutable;
using System.Globalization;
using Symbolic.Compilation.Loops;
using Symbolic.Differentiation;
using Symbolic.Expressions;

namespace Symbolic.Verification;

/// <summary>
/// Finds the parts of a formula that bend or jump at a point: those whose definition names kinks, and choices, whose state
/// changes between the point and its close neighbours.
/// </summary>
internal sealed class KinkFinder
{
    private const double UnitRoundoff = 1.1102230246251565e-16;

    /// <summary>Loops that cost no more than this are written out; in longer ones over rows each row is looked at in turn.</summary>
    private const int MaxWork = 20_000;

    private readonly ImmutableArray<Suspects> _all;

    public KinkFinder(Expr root, ImmutableArray<Variable> variables)
    {
        var suspects = Find(root);
        if (suspects.Any(g => !g.Key.IsKnown)) suspects = Find(LoopExpansion.TryExpand(root, MaxWork) ?? root);
        var all = ImmutableArray.CreateBuilder<Suspects>();
        foreach (var group in suspects.Where(g => g.Key.IsKnown)) all.Add(new Suspects([.. group], variables, group.Key.Data));
        _all = all.ToImmutable();
    }

    /// <summary>The step to a close neighbour along a coordinate.</summary>
    public static double StepAt(double x) => 1e-9 * Math.Max(1, Math.Abs(x));

    /// <summary>The first part that changes its state near the point along a coordinate, in words; null when none does.</summary>
    public string? At(ReadOnlySpan<double> x, int coordinate)
    {
        var step = StepAt(x[coordinate]);
        foreach (var suspects in _all)
        {
            for (var row = 0; row < suspects.RowCount; row++)
            {
                if (suspects.KinkAt(x, coordinate, step, row) is { } found) return found;
            }
        }

        return null;
    }

    /// <summary>
    /// The first part that jumps somewhere within a distance of the point, as an excerpt; null when none is seen to. It may be
    /// that jumps are too dense for any step of differences to fit between two of them.
    /// </summary>
    public string? JumpWithin(ReadOnlySpan<double> x, int coordinate, double distance)
    {
        if (!(distance > 0)) return null;
        foreach (var suspects in _all)
        {
            for (var row = 0; row < suspects.RowCount; row++)
            {
                if (suspects.JumpWithin(x, coordinate, distance, row) is { } found) return found;
            }
        }

        return null;
    }

    private static ILookup<(RowData? Data, bool IsKnown), Expr> Find(Expr root) =>
        Traversal.PostOrder(root).Where(node => node is Piecewise or Call { Function.Kinks: not null }).ToLookup(RowsOf);

    /// <summary>The data of whose columns a part is made; not known where it holds a loop, or the index of one.</summary>
    private static (RowData? Data, bool IsKnown) RowsOf(Expr suspect)
    {
        if (suspect.HasLoop) return (null, false);
        var bound = Traversal.PostOrder(suspect).OfType<Variable>().Where(v => v.IsIndex).Select(v => v.Data).Distinct().ToArray();
        return bound.Length == 0 ? (null, true) : (bound[0], bound is [not null]);
    }

    /// <summary>What changes at a kink: the conditions of a choice; value, partial derivatives and arguments of a function.</summary>
    private static IEnumerable<Expr> States(Expr suspect) => suspect switch
    {
        Piecewise p => Enumerable.Range(0, p.Count).Select(p.Condition),
        Call c => [c, .. LocalRules.OfCall(c), .. c.Children],
        _ => [],
    };

    /// <summary>
    /// Whether a function changes by more than its slopes account for, although they stay the same: a jump of 1 among numbers of any
    /// size, and however many jumps lie in between.
    /// </summary>
    private static bool Jumps(Call call, int first, double[] a, double[] b)
    {
        var n = call.Children.Length;
        var (expected, size, rounding) = (0.0, Math.Abs(b[first] - a[first]), Math.Abs(a[first]) + Math.Abs(b[first]));
        for (var i = 1; i <= n; i++)
        {
            var (slope, change) = (a[first + i], b[first + n + i] - a[first + n + i]);
            if (change == 0) continue;
            if (Differ(slope, b[first + i])) return false;
            expected += slope * change;
            size += Math.Abs(slope * change);
            rounding += Math.Abs(slope) * (Math.Abs(a[first + n + i]) + Math.Abs(b[first + n + i]));
        }

        return Math.Abs(b[first] - a[first] - expected) > (1e-3 * size) + (64 * UnitRoundoff * rounding);
    }

    private static bool Differ(double a, double b) => Math.Abs(a - b) > 1e-4 * (1 + Math.Abs(a));

    private static string Describe(Expr suspect, bool jumps) => suspect is Call c
        ? $"{Excerpt.Of(suspect)} has a {(jumps ? "jump" : "kink")} {c.Function.Kinks}"
        : $"the branch of {Excerpt.Of(suspect)} changes here";

    /// <summary>Parts that may bend or jump, outside of loops or in those over certain rows.</summary>
    private sealed class Suspects
    {
        private readonly ImmutableArray<Expr> _suspects;
        private readonly int[] _first;
        private readonly RowProgram _states;
        private readonly int _count;
        private readonly bool _hasRows;

        public Suspects(ImmutableArray<Expr> suspects, ImmutableArray<Variable> variables, RowData? data)
        {
            (_suspects, _hasRows) = (suspects, data is not null);
            var outputs = new List<Expr>();
            _first = new int[suspects.Length + 1];
            for (var i = 0; i < suspects.Length; i++)
            {
                outputs.AddRange(States(suspects[i]));
                _first[i + 1] = outputs.Count;
            }

            _count = outputs.Count;
            _states = new RowProgram(variables, data, outputs);
        }

        public int RowCount => _states.RowCount;

        public string? KinkAt(ReadOnlySpan<double> x, int coordinate, double step, int row)
        {
            var (left, centre, right) = (StatesAt(x, coordinate, -step, row), StatesAt(x, coordinate, 0, row), StatesAt(x, coordinate, step, row));
            for (var i = 0; i < _suspects.Length; i++)
            {
                if (Changes(i, left, centre) || Changes(i, centre, right)) return Describe(_suspects[i], JumpsAt(i, left, centre) || JumpsAt(i, centre, right)) + (_hasRows ? string.Create(CultureInfo.InvariantCulture, $", in row {row + 1} of the data") : "");
            }

            return null;
        }

        public string? JumpWithin(ReadOnlySpan<double> x, int coordinate, double distance, int row)
        {
            var centre = StatesAt(x, coordinate, 0, row);
            foreach (var part in (ReadOnlySpan<double>)[1, -1, 0.618, -0.618, 0.382, -0.382])
            {
                var there = StatesAt(x, coordinate, part * distance, row);
                for (var i = 0; i < _suspects.Length; i++)
                {
                    if (_suspects[i] is Call c ? Jumps(c, _first[i], centre, there) : Changes(i, centre, there)) return Excerpt.Of(_suspects[i]);
                }
            }

            return null;
        }

        private bool Changes(int suspect, double[] a, double[] b)
        {
            var (first, last) = (_first[suspect], _first[suspect + 1]);
            if (_suspects[suspect] is Call c)
            {
                // Where an argument does not exist, nothing is known of the function.
                if (IsNaNIn(a, last - c.Children.Length, last) || IsNaNIn(b, last - c.Children.Length, last)) return false;
                if (Jumps(c, first, a, b)) return true;
                (first, last) = (first + 1, last - c.Children.Length);
            }

            for (var k = first; k < last; k++)
            {
                if (Differ(a[k], b[k])) return true;
            }

            return false;
        }

        private static bool IsNaNIn(double[] states, int first, int last) => Array.FindIndex(states, first, last - first, double.IsNaN) >= 0;

        private bool JumpsAt(int suspect, double[] a, double[] b) => _suspects[suspect] is Call c && Jumps(c, _first[suspect], a, b);

        private double[] StatesAt(ReadOnlySpan<double> x, int coordinate, double distance, int row)
        {
            var point = x.ToArray();
            point[coordinate] += distance;
            var states = new double[_count];
            _states.Evaluate(point, row, states);
            return states;
        }
    }
}
