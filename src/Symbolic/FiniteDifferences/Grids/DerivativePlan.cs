using System.Collections.Immutable;

namespace Symbolic.FiniteDifferences.Grids;

/// <summary>The axis operators that a result needs, each built once, and what had to be said about them.</summary>
internal sealed class DerivativePlan(GridData grid, GridOptions options)
{
    /// <summary>The highest derivative along one axis; beyond, rounding leaves nothing of it.</summary>
    public const int MaxDerivative = 8;

    private readonly Dictionary<(int Axis, int Derivative), AxisOperator> operators = [];
    private readonly List<string> notes = [];

    public GridOptions Options => options;

    public ImmutableArray<int> Shape => grid.Shape;

    /// <summary>∂^order f for each (axis, order) in turn, the first applied first.</summary>
    public OperatorChain Chain(GridData source, params ReadOnlySpan<(int Axis, int Order)> partials)
    {
        var chain = new AxisOperator[partials.Length];
        for (int i = 0; i < chain.Length; i++)
        {
            chain[i] = Operator(partials[i].Axis, partials[i].Order);
        }

        return Chain(source, chain);
    }

    public OperatorChain Chain(GridData source, AxisOperator[] chain) =>
        new(source.ValueArray, chain, options.MissingNodes != MissingNodes.Propagate);

    /// <summary>An operator with another rule than interpolation.</summary>
    public AxisOperator Operator(int axis, StencilRule rule) =>
        new(grid.Axes[axis], GridShape.Strides(grid.Shape.AsSpan())[axis], rule);

    public void Note(string note) => notes.Add(note);

    public double[] NewValues() => GC.AllocateUninitializedArray<double>(grid.Count);

    public GridData Result(double[] values) => new(values, grid.Axes, [.. notes]);

    public void Run(params ResultField[] fields) => GridSweep.Run(Shape.AsSpan(), options, (start, length, workspace) =>
    {
        foreach (ResultField field in fields)
        {
            field.Evaluate(start, length, workspace, options.MissingNodes == MissingNodes.Keep);
        }
    });

    private AxisOperator Operator(int axis, int derivative)
    {
        if (!operators.TryGetValue((axis, derivative), out AxisOperator? op))
        {
            op = Operator(axis, new InterpolationRule(derivative, Accuracy(axis, derivative)));
            operators.Add((axis, derivative), op);
        }

        return op;
    }

    private int Accuracy(int axis, int derivative)
    {
        int nodes = grid.Shape[axis];
        if (nodes <= derivative)
        {
            throw new ArgumentException(
                $"Axis {axis} has {nodes} {(nodes == 1 ? "node" : "nodes")}; a derivative of order {derivative} along it needs at least {derivative + 1}.", nameof(axis));
        }

        if (nodes >= derivative + options.Accuracy)
        {
            return options.Accuracy;
        }

        int lowered = nodes - derivative;
        Note($"Axis {axis} has {nodes} nodes: its derivative of order {derivative} has accuracy order {lowered}, not {options.Accuracy}.");
        return lowered;
    }
}

/// <summary>One term of a result: the derivative, added or subtracted.</summary>
internal readonly record struct Term(OperatorChain Chain, bool Subtracted = false);

/// <summary>A sum of terms, evaluated stretch by stretch into one array; the first term is not subtracted.</summary>
internal sealed class ResultField(double[] target, GridData[] sources, params Term[] terms)
{
    public void Evaluate(int start, int length, Workspace workspace, bool keepMissing)
    {
        Span<double> part = target.AsSpan(start, length);
        terms[0].Chain.Evaluate(start, part, workspace);
        for (int t = 1; t < terms.Length; t++)
        {
            Span<double> term = workspace.Buffer(0, length);
            terms[t].Chain.Evaluate(start, term, workspace);
            Add(part, term, terms[t].Subtracted);
        }

        if (keepMissing)
        {
            foreach (GridData source in sources)
            {
                Mask(part, source.Values.Slice(start, length));
            }
        }
    }

    public static void Mask(Span<double> part, ReadOnlySpan<double> source)
    {
        for (int i = 0; i < part.Length; i++)
        {
            if (!double.IsFinite(source[i]))
            {
                part[i] = double.NaN;
            }
        }
    }

    private static void Add(Span<double> sum, ReadOnlySpan<double> term, bool subtract)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] = subtract ? sum[i] - term[i] : sum[i] + term[i];
        }
    }
}
