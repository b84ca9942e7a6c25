using System.Collections.Immutable;
using Symbolic.Solvers.Roots;

namespace Symbolic.Solvers.Minimisation;

/// <summary>A place of interest of a function on an interval.</summary>
/// <param name="X">The place.</param>
/// <param name="Value">The value there.</param>
/// <param name="Kind">Minimum, maximum or degenerate for stationary points; unknown for ends and kinks.</param>
/// <param name="Where">"lower end", "upper end", "stationary point", or "kink".</param>
public sealed record IntervalPoint(double X, double Value, StationaryKind Kind, string Where);

/// <summary>The least and greatest values of a function on an interval, with every candidate that was compared.</summary>
/// <param name="Minimum">The lowest candidate.</param>
/// <param name="Maximum">The highest candidate.</param>
/// <param name="Candidates">Both ends and all stationary points found, ascending in x.</param>
/// <param name="Calls">Calls of the function.</param>
/// <param name="Warnings">What to be aware of: values that are not finite inside the interval.</param>
public sealed record IntervalExtrema(IntervalPoint Minimum, IntervalPoint Maximum, ImmutableArray<IntervalPoint> Candidates, CallCounts Calls, ImmutableArray<string> Warnings);

/// <summary>
/// Extrema on an interval: the ends are compared with the roots of the exact derivative, which are located by the changes of its sign
/// between neighbours of an even subdivision.
/// </summary>
public static class IntervalMinimum
{
    /// <summary>Extrema of a formula of one variable between two points.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="lower">Lower end.</param>
    /// <param name="upper">Upper end.</param>
    /// <param name="cells">Number of parts; extrema closer together than one part may be missed.</param>
    /// <exception cref="ArgumentException">The formula has more than one variable, the interval is empty, or no value in it is finite.</exception>
    public static IntervalExtrema Of(Formula formula, double lower, double upper, int cells = 500)
    {
        ArgumentNullException.ThrowIfNull(formula);
        if (formula.Variables.Length != 1) throw new ArgumentException($"A formula of one variable is needed; this one has {formula.Variables.Length}.", nameof(formula));
        if (!(lower < upper) || !double.IsFinite(upper - lower)) throw new ArgumentException("The interval must be finite, and its lower end below its upper end.", nameof(upper));
        ArgumentOutOfRangeException.ThrowIfLessThan(cells, 1);
        return new IntervalSearch(formula).Run(lower, upper, cells)
            ?? throw new ArgumentException("The function has no finite value at the ends or stationary points of the interval.", nameof(formula));
    }

    private sealed class IntervalSearch(Formula formula)
    {
        private readonly Objective _objective = Objective.Of(formula);
        private readonly List<IntervalPoint> _points = [];
        private int _gradients;
        private int _holes;

        public IntervalExtrema? Run(double lower, double upper, int cells)
        {
            Add(lower, StationaryKind.Unknown, "lower end");
            var slope = new Lazy<Objective>(() => Objective.Of(["x"], x => Slope(x[0]), (x, g) => SlopeAndCurvature(x[0], g)));
            var (left, leftSlope) = (lower, Slope(lower));
            for (var i = 1; i <= cells; i++)
            {
                var right = i == cells ? upper : lower + ((upper - lower) * i / cells);
                var rightSlope = Slope(right);
                if (!double.IsFinite(rightSlope)) _holes++;
                if (rightSlope == 0 && i < cells) Stationary(right);
                else if (leftSlope * rightSlope < 0) Between(slope.Value, left, right);
                (left, leftSlope) = (right, rightSlope);
            }

            Add(upper, StationaryKind.Unknown, "upper end");
            if (_points.Count == 0) return null;
            ImmutableArray<string> warnings = _holes > 0 ? ["The function or its derivative is not finite in a part of the interval; an extremum there would be missed."] : [];
            return new IntervalExtrema(_points.MinBy(p => p.Value)!, _points.MaxBy(p => p.Value)!, [.. _points], new CallCounts(0, _gradients, 0), warnings);
        }

        private void Between(Objective slope, double left, double right)
        {
            var root = ScalarRoot.Between(slope, left, right, new RootOptions { Method = RootMethod.Brent });
            if (root.Succeeded) Stationary(root.X[0]);
            else if (root.Reason == RootReason.Pole) Add(root.X[0], StationaryKind.Unknown, "kink");
        }

        private void Stationary(double x)
        {
            var kind = StationaryPoint.At(_objective, [x]).Kind;
            // The derivative of a function with a corner jumps over zero.
            var isKink = Math.Abs(Slope(x)) > 1e-6 * Math.Max(Math.Abs(Slope(x + (1e-7 * Math.Max(1, Math.Abs(x))))), 1e-300) && kind is StationaryKind.Degenerate;
            Add(x, isKink ? StationaryKind.Unknown : kind, isKink ? "kink" : "stationary point");
        }

        private void Add(double x, StationaryKind kind, string where)
        {
            var value = _objective.Value([x]);
            if (double.IsFinite(value)) _points.Add(new IntervalPoint(x, value, kind, where));
            else _holes++;
        }

        private double Slope(double x)
        {
            _gradients++;
            var gradient = new double[1];
            _objective.Gradient([x], gradient);
            return gradient[0];
        }

        private double SlopeAndCurvature(double x, Span<double> curvature)
        {
            var gradient = new double[1];
            _objective.Hessian([x], gradient, curvature);
            return gradient[0];
        }
    }
}
