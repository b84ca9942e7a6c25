using System.Globalization;
using System.Numerics;

namespace Symbolic.FiniteDifferences.Grids;

/// <summary>
/// Weights of the finite-difference formula for a derivative at a point from samples at arbitrary distinct nodes: the
/// derivative of the polynomial through the samples. Exact for polynomials of degree below the number of nodes.
/// </summary>
/// <remarks>Source: B. Fornberg, Generation of finite difference formulas on arbitrarily spaced grids, Math. Comp. 51 (1988), 699-706.</remarks>
public static class FornbergWeights
{
    /// <summary>The weights w with f⁽ᵐ⁾(at) ≈ Σ wₖ f(nodesₖ), in a new array.</summary>
    /// <exception cref="ArgumentException">There are not more nodes than <paramref name="derivative"/>, or two nodes coincide.</exception>
    public static double[] Of(double at, ReadOnlySpan<double> nodes, int derivative)
    {
        var weights = new double[nodes.Length];
        Compute(at, nodes, derivative, weights);
        return weights;
    }

    /// <summary>As <see cref="Of"/>, into memory of the caller's, one weight per node.</summary>
    public static void Compute(double at, ReadOnlySpan<double> nodes, int derivative, Span<double> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(derivative);
        if (nodes.Length <= derivative)
        {
            throw new ArgumentException($"A derivative of order {derivative} needs at least {derivative + 1} nodes; {nodes.Length} were given.", nameof(nodes));
        }

        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, nodes.Length, nameof(weights));
        Span<double> scaled = nodes.Length <= 64 ? stackalloc double[nodes.Length] : new double[nodes.Length];
        double scale = ScaleAround(at, nodes, scaled);
        Solve(scaled, derivative, weights);
        for (int m = 0; m < derivative; m++)
        {
            Divide(weights, scale);
        }
    }

    /// <summary>
    /// The weights at offset 0 for nodes at integer offsets. Worked out in decimal, so that each is the double nearest to the
    /// exact fraction.
    /// </summary>
    internal static void ComputeUnit(ReadOnlySpan<int> offsets, int derivative, Span<double> weights)
    {
        Span<decimal> nodes = stackalloc decimal[offsets.Length];
        Span<decimal> exact = stackalloc decimal[offsets.Length];
        for (int k = 0; k < nodes.Length; k++)
        {
            nodes[k] = offsets[k];
        }

        Solve<decimal>(nodes, derivative, exact);
        for (int k = 0; k < weights.Length; k++)
        {
            // Converting directly divides by a power of ten in double and may be an ulp off.
            weights[k] = double.Parse(exact[k].ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        }
    }

    /// <summary>
    /// Writes (nodes - at)/scale with a power of two as scale, so that products of node distances neither overflow nor
    /// underflow however small the spacing is.
    /// </summary>
    internal static double ScaleAround(double at, ReadOnlySpan<double> nodes, Span<double> scaled)
    {
        double largest = 0;
        for (int k = 0; k < nodes.Length; k++)
        {
            scaled[k] = nodes[k] - at;
            largest = Math.Max(largest, Math.Abs(scaled[k]));
        }

        double scale = largest > 0 && double.IsFinite(largest) ? Math.ScaleB(1, Math.ILogB(largest)) : 1;
        Divide(scaled, scale);
        return scale;
    }

    internal static void Divide(Span<double> weights, double divisor)
    {
        foreach (ref double weight in weights)
        {
            weight /= divisor;
        }
    }

    // Row k of the table holds the weights of node k for the derivatives 0 to m over the nodes taken so far; each further
    // node updates all rows (Fornberg's recursions 3.8 and 3.9).
    private static void Solve<T>(ReadOnlySpan<T> nodes, int derivative, Span<T> weights)
        where T : unmanaged, INumber<T>
    {
        int columns = derivative + 1;
        int cells = nodes.Length * columns;
        Span<T> table = cells <= 256 ? stackalloc T[cells] : new T[cells];
        table.Clear();
        table[0] = T.One;
        T previousProduct = T.One;
        for (int i = 1; i < nodes.Length; i++)
        {
            T product = T.One;
            int top = Math.Min(i, derivative);
            for (int j = 0; j < i; j++)
            {
                T distance = nodes[i] - nodes[j];
                if (T.IsZero(distance))
                {
                    throw new ArgumentException($"Nodes {j} and {i} coincide.", nameof(nodes));
                }

                product *= distance;
                if (j == i - 1)
                {
                    Append(table, columns, i, top, nodes[i - 1], previousProduct / product);
                }

                for (int m = top; m >= 0; m--)
                {
                    T lower = m == 0 ? T.Zero : T.CreateChecked(m) * table[j * columns + m - 1];
                    table[j * columns + m] = (nodes[i] * table[j * columns + m] - lower) / distance;
                }
            }

            previousProduct = product;
        }

        for (int k = 0; k < weights.Length; k++)
        {
            weights[k] = table[k * columns + derivative];
        }
    }

    private static void Append<T>(Span<T> table, int columns, int i, int top, T previousNode, T ratio)
        where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> before = table.Slice((i - 1) * columns, columns);
        for (int m = top; m >= 0; m--)
        {
            T lower = m == 0 ? T.Zero : T.CreateChecked(m) * before[m - 1];
            table[i * columns + m] = ratio * (lower - previousNode * before[m]);
        }
    }
}
