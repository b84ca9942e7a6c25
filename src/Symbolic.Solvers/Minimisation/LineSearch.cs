using Symbolic.Solvers.LinearAlgebra;

namespace Symbolic.Solvers.Minimisation;

/// <summary>A point on a line, with value, gradient and slope along the line.</summary>
internal readonly record struct LinePoint(double T, double Value, double Slope, double[] X, double[] Gradient);

/// <summary>
/// A step that satisfies the strong Wolfe conditions: bracketing, then cubic interpolation (J. Nocedal and S. Wright, Numerical
/// Optimization, 2nd ed., algorithms 3.5 and 3.6). Where values drown in rounding, the approximate conditions on the slope alone
/// decide (W. W. Hager and H. Zhang, SIAM J. Optim. 16 (2005), 170-192).
/// </summary>
internal sealed class LineSearch(Search search, double[] direction, double curvature)
{
    private const double Decrease = 1e-4;
    private const int MaxTrials = 60;

    private readonly double _slope = Vectors.Dot(search.G, direction);
    private readonly double _noise = 10 * search.Noise;

    /// <summary>The step, or null when there is none; <paramref name="first"/> is tried first.</summary>
    public LinePoint? Run(double first)
    {
        if (!(_slope < 0)) return null;
        var before = new LinePoint(0, search.F, _slope, search.X, search.G);
        var t = first;
        LinePoint? best = null;
        for (var trial = 0; trial < MaxTrials; trial++)
        {
            var point = At(t);
            if (double.IsNegativeInfinity(point.Value)) return point;
            if (double.IsPositiveInfinity(point.Value))
            {
                // Outside the domain: come back towards the last point that was inside.
                t = before.T + ((t - before.T) / 10);
                continue;
            }

            if (Satisfies(point)) return point;
            if (!IsLower(point) || (trial > 0 && point.Value > before.Value + _noise)) return Zoom(before, point) ?? best;
            if (point.Slope >= 0) return Zoom(point, before) ?? point;
            best = point;
            (before, t) = (point, Math.Max(2 * t, Math.Min(10 * t, Extrapolate(before, point))));
            if (search.Limit() is not null) return best;
        }

        return best;
    }

    private LinePoint? Zoom(LinePoint low, LinePoint high)
    {
        for (var trial = 0; trial < MaxTrials; trial++)
        {
            var width = high.T - low.T;
            var t = Interpolate(low, high);
            // Keep away from the ends, so that the bracket shrinks.
            if (!double.IsFinite(t) || Math.Abs(t - low.T) < 0.05 * Math.Abs(width) || Math.Abs(t - high.T) < 0.05 * Math.Abs(width) || (trial & 3) == 3) t = low.T + (width / 2);
            if (t == low.T || t == high.T) break;
            var point = At(t);
            if (Satisfies(point)) return point;
            if (!IsLower(point) || point.Value > low.Value + (low.T == 0 ? 0 : _noise))
            {
                high = point;
            }
            else
            {
                if (point.Slope * width >= 0) high = low;
                low = point;
            }

            if (search.Limit() is not null) break;
        }

        return low.T > 0 && low.Value < search.F ? low : null;
    }

    private bool IsLower(LinePoint p) => p.Value <= search.F + (Decrease * p.T * _slope) || (p.Value <= search.F + _noise && Math.Abs(p.T * _slope) <= _noise);

    private bool Satisfies(LinePoint p) => IsLower(p) && Math.Abs(p.Slope) <= -curvature * _slope;

    private LinePoint At(double t)
    {
        var x = Vectors.Add(search.X, t, direction);
        var gradient = new double[x.Length];
        var value = search.Gradient(x, gradient);
        return new LinePoint(t, value, double.IsFinite(value) ? Vectors.Dot(gradient, direction) : double.NaN, x, gradient);
    }

    private static double Extrapolate(LinePoint a, LinePoint b)
    {
        var secant = b.T - (b.Slope * (b.T - a.T) / (b.Slope - a.Slope));
        return double.IsFinite(secant) && secant > b.T ? secant : 4 * b.T;
    }

    /// <summary>The minimum of the cubic through both values and slopes; NaN when it has none.</summary>
    private static double Interpolate(LinePoint a, LinePoint b)
    {
        var d1 = a.Slope + b.Slope - (3 * (a.Value - b.Value) / (a.T - b.T));
        var d2 = Math.CopySign(Math.Sqrt((d1 * d1) - (a.Slope * b.Slope)), b.T - a.T);
        return b.T - ((b.T - a.T) * (b.Slope + d2 - d1) / (b.Slope - a.Slope + (2 * d2)));
    }
}
