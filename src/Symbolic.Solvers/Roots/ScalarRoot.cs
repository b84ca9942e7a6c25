using System.Collections.Immutable;
using Symbolic.Solvers.Minimisation;

namespace Symbolic.Solvers.Roots;

/// <summary>Roots of one equation f(x) = 0.</summary>
public static class ScalarRoot
{
    /// <summary>The root between two points at which the function has different signs.</summary>
    /// <param name="formula">A formula of one variable.</param>
    /// <param name="lower">One end.</param>
    /// <param name="upper">The other end.</param>
    /// <param name="options">Method, tolerance and limits.</param>
    public static RootResult Between(Formula formula, double lower, double upper, RootOptions? options = null) => Between(Single(formula), lower, upper, options);

    /// <summary>The root between two points at which the function has different signs.</summary>
    /// <exception cref="ArgumentException">The function has not exactly one variable, or an end is not finite.</exception>
    public static RootResult Between(Objective objective, double lower, double upper, RootOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(objective);
        if (objective.Dimension != 1) throw new ArgumentException($"A root between two points needs a function of one variable, not {objective.Dimension}.", nameof(objective));
        if (!double.IsFinite(lower) || !double.IsFinite(upper)) throw new ArgumentException("The ends of the interval must be finite.", nameof(lower));
        return new BracketSearch(objective, options ?? RootOptions.Default).Run(Math.Min(lower, upper), Math.Max(lower, upper));
    }

    /// <summary>A root near a start: Newton steps, shortened until |f| falls.</summary>
    public static RootResult From(Formula formula, double start, RootOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(formula);
        if (formula.Variables.Length != 1) throw new ArgumentException("A formula of one variable is needed.", nameof(formula));
        return EquationSystem.Solve(VectorFunction.Of(formula), [start], options);
    }

