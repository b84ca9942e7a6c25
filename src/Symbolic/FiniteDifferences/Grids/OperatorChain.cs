namespace Symbolic.FiniteDifferences.Grids;

/// <summary>
/// A product of axis operators applied to one grid, evaluated over any contiguous stretch of the result. Only the piece of
/// the intermediate results that the stretch needs exists, in a buffer small enough for the cache: mixed partials cost no
/// array of their own. Immutable, shared by threads; each thread has its own <see cref="Workspace"/>.
/// </summary>
internal sealed class OperatorChain
{
    private const int StackLimit = 32;

    private readonly double[] source;
    private readonly AxisOperator[] operators;
    private readonly bool repairs;

    /// <param name="source">The samples.</param>
    /// <param name="operators">At least one, the first to be applied first, on different axes.</param>
    /// <param name="repairs">Whether stencils that touch missing nodes are replaced.</param>
    public OperatorChain(double[] source, AxisOperator[] operators, bool repairs)
    {
        this.source = source;
        this.operators = operators;
        this.repairs = repairs;
    }

    /// <summary>Writes results [start, start + target.Length).</summary>
    public void Evaluate(int start, Span<double> target, Workspace workspace) =>
        Evaluate(operators.Length - 1, start, target, workspace);

    private void Evaluate(int level, int start, Span<double> target, Workspace workspace)
    {
        AxisOperator op = operators[level];
        int block = op.Count * op.Stride;
        int end = start + target.Length;
        for (int position = start; position < end;)
        {
            int blocks = position % block == 0 ? (end - position) / block : 0;
            if (blocks > 1)
            {
                int count = blocks * block;
                Blocks(level, position, target.Slice(position - start, count), workspace);
                position += count;
                continue;
            }

            (int node, int column) = Math.DivRem(position % block, op.Stride);
            int remaining = Math.Min(end - position, block - position % block);
            bool wholeRows = column == 0 && remaining >= op.Stride;
            int nodes = wholeRows ? remaining / op.Stride : 1;
            int columns = wholeRows ? op.Stride : Math.Min(remaining, op.Stride - column);
            Span<double> part = target.Slice(position - start, nodes * columns);
            if (!Rectangle(level, position, node, nodes, columns, part, workspace) && repairs)
            {
                Repair(level, position, part);
            }

            position += nodes * columns;
        }
    }

    // Several whole row blocks of a small axis: what lies below is evaluated in one go.
    private void Blocks(int level, int position, Span<double> target, Workspace workspace)
    {
        ReadOnlySpan<double> below = source.AsSpan(position, target.Length);
        if (level > 0)
        {
            Span<double> buffer = workspace.Buffer(level, target.Length);
            Evaluate(level - 1, position, buffer, workspace);
            below = buffer;
        }

        if (!operators[level].ApplyBlocks(below, target) && repairs)
        {
            Repair(level, position, target);
        }
    }

    // Nodes [node, node + nodes) of one row block, `columns` wide; position is the flat index of its first element.
    private bool Rectangle(int level, int position, int node, int nodes, int columns, Span<double> target, Workspace workspace)
    {
        AxisOperator op = operators[level];
        if (level == 0)
        {
            return op.Apply(source, position, op.Stride, node, nodes, columns, target);
        }

        (int first, int end) = op.Window(node, node + nodes);
        Span<double> below = workspace.Buffer(level, (end - first) * columns);
        int from = position + (first - node) * op.Stride;
        if (columns == op.Stride)
        {
            Evaluate(level - 1, from, below, workspace);
        }
        else
        {
            for (int i = 0; i < end - first; i++)
            {
                Evaluate(level - 1, from + i * op.Stride, below.Slice(i * columns, columns), workspace);
            }
        }

        return op.Apply(below, (node - first) * columns, columns, node, nodes, columns, target);
    }

    private void Repair(int level, int position, Span<double> target)
    {
        for (int i = 0; i < target.Length; i++)
        {
            if (!double.IsFinite(target[i]))
            {
                target[i] = FromNearestFinite(level, position + i);
            }
        }
    }

    private double At(int level, int flat)
    {
        if (level < 0)
        {
            return source[flat];
        }

        AxisOperator op = operators[level];
        double centre = At(level - 1, flat);
        double sum = op.Rule.Derivative == 0 ? centre : 0;
        (ReadOnlyMemory<int> offsets, ReadOnlyMemory<double> weights) = op.Row(flat / op.Stride % op.Count);
        for (int k = 0; k < offsets.Length && double.IsFinite(sum); k++)
        {
            sum = Math.FusedMultiplyAdd(weights.Span[k], At(level - 1, flat + offsets.Span[k] * op.Stride) - centre, sum);
        }

        return double.IsFinite(sum) ? sum : FromNearestFinite(level, flat);
    }

    // The same formula over the finite nodes of the row that lie nearest. A missing node looks only twice the stencil's
    // length far, since beyond the polynomial would be extrapolated into nowhere, and in a product only at nodes that are not
    // missing themselves: large regions without data would cost thousands of times what data do.
    private double FromNearestFinite(int level, int flat)
    {
        AxisOperator op = operators[level];
        int node = flat / op.Stride % op.Count;
        int needed = op.Rule.Nodes;
        bool missing = !double.IsFinite(source[flat]);
        int reach = missing ? 2 * needed : op.Count;
        int least = Math.Max(0, node - reach), most = Math.Min(op.Count - 1, node + reach);
        double here = op.Coordinate(node);
        Span<double> nodes = needed <= StackLimit ? stackalloc double[needed] : new double[needed];
        Span<double> values = needed <= StackLimit ? stackalloc double[needed] : new double[needed];
        int found = 0;
        for (int left = node, right = node + 1; found < needed && (left >= least || right <= most);)
        {
            bool goLeft = right > most
                || (left >= least && Math.Abs(here - op.Coordinate(left)) <= Math.Abs(op.Coordinate(right) - here));
            int candidate = goLeft ? left-- : right++;
            int from = flat + (candidate - node) * op.Stride;
            double value = missing && !double.IsFinite(source[from]) ? double.NaN : At(level - 1, from);
            if (double.IsFinite(value))
            {
                nodes[found] = op.Coordinate(candidate);
                values[found++] = value;
            }
        }

        return found < needed ? double.NaN : Combine(op.Rule, here, nodes, values);
    }

    private static double Combine(StencilRule rule, double here, ReadOnlySpan<double> nodes, ReadOnlySpan<double> values)
    {
        Span<double> weights = nodes.Length <= StackLimit ? stackalloc double[nodes.Length] : new double[nodes.Length];
        rule.Weigh(here, nodes, weights);
        double sum = rule.Derivative == 0 ? values[0] : 0;
        for (int k = 1; k < weights.Length; k++)
        {
            sum = Math.FusedMultiplyAdd(weights[k], values[k] - values[0], sum);
        }

        return sum;
    }
}
