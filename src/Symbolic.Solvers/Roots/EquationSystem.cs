using System.Collections.Immutable;
using Symbolic.Solvers.Fitting;
using Symbolic.Solvers.LinearAlgebra;
using Symbolic.Solvers.Minimisation;

namespace Symbolic.Solvers.Roots;

/// <summary>
/// Systems of equations, F(x) = 0. The exact Jacobian drives Newton steps inside a trust region on ‖F‖ (Levenberg–Marquardt), which
/// reaches a root from far away, passes singular Jacobians, and needs not as many equations as variables.
/// </summary>
public static class EquationSystem
{
    /// <summary>Solves the components of a vector formula from a start, in the order of its variables.</summary>
    public static RootResult Solve(Formula formula, ReadOnlySpan<double> start, RootOptions? options = null) => Solve(VectorFunction.Of(formula), start, options);

    /// <summary>Solves a system from a start.</summary>
    /// <exception cref="ArgumentException">The start has the wrong length.</exception>
    public static RootResult Solve(VectorFunction system, ReadOnlySpan<double> start, RootOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(system);
        options ??= RootOptions.Default;
        var result = LeastSquares.Minimize(system, start, new LeastSquaresOptions
        {
            MaxIterations = options.MaxIterations,
            Cancellation = options.Cancellation,
            Progress = options.Progress is { } progress ? t => progress(Iteration(t)) : null,
        });
        var norm = Vectors.MaxNorm(result.Residual.AsSpan());
        var reason = result.Reason == StopReason.NotFiniteAtStart ? RootReason.NotFiniteAtStart
            : IsRoot(system, result) ? RootReason.Converged
            : result.Reason == StopReason.Cancelled ? RootReason.Cancelled
            : result.Reason is StopReason.MaxIterations or StopReason.MaxEvaluations ? RootReason.MaxIterations
            : RootReason.Stuck;
        return new RootResult
        {
            Variables = system.Variables,
            X = result.X,
            Residual = result.Residual,
            Reason = reason,
            Message = Describe(reason, norm),
            Iterations = result.Iterations,
            Calls = result.Calls,
            Trace = [.. result.Trace.Select(Iteration)],
        };

        static RootIteration Iteration(IterationRecord t) => new(t.Iteration, t.X, Math.Sqrt(2 * t.Value));
    }

    /// <summary>Broyden's method: one Jacobian at the start, then updates of rank one from the residuals; steps are halved until ‖F‖ falls.</summary>
    /// <remarks>C. G. Broyden, Math. Comp. 19 (1965), 577-593.</remarks>
    public static RootResult Broyden(VectorFunction system, ReadOnlySpan<double> start, RootOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(system);
        options ??= RootOptions.Default;
        var n = system.Dimension;
        if (system.Count != n) throw new ArgumentException($"Broyden's method needs as many equations as variables, not {system.Count} and {n}.", nameof(system));
        return new BroydenSearch(system, options).Run(start.ToArray());
    }

    /// <summary>True when the residuals are rounding: below what a relative change of 10⁻¹⁴ of the variables causes.</summary>
    private static bool IsRoot(VectorFunction system, LeastSquaresResult result)
    {
        if (!Vectors.AreFinite(result.Residual.AsSpan())) return false;
        var n = system.Dimension;
        for (var i = 0; i < system.Count; i++)
        {
            var change = 1e-300;
            for (var j = 0; j < n; j++) change += Math.Abs(result.Jacobian[(i * n) + j]) * Math.Max(Math.Abs(result.X[j]), 1e-6);
            if (!(Math.Abs(result.Residual[i]) <= 1e-13 * change || Math.Abs(result.Residual[i]) <= 1e-14 * result.ResidualScale)) return false;
        }

        return true;
    }

    internal static string Describe(RootReason reason, double norm) => reason switch
    {
        RootReason.Converged => $"All equations are satisfied; the largest residual is {Show(norm)}.",
        RootReason.NotFiniteAtStart => "An equation has no finite value or derivative at the start; start inside the domain.",
        RootReason.Cancelled => $"The search was ended by the caller; the largest residual is {Show(norm)}.",
        RootReason.MaxIterations => $"The limit on iterations was reached; the largest residual is {Show(norm)}.",
        _ => $"There is no root near here: the residuals have a minimum at which the largest is {Show(norm)}. Start elsewhere, or the equations contradict each other.",
    };

    private static string Show(double value) => Figures.Show(value, 3);
}