    /// <summary>All roots at which the function changes its sign between neighbours of an even subdivision of an interval, ascending.</summary>
    /// <param name="formula">A formula of one variable.</param>
    /// <param name="lower">Lower end.</param>
    /// <param name="upper">Upper end.</param>
    /// <param name="cells">Number of parts; two roots in one part stay unseen unless the function touches zero between them.</param>
    public static ImmutableArray<RootResult> Scan(Formula formula, double lower, double upper, int cells = 200)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cells, 1);
        var objective = Single(formula);
        var found = ImmutableArray.CreateBuilder<RootResult>();
        double At(int i) => lower + ((upper - lower) * i / cells);
        double Value(double x) => objective.Value([x]);
        for (var i = 0; i < cells; i++)
        {
            var (left, right) = (Value(At(i)), Value(At(i + 1)));
            if (left == 0 || (right == 0 && i == cells - 1) || left * right < 0)
            {
                var result = left == 0 ? Between(objective, At(i), At(i)) : Between(objective, At(i), At(i + 1));
                if (result.Succeeded) found.Add(result);
            }
        }

        return found.ToImmutable();
    }

    private static Objective Single(Formula formula)
    {
        ArgumentNullException.ThrowIfNull(formula);
        return Objective.Of(formula);
    }

    private sealed class BracketSearch(Objective objective, RootOptions options)
    {
        private readonly List<RootIteration> _trace = [];
        private int _values;
        private int _gradients;
        private double _finest;

        public RootResult Run(double a, double b)
        {
            // Near 0 doubles become finer and finer; nobody wants a root at 0 to 300 decimals.
            _finest = 1e-30 * (b - a);
            var (fa, fb) = (Value(a), Value(b));
            if (fa == 0) return Done(a, 0, 0, RootReason.Converged, "The lower end is a root.");
            if (fb == 0) return Done(b, 0, 0, RootReason.Converged, "The upper end is a root.");
            if (!double.IsFinite(fa) || !double.IsFinite(fb))
                return Done(double.IsFinite(fa) ? b : a, double.IsFinite(fa) ? fb : fa, double.NaN, RootReason.NotFiniteAtStart,
                    $"The function is not finite at {Show(double.IsFinite(fa) ? b : a)}.");
            if (Math.Sign(fa) == Math.Sign(fb))
                return Done(Math.Abs(fa) < Math.Abs(fb) ? a : b, Math.Abs(fa) < Math.Abs(fb) ? fa : fb, double.NaN, RootReason.NoSignChange,
                    $"There is no change of sign between {Show(a)} (f = {Show(fa)}) and {Show(b)} (f = {Show(fb)}): no root, or an even number of them.");
            return options.Method switch
            {
                RootMethod.Bisection => Bracketed(a, fa, b, fb, (low, high, _, _) => low + ((high - low) / 2)),
                RootMethod.Brent => Brent(a, fa, b, fb),
                _ => Bracketed(a, fa, b, fb, Newton),
            };
        }

        /// <summary>The proposal of a method, replaced by the middle where it leaves the bracket or shrinks it too little.</summary>
        private RootResult Bracketed(double a, double fa, double b, double fb, Func<double, double, double, double, double> propose)
        {
            var widths = (Last: double.PositiveInfinity, BeforeLast: double.PositiveInfinity);
            var (first, last) = (Math.Abs(fa), Math.Abs(fb));
            for (var iteration = 1; iteration <= options.MaxIterations; iteration++)
            {
                var width = b - a;
                var best = Math.Abs(fa) < Math.Abs(fb) ? a : b;
                if (width <= Resolution(a, b)) return Narrow(a, fa, b, fb, Math.Max(first, last));
                var x = width > widths.BeforeLast / 2 ? a + (width / 2) : propose(a, b, best, best == a ? fa : fb);
                if (!(x > a && x < b)) x = a + (width / 2);
                if (x <= a || x >= b) return Narrow(a, fa, b, fb, Math.Max(first, last));
                widths = (width, widths.Last);
                var f = Value(x);
                _trace.Add(new RootIteration(iteration, [x], Math.Abs(f)));
                if (options.Ends(_trace[^1])) return Done(x, f, width, RootReason.Cancelled, $"The search was ended by the caller; the root lies within {Show(width)}.");
                if (f == 0) return Done(x, 0, 0, RootReason.Converged, "The function is exactly zero here.");
                if (double.IsNaN(f)) return Done(x, f, width, RootReason.Stuck, $"The function has no value at {Show(x)}, inside the interval.");
                if (Math.Sign(f) == Math.Sign(fa)) (a, fa) = (x, f);
                else (b, fb) = (x, f);
            }

            return Done(Math.Abs(fa) < Math.Abs(fb) ? a : b, Math.Abs(fa) < Math.Abs(fb) ? fa : fb, b - a, RootReason.MaxIterations, $"The limit of {options.MaxIterations} iterations was reached; the root lies within {Show(b - a)}.");
        }

        /// <summary>A Newton step from the better end, a little longer than needed, so that the bracket closes from both sides.</summary>
        private double Newton(double a, double b, double best, double value)
        {
            _gradients++;
            var slope = new double[1];
            objective.Gradient([best], slope);
            var step = -value / slope[0];
            var beyond = 4 * Math.BitIncrement(Math.Abs(best)) - (4 * Math.Abs(best));
            return best + step + (Math.Abs(step) < 1e-6 * (b - a) ? Math.CopySign(Math.Max(beyond, Math.Abs(step) * 1e-3), step) : 0);
        }

        /// <summary>R. P. Brent, Algorithms for Minimization without Derivatives (1973), chapter 4.</summary>
        private RootResult Brent(double a, double fa, double b, double fb)
        {
            var largest = Math.Max(Math.Abs(fa), Math.Abs(fb));
            var (c, fc, step, before) = (a, fa, b - a, b - a);
            for (var iteration = 1; iteration <= options.MaxIterations; iteration++)
            {
                if (Math.Sign(fb) == Math.Sign(fc)) (c, fc, step, before) = (a, fa, b - a, b - a);
                if (Math.Abs(fc) < Math.Abs(fb)) (a, b, c, fa, fb, fc) = (b, c, b, fb, fc, fb);
                var tolerance = Resolution(b, b) / 2;
                var middle = (c - b) / 2;
                if (Math.Abs(middle) <= tolerance || fb == 0) return b < c ? Narrow(b, fb, c, fc, largest) : Narrow(c, fc, b, fb, largest);
                (step, before) = Propose(a, fa, b, fb, c, fc, middle, tolerance, step, before);
                (a, fa) = (b, fb);
                b += Math.Abs(step) > tolerance ? step : Math.CopySign(tolerance, middle);
                fb = Value(b);
                _trace.Add(new RootIteration(iteration, [b], Math.Abs(fb)));
                if (options.Ends(_trace[^1])) return Done(b, fb, Math.Abs(c - b), RootReason.Cancelled, "The search was ended by the caller.");
                if (double.IsNaN(fb)) return Done(b, fb, Math.Abs(c - b), RootReason.Stuck, $"The function has no value at {Show(b)}, inside the interval.");
            }

            return Done(b, fb, Math.Abs(c - b), RootReason.MaxIterations, $"The limit of {options.MaxIterations} iterations was reached.");
        }

        private static (double Step, double Before) Propose(
            double a, double fa, double b, double fb, double c, double fc, double middle, double tolerance, double step, double before)
        {
            if (Math.Abs(before) < tolerance || Math.Abs(fa) <= Math.Abs(fb)) return (middle, middle);
            var s = fb / fa;
            double p, q;
            if (a == c)
            {
                (p, q) = (2 * middle * s, 1 - s);
            }
            else
            {
                var (u, r) = (fa / fc, fb / fc);
                p = s * ((2 * middle * u * (u - r)) - ((b - a) * (r - 1)));
                q = (u - 1) * (r - 1) * (s - 1);
            }

            if (p > 0) q = -q;
            p = Math.Abs(p);
            return 2 * p < Math.Min((3 * middle * q) - Math.Abs(tolerance * q), Math.Abs(before * q)) ? (p / q, step) : (middle, middle);
        }

        /// <summary>A bracket that cannot shrink further holds a root, or a pole if the values have grown.</summary>
        private RootResult Narrow(double a, double fa, double b, double fb, double largest)
        {
            var (x, f) = Math.Abs(fa) <= Math.Abs(fb) ? (a, fa) : (b, fb);
            if (Math.Abs(f) > largest || IsJump(x, f, b - a, largest))
                return Done(x, f, b - a, RootReason.Pole, $"The function changes its sign at {Show(Math.Abs(x) <= 2 * _finest ? 0 : x)} without being zero: it has a pole or a jump there.");
            return Done(x, f, b - a, RootReason.Converged, f == 0 ? "The function is exactly zero here." : $"The root lies within {Show(b - a)} of this point.");
        }

        /// <summary>True when the values stay as they are on the way out from the bracket: they do not come from a slope.</summary>
        private bool IsJump(double x, double f, double width, double largest)
        {
            if (Math.Abs(f) <= 1e-9 * largest || width > 1e-6 * Math.Max(Math.Abs(x), 1e-300)) return false;
            return Math.Abs(Value(x + (1e4 * width))) < 10 * Math.Abs(f) && Math.Abs(Value(x - (1e4 * width))) < 10 * Math.Abs(f);
        }

        private double Resolution(double a, double b)
        {
            var size = Math.Max(Math.Abs(a), Math.Abs(b));
            return Math.Max(_finest, Math.Max(options.Tolerance * size, 2 * (Math.BitIncrement(size) - size)));
        }

        private double Value(double x)
        {
            _values++;
            return objective.Value([x]);
        }

        private RootResult Done(double x, double f, double uncertainty, RootReason reason, string message) => new()
        {
            Variables = objective.Variables,
            X = [x],
            Residual = [f],
            Uncertainty = uncertainty,
            Reason = reason,
            Message = message,
            Iterations = _trace.Count,
            Calls = new CallCounts(_values, _gradients, 0),
            Trace = [.. _trace],
        };

        private static string Show(double value) => Figures.Show(value, 6);
    }
}
