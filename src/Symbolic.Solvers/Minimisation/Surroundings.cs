using Symbolic.Solvers.LinearAlgebra;

namespace Symbolic.Solvers.Minimisation;

/// <summary>
/// Looks around a point at which a search has ended. A gradient below a tolerance is no proof: x³ has a flat place at 0 and falls on,
/// exp(x) falls for ever, and beside a jump the function may be lower than the gradient says.
/// </summary>
internal static class Surroundings
{
    /// <summary>Decreases below this share of the value at the start are rounding.</summary>
    private const double Visible = 1e-14;

    /// <summary>A lower point far along the flattest direction, towards which the function falls all the way; null when there is none.</summary>
    public static double[]? FurtherDown(Objective objective, double[] x, double value, double scale)
    {
        var point = StationaryPoint.At(objective, x);
        var isFlat = point.Kind == StationaryKind.Degenerate || (point.Kind == StationaryKind.Minimum && IsVanishing(objective, x, point));
        if (!isFlat) return null;
        var direction = SymmetricEigen.Of([.. point.Hessian], x.Length).Vectors[0];
        var size = Math.Max(1, Vectors.Norm(x));
        foreach (var sign in (ReadOnlySpan<int>)[1, -1])
        {
            var (at, last) = (x, value);
            var falls = true;
            for (var distance = 1e-3; distance <= 1 && falls; distance *= 10)
            {
                at = Vectors.Add(x, sign * distance * size, direction);
                var next = objective.Value(at);
                falls = next < last - (Visible * scale);
                last = next;
            }

            if (falls) return at;
        }

        return null;
    }

    /// <summary>A point close by at which the function is lower by more than gradient and Hessian account for; null when there is none.</summary>
    public static double[]? BeyondJump(Objective objective, double[] x, StationaryPoint point)
    {
        if (point.Hessian.IsEmpty) return null;
        for (var i = 0; i < x.Length; i++)
        {
            var distance = 1e-7 * Math.Max(1, Math.Abs(x[i]));
            var expected = (Math.Abs(point.Gradient[i]) * distance) + (Math.Abs(point.Hessian[(i * x.Length) + i]) * distance * distance);
            foreach (var sign in (ReadOnlySpan<int>)[1, -1])
            {
                var at = (double[])x.Clone();
                at[i] += sign * distance;
                if (point.Value - objective.Value(at) > (10 * expected) + (1e-9 * Math.Abs(point.Value))) return at;
            }
        }

        return null;
    }

    /// <summary>Whether the function has the same value a little away in every direction of the axes.</summary>
    public static bool IsConstant(Objective objective, double[] x, double value)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var at = (double[])x.Clone();
            foreach (var sign in (ReadOnlySpan<int>)[1, -1])
            {
                at[i] = x[i] + (sign * 1e-3 * Math.Max(1, Math.Abs(x[i])));
                if (objective.Value(at) != value) return false;
            }
        }

        return true;
    }

    /// <summary>
    /// True when the lowest curvature is on its way to zero: it changes by a third or more over one Newton step, as that of x⁴ does at
    /// any distance from its minimum.
    /// </summary>
    public static bool IsVanishing(Objective objective, double[] x, StationaryPoint point)
    {
        if (point.NewtonStep.IsEmpty) return false;
        var next = StationaryPoint.At(objective, Vectors.Add(x, 1, point.NewtonStep.AsSpan()));
        return !next.Eigenvalues.IsEmpty && Math.Abs(next.Eigenvalues[0]) < 0.67 * point.Eigenvalues[0];
    }
}
