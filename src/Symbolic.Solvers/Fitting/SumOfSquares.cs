using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Solvers.LinearAlgebra;
using Symbolic.Solvers.Minimisation;

namespace Symbolic.Solvers.Fitting;

/// <summary>The minimum of a sum of squares of formulas: by Levenberg–Marquardt, which knows the residuals, and not only their sum.</summary>
public static class SumOfSquares
{
    /// <summary>Σfᵢ² of the components of a vector formula, as a formula.</summary>
    public static Formula Of(Formula residuals)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        return Formula.Of(Algebra.Sum([.. residuals.Outputs.Select(f => Algebra.Square(f))]));
    }

    /// <summary>Minimises Σfᵢ² from a start, in the order of the formula's variables.</summary>
    /// <exception cref="ArgumentException">The start has the wrong length.</exception>
    public static MinimizeResult Minimize(Formula residuals, ReadOnlySpan<double> start, LeastSquaresOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        var result = LeastSquares.Minimize(VectorFunction.Of(residuals), start, options);
        var objective = Objective.Of(Of(residuals), residuals.Variables);
        var point = result.Reason == StopReason.NotFiniteAtStart ? null : StationaryPoint.At(objective, result.X.AsSpan());
        return new MinimizeResult
        {
            Variables = residuals.Variables,
            Method = MinimizeMethod.LevenbergMarquardt,
            X = result.X,
            Value = result.SumOfSquares,
            Gradient = point?.Gradient ?? [],
            GradientNorm = point is null ? double.NaN : Vectors.MaxNorm(point.Gradient.AsSpan()),
            Hessian = point?.Hessian ?? [],
            Eigenvalues = point?.Eigenvalues ?? [],
            Kind = result.Succeeded ? point?.Kind ?? StationaryKind.Unknown : StationaryKind.Unknown,
            Reason = result.Reason,
            Message = result.Message,
            Warnings = point?.Kind == StationaryKind.Degenerate ? ["The Hessian is singular here: some direction does not change the sum of squares."] : [],
            Iterations = result.Iterations,
            Calls = result.Calls,
            Trace = [.. result.Trace.Select(t => t with { Value = 2 * t.Value, GradientNorm = 2 * t.GradientNorm })],
        };
    }
}
