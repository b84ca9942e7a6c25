using Symbolic.Solvers.LinearAlgebra;
using Symbolic.Solvers.Minimisation;

namespace Symbolic.Solvers.Fitting;

/// <summary>The state of one least-squares search.</summary>
internal sealed class MarquardtSearch
{
    private readonly VectorFunction _function;
    private readonly LeastSquaresOptions _options;
    private readonly int _m;
    private readonly int _n;
    private readonly double[] _scale;
    private readonly List<IterationRecord> _trace = [];
    private double[] _x;
    private double[] _r;
    private double[] _jacobian;
    private (double[] X, double[] R, double[] Jacobian, double Decrease) _finest = ([], [], [], double.PositiveInfinity);
    private int _failures;
    private double _residualScale;
    private int _values;
    private int _jacobians;

    public MarquardtSearch(VectorFunction function, LeastSquaresOptions options, double[] start)
    {
        (_function, _options, _m, _n) = (function, options, function.Count, function.Dimension);
        (_x, _r, _jacobian, _scale) = (start, new double[_m], new double[_m * _n], new double[_n]);
    }

    public LeastSquaresResult Run()
    {
        _jacobians++;
        _function.Evaluate(_x, _r, _jacobian);
        Record(0);
        if (!Vectors.AreFinite(_r) || !Vectors.AreFinite(_jacobian)) return Done(StopReason.NotFiniteAtStart);
        Rescale();
        var radius = _options.InitialRadius * ScaledNorm(_x);
        if (radius == 0) radius = _options.InitialRadius;
        while (true)
        {
            if (Vectors.MaxNorm(_r) == 0) return Done(StopReason.GradientSmall);
            var step = new MarquardtStep(_jacobian, _r, _scale);
            if (Advance(step, ref radius) is { } reason) return Done(reason);
            if (_options.Cancellation.IsCancellationRequested || _options.Progress?.Invoke(_trace[^1]) == false) return Done(StopReason.Cancelled);
            if (_trace[^1].Iteration >= _options.MaxIterations) return Done(StopReason.MaxIterations);
            if (Vectors.MaxNorm(_x) > 1e100) return Done(StopReason.Unbounded);
        }
    }

    /// <summary>Shrinks the region until the sum of squares falls; the reason to end, or null after a step.</summary>
    private StopReason? Advance(MarquardtStep model, ref double radius)
    {
        var norm = Vectors.Norm(_r);
        while (true)
        {
            var (step, decrease) = model.Within(radius);
            var x = Vectors.Add(_x, 1, step);
            if (x.AsSpan().SequenceEqual(_x)) return StopReason.RoundingLimit;
            var r = new double[_m];
            _values++;
            _function.Evaluate(x, r);
            var actual = Vectors.AreFinite(r) ? (norm - Vectors.Norm(r)) * ((norm + Vectors.Norm(r)) / 2) : double.NegativeInfinity;
            if (decrease <= 1e-15 * norm * norm) return Polish(x, decrease);
            var ratio = actual / decrease;
            var length = ScaledNorm(step);
            if (!(ratio > 0.25)) radius = Math.Min(radius, length) / 4;
            else if (ratio > 0.75 || length < radius * 0.5) radius = Math.Max(radius, 2 * length);
            if (ratio > 1e-4 && Move(x)) return null;
            if (ratio > 1e-4) radius = Math.Min(radius, length) / 4;
            if (_options.Cancellation.IsCancellationRequested) return StopReason.Cancelled;
        }
    }

    /// <summary>
    /// Where values no longer tell better from worse, the length of the Gauss–Newton step in the residuals does: steps go on until
    /// that has not come down three times, and the best point is kept.
    /// </summary>
    private StopReason? Polish(double[] x, double decrease)
    {
        if (decrease < _finest.Decrease) (_finest, _failures) = ((_x, _r, _jacobian, decrease), 0);
        else _failures++;
        var isDone = decrease <= _options.Tolerance * Vectors.Dot(_r, _r) || _failures == 3;
        if (!isDone && Move(x)) return null;
        (_x, _r, _jacobian) = (_finest.X, _finest.R, _finest.Jacobian);
        return StopReason.GradientSmall;
    }

    /// <summary>Moves to a point when residuals and Jacobian are finite there.</summary>
    private bool Move(double[] x)
    {
        var (r, jacobian) = (new double[_m], new double[_m * _n]);
        _jacobians++;
        _function.Evaluate(x, r, jacobian);
        if (!Vectors.AreFinite(r) || !Vectors.AreFinite(jacobian)) return false;
        var length = Vectors.Norm(Vectors.Subtract(x, _x));
        (_x, _r, _jacobian) = (x, r, jacobian);
        Rescale();
        Record(length);
        return true;
    }

    private void Rescale()
    {
        _residualScale = Math.Max(_residualScale, Vectors.MaxNorm(_r));
        for (var j = 0; j < _n; j++)
        {
            var column = new double[_m];
            for (var i = 0; i < _m; i++) column[i] = _jacobian[(i * _n) + j];
            _scale[j] = Math.Max(_scale[j], Vectors.Norm(column));
        }
    }

    private double ScaledNorm(double[] x)
    {
        var scaled = new double[_n];
        for (var j = 0; j < _n; j++) scaled[j] = x[j] * (_scale[j] == 0 ? 1 : _scale[j]);
        return Vectors.Norm(scaled);
    }

    /// <summary>The largest cosine between the residuals and a column of the Jacobian: 0 at a minimum.</summary>
    private double Cosine()
    {
        var gradient = Vectors.MultiplyTransposed(_jacobian, _r, _n);
        var norm = Vectors.Norm(_r);
        var largest = 0.0;
        for (var j = 0; j < _n && norm > 0; j++)
        {
            var column = 0.0;
            for (var i = 0; i < _m; i++) column = double.Hypot(column, _jacobian[(i * _n) + j]);
            if (column > 0) largest = Math.Max(largest, Math.Abs(gradient[j]) / column / norm);
        }

        return largest;
    }

    private void Record(double length)
    {
        var gradient = Vectors.MultiplyTransposed(_jacobian, _r, _n);
        _trace.Add(new IterationRecord(_trace.Count, [.. _x], Vectors.Dot(_r, _r) / 2, Vectors.MaxNorm(gradient), length, new CallCounts(_values, _jacobians, 0)));
    }

    private LeastSquaresResult Done(StopReason reason) => new()
    {
        Variables = _function.Variables,
        X = [.. _x],
        Residual = [.. _r],
        Jacobian = [.. _jacobian],
        SumOfSquares = Vectors.Dot(_r, _r),
        ResidualScale = _residualScale,
        Reason = reason,
        Message = LeastSquares.Describe(reason, Vectors.Dot(_r, _r), Cosine()),
        Iterations = _trace[^1].Iteration,
        Calls = new CallCounts(_values, _jacobians, 0),
        Trace = [.. _trace],
    };
}
