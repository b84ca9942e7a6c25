using System.Collections.Immutable;

namespace Symbolic.Solvers.InitialValue;

/// <summary>A piece of the solution between two times, as a polynomial.</summary>
internal abstract class DenseSegment(double start, double end)
{
    public double Start => start;

    public double End => end;

    public abstract double[] At(double t);
}

/// <summary>The solution of an initial value problem: the steps, and a continuous interpolation between them.</summary>
public sealed class OdeSolution
{
    private readonly ImmutableArray<DenseSegment> _segments;
    private readonly double[] _ends;

    internal OdeSolution(ImmutableArray<string> names, ImmutableArray<double> times, ImmutableArray<double[]> states, ImmutableArray<DenseSegment> segments)
    {
        (Names, Times, States, _segments) = (names, times, states, segments);
        _ends = [.. segments.Select(s => Math.Abs(s.End - times[0]))];
    }

    /// <summary>Names of the unknowns.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The times of the steps, the start included.</summary>
    public ImmutableArray<double> Times { get; }

    /// <summary>The states at <see cref="Times"/>.</summary>
    public ImmutableArray<double[]> States { get; }

    /// <summary>The last state.</summary>
    public double[] Final => States[^1];

    /// <summary>Why the integration ended.</summary>
    public required OdeReason Reason { get; init; }

    /// <summary>The reason in words.</summary>
    public required string Message { get; init; }

    /// <summary>The method used last; other than the one asked for when the system turned out to be stiff.</summary>
    public required OdeMethod Method { get; init; }

    /// <summary>What it cost.</summary>
    public required OdeStatistics Statistics { get; init; }

    /// <summary>The events that happened, in order.</summary>
    public required ImmutableArray<OdeEventRecord> Events { get; init; }

    /// <summary>True when the end, or a terminal event, was reached.</summary>
    public bool Succeeded => Reason is OdeReason.Finished or OdeReason.Event;

    /// <summary>The state at a time between the first and the last.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is outside the interval that was integrated.</exception>
    public double[] At(double t)
    {
        var distance = Math.Abs(t - Times[0]);
        var isInside = t >= Math.Min(Times[0], Times[^1]) && t <= Math.Max(Times[0], Times[^1]);
        if (!isInside) throw new ArgumentOutOfRangeException(nameof(t), t, $"The solution reaches from {Times[0]} to {Times[^1]}.");
        if (_segments.IsEmpty) return (double[])States[0].Clone();
        var index = Array.BinarySearch(_ends, distance);
        return _segments[Math.Min(index < 0 ? ~index : index, _segments.Length - 1)].At(t);
    }
}
