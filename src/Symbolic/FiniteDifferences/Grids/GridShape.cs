namespace Symbolic.FiniteDifferences.Grids;

/// <summary>Arithmetic of shapes in C order.</summary>
internal static class GridShape
{
    /// <summary>The number of elements; the largest long where it exceeds what an array can hold.</summary>
    public static long Count(ReadOnlySpan<int> shape)
    {
        long count = 1;
        foreach (int n in shape)
        {
            count *= n;
            if (count > Array.MaxLength)
            {
                return long.MaxValue;
            }
        }

        return count;
    }

    /// <summary>How far apart neighbours along each axis lie.</summary>
    public static int[] Strides(ReadOnlySpan<int> shape)
    {
        var strides = new int[shape.Length];
        int stride = 1;
        for (int d = shape.Length - 1; d >= 0; d--)
        {
            strides[d] = stride;
            stride *= shape[d];
        }

        return strides;
    }

    /// <summary>Reads <paramref name="source"/> through <paramref name="strides"/> into C order of <paramref name="shape"/>.</summary>
    public static void Gather(ReadOnlySpan<double> source, ReadOnlySpan<int> shape, ReadOnlySpan<int> strides, Span<double> target)
    {
        var index = new int[shape.Length];
        int from = 0;
        for (int to = 0; to < target.Length; to++)
        {
            target[to] = source[from];
            for (int d = shape.Length - 1; d >= 0; d--)
            {
                from += strides[d];
                if (++index[d] < shape[d])
                {
                    break;
                }

                from -= strides[d] * shape[d];
                index[d] = 0;
            }
        }
    }

    public static string Text(ReadOnlySpan<int> shape) =>
        shape.Length == 1 ? $"({shape[0]},)" : $"({string.Join(", ", shape.ToArray())})";
}
