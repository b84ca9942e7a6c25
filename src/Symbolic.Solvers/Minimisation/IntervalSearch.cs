using System.Collections.Immutable;
using Symbolic.Solvers.Roots;

namespace Symbolic.Solvers.Minimisation;

/// <summary>Collects the candidates for extrema of a formula of one variable on an interval.</summary>
internal sealed class IntervalSearch(Formula formula)
{
    private readonly Objective _objective = Objective.Of(formula);
    private readonly List<IntervalPoint> _points = [];
    private double _cell;
    private int _gradients;
    private bool _hasHole;

    /// <summary>A point with value and slope.</summary>
    private readonly record struct Node(double X, double F, double Slope);

    /// <summary>The extrema; null where the function has no value at all.</summary>
    public IntervalExtrema? Run(double lower, double upper, int cells)
    {
        _cell = (upper - lower) / cells;
        var left = At(lower);
        Add(left, "lower end");
        for (var i = 1; i <= cells; i++)
        {
            var right = At(i == cells ? upper : lower + ((upper - lower) * i / cells));
            Cell(left, right, isLast: i == cells);
            left = right;
        }

        Add(left, "upper end");
        return _points.Count == 0 ? null : new IntervalExtrema(_points.MinBy(p => p.Value)!, _points.MaxBy(p => p.Value)!, [.. _points.OrderBy(p => p.X)], new CallCounts(0, _gradients, 0), [.. Warnings()]);
    }

    private IEnumerable<string> Warnings()
    {
        if (_hasHole) yield return "The function has no value in a part of the interval.";
        foreach (var pole in _points.Where(p => double.IsInfinity(p.Value)).DistinctBy(p => (p.X, p.Value)).Take(4))
            yield return $"The function {(pole.Value < 0 ? "falls" : "rises")} without end at {formula.Variables[0]} = {Figures.Show(pole.X, 6)}.";
    }

    private void Cell(Node a, Node b, bool isLast)
    {
        if (double.IsNaN(a.F) || double.IsNaN(b.F))
        {
            _hasHole = true;
            if (!double.IsNaN(b.F)) Edge(b, a);
            else if (!double.IsNaN(a.F)) Edge(a, b);
            return;
        }

        if (double.IsInfinity(a.F) || double.IsInfinity(b.F) || !double.IsFinite(b.Slope))
        {
            if (!isLast && double.IsInfinity(b.F)) Poles(b, b);
            else if (!isLast && !double.IsFinite(b.Slope)) Add(b, "kink");
            return;
        }

        if (a.Slope == 0 && b.Slope == 0 && a.F == b.F) return;
        if (b.Slope == 0 && a.Slope != 0 && !isLast && !IsBroken(a, b)) Stationary(b);
        else if (a.Slope * b.Slope < 0) Between(a, b);
        else if (IsBroken(a, b)) Narrow(a, b);
    }

    /// <summary>Whether the values go against the slopes, as they do across a jump or a pole.</summary>
    private static bool IsBroken(Node a, Node b) => a.Slope * b.Slope >= 0 && (b.F - a.F) * Math.Sign(a.Slope + b.Slope) is var rise && (rise < 0 || (a.Slope == 0 && b.Slope == 0 && a.F != b.F));

    private void Between(Node a, Node b)
    {
        var slope = Objective.Of(["x"], x => At(x[0]).Slope);
        var root = ScalarRoot.Between(slope, a.X, b.X, new RootOptions { Method = RootMethod.Brent });
        if (root.Succeeded) Stationary(At(root.X[0]));
        else Narrow(a, b);
    }

    /// <summary>Halves a cell down to where slopes change their sign without being zero, or values go against them.</summary>
    private void Narrow(Node a, Node b)
    {
        var falls = a.Slope < 0;
        while (true)
        {
            var x = a.X + ((b.X - a.X) / 2);
            if (x <= a.X || x >= b.X) break;
            var middle = At(x);
            if (!double.IsFinite(middle.F) || !double.IsFinite(middle.Slope))
            {
                // Slopes overflow before values do.
                a = b = a.X < 0 && b.X > 0 ? At(0) : middle;
                break;
            }

            if (a.Slope * middle.Slope < 0 || IsBroken(a, middle)) b = middle;
            else a = middle;
        }

        if (Poles(a, b)) return;
        if (Math.Abs(a.F - b.F) <= 1e-9 * Math.Max(Math.Abs(a.F), Math.Abs(b.F))) Stationary(a.F < b.F == falls ? a : b);
        else
        {
            Add(a, "jump");
            Add(b, "jump");
        }
    }

    /// <summary>The last point with a value on the way to one without.</summary>
    private void Edge(Node inside, Node outside)
    {
        for (var halving = 0; halving < 1100; halving++)
        {
            var x = outside.X + ((inside.X - outside.X) / 2);
            if (x == inside.X || x == outside.X) break;
            var middle = At(x);
            if (double.IsNaN(middle.F)) outside = middle;
            else inside = middle;
        }

        if (!Pole(inside, outside.X > inside.X ? -1 : 1)) Add(inside, "edge of the domain");
    }

    private bool Poles(Node a, Node b)
    {
        if (Pole(a, -1) | Pole(b, 1)) return true;
        if (double.IsInfinity(a.F)) Add(a, "pole");
        return double.IsInfinity(a.F);
    }

    /// <summary>
    /// Whether the values grow without end towards a point, from one side: in equal steps of the logarithm of the distance they do not
    /// change less and less.
    /// </summary>
    private bool Pole(Node at, int side)
    {
        var far = At(at.X + (side * _cell * 1e-2)).F;
        var (last, change) = (far, double.NaN);
        for (var k = 4; k <= 10; k += 2)
        {
            var value = At(at.X + (side * _cell * Math.Pow(10, -k))).F;
            var next = value - last;
            if (!double.IsFinite(next) || (!double.IsNaN(change) && !(next * change > 0 && Math.Abs(next) >= 0.9 * Math.Abs(change)))) return false;
            (last, change) = (value, next);
        }

        if (change == 0 || Math.Abs(last) <= 1.5 * Math.Abs(far)) return false;
        Add(at with { F = Math.CopySign(double.PositiveInfinity, change) }, "pole");
        return true;
    }

    private void Stationary(Node at)
    {
        // The derivative of a function with a corner jumps over zero, however close one looks.
        var size = Math.Max(1, Math.Abs(at.X));
        var (wide, close) = (Jump(1e-7 * size), Jump(1e-9 * size));
        var isKink = Math.Abs(close) > 0.5 * Math.Abs(wide) && Math.Abs(wide) > 0;
        if (isKink) Add(at, "kink", close > 0 ? StationaryKind.Minimum : StationaryKind.Maximum);
        else Add(at, "stationary point", StationaryPoint.At(_objective, [at.X]).Kind);

        double Jump(double distance) => At(at.X + distance).Slope - At(at.X - distance).Slope;
    }

    private void Add(Node at, string where, StationaryKind kind = StationaryKind.Unknown)
    {
        if (double.IsNaN(at.F)) return;
        var before = _points.FindIndex(p => p.X == at.X && p.Value.Equals(at.F));
        if (before < 0) _points.Add(new IntervalPoint(at.X, at.F, kind, where));
        else if (where.EndsWith(" end", StringComparison.Ordinal)) _points[before] = new IntervalPoint(at.X, at.F, kind, where);
    }

    private Node At(double x)
    {
        _gradients++;
        var slope = new double[1];
        var value = _objective.Gradient([x], slope);
        return new Node(x, value, slope[0]);
    }
}
