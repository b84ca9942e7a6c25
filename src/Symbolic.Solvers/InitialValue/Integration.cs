using System.Collections.Immutable;
using Symbolic.Solvers.LinearAlgebra;

namespace Symbolic.Solvers.InitialValue;

/// <summary>The state of one integration that all methods share: the steps so far, counts, events, limits.</summary>
internal sealed class Integration
{
    private readonly OdeSystem _system;
    private readonly List<double> _times = [];
    private readonly List<double[]> _states = [];
    private readonly List<DenseSegment> _segments = [];
    private readonly List<OdeEventRecord> _events = [];
    private double[] _eventValues;
    private int _nextTime;
    private int _steps;
    private int _rejected;
    private int _slopeCalls;
    private int _jacobianCalls;
    private int _factorisations;

    public Integration(OdeSystem system, double from, double to, double[] start, OdeOptions options)
    {
        (_system, Options, T, End, Y) = (system, options, from, to, start);
        _times.Add(from);
        _states.Add((double[])start.Clone());
        _eventValues = [.. options.Events.Select(e => e.Function(from, start))];
    }

    public OdeOptions Options { get; }

    public double T { get; private set; }

    public double End { get; }

    public double[] Y { get; private set; }

    public int Dimension => Y.Length;

    public double Direction => End >= T ? 1 : -1;

    /// <summary>The next time at which a step must end.</summary>
    public double NextStop
    {
        get
        {
            while (_nextTime < Options.Times.Count && (Options.Times[_nextTime] - T) * Direction <= 0) _nextTime++;
            return _nextTime < Options.Times.Count && (Options.Times[_nextTime] - End) * Direction < 0 ? Options.Times[_nextTime] : End;
        }
    }

    public bool IsTooSmall(double h) => Math.Abs(h) <= 4 * (Math.BitIncrement(Math.Abs(T)) - Math.Abs(T)) || T + h == T;

    /// <summary>The slopes; false where they are not finite.</summary>
    public bool Slopes(double t, double[] y, double[] slopes)
    {
        _slopeCalls++;
        _system.Evaluate(t, y, slopes);
        return Vectors.AreFinite(slopes);
    }

    public bool Jacobian(double[] jacobian)
    {
        _jacobianCalls++;
        _system.EvaluateJacobian(T, Y, jacobian);
        return Vectors.AreFinite(jacobian);
    }

    public void CountFactorisation() => _factorisations++;

    public void CountStep() => _steps++;

    public void CountRejection() => _rejected++;

    public OdeReason? Limit()
    {
        if (Options.Cancellation.IsCancellationRequested) return OdeReason.Cancelled;
        return _steps >= Options.MaxSteps ? OdeReason.MaxSteps : null;
    }

    /// <summary>Takes a step in; the reason to end, or null.</summary>
    public OdeReason? Accept(double t, double[] y, DenseSegment segment)
    {
        var ended = FindEvents(segment, t, y);
        if (ended is { } last) (t, y) = last;
        (T, Y) = (t, y);
        _times.Add(t);
        _states.Add((double[])y.Clone());
        _segments.Add(segment);
        if (ended is not null) return OdeReason.Event;
        if (Options.Progress?.Invoke(t) == false) return OdeReason.Cancelled;
        return t == End ? OdeReason.Finished : Limit();
    }

    /// <summary>A first step from the sizes of slope and curvature (E. Hairer, S. Nørsett and G. Wanner, Solving ODEs I, section II.4).</summary>
    public double FirstStep(double[] slopes, int order)
    {
        if (Options.FirstStep > 0) return Math.Min(Options.FirstStep, Math.Abs(End - T)) * Direction;
        var (size, slope) = (Norm(Y, Y, Y), Norm(slopes, Y, Y));
        var h = size < 1e-5 || slope < 1e-5 ? 1e-6 : 0.01 * size / slope;
        h = Math.Min(h, Math.Abs(End - T));
        var next = new double[Dimension];
        if (!Slopes(T + (h * Direction), Vectors.Add(Y, h * Direction, slopes), next)) return h * 1e-3 * Direction;
        var curvature = Norm(Vectors.Subtract(next, slopes), Y, Y) / h;
        var largest = Math.Max(slope, curvature);
        var second = largest <= 1e-15 ? Math.Max(1e-6, h * 1e-3) : Math.Pow(0.01 / largest, 1.0 / (order + 1));
        return Math.Min(Math.Min(Math.Min(100 * h, second), Options.MaxStep), Math.Abs(End - T)) * Direction;
    }

