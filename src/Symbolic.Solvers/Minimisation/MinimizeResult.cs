using System.Collections.Immutable;

namespace Symbolic.Solvers.Minimisation;

/// <summary>Why a search ended.</summary>
public enum StopReason
{
    /// <summary>The gradient is zero to the tolerance.</summary>
    GradientSmall,

    /// <summary>Double precision shows no further decrease.</summary>
    RoundingLimit,

    /// <summary>The simplex, or the step, has become smaller than the tolerance.</summary>
    StepSmall,

    /// <summary>The limit on iterations was reached.</summary>
    MaxIterations,

    /// <summary>The limit on evaluations was reached.</summary>
    MaxEvaluations,

    /// <summary>The function falls without end.</summary>
    Unbounded,

    /// <summary>The values rise without end, or are not finite after a step: a fixed learning rate is too large.</summary>
    Diverged,

    /// <summary>Value or gradient are not finite at the start.</summary>
    NotFiniteAtStart,

    /// <summary>No step along the descent direction lowers the function: the gradient is wrong there, or the function has a kink.</summary>
    NoDescent,

    /// <summary>The caller ended the search.</summary>
    Cancelled,

    /// <summary>The gradient is zero to the tolerance, but the function falls on from here, or is lower beside a jump.</summary>
    NoMinimum,
}

/// <summary>What a point with vanishing gradient is.</summary>
public enum StationaryKind
{
    /// <summary>The gradient does not vanish, or the Hessian is not known.</summary>
    Unknown,

    /// <summary>All curvatures are positive.</summary>
    Minimum,

    /// <summary>All curvatures are negative.</summary>
    Maximum,

    /// <summary>Curvatures of both signs.</summary>
    Saddle,

    /// <summary>A curvature is zero to rounding: second derivatives do not decide.</summary>
    Degenerate,

    /// <summary>On a bound, with a gradient that points out of the box; in the free directions a minimum.</summary>
    BoundMinimum,

    /// <summary>A minimum at a kink: the slopes on its two sides differ, and none of them leads down.</summary>
    KinkMinimum,
}

/// <summary>How often the function was called; a call for the Hessian counts as that only.</summary>
public readonly record struct CallCounts(int Values, int Gradients, int Hessians)
{
    /// <summary>All calls.</summary>
    public int Total => Values + Gradients + Hessians;
}

/// <summary>One iteration.</summary>
/// <param name="Iteration">Its number; 0 is the start.</param>
/// <param name="X">The point.</param>
/// <param name="Value">The value there.</param>
/// <param name="GradientNorm">The largest component of the gradient; NaN for methods without gradient.</param>
/// <param name="StepLength">Euclidean distance from the point before.</param>
/// <param name="Calls">Calls so far.</param>
public sealed record IterationRecord(int Iteration, ImmutableArray<double> X, double Value, double GradientNorm, double StepLength, CallCounts Calls);

/// <summary>Where a search ended, why, and what is there.</summary>
public sealed record MinimizeResult
{
    /// <summary>Names of the variables.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    /// <summary>The method used.</summary>
    public required MinimizeMethod Method { get; init; }

    /// <summary>The best point.</summary>
    public required ImmutableArray<double> X { get; init; }

    /// <summary>The value there.</summary>
    public required double Value { get; init; }

    /// <summary>The gradient there.</summary>
    public required ImmutableArray<double> Gradient { get; init; }

    /// <summary>The largest component of the gradient in magnitude; components that push against a bound do not count.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>The Hessian there, row by row; empty for many variables, or where it is not finite.</summary>
    public required ImmutableArray<double> Hessian { get; init; }

    /// <summary>Its eigenvalues, ascending; on bounds, those of the free variables.</summary>
    public required ImmutableArray<double> Eigenvalues { get; init; }

    /// <summary>
    /// What BFGS has learnt of the inverse of the Hessian from the changes of the gradient, n×n, row by row; empty for other methods. It
    /// is an approximation, as good as the last steps happened to make it, and no substitute for <see cref="Hessian"/>.
    /// </summary>
    public ImmutableArray<double> InverseHessianEstimate { get; init; } = [];

    /// <summary>What the point is.</summary>
    public required StationaryKind Kind { get; init; }

    /// <summary>Why the search ended.</summary>
    public required StopReason Reason { get; init; }

    /// <summary>The reason in words.</summary>
    public required string Message { get; init; }

    /// <summary>What to be aware of: an answer that is the stopping tolerance, a flat minimum, a saddle.</summary>
    public required ImmutableArray<string> Warnings { get; init; }

    /// <summary>The point one exact Newton step further, where that is a better answer; null otherwise.</summary>
    public ImmutableArray<double>? Refined { get; init; }

    /// <summary>Number of iterations.</summary>
    public required int Iterations { get; init; }

    /// <summary>Calls of the function during the search; the analysis of the last point is not counted.</summary>
    public required CallCounts Calls { get; init; }

    /// <summary>Every iteration, the start included.</summary>
    public required ImmutableArray<IterationRecord> Trace { get; init; }

    /// <summary>True when the search ended because it had found something, not because of a limit or a failure.</summary>
    public bool Succeeded => Reason is StopReason.GradientSmall or StopReason.RoundingLimit or StopReason.StepSmall;
}
