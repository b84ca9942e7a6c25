namespace Symbolic.FiniteDifferences.Grids;

/// <summary>
/// Differences of a series with itself, shifted: x[i] - x[i - lag], repeated <c>order</c> times, as statisticians take them to
/// remove trend (lag 1) and season (lag = period). No division by a spacing.
/// </summary>
public static class SeriesDifference
{
    /// <summary>
    /// The differences, as many as there are values; the first lag·order entries, which have no partner, are NaN. A negative lag
    /// looks ahead, x[i] - x[i + |lag|], and leaves the NaN at the end. These are the conventions of pandas' diff.
    /// </summary>
    public static double[] Of(ReadOnlySpan<double> values, int lag = 1, int order = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        double[] result = values.ToArray();
        Along(result, result.Length, 1, lag, order);
        return result;
    }

    /// <summary>As <see cref="Of"/>, without the entries that have no partner: the length falls by |lag|·order.</summary>
    public static double[] Trimmed(ReadOnlySpan<double> values, int lag = 1, int order = 1)
    {
        double[] all = Of(values, lag, order);
        int lost = (int)Math.Min(Math.Abs((long)lag) * order, all.Length);
        return lag >= 0 ? all[lost..] : all[..^lost];
    }

    /// <summary>The differences along one axis of a grid of any rank, on the same nodes.</summary>
    public static GridData Along(GridData grid, int axis, int lag = 1, int order = 1)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentOutOfRangeException.ThrowIfNegative(axis);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(axis, grid.Rank);
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        double[] result = grid.Values.ToArray();
        Along(result, grid.Shape[axis], GridShape.Strides(grid.Shape.AsSpan())[axis], lag, order);
        return new(result, grid.Axes, grid.Notes);
    }

    private static void Along(double[] values, int count, int stride, int lag, int order)
    {
        long reach = Math.Abs((long)lag) * order;
        if (reach >= count)
        {
            values.AsSpan().Fill(double.NaN);
            return;
        }

        // A difference with itself is 0 (NaN where the value is not finite), however often it is taken.
        int rounds = lag == 0 ? Math.Min(order, 1) : order;
        int block = count * stride;
        for (int start = 0; start < values.Length; start += block)
        {
            for (int round = 0; round < rounds; round++)
            {
                Once(values.AsSpan(start, block), lag, stride);
            }
        }
    }

    // In place: the side that has no partner is written last, so that no value is read after it was replaced.
    private static void Once(Span<double> block, int lag, int stride)
    {
        int shift = Math.Abs(lag) * stride;
        if (lag >= 0)
        {
            for (int i = block.Length - 1; i >= shift; i--)
            {
                block[i] -= block[i - shift];
            }

            block[..shift].Fill(double.NaN);
        }
        else
        {
            for (int i = 0; i < block.Length - shift; i++)
            {
                block[i] -= block[i + shift];
            }

            block[^shift..].Fill(double.NaN);
        }
    }
}
