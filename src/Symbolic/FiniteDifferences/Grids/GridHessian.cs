using System.Collections.Immutable;

namespace Symbolic.FiniteDifferences.Grids;

/// <summary>
/// All second partial derivatives of a sampled function, each a field on the grid of the function. Mixed partials are stored
/// once per pair: h[i, j] and h[j, i] are the same object.
/// </summary>
public sealed class GridHessian
{
    internal GridHessian(int rank, ImmutableArray<GridData> entries)
    {
        Rank = rank;
        Entries = entries;
    }

    /// <summary>The number of axes of the grid, n.</summary>
    public int Rank { get; }

    /// <summary>The n(n+1)/2 fields in the order (0,0), (0,1), …, (0,n-1), (1,1), …, (n-1,n-1).</summary>
    public ImmutableArray<GridData> Entries { get; }

    /// <summary>What a reader should know, such as an order of accuracy that had to be lowered.</summary>
    public ImmutableArray<string> Notes => Entries[0].Notes;

    /// <summary>∂²f/∂xᵢ∂xⱼ.</summary>
    public GridData this[int i, int j] => Entries[IndexOf(i, j, Rank)];

    /// <summary>The Hessian matrix at one node, n×n.</summary>
    public double[,] At(params ReadOnlySpan<int> index)
    {
        int flat = Entries[0].FlatIndex(index);
        var matrix = new double[Rank, Rank];
        for (int i = 0; i < Rank; i++)
        {
            for (int j = 0; j < Rank; j++)
            {
                matrix[i, j] = this[i, j].Values[flat];
            }
        }

        return matrix;
    }

    internal static int IndexOf(int i, int j, int rank)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(i);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(i, rank);
        ArgumentOutOfRangeException.ThrowIfNegative(j);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(j, rank);
        (int row, int column) = i <= j ? (i, j) : (j, i);
        return row * rank - row * (row - 1) / 2 + column - row;
    }
}
