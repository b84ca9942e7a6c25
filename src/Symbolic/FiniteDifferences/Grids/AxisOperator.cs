namespace Symbolic.FiniteDifferences.Grids;

/// <summary>
/// A <see cref="StencilRule"/> laid out for one axis: for each node, which neighbours it takes and with what weights. The own
/// sample has no entry; see <see cref="StencilKernels"/>. Immutable, shared by threads.
/// </summary>
internal sealed class AxisOperator
{
    private readonly GridAxis axis;
    private readonly int interiorStart;
    private readonly int interiorEnd;
    private readonly int[] rowStart;
    private readonly int[] offsets;
    private readonly double[] weights;
    private readonly double[]? varying;

    // Whether the interior's weights on the two sides of a node are opposite to the bit: then the upper half says all.
    private readonly bool centralIsOdd;

    /// <param name="axis">The axis, with at least as many nodes as the rule takes.</param>
    /// <param name="stride">How far apart in memory neighbours along the axis lie.</param>
    /// <param name="rule">Nodes and weights.</param>
    public AxisOperator(GridAxis axis, int stride, StencilRule rule)
    {
        this.axis = axis;
        Stride = stride;
        Rule = rule;
        int half = rule.HalfWidth(axis.IsUniform);
        (interiorStart, interiorEnd) = 2 * half < axis.Count ? (half, axis.Count - half) : (axis.Count, axis.Count);
        int rows = axis.IsUniform ? RowOf(axis.Count - 1) + 1 : axis.Count;
        rowStart = new int[rows + 1];
        var allOffsets = new List<int>(rows * rule.Nodes);
        var allWeights = new List<double>(rows * rule.Nodes);
        for (int node = 0; node < axis.Count; node++)
        {
            if (rowStart[RowOf(node) + 1] == 0)
            {
                Append(node, half, allOffsets, allWeights);
                rowStart[RowOf(node) + 1] = allOffsets.Count;
            }
        }

        offsets = [.. allOffsets];
        weights = [.. allWeights];
        centralIsOdd = axis.IsUniform && interiorStart < interiorEnd && IsOdd(weights.AsSpan(rowStart[interiorStart]..rowStart[interiorStart + 1]));
        varying = stride == 1 && !axis.IsUniform ? Transposed(2 * half) : null;
    }

    public StencilRule Rule { get; }

    public int Count => axis.Count;

    public int Stride { get; }

    public double Coordinate(int node) => axis.Coordinate(node);

    /// <summary>The offsets and weights of a node's neighbours, in rising order.</summary>
    public (ReadOnlyMemory<int> Offsets, ReadOnlyMemory<double> Weights) Row(int node)
    {
        int row = RowOf(node);
        Range range = rowStart[row]..rowStart[row + 1];
        return (offsets.AsMemory(range), weights.AsMemory(range));
    }

    /// <summary>The nodes that the stencils of nodes first..end take, as a half-open range.</summary>
    public (int First, int End) Window(int first, int end)
    {
        int reach = Math.Max(Rule.Nodes, 2 * Rule.HalfWidth(axis.IsUniform) + 1);
        if (first >= interiorStart && end <= interiorEnd)
        {
            reach = Rule.HalfWidth(axis.IsUniform);
        }

        return (Math.Max(0, first - reach), Math.Min(Count, end + reach));
    }

    /// <summary>
    /// Writes nodes [first, first + count) of a row block whose neighbours along the axis lie <paramref name="stride"/> apart and
    /// which is <paramref name="columns"/> wide; either columns = stride or count = 1. False if something written is not finite.
    /// </summary>
    public bool Apply(ReadOnlySpan<double> source, int at, int stride, int first, int count, int columns, Span<double> target)
    {
        bool finite = true;
        bool own = Rule.Derivative == 0;
        int end = first + count;
        for (int node = first; node < end;)
        {
            int run = 1;
            Span<double> part;
            bool interior = node >= interiorStart && node < interiorEnd;
            int from = at + (node - first) * stride;
            if (interior && varying is not null && stride == 1)
            {
                run = Math.Min(end, interiorEnd) - node;
                part = target.Slice(node - first, run);
                int row = RowOf(node);
                finite &= StencilKernels.ApplyVarying(
                    source, from, offsets.AsSpan(rowStart[row]..rowStart[row + 1]), varying, Count, node, own, part);
            }
            else
            {
                run = interior && axis.IsUniform ? Math.Min(end, interiorEnd) - node : 1;
                part = target.Slice((node - first) * columns, run * columns);
                finite &= ApplyRow(source, from, stride, node, part);
            }

            node += run;
        }

        return finite;
    }

