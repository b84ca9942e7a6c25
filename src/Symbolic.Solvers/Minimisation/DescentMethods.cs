using Symbolic.Solvers.LinearAlgebra;

namespace Symbolic.Solvers.Minimisation;

/// <summary>Where a descent method goes from a point, and what it learns from a step.</summary>
internal interface IDescentRule
{
    /// <summary>Bound on the slope at the end of a line search, relative to that at its start.</summary>
    double Curvature { get; }

    /// <summary>The direction at a point with this gradient.</summary>
    double[] Direction(double[] gradient);

    /// <summary>Takes in a step: s = change of the point, y = change of the gradient.</summary>
    void Learn(double[] s, double[] y, double[] gradient);

    /// <summary>Forgets everything, so that the next direction is that of steepest descent; false when nothing was known.</summary>
    bool Forget();

    /// <summary>The first step to try along a direction.</summary>
    double FirstStep(Search search, double[] direction);
}

/// <summary>Descent along the directions of a rule, with a line search.</summary>
internal static class DescentMethod
{
    public static StopReason Run(Search search, IDescentRule rule)
    {
        if (search.Begin(withGradient: true) is { } refused) return refused;
        while (true)
        {
            if (Vectors.MaxNorm(search.G) <= search.Tolerance) return StopReason.GradientSmall;
            var direction = rule.Direction(search.G);
            var slope = Vectors.Dot(direction, search.G);
            var found = new LineSearch(search, direction, rule.Curvature).Run(rule.FirstStep(search, direction));
            if (found is not { } step || (step.Value >= search.F && Vectors.MaxNorm(step.Gradient) >= Vectors.MaxNorm(search.G)))
            {
                if (search.Limit() is { } limit) return limit;
                if (rule.Forget()) continue;
                return Failure(search, slope);
            }

            if (double.IsNegativeInfinity(step.Value)) return search.Accept(step.X, step.Value, step.Gradient) ?? StopReason.Unbounded;
            rule.Learn(Vectors.Subtract(step.X, search.X), Vectors.Subtract(step.Gradient, search.G), step.Gradient);
            if (search.Accept(step.X, step.Value, step.Gradient) is { } reason) return reason;
        }
    }

    /// <summary>No lower point was found: rounding, when a step of relative size 10⁻⁸ could not change the value visibly.</summary>
    public static StopReason Failure(Search search, double slope)
    {
        var size = Math.Max(Vectors.Norm(search.X), 1e-8);
        var visible = Vectors.Norm(search.G) * size * 1e-8;
        return visible <= Math.Max(search.Noise * 100, Math.Abs(slope) * 1e-16) ? StopReason.RoundingLimit : StopReason.NoDescent;
    }
}

/// <summary>The inverse Hessian from changes of the gradient (Nocedal and Wright, equation 6.17).</summary>
internal sealed class BfgsRule : IDescentRule
{
    private double[]? _inverse;

    /// <summary>What is known of the inverse Hessian, n×n; null before the first step.</summary>
    public double[]? Inverse => _inverse;

    public double Curvature => 0.9;

    public double[] Direction(double[] gradient) => Vectors.Negate(_inverse is null ? gradient : Vectors.Multiply(_inverse, gradient));

    public double FirstStep(Search search, double[] direction) => _inverse is null ? SteepestRule.Cautious(search, direction) : 1;

    public bool Forget()
    {
        var known = _inverse is not null;
        _inverse = null;
        return known;
    }

    public void Learn(double[] s, double[] y, double[] gradient)
    {
        var n = s.Length;
        var curvature = Vectors.Dot(s, y);
        if (!(curvature > 1e-16 * Vectors.Norm(s) * Vectors.Norm(y))) return;
        if (_inverse is null)
        {
            _inverse = new double[n * n];
            for (var i = 0; i < n; i++) _inverse[(i * n) + i] = curvature / Vectors.Dot(y, y);
        }

        var hy = Vectors.Multiply(_inverse, y);
        var factor = (1 + (Vectors.Dot(y, hy) / curvature)) / curvature;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) _inverse[(i * n) + j] += (factor * s[i] * s[j]) - (((hy[i] * s[j]) + (s[i] * hy[j])) / curvature);
        }
    }
}

