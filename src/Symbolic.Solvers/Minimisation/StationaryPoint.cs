using System.Collections.Immutable;
using Symbolic.Solvers.LinearAlgebra;

namespace Symbolic.Solvers.Minimisation;

/// <summary>What a point is, from exact gradient and Hessian: curvatures, kind, and how far off the stationary point lies.</summary>
public sealed record StationaryPoint
{
    private const int LargestHessian = 300;

    /// <summary>Value at the point.</summary>
    public required double Value { get; init; }

    /// <summary>Gradient at the point.</summary>
    public required ImmutableArray<double> Gradient { get; init; }

    /// <summary>Hessian, row by row; empty where it is not finite, or for more than 300 variables.</summary>
    public required ImmutableArray<double> Hessian { get; init; }

    /// <summary>Eigenvalues of the Hessian, ascending; empty with it.</summary>
    public required ImmutableArray<double> Eigenvalues { get; init; }

    /// <summary>What a point with these curvatures and vanishing gradient is.</summary>
    public required StationaryKind Kind { get; init; }

    /// <summary>The exact Newton step from the point; empty where the Hessian is singular or not known.</summary>
    public required ImmutableArray<double> NewtonStep { get; init; }

    /// <summary>The condition number of the Hessian in the Euclidean norm; infinite for a singular one, NaN for none.</summary>
    public double Condition => Eigenvalues.IsEmpty ? double.NaN : Vectors.MaxNorm(Eigenvalues.AsSpan()) / Vectors.LeastMagnitude(Eigenvalues.AsSpan());

    /// <summary>Looks at a point.</summary>
    /// <param name="objective">The function.</param>
    /// <param name="x">The point.</param>
    /// <param name="free">Indices of the variables that may move; all when null.</param>
    public static StationaryPoint At(Objective objective, ReadOnlySpan<double> x, IReadOnlyList<int>? free = null)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var n = objective.Dimension;
        var gradient = new double[n];
        var hessian = n <= LargestHessian ? new double[n * n] : [];
        var value = hessian.Length > 0 ? objective.Hessian(x, gradient, hessian) : objective.Gradient(x, gradient);
        if (!Vectors.AreFinite(hessian)) hessian = [];
        var index = free is null ? Vectors.Indices(n) : free as int[] ?? [.. free];
        var eigen = hessian.Length > 0 && index.Length > 0 ? SymmetricEigen.Of(Part(hessian, n, index), index.Length) : null;
        return new StationaryPoint
        {
            Value = value,
            Gradient = [.. gradient],
            Hessian = [.. hessian],
            Eigenvalues = eigen is null ? [] : [.. eigen.Values],
            Kind = eigen is null ? StationaryKind.Unknown : Classify(eigen.Values),
            NewtonStep = eigen is null ? [] : [.. Step(eigen, gradient, index)],
        };
    }

    private static double[] Part(double[] hessian, int n, int[] index)
    {
        var part = new double[index.Length * index.Length];
        for (var i = 0; i < index.Length; i++)
        {
            for (var j = 0; j < index.Length; j++) part[(i * index.Length) + j] = hessian[(index[i] * n) + index[j]];
        }

        return part;
    }

    private static StationaryKind Classify(double[] eigenvalues)
    {
        var (low, high) = (eigenvalues[0], eigenvalues[^1]);
        var rounding = 1e-13 * Math.Max(Math.Abs(low), Math.Abs(high));
        if (low < -rounding && high > rounding) return StationaryKind.Saddle;
        if (Array.Exists(eigenvalues, e => Math.Abs(e) <= rounding)) return StationaryKind.Degenerate;
        return low > 0 ? StationaryKind.Minimum : StationaryKind.Maximum;
    }

    private static double[] Step(SymmetricEigen eigen, double[] gradient, int[] index)
    {
        var step = new double[gradient.Length];
        var rounding = 1e-13 * Vectors.MaxNorm(eigen.Values);
        for (var k = 0; k < index.Length; k++)
        {
            if (Math.Abs(eigen.Values[k]) <= rounding) return [];
            var slope = 0.0;
            for (var i = 0; i < index.Length; i++) slope += eigen.Vectors[k][i] * gradient[index[i]];
            for (var i = 0; i < index.Length; i++) step[index[i]] -= slope / eigen.Values[k] * eigen.Vectors[k][i];
        }

        return step;
    }
}
