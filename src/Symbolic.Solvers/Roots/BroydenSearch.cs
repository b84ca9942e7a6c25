using Symbolic.Solvers.LinearAlgebra;
using Symbolic.Solvers.Minimisation;

namespace Symbolic.Solvers.Roots;

/// <summary>The state of Broyden's method: the Jacobian's approximation is computed anew when a direction fails.</summary>
internal sealed class BroydenSearch(VectorFunction system, RootOptions options)
{
    private readonly int _n = system.Dimension;
    private readonly List<RootIteration> _trace = [];
    private int _values;
    private int _jacobians;

    public RootResult Run(double[] x)
    {
        var f = new double[_n];
        var b = Jacobian(x, f);
        _trace.Add(new RootIteration(0, [.. x], Vectors.MaxNorm(f)));
        if (!Vectors.AreFinite(f) || !Vectors.AreFinite(b)) return Done(x, f, RootReason.NotFiniteAtStart);
        var isFresh = true;
        for (var iteration = 1; iteration <= options.MaxIterations; iteration++)
        {
            if (Vectors.MaxNorm(f) == 0) return Done(x, f, RootReason.Converged);
            var step = Direction(b, f);
            var next = step is null ? null : Damped(x, f, step);
            if (next is not { } point)
            {
                // At a root, the exact Newton step is as small as rounding.
                if (isFresh) return Done(x, f, step is not null && Vectors.MaxNorm(step) <= 1e-10 * Math.Max(1, Vectors.MaxNorm(x)) ? RootReason.Converged : RootReason.Stuck);
                b = Jacobian(x, f);
                isFresh = true;
                continue;
            }

            Update(b, Vectors.Subtract(point.X, x), Vectors.Subtract(point.F, f));
            var moved = Vectors.MaxNorm(Vectors.Subtract(point.X, x));
            (x, f, isFresh) = (point.X, point.F, false);
            _trace.Add(new RootIteration(iteration, [.. x], Vectors.MaxNorm(f)));
            if (options.Ends(_trace[^1])) return Done(x, f, RootReason.Cancelled);
            if (options.Tolerance > 0 && moved <= options.Tolerance * Math.Max(1, Vectors.MaxNorm(x))) return Done(x, f, RootReason.Converged);
        }

        return Done(x, f, RootReason.MaxIterations);
    }

    private (double[] X, double[] F)? Damped(double[] x, double[] f, double[] step)
    {
        for (var t = 1.0; t > 1e-4; t /= 2)
        {
            var trial = Vectors.Add(x, t, step);
            var value = new double[_n];
            _values++;
            system.Evaluate(trial, value);
            if (Vectors.AreFinite(value) && Vectors.Norm(value) < (1 - (1e-4 * t)) * Vectors.Norm(f)) return (trial, value);
        }

        return null;
    }

    private double[]? Direction(double[] b, double[] f)
    {
        var lu = Lu<double>.Of([.. Enumerable.Range(0, _n).Select(i => b.AsSpan(i * _n, _n).ToArray())]);
        return lu.IsSingular ? null : lu.Solve(Vectors.Negate(f));
    }

    private void Update(double[] b, double[] s, double[] y)
    {
        var error = Vectors.Subtract(y, Vectors.Multiply(b, s));
        var square = Vectors.Dot(s, s);
        for (var i = 0; i < _n; i++)
        {
            for (var j = 0; j < _n; j++) b[(i * _n) + j] += error[i] * s[j] / square;
        }
    }

    private double[] Jacobian(double[] x, double[] f)
    {
        _jacobians++;
        var b = new double[_n * _n];
        system.Evaluate(x, f, b);
        return b;
    }

    private RootResult Done(double[] x, double[] f, RootReason reason) => new()
    {
        Variables = system.Variables,
        X = [.. x],
        Residual = [.. f],
        Reason = reason,
        Message = EquationSystem.Describe(reason, Vectors.MaxNorm(f)),
        Iterations = _trace.Count - 1,
        Calls = new CallCounts(_values, _jacobians, 0),
        Trace = [.. _trace],
    };
}