    /// <summary>
    /// Writes whole row blocks that follow one another. On a uniform axis one run goes over all of them with the weights of the
    /// interior, which is wrong at the edges, and the edges are written over it: short rows cost hardly more than long ones.
    /// </summary>
    public bool ApplyBlocks(ReadOnlySpan<double> source, Span<double> target)
    {
        int block = Count * Stride;
        bool finite = true;
        bool oneRun = axis.IsUniform && interiorStart < interiorEnd;
        if (oneRun)
        {
            int lead = interiorStart * Stride;
            finite = ApplyRow(source, lead, Stride, interiorStart, target[lead..^((Count - interiorEnd) * Stride)]);
        }

        for (int start = 0; start < target.Length; start += block)
        {
            if (!oneRun)
            {
                finite &= Apply(source, start, Stride, 0, Count, Stride, target.Slice(start, block));
                continue;
            }

            for (int node = 0; node < Count; node = node == interiorStart - 1 ? interiorEnd : node + 1)
            {
                int at = start + node * Stride;
                finite &= ApplyRow(source, at, Stride, node, target.Slice(at, Stride));
            }
        }

        return finite;
    }

    private bool ApplyRow(ReadOnlySpan<double> source, int at, int stride, int node, Span<double> target)
    {
        int row = RowOf(node);
        int start = rowStart[row], end = rowStart[row + 1];
        if (centralIsOdd && row == interiorStart)
        {
            start += (end - start) / 2;
            return StencilKernels.Apply<StencilKernels.Across>(
                source, at, stride, offsets.AsSpan(start..end), weights.AsSpan(start..end), own: false, target);
        }

        return StencilKernels.Apply<StencilKernels.FromOwn>(
            source, at, stride, offsets.AsSpan(start..end), weights.AsSpan(start..end), Rule.Derivative == 0, target);
    }

    // On a uniform axis all interior nodes share one row, which lies between the rows of the two edges.
    private int RowOf(int node)
    {
        if (!axis.IsUniform || node <= interiorStart)
        {
            return node;
        }

        return node < interiorEnd ? interiorStart : node - interiorEnd + interiorStart + 1;
    }

    private void Append(int node, int half, List<int> allOffsets, List<double> allWeights)
    {
        bool interior = node >= interiorStart && node < interiorEnd;
        int width = interior ? 2 * half + 1 : Rule.Nodes;
        int first = interior ? node - half : Math.Clamp(node - Rule.Nodes / 2, 0, Count - Rule.Nodes);
        var taken = new int[width];
        var row = new double[width];
        for (int k = 0; k < width; k++)
        {
            taken[k] = first + k - node;
        }

        Weigh(node, taken, row);
        for (int k = 0; k < width; k++)
        {
            if (taken[k] != 0)
            {
                allOffsets.Add(taken[k]);
                allWeights.Add(row[k]);
            }
        }
    }

    private void Weigh(int node, ReadOnlySpan<int> taken, Span<double> row)
    {
        if (axis.Spacing is { } spacing)
        {
            Rule.WeighUnit(taken, row);
            for (int m = 0; m < Rule.Derivative; m++)
            {
                FornbergWeights.Divide(row, spacing);
            }

            return;
        }

        var nodes = new double[taken.Length];
        for (int k = 0; k < nodes.Length; k++)
        {
            nodes[k] = axis.Coordinate(node + taken[k]);
        }

        Rule.Weigh(axis.Coordinate(node), nodes, row);
    }

    private static bool IsOdd(ReadOnlySpan<double> row)
    {
        for (int k = 0; k < row.Length / 2; k++)
        {
            if (row[k] != -row[^(k + 1)])
            {
                return false;
            }
        }

        return row.Length > 0;
    }

    private double[] Transposed(int width)
    {
        var columns = new double[width * Count];
        for (int node = interiorStart; node < interiorEnd; node++)
        {
            for (int k = 0; k < width; k++)
            {
                columns[k * Count + node] = weights[rowStart[node] + k];
            }
        }

        return columns;
    }
}
