using System.Collections.Immutable;
using Symbolic.Solvers.LinearAlgebra;
using Symbolic.Solvers.Minimisation;

namespace Symbolic.Solvers.Fitting;

/// <summary>Limits of a least-squares search.</summary>
public sealed record LeastSquaresOptions
{
    /// <summary>The defaults.</summary>
    public static LeastSquaresOptions Default { get; } = new();

    /// <summary>Most iterations.</summary>
    public int MaxIterations { get; init; } = 2000;

    /// <summary>The search ends when the sum of squares is predicted to fall by less than this share of itself.</summary>
    public double Tolerance { get; init; } = 1e-30;

    /// <summary>Size of the first trust region, relative to the start; in variables scaled by the columns of the Jacobian.</summary>
    public double InitialRadius { get; init; } = 100;

    /// <summary>Called after each iteration; the search ends when it answers false.</summary>
    public Func<IterationRecord, bool>? Progress { get; init; }

    /// <summary>Stops the search.</summary>
    public CancellationToken Cancellation { get; init; }
}

/// <summary>A minimum of ½Σrᵢ².</summary>
public sealed record LeastSquaresResult
{
    /// <summary>Names of the variables.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    /// <summary>The point.</summary>
    public required ImmutableArray<double> X { get; init; }

    /// <summary>The residuals there, r.</summary>
    public required ImmutableArray<double> Residual { get; init; }

    /// <summary>The Jacobian there, m×n, row by row.</summary>
    public required ImmutableArray<double> Jacobian { get; init; }

    /// <summary>Σrᵢ².</summary>
    public required double SumOfSquares { get; init; }

    /// <summary>The largest residual met on the way; residuals far below it are rounding.</summary>
    internal double ResidualScale { get; init; }

    /// <summary>Why the search ended.</summary>
    public required StopReason Reason { get; init; }

    /// <summary>The reason in words.</summary>
    public required string Message { get; init; }

    /// <summary>Number of iterations.</summary>
    public required int Iterations { get; init; }

    /// <summary>Calls: residuals alone, and with Jacobian.</summary>
    public required CallCounts Calls { get; init; }

    /// <summary>Every iteration; the values are ½Σrᵢ².</summary>
    public required ImmutableArray<IterationRecord> Trace { get; init; }

    /// <summary>True when the search ended because it had found a minimum.</summary>
    public bool Succeeded => Reason is StopReason.GradientSmall or StopReason.RoundingLimit;
}

/// <summary>
/// Nonlinear least squares with exact Jacobian: Levenberg–Marquardt as a trust region in variables scaled by the largest column norms
/// met so far (J. J. Moré, Lecture Notes in Mathematics 630 (1978), 105-116), steps from the singular values.
/// </summary>
public static class LeastSquares
{
    /// <summary>Minimises ½Σrᵢ² from a start.</summary>
    /// <exception cref="ArgumentException">The start has the wrong length.</exception>
    public static LeastSquaresResult Minimize(VectorFunction residuals, ReadOnlySpan<double> start, LeastSquaresOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        if (start.Length != residuals.Dimension) throw new ArgumentException($"The start has {start.Length} values for {residuals.Dimension} variables.", nameof(start));
        if (start.Length == 0) throw new ArgumentException("The functions have no variables.", nameof(start));
        return new MarquardtSearch(residuals, options ?? LeastSquaresOptions.Default, start.ToArray()).Run();
    }

    internal static string Describe(StopReason reason, double sum, double gradient) => reason switch
    {
        StopReason.GradientSmall => $"The residuals are orthogonal to every change of the variables (to {Figures.Show(gradient, 2)} of their length).",
        StopReason.RoundingLimit => "No further decrease of the sum of squares can be seen in double precision.",
        StopReason.MaxIterations => "The limit on iterations was reached.",
        StopReason.NotFiniteAtStart => "A residual or a derivative is not finite at the start; start inside the domain.",
        StopReason.Unbounded => $"A variable runs away to infinity; the sum of squares is {Figures.Show(sum, 6)} there. The model does not determine all of its parameters from this start.",
        _ => "The search was ended by the caller.",
    };
}
