using Symbolic.Solvers.LinearAlgebra;

namespace Symbolic.Solvers.Minimisation;

/// <summary>The box lower ≤ x ≤ upper.</summary>
internal sealed class Box
{
    private readonly double[] _lower;
    private readonly double[] _upper;

    public Box(MinimizeOptions options, int n)
    {
        IsBounded = options.HasBounds;
        _lower = options.Lower is { } low ? [.. low] : Everywhere(double.NegativeInfinity, n);
        _upper = options.Upper is { } high ? [.. high] : Everywhere(double.PositiveInfinity, n);
        if (_lower.Length != n || _upper.Length != n) throw new ArgumentException($"There must be one bound for each of the {n} variables.", nameof(options));
        for (var i = 0; i < n; i++)
        {
            if (!(_lower[i] <= _upper[i])) throw new ArgumentException($"The lower bound {_lower[i]} of variable {i + 1} is above its upper bound {_upper[i]}.", nameof(options));
        }
    }

    /// <summary>Whether there are bounds at all.</summary>
    public bool IsBounded { get; }

    public double[] Project(ReadOnlySpan<double> x)
    {
        var inside = x.ToArray();
        for (var i = 0; i < inside.Length; i++) inside[i] = Math.Clamp(inside[i], _lower[i], _upper[i]);
        return inside;
    }

    /// <summary>True where a bound holds the variable: it is there, and the function falls towards the outside.</summary>
    public bool IsHeld(int i, double x, double slope) => (x <= _lower[i] && slope > 0) || (x >= _upper[i] && slope < 0);

    /// <summary>The gradient without the components that bounds hold back.</summary>
    public double[] Projected(double[] x, double[] gradient)
    {
        var free = (double[])gradient.Clone();
        for (var i = 0; i < free.Length; i++)
        {
            if (IsHeld(i, x[i], gradient[i])) free[i] = 0;
        }

        return free;
    }

    /// <summary>True when a step of some length against the gradient reaches a bound: such variables leave the second-order model.</summary>
    public bool IsNear(int i, double x, double slope, double distance) =>
        (x - _lower[i] <= distance && slope > 0) || (_upper[i] - x <= distance && slope < 0);

    private static double[] Everywhere(double value, int n)
    {
        var values = new double[n];
        for (var i = 0; i < n; i++) values[i] = value;
        return values;
    }
}

/// <summary>
/// Descent within bounds along the projected arc x(t) = P(x + t·d), where d is a Newton or quasi-Newton direction in the free
/// variables and steepest descent in those at their bounds (D. P. Bertsekas, SIAM J. Control Optim. 20 (1982), 221-246).
/// </summary>
internal static class ProjectedMethod
{
    private const int MaxHalvings = 60;

    public static StopReason Run(Search search, Box box, bool useHessian)
    {
        if (search.Begin(withGradient: true) is { } refused) return refused;
        var rule = new LbfgsRule();
        var polished = 0;
        while (true)
        {
            var projected = box.Projected(search.X, search.G);
            var size = Vectors.MaxNorm(projected);
            if (size <= search.Tolerance && (!useHessian || size == 0 || polished++ == 3)) return StopReason.GradientSmall;
            var free = Free(search, box, projected);
            var direction = useHessian ? Newton(search, free) : QuasiNewton(search, rule, free);
            if (Arc(search, box, direction) is not { } step)
            {
                if (size <= search.Tolerance) return StopReason.GradientSmall;
                if (rule.Forget()) continue;
                return search.Limit() ?? DescentMethod.Failure(search, -Vectors.Dot(projected, projected));
            }

            if (double.IsNegativeInfinity(step.Value)) return search.Accept(step.X, step.Value, step.Gradient) ?? StopReason.Unbounded;
            Learn(search, rule, step, free);
            if (search.Accept(step.X, step.Value, step.Gradient) is { } reason) return reason;
        }
    }

    private static bool[] Free(Search search, Box box, double[] projected)
    {
        var distance = Math.Min(1e-3, Vectors.Norm(projected));
        var free = new bool[search.Dimension];
        for (var i = 0; i < free.Length; i++) free[i] = !box.IsNear(i, search.X[i], search.G[i], distance * 1e-3);
        return free;
    }

    private static double[] Newton(Search search, bool[] free)
    {
        var n = search.Dimension;
        var hessian = new double[n * n];
        if (!search.Hessian(hessian)) return Vectors.Negate(search.G);
        var index = Enumerable.Range(0, n).Where(i => free[i]).ToArray();
        var direction = Vectors.Negate(search.G);
        if (index.Length == 0) return direction;
        var part = new double[index.Length * index.Length];
        for (var i = 0; i < index.Length; i++)
        {
            for (var j = 0; j < index.Length; j++) part[(i * index.Length) + j] = hessian[(index[i] * n) + index[j]];
        }

        // |λ| in place of λ turns saddles into directions of descent.
        var eigen = SymmetricEigen.Of(part, index.Length);
        var floor = Math.Max(1e-12 * eigen.Values.Max(Math.Abs), 1e-300);
        double[] slopes = [.. index.Select(i => search.G[i])];
        foreach (var i in index) direction[i] = 0;
        for (var k = 0; k < index.Length; k++)
        {
            var along = -Vectors.Dot(eigen.Vectors[k], slopes) / Math.Max(Math.Abs(eigen.Values[k]), floor);
            for (var i = 0; i < index.Length; i++) direction[index[i]] += along * eigen.Vectors[k][i];
        }

        return direction;
    }

    private static double[] QuasiNewton(Search search, LbfgsRule rule, bool[] free)
    {
        var masked = (double[])search.G.Clone();
        for (var i = 0; i < masked.Length; i++)
        {
            if (!free[i]) masked[i] = 0;
        }

        var direction = rule.Direction(masked);
        if (!(Vectors.Dot(direction, masked) < 0))
        {
            rule.Forget();
            direction = Vectors.Negate(masked);
        }

        for (var i = 0; i < masked.Length; i++)
        {
            if (!free[i]) direction[i] = -search.G[i];
        }

        return direction;
    }

    private static void Learn(Search search, LbfgsRule rule, LinePoint step, bool[] free)
    {
        var (s, y) = (Vectors.Subtract(step.X, search.X), Vectors.Subtract(step.Gradient, search.G));
        for (var i = 0; i < free.Length; i++)
        {
            if (!free[i]) s[i] = y[i] = 0;
        }

        rule.Learn(s, y, step.Gradient);
    }

    /// <summary>Halves the step until the function falls by its share of what the slope promises.</summary>
    private static LinePoint? Arc(Search search, Box box, double[] direction)
    {
        var t = 1.0;
        for (var trial = 0; trial < MaxHalvings; trial++, t /= 2)
        {
            var x = box.Project(Vectors.Add(search.X, t, direction));
            if (x.AsSpan().SequenceEqual(search.X)) return null;
            var gradient = new double[x.Length];
            var value = search.Gradient(x, gradient);
            var promise = 0.0;
            for (var i = 0; i < x.Length; i++) promise += search.G[i] * (x[i] - search.X[i]);
            if (double.IsFinite(value) && value <= search.F + (1e-4 * promise)) return new LinePoint(t, value, promise, x, gradient);
            var isNoise = Math.Abs(promise) <= 10 * search.Noise && value <= search.F + (10 * search.Noise);
            if (isNoise && Vectors.MaxNorm(box.Projected(x, gradient)) < 0.5 * Vectors.MaxNorm(box.Projected(search.X, search.G)))
                return new LinePoint(t, value, promise, x, gradient);
            if (search.Limit() is not null) return null;
        }

        return null;
    }
}
