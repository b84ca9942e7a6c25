using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Solvers.LinearAlgebra;
using Symbolic.Solvers.Minimisation;

namespace Symbolic.Solvers.Constraints;

/// <summary>Whether a constraint says c(x) = 0 or c(x) ≤ 0.</summary>
public enum ConstraintKind
{
    /// <summary>c(x) = 0.</summary>
    Equality,

    /// <summary>c(x) ≤ 0.</summary>
    Inequality,
}

/// <summary>A constraint on the variables of a problem.</summary>
/// <param name="Formula">c(x).</param>
/// <param name="Kind">Whether it is to vanish or not to be positive.</param>
public sealed record Constraint(Formula Formula, ConstraintKind Kind)
{
    /// <summary>c(x) = 0.</summary>
    public static Constraint Zero(Formula formula) => new(formula, ConstraintKind.Equality);

    /// <summary>c(x) ≤ 0.</summary>
    public static Constraint NotPositive(Formula formula) => new(formula, ConstraintKind.Inequality);
}

/// <summary>A minimum under constraints.</summary>
/// <param name="Variables">Names of the variables.</param>
/// <param name="X">The point.</param>
/// <param name="Value">The value there.</param>
/// <param name="Multipliers">One for each constraint: how fast the value would fall if the constraint were relaxed.</param>
/// <param name="Violation">The largest violation of a constraint.</param>
/// <param name="Stationarity">The largest component of the gradient of the Lagrangian, relative to the gradient of the function and of the active constraints.</param>
/// <param name="Succeeded">True when both are small.</param>
/// <param name="Message">What was found, in words.</param>
/// <param name="Rounds">Number of updates of the multipliers.</param>
/// <param name="Iterations">Newton steps over all rounds.</param>
public sealed record ConstrainedResult(
    ImmutableArray<string> Variables, ImmutableArray<double> X, double Value, ImmutableArray<double> Multipliers,
    double Violation, double Stationarity, bool Succeeded, string Message, int Rounds, int Iterations);

/// <summary>
/// Minima under equality and inequality constraints by the augmented Lagrangian (J. Nocedal and S. Wright, Numerical Optimization,
/// 2nd ed., section 17.3): f + Σ λc + ½μc² for equalities, (max(0, λ + μc)² − λ²)/2μ for inequalities, minimised by Newton's method
/// with exact second derivatives, the multipliers updated between.
/// </summary>
public static class ConstrainedMinimizer
{
    private const int MaxRounds = 60;
    private const double Feasible = 1e-10;

    /// <summary>Minimises a formula under constraints from a start, in the order of <paramref name="variables"/>.</summary>
    /// <param name="formula">The function.</param>
    /// <param name="constraints">The constraints.</param>
    /// <param name="variables">The variables of function and constraints, in the order of the start; when null, all of them sorted as in formulas.</param>
    /// <param name="start">The start; it need not satisfy the constraints.</param>
    /// <param name="progress">Called after each Newton step of each round; the search ends when it answers false.</param>
    /// <exception cref="ArgumentException">The start has the wrong length, or a variable is missing.</exception>
    public static ConstrainedResult Minimize(
        Formula formula, IReadOnlyList<Constraint> constraints, ReadOnlySpan<double> start, IReadOnlyList<string>? variables = null, Func<IterationRecord, bool>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(constraints);
        ImmutableArray<string> names = variables is null
            ? [.. Traversal.FreeVariables([formula.Evaluated, .. constraints.Select(c => c.Formula.Evaluated)]).Select(v => v.Name)]
            : [.. variables];
        if (start.Length != names.Length) throw new ArgumentException($"The start has {start.Length} values for the {names.Length} variables {string.Join(", ", names)}.", nameof(start));
        var parts = constraints.Select(c => Objective.Of(c.Formula, names)).ToArray();
        return new LagrangianSearch(Objective.Of(formula, names), parts, [.. constraints.Select(c => c.Kind)])
        {
            Options = new MinimizeOptions { Method = MinimizeMethod.Newton, GradientTolerance = 1e-10, Progress = progress },
        }.Run(start.ToArray());
    }

    private sealed class LagrangianSearch(Objective function, Objective[] constraints, ConstraintKind[] kinds)
    {
        private readonly double[] _multipliers = new double[constraints.Length];
        private double _penalty = 10;

        public required MinimizeOptions Options { get; init; }

        public ConstrainedResult Run(double[] x)
        {
            var (iterations, violation, round) = (0, double.PositiveInfinity, 0);
            var reason = StopReason.GradientSmall;
            for (round = 1; round <= MaxRounds; round++)
            {
                var inner = Minimizer.Minimize(Objective.Of(function.Variables, Value, Gradient, Hessian), x, Options);
                iterations += inner.Iterations;
                reason = inner.Reason;
                if (reason == StopReason.NotFiniteAtStart) break;
                if (reason == StopReason.Cancelled)
                {
                    x = [.. inner.X];
                    break;
                }

                if (reason == StopReason.Unbounded)
                {
                    // The penalty is too weak to hold the function: once more from the same place with a stronger one.
                    _penalty *= 100;
                    if (_penalty > 1e12) break;
                    continue;
                }

                x = [.. inner.X];
                var before = violation;
                violation = Update(x);
                if (violation <= Feasible && Stationarity(x) <= 1e-8) break;
                if (violation > 0.25 * before && _penalty < 1e10) _penalty *= 10;
            }

            if (violation <= 1e-6) x = new KktPolish(function, constraints, kinds, _multipliers).Run(x);
            return Conclude(x, reason, Math.Min(round, MaxRounds), iterations);
        }

