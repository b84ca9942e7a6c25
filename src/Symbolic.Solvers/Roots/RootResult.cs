using System.Collections.Immutable;
using Symbolic.Solvers.Minimisation;

namespace Symbolic.Solvers.Roots;

/// <summary>Why a search for a root ended.</summary>
public enum RootReason
{
    /// <summary>The root is found to the last digit that double precision allows, or to the tolerance asked for.</summary>
    Converged,

    /// <summary>The signs at the ends of the interval are equal.</summary>
    NoSignChange,

    /// <summary>The function changes its sign at a pole or jump, not at a root.</summary>
    Pole,

    /// <summary>A value at the start or at an end of the interval is not finite.</summary>
    NotFiniteAtStart,

    /// <summary>The limit on iterations was reached.</summary>
    MaxIterations,

    /// <summary>The derivative, or the Jacobian, is singular, and the residual cannot be lowered from here.</summary>
    Stuck,

    /// <summary>The caller ended the search.</summary>
    Cancelled,
}

/// <summary>A point on the way to a root.</summary>
/// <param name="Iteration">Its number.</param>
/// <param name="X">The point.</param>
/// <param name="ResidualNorm">The largest residual in magnitude.</param>
public sealed record RootIteration(int Iteration, ImmutableArray<double> X, double ResidualNorm);

/// <summary>A root of an equation or of a system, and how it was found.</summary>
public sealed record RootResult
{
    /// <summary>Names of the variables.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    /// <summary>The point.</summary>
    public required ImmutableArray<double> X { get; init; }

    /// <summary>The values of the equations there.</summary>
    public required ImmutableArray<double> Residual { get; init; }

    /// <summary>For one equation: how far the root may lie from <see cref="X"/>; NaN where not known.</summary>
    public double Uncertainty { get; init; } = double.NaN;

    /// <summary>Why the search ended.</summary>
    public required RootReason Reason { get; init; }

    /// <summary>The reason in words.</summary>
    public required string Message { get; init; }

    /// <summary>Number of iterations.</summary>
    public required int Iterations { get; init; }

    /// <summary>Calls: values, and values with derivatives.</summary>
    public required CallCounts Calls { get; init; }

    /// <summary>The points on the way.</summary>
    public required ImmutableArray<RootIteration> Trace { get; init; }

    /// <summary>True when a root was found.</summary>
    public bool Succeeded => Reason == RootReason.Converged;
}

/// <summary>How a root of one equation is looked for.</summary>
public enum RootMethod
{
    /// <summary>Newton steps with the exact derivative, kept inside a bracket.</summary>
    Newton,

    /// <summary>Inverse quadratic interpolation, secant and bisection; values only.</summary>
    Brent,

    /// <summary>Halving; values only.</summary>
    Bisection,
}

/// <summary>Tolerances and limits of root finding.</summary>
public sealed record RootOptions
{
    /// <summary>The defaults.</summary>
    public static RootOptions Default { get; } = new();

    /// <summary>The method for one equation in a bracket.</summary>
    public RootMethod Method { get; init; }

    /// <summary>The relative width of bracket or step at which the search ends; 0 asks for all digits.</summary>
    public double Tolerance { get; init; }

    /// <summary>Most iterations.</summary>
    public int MaxIterations { get; init; } = 500;

    /// <summary>Called after each iteration; the search ends when it answers false.</summary>
    public Func<RootIteration, bool>? Progress { get; init; }

    /// <summary>Stops the search.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Whether the caller wants the search to end here.</summary>
    internal bool Ends(RootIteration iteration) => Cancellation.IsCancellationRequested || Progress?.Invoke(iteration) == false;
}