/// <summary>The last few steps in place of a matrix (Nocedal and Wright, algorithm 7.4).</summary>
internal sealed class LbfgsRule : IDescentRule
{
    private const int Memory = 10;

    private readonly List<(double[] S, double[] Y, double Rho)> _pairs = [];

    public double Curvature => 0.9;

    public double[] Direction(double[] gradient)
    {
        var q = Vectors.Negate(gradient);
        var alphas = new double[_pairs.Count];
        for (var i = _pairs.Count - 1; i >= 0; i--)
        {
            alphas[i] = _pairs[i].Rho * Vectors.Dot(_pairs[i].S, q);
            q = Vectors.Add(q, -alphas[i], _pairs[i].Y);
        }

        if (_pairs.Count > 0) q = Vectors.Scale(q, 1 / (_pairs[^1].Rho * Vectors.Dot(_pairs[^1].Y, _pairs[^1].Y)));
        for (var i = 0; i < _pairs.Count; i++) q = Vectors.Add(q, alphas[i] - (_pairs[i].Rho * Vectors.Dot(_pairs[i].Y, q)), _pairs[i].S);
        return q;
    }

    public double FirstStep(Search search, double[] direction) => _pairs.Count == 0 ? SteepestRule.Cautious(search, direction) : 1;

    public bool Forget()
    {
        var known = _pairs.Count > 0;
        _pairs.Clear();
        return known;
    }

    public void Learn(double[] s, double[] y, double[] gradient)
    {
        var curvature = Vectors.Dot(s, y);
        if (!(curvature > 1e-16 * Vectors.Norm(s) * Vectors.Norm(y))) return;
        if (_pairs.Count == Memory) _pairs.RemoveAt(0);
        _pairs.Add((s, y, 1 / curvature));
    }
}

/// <summary>Conjugate directions with the non-negative factor of Polak and Ribière (Nocedal and Wright, equation 5.45).</summary>
internal sealed class ConjugateRule : IDescentRule
{
    private double[]? _direction;
    private double _beta;
    private double _lastSlope;
    private double _lastStep;

    public double Curvature => 0.1;

    public double[] Direction(double[] gradient)
    {
        var next = Vectors.Negate(gradient);
        if (_direction is not null && _beta > 0)
        {
            next = Vectors.Add(next, _beta, _direction);
            if (Vectors.Dot(next, gradient) > -1e-4 * Vectors.Dot(gradient, gradient)) next = Vectors.Negate(gradient);
        }

        return _direction = next;
    }

    public double FirstStep(Search search, double[] direction)
    {
        var slope = Vectors.Dot(search.G, direction);
        var step = _lastStep > 0 ? _lastStep * _lastSlope / slope : SteepestRule.Cautious(search, direction);
        _lastSlope = slope;
        return double.IsFinite(step) && step > 0 ? step : 1;
    }

    public bool Forget()
    {
        var known = _direction is not null && _beta > 0;
        (_direction, _beta, _lastStep) = (null, 0, 0);
        return known;
    }

    public void Learn(double[] s, double[] y, double[] gradient)
    {
        var before = Vectors.Subtract(gradient, y);
        _beta = Math.Max(0, Vectors.Dot(gradient, y) / Vectors.Dot(before, before));
        _lastStep = Vectors.Norm(s) / Vectors.Norm(_direction);
    }
}

/// <summary>Steepest descent; the first step tried follows from the curvature met last (J. Barzilai and J. Borwein, 1988).</summary>
internal sealed class SteepestRule : IDescentRule
{
    private double _step;

    public double Curvature => 0.9;

    public double[] Direction(double[] gradient) => Vectors.Negate(gradient);

    public double FirstStep(Search search, double[] direction) => _step > 0 ? _step : Cautious(search, direction);

    public bool Forget() => false;

    public void Learn(double[] s, double[] y, double[] gradient)
    {
        var curvature = Vectors.Dot(s, y);
        _step = curvature > 0 ? Vectors.Dot(s, s) / curvature : 0;
    }

    /// <summary>A first step about as long as a tenth of the point, and at most 1.</summary>
    public static double Cautious(Search search, double[] direction) =>
        Math.Min(1, Math.Max(0.1 * Vectors.Norm(search.X), 0.1) / Math.Max(Vectors.Norm(direction), double.Epsilon * 1e16));
}