        /// <summary>First-order update of the multipliers; the violation, in which an inactive inequality counts by its multiplier.</summary>
        private double Update(double[] x)
        {
            var violation = 0.0;
            for (var i = 0; i < constraints.Length; i++)
            {
                var c = constraints[i].Value(x);
                var isEquality = kinds[i] == ConstraintKind.Equality;
                violation = Math.Max(violation, isEquality ? Math.Abs(c) : Math.Abs(Math.Max(c, -_multipliers[i] / _penalty)));
                _multipliers[i] = isEquality ? _multipliers[i] + (_penalty * c) : Math.Max(0, _multipliers[i] + (_penalty * c));
            }

            return violation;
        }

        private double Value(ReadOnlySpan<double> x)
        {
            var sum = function.Value(x);
            for (var i = 0; i < constraints.Length; i++) sum += Term(i, constraints[i].Value(x));
            return sum;
        }

        private double Gradient(ReadOnlySpan<double> x, Span<double> gradient)
        {
            var sum = function.Gradient(x, gradient);
            var part = new double[x.Length];
            for (var i = 0; i < constraints.Length; i++)
            {
                var c = constraints[i].Gradient(x, part);
                sum += Term(i, c);
                var slope = Slope(i, c);
                for (var j = 0; j < part.Length && slope != 0; j++) gradient[j] += slope * part[j];
            }

            return sum;
        }

        private double Hessian(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian)
        {
            var sum = function.Hessian(x, gradient, hessian);
            var n = x.Length;
            var (part, bend) = (new double[n], new double[n * n]);
            for (var i = 0; i < constraints.Length; i++)
            {
                var c = constraints[i].Hessian(x, part, bend);
                sum += Term(i, c);
                var slope = Slope(i, c);
                var isActive = kinds[i] == ConstraintKind.Equality || slope > 0;
                for (var j = 0; j < n && isActive; j++)
                {
                    gradient[j] += slope * part[j];
                    for (var k = 0; k < n; k++) hessian[(j * n) + k] += (slope * bend[(j * n) + k]) + (_penalty * part[j] * part[k]);
                }
            }

            return sum;
        }

        private double Term(int i, double c)
        {
            if (kinds[i] == ConstraintKind.Equality) return (_multipliers[i] * c) + (_penalty * c * c / 2);
            var slope = Slope(i, c);
            return ((slope * slope) - (_multipliers[i] * _multipliers[i])) / (2 * _penalty);
        }

        /// <summary>The derivative of the term by its constraint, NaN where the constraint has no value.</summary>
        private double Slope(int i, double c)
        {
            var slope = _multipliers[i] + (_penalty * c);
            return kinds[i] == ConstraintKind.Equality || !(slope < 0) ? slope : 0;
        }

        private double Stationarity(double[] x)
        {
            var (gradient, part) = (new double[x.Length], new double[x.Length]);
            function.Gradient(x, gradient);
            var scale = Math.Max(1, Vectors.MaxNorm(gradient));
            for (var i = 0; i < constraints.Length; i++)
            {
                if (_multipliers[i] == 0) continue;
                constraints[i].Gradient(x, part);
                gradient = Vectors.Add(gradient, _multipliers[i], part);
            }

            return Vectors.MaxNorm(gradient) / scale;
        }

        private ConstrainedResult Conclude(double[] x, StopReason reason, int rounds, int iterations)
        {
            var violation = 0.0;
            for (var i = 0; i < constraints.Length; i++)
            {
                var c = constraints[i].Value(x);
                violation = Math.Max(violation, kinds[i] == ConstraintKind.Equality ? Math.Abs(c) : Math.Max(0, c));
            }

            var stationarity = Stationarity(x);
            var succeeded = violation <= 1e-8 && stationarity <= 1e-6;
            var message = succeeded ? $"All constraints hold to {Figures.Show(violation, 2)}, and the gradient is balanced by those of the active constraints to {Figures.Show(stationarity, 2)}."
                : reason == StopReason.NotFiniteAtStart ? "The function or a constraint is not finite at the start; start inside the domain."
                : reason == StopReason.Cancelled ? $"The search was ended by the caller; the largest violation of a constraint is {Figures.Show(violation)}."
                : reason == StopReason.Unbounded ? "The function falls without end under these constraints."
                : violation > 1e-8 ? $"The constraints cannot all be satisfied near here: the largest violation is {Figures.Show(violation)}. They may contradict each other, or another start may help."
                : $"The gradient is not balanced by those of the active constraints (to {Figures.Show(stationarity)}): the active constraints may be parallel or have zero gradient here.";
            return new ConstrainedResult(function.Variables, [.. x], function.Value(x), [.. _multipliers], violation, stationarity, succeeded, message, rounds, iterations);
        }
    }
}