    /// <summary>The root mean square of errors relative to what is allowed at two states.</summary>
    public double Norm(double[] error, double[] y, double[] z)
    {
        var sum = 0.0;
        for (var i = 0; i < error.Length; i++)
        {
            var allowed = Options.AbsoluteTolerance + (Options.RelativeTolerance * Math.Max(Math.Abs(y[i]), Math.Abs(z[i])));
            sum += error[i] / allowed * (error[i] / allowed);
        }

        return Math.Sqrt(sum / error.Length);
    }

    public OdeSolution Finish(OdeReason reason, OdeMethod method) => new(_system.Names, [.. _times], [.. _states], [.. _segments])
    {
        Reason = reason,
        Message = Describe(reason),
        Method = method,
        Statistics = new OdeStatistics(_steps, _times.Count - 1, _rejected, _slopeCalls, _jacobianCalls, _factorisations),
        Events = [.. _events],
    };

    /// <summary>Zeros of the event functions within a step, in order; the place of the first terminal one, or null.</summary>
    private (double T, double[] Y)? FindEvents(DenseSegment segment, double t, double[] y)
    {
        if (Options.Events.Count == 0) return null;
        var found = new List<(double Time, int Event)>();
        const int Parts = 4;
        for (var part = 1; part <= Parts; part++)
        {
            var left = segment.Start + ((t - segment.Start) * (part - 1) / Parts);
            var right = part == Parts ? t : segment.Start + ((t - segment.Start) * part / Parts);
            double[] values = [.. Options.Events.Select(e => e.Function(right, part == Parts ? y : segment.At(right)))];
            for (var k = 0; k < values.Length; k++)
            {
                var (before, after) = (_eventValues[k], values[k]);
                var crosses = before != 0 && ((before < 0 && after >= 0) || (before > 0 && after <= 0));
                if (crosses && Options.Events[k].Direction * Math.Sign(-before) >= 0) found.Add((Zero(segment, k, left, right, before), k));
            }

            _eventValues = values;
        }

        foreach (var (time, k) in found.OrderBy(f => f.Time * Direction))
        {
            var state = segment.At(time);
            _events.Add(new OdeEventRecord(Options.Events[k].Name, time, state));
            if (Options.Events[k].IsTerminal) return (time, state);
        }

        return null;
    }

    private double Zero(DenseSegment segment, int k, double left, double right, double before)
    {
        for (var i = 0; i < 100; i++)
        {
            var middle = left + ((right - left) / 2);
            if (middle == left || middle == right) break;
            var value = Options.Events[k].Function(middle, segment.At(middle));
            if (value == 0) return middle;
            if (value > 0 == before > 0) left = middle;
            else right = middle;
        }

        return right;
    }

    private string Describe(OdeReason reason) => reason switch
    {
        OdeReason.Finished => "The end of the interval was reached.",
        OdeReason.Event => $"The event '{_events[^1].Name}' ended the integration at t = {Show(T)}.",
        OdeReason.StepTooSmall => $"The step shrank to rounding at t = {Show(T)}: the solution has a singularity or the right-hand side a jump there.",
        OdeReason.MaxSteps => $"The limit of {Options.MaxSteps} steps was reached at t = {Show(T)}. A stiff system needs the method Radau; otherwise allow more steps.",
        OdeReason.NotFiniteAtStart => "The right-hand side, or its Jacobian, is not finite at the start.",
        _ => $"The integration was ended by the caller at t = {Show(T)}.",
    };

    private static string Show(double value) => Figures.Show(value, 10);
}
