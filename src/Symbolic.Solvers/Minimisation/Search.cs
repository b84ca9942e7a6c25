using Symbolic.Solvers.LinearAlgebra;

namespace Symbolic.Solvers.Minimisation;

/// <summary>
/// The state of one search: the current point with value and gradient, counts, limits and the trace. What is not finite counts as
/// +∞, so that every method steps back from it.
/// </summary>
internal sealed class Search
{
    /// <summary>Values below this times the start's scale, and points beyond it, mean that there is no minimum.</summary>
    private const double Infinite = 1e25;

    private readonly Objective _objective;
    private readonly int _maxIterations;
    private double _largestGradient;
    private double _scale = 1;
    private int _values;
    private int _gradients;
    private int _hessians;

    public Search(Objective objective, MinimizeOptions options, double[] start, int maxIterations)
    {
        (_objective, Options, _maxIterations) = (objective, options, options.MaxIterations ?? maxIterations);
        X = start;
        G = new double[start.Length];
    }

    public MinimizeOptions Options { get; }

    public int Dimension => X.Length;

    public double[] X { get; private set; }

    public double F { get; private set; }

    public double[] G { get; private set; }

    public int Iterations { get; private set; }

    /// <summary>What a quasi-Newton method has learnt of the inverse Hessian; null for others.</summary>
    public double[]? InverseHessian { get; set; }

    public List<IterationRecord> Trace { get; } = [];

    public CallCounts Calls => new(_values, _gradients, _hessians);

    /// <summary>The size of values at the start, at least 1.</summary>
    public double Scale => _scale;

    /// <summary>Begins again from another point, with the counts and the trace so far.</summary>
    public void Restart(double[] x) => (X, G) = (x, new double[x.Length]);

    /// <summary>The size of gradient that ends the search.</summary>
    public double Tolerance => Options.GradientTolerance * Math.Min(1, _largestGradient);

    /// <summary>Rounding error to be expected in differences of values near the current one.</summary>
    public double Noise => 1e-15 * Math.Abs(F);

    /// <summary>Evaluates the start; the reason to end at once, or null.</summary>
    public StopReason? Begin(bool withGradient)
    {
        F = withGradient ? Gradient(X, G) : Value(X);
        if (!withGradient) Array.Fill(G, double.NaN);
        if (!double.IsFinite(F)) return StopReason.NotFiniteAtStart;
        _largestGradient = Math.Max(_largestGradient, withGradient ? Vectors.MaxNorm(G) : 0);
        if (Iterations == 0) _scale = Math.Max(1, Math.Abs(F));
        Record(0);
        return null;
    }

    /// <summary>The value, +∞ where it is not a number.</summary>
    public double Value(ReadOnlySpan<double> x)
    {
        _values++;
        var f = _objective.Value(x);
        return double.IsNaN(f) ? double.PositiveInfinity : f;
    }

    /// <summary>Value and gradient; +∞ where one of them is not finite, though −∞ stays.</summary>
    public double Gradient(ReadOnlySpan<double> x, double[] gradient)
    {
        _gradients++;
        var f = _objective.Gradient(x, gradient);
        return double.IsNegativeInfinity(f) || (double.IsFinite(f) && Vectors.AreFinite(gradient)) ? f : double.PositiveInfinity;
    }

    /// <summary>The Hessian at the current point; false where it is not finite.</summary>
    public bool Hessian(double[] hessian)
    {
        _hessians++;
        _objective.Hessian(X, new double[Dimension], hessian);
        return Vectors.AreFinite(hessian);
    }

    /// <summary>Moves to a point whose value and gradient are known; the reason to end, or null.</summary>
    public StopReason? Accept(double[] x, double f, double[] g)
    {
        var length = Vectors.Norm(Vectors.Subtract(x, X));
        (X, F, G) = (x, f, g);
        if (Vectors.AreFinite(g)) _largestGradient = Math.Max(_largestGradient, Vectors.MaxNorm(g));
        Iterations++;
        Record(length);
        if (f < -Infinite * _scale || Vectors.MaxNorm(x) > Infinite) return f > Trace[0].Value ? StopReason.Diverged : StopReason.Unbounded;
        if (Options.Progress?.Invoke(Trace[^1]) == false) return StopReason.Cancelled;
        return Limit();
    }

    /// <summary>The limit that has been reached, or null.</summary>
    public StopReason? Limit()
    {
        if (Options.Cancellation.IsCancellationRequested) return StopReason.Cancelled;
        if (Iterations >= _maxIterations) return StopReason.MaxIterations;
        return Calls.Total >= Options.MaxEvaluations ? StopReason.MaxEvaluations : null;
    }

    private void Record(double length) => Trace.Add(new IterationRecord(Iterations, [.. X], F, Vectors.MaxNorm(G), length, Calls));
}
