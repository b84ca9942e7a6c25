using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;

namespace Symbolic.FiniteDifferences.Grids;

/// <summary>Norms and eigenvalues of a Hessian, node by node. A node where an entry is not finite gives NaN.</summary>
public static class HessianFields
{
    /// <summary>One number from the entries of one node, in the order of <see cref="GridHessian.Entries"/>.</summary>
    internal delegate double Reduction(ReadOnlySpan<double> entries);

    private delegate void Spectrum(ReadOnlySpan<double> entries, Span<double> eigenvalues);

    /// <summary>√(Σᵢⱼ hᵢⱼ²), a measure of curvature that does not depend on the direction of the axes.</summary>
    public static GridData FrobeniusNorm(GridHessian hessian, GridOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(hessian);
        int rank = hessian.Rank;
        return PerNode(hessian.Entries, options, entries =>
        {
            double norm = 0;
            for (int i = 0, k = 0; i < rank; i++)
            {
                for (int j = i; j < rank; j++, k++)
                {
                    norm = double.Hypot(norm, i == j ? entries[k] : double.Sqrt(2) * entries[k]);
                }
            }

            return double.IsFinite(norm) ? norm : double.NaN;
        });
    }

    /// <summary>The largest |eigenvalue|: the strongest curvature in any direction.</summary>
    public static GridData SpectralNorm(GridHessian hessian, GridOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(hessian);
        int rank = hessian.Rank;
        Spectrum spectrum = SpectrumOf(rank);
        return PerNode(hessian.Entries, options, entries =>
        {
            Span<double> eigenvalues = stackalloc double[rank];
            spectrum(entries, eigenvalues);
            return Math.Max(Math.Abs(eigenvalues[0]), Math.Abs(eigenvalues[^1]));
        });
    }

    /// <summary>
    /// The eigenvalues: one field per axis, the k-th smallest of each node in field k. Closed form in 2 and 3 dimensions, to a few
    /// roundings of the largest one; for other ranks the symmetric eigenvalue solver of MathNet.Numerics.
    /// </summary>
    public static ImmutableArray<GridData> Eigenvalues(GridHessian hessian, GridOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(hessian);
        int rank = hessian.Rank;
        Spectrum spectrum = SpectrumOf(rank);
        ImmutableArray<GridData> entries = hessian.Entries;
        double[][] targets = [.. Enumerable.Range(0, rank).Select(_ => GC.AllocateUninitializedArray<double>(entries[0].Count))];
        GridSweep.Run(entries[0].Shape.AsSpan(), options ?? GridOptions.Default, (start, length, workspace) =>
        {
            Span<double> matrix = workspace.Buffer(0, entries.Length);
            Span<double> eigenvalues = workspace.Buffer(1, rank);
            for (int i = start; i < start + length; i++)
            {
                Collect(entries, i, matrix);
                spectrum(matrix, eigenvalues);
                for (int k = 0; k < rank; k++)
                {
                    targets[k][i] = eigenvalues[k];
                }
            }
        });
        return [.. targets.Select(target => new GridData(target, entries[0].Axes, hessian.Notes))];
    }

    internal static GridData PerNode(ImmutableArray<GridData> entries, GridOptions? options, Reduction reduction)
    {
        double[] target = GC.AllocateUninitializedArray<double>(entries[0].Count);
        GridSweep.Run(entries[0].Shape.AsSpan(), options ?? GridOptions.Default, (start, length, workspace) =>
        {
            Span<double> matrix = workspace.Buffer(0, entries.Length);
            for (int i = start; i < start + length; i++)
            {
                Collect(entries, i, matrix);
                target[i] = reduction(matrix);
            }
        });
        return new(target, entries[0].Axes, entries[0].Notes);
    }

    private static void Collect(ImmutableArray<GridData> entries, int node, Span<double> matrix)
    {
        for (int k = 0; k < matrix.Length; k++)
        {
            matrix[k] = entries[k].ValueArray[node];
        }
    }

    private static Spectrum SpectrumOf(int rank) => rank switch
    {
        1 => static (h, λ) => λ[0] = double.IsFinite(h[0]) ? h[0] : double.NaN,
        2 => InThePlane,
        3 => static (h, λ) => (λ[0], λ[1], λ[2]) = SymmetricEigenvalues.Of(h[0], h[3], h[5], h[1], h[2], h[4]),
        _ => General,
    };

    private static void InThePlane(ReadOnlySpan<double> h, Span<double> eigenvalues)
    {
        (eigenvalues[0], eigenvalues[1]) = SymmetricEigenvalues.Of(h[0], h[1], h[2]);
        if (!double.IsFinite(eigenvalues[0]) || !double.IsFinite(eigenvalues[1]))
        {
            eigenvalues.Fill(double.NaN);
        }
    }

    private static void General(ReadOnlySpan<double> h, Span<double> eigenvalues)
    {
        int rank = eigenvalues.Length;
        var matrix = Matrix<double>.Build.Dense(rank, rank);
        for (int i = 0, k = 0; i < rank; i++)
        {
            for (int j = i; j < rank; j++, k++)
            {
                // The solver's iteration does not end on NaN.
                if (!double.IsFinite(h[k]))
                {
                    eigenvalues.Fill(double.NaN);
                    return;
                }

                matrix[i, j] = matrix[j, i] = h[k];
            }
        }

        Vector<System.Numerics.Complex> spectrum = matrix.Evd(Symmetricity.Symmetric).EigenValues;
        for (int k = 0; k < rank; k++)
        {
            eigenvalues[k] = spectrum[k].Real;
        }

        eigenvalues.Sort();
    }
}
