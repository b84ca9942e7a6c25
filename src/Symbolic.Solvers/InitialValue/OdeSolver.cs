using Symbolic.Solvers.LinearAlgebra;

namespace Symbolic.Solvers.InitialValue;

/// <summary>Initial value problems of ordinary differential equations.</summary>
/// <example><code>
/// var lorenz = OdeSystem.Parse("[x' = 10*(y-x), y' = x*(28-z)-y, z' = x*y-8/3*z]");
/// OdeSolution s = OdeSolver.Solve(lorenz, 0, 10, [1, 1, 1]);
/// double[] at5 = s.At(5);
/// </code></example>
public static class OdeSolver
{
    /// <summary>Integrates from one time to another, forwards or backwards.</summary>
    /// <param name="system">The equations.</param>
    /// <param name="from">The time of the start.</param>
    /// <param name="to">The last time.</param>
    /// <param name="start">The state at the start, in the order of the system's names.</param>
    /// <param name="options">Method, tolerances, limits, events.</param>
    /// <exception cref="ArgumentException">The start has the wrong length, a time is not finite, or a tolerance is not positive.</exception>
    public static OdeSolution Solve(OdeSystem system, double from, double to, ReadOnlySpan<double> start, OdeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(system);
        options ??= OdeOptions.Default;
        if (start.Length != system.Dimension) throw new ArgumentException($"The start has {start.Length} values for {system.Dimension} unknowns ({string.Join(", ", system.Names)}).", nameof(start));
        if (!double.IsFinite(from) || !double.IsFinite(to)) throw new ArgumentException("The times must be finite.", nameof(to));
        if (!(options.RelativeTolerance is >= 1e-14 and < 1)) throw new ArgumentException($"The relative tolerance must be from 1e-14 to 1, not {options.RelativeTolerance}.", nameof(options));
        if (!(options.AbsoluteTolerance >= 0)) throw new ArgumentException("The absolute tolerance must not be negative.", nameof(options));
        var integration = new Integration(system, from, to, start.ToArray(), options);
        if (!Vectors.AreFinite(start)) return integration.Finish(OdeReason.NotFiniteAtStart, options.Method);
        if (from == to) return integration.Finish(OdeReason.Finished, options.Method);
        if (options.Method != OdeMethod.Radau && new DormandPrince(integration).Run(watch: options.Method == OdeMethod.Automatic) is { } reason)
            return integration.Finish(reason, OdeMethod.DormandPrince);
        return integration.Finish(new Radau(integration).Run(), OdeMethod.Radau);
    }
}
