using System.Collections.Immutable;
using System.Numerics;

namespace Symbolic.FiniteDifferences.Grids;

/// <summary>
/// A function sampled on a rectangular grid of any rank: values in C order (the last axis varies fastest, as in NumPy) and
/// one <see cref="GridAxis"/> per dimension. Element [i, j, k] of shape (A, B, C) is value (i·B + j)·C + k.
/// </summary>
/// <remarks>The values are used where they are, not copied; whoever made the array may read it and should not change it.</remarks>
public sealed class GridData
{
    /// <summary>The largest number of axes.</summary>
    public const int MaxRank = 64;

    private readonly double[] values;

    /// <summary>Wraps <paramref name="values"/>, in C order, without copying.</summary>
    /// <exception cref="ArgumentException">The number of values is not the product of the axes' counts.</exception>
    public GridData(double[] values, params IEnumerable<GridAxis> axes)
        : this(values, [.. axes ?? throw new ArgumentNullException(nameof(axes))], [])
    {
    }

    internal GridData(double[] values, ImmutableArray<GridAxis> axes, ImmutableArray<string> notes)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (axes.Length is 0 or > MaxRank)
        {
            throw new ArgumentException($"A grid has 1 to {MaxRank} axes; {axes.Length} were given.", nameof(axes));
        }

        Axes = axes;
        Shape = [.. axes.Select(axis => axis.Count)];
        if (GridShape.Count(Shape.AsSpan()) != values.Length)
        {
            throw new ArgumentException($"A grid of shape {GridShape.Text(Shape.AsSpan())} does not hold {values.Length} values.", nameof(values));
        }

        this.values = values;
        Notes = notes;
    }

    /// <summary>The axes, slowest first.</summary>
    public ImmutableArray<GridAxis> Axes { get; }

    /// <summary>The number of nodes per axis, slowest axis first.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>The number of axes.</summary>
    public int Rank => Shape.Length;

    /// <summary>The number of nodes.</summary>
    public int Count => values.Length;

    /// <summary>The values in C order.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>What a reader of a result should know, such as an order of accuracy that had to be lowered. Empty for raw data.</summary>
    public ImmutableArray<string> Notes { get; }

    /// <summary>The value at a node, one index per axis.</summary>
    public double this[params ReadOnlySpan<int> index] => values[FlatIndex(index)];

    /// <summary>Samples of any numeric type, converted to double; integers never truncate a derivative.</summary>
    public static GridData FromNumbers<T>(ReadOnlySpan<T> values, params IEnumerable<GridAxis> axes)
        where T : INumberBase<T>
    {
        var converted = new double[values.Length];
        for (int i = 0; i < converted.Length; i++)
        {
            converted[i] = double.CreateSaturating(values[i]);
        }

        return new(converted, axes);
    }

    /// <summary>A matrix with unit spacing, copied; [row, column] is [axis 0, axis 1].</summary>
    public static GridData FromMatrix(double[,] matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var flat = new double[matrix.Length];
        Buffer.BlockCopy(matrix, 0, flat, 0, checked(flat.Length * sizeof(double)));
        return new(flat, GridAxis.Uniform(matrix.GetLength(0)), GridAxis.Uniform(matrix.GetLength(1)));
    }

    /// <summary>Evaluates <paramref name="function"/> at every node, in C order; the span holds one coordinate per axis and is reused.</summary>
    public static GridData Sample(Func<ReadOnlySpan<double>, double> function, params IEnumerable<GridAxis> axes)
    {
        ArgumentNullException.ThrowIfNull(function);
        ImmutableArray<GridAxis> all = [.. axes];
        int[] shape = [.. all.Select(axis => axis.Count)];
        long count = GridShape.Count(shape);
        if (count > Array.MaxLength)
        {
            throw new ArgumentException($"A grid of shape {GridShape.Text(shape)} is too large.", nameof(axes));
        }

        var sampled = new double[count];
        var index = new int[shape.Length];
        double[] point = [.. all.Select(axis => axis.Coordinate(0))];
        for (int i = 0; i < sampled.Length; i++)
        {
            sampled[i] = function(point);
            for (int d = shape.Length - 1; d >= 0; d--)
            {
                index[d] = index[d] + 1 == shape[d] ? 0 : index[d] + 1;
                point[d] = all[d].Coordinate(index[d]);
                if (index[d] != 0)
                {
                    break;
                }
            }
        }

        return new(sampled, all, []);
    }

    /// <summary>The same values over other axes of the same counts.</summary>
    public GridData WithAxes(params IEnumerable<GridAxis> axes) => new(values, [.. axes], Notes);

    /// <summary>The same values with uniform axes of these spacings: one per axis, or one for all.</summary>
    public GridData WithSpacing(params ReadOnlySpan<double> spacing)
    {
        if (spacing.Length != 1 && spacing.Length != Rank)
        {
            throw new ArgumentException($"Give one spacing, or one for each of the {Rank} axes; {spacing.Length} were given.", nameof(spacing));
        }

        var axes = new GridAxis[Rank];
        for (int d = 0; d < Rank; d++)
        {
            axes[d] = GridAxis.Uniform(Shape[d], spacing[spacing.Length == 1 ? 0 : d], Axes[d].Origin);
        }

        return WithAxes(axes);
    }

    /// <summary>The position in <see cref="Values"/> of a node, one index per axis.</summary>
    public int FlatIndex(params ReadOnlySpan<int> index)
    {
        if (index.Length != Rank)
        {
            throw new ArgumentException($"The grid has {Rank} axes; {index.Length} indices were given.", nameof(index));
        }

        int flat = 0;
        for (int d = 0; d < index.Length; d++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index[d], nameof(index));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index[d], Shape[d], nameof(index));
            flat = flat * Shape[d] + index[d];
        }

        return flat;
    }

    /// <summary>The node at a position in <see cref="Values"/>: its indices, coordinates and value.</summary>
    public GridNode Node(int flatIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(flatIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(flatIndex, Count);
        var index = new int[Rank];
        var coordinates = new double[Rank];
        int rest = flatIndex;
        for (int d = Rank - 1; d >= 0; d--)
        {
            (rest, index[d]) = Math.DivRem(rest, Shape[d]);
            coordinates[d] = Axes[d].Coordinate(index[d]);
        }

        return new([.. index], [.. coordinates], values[flatIndex]);
    }

    /// <summary>A copy whose axis d is this grid's axis <paramref name="order"/>[d], as NumPy's transpose.</summary>
    public GridData Transpose(params ReadOnlySpan<int> order)
    {
        if (!order.ToArray().Order().SequenceEqual(Enumerable.Range(0, Rank)))
        {
            throw new ArgumentException($"The order must name each of the axes 0 to {Rank - 1} once.", nameof(order));
        }

        int[] strides = GridShape.Strides(Shape.AsSpan());
        var axes = new GridAxis[Rank];
        var moved = new int[Rank];
        for (int d = 0; d < Rank; d++)
        {
            axes[d] = Axes[order[d]];
            moved[d] = strides[order[d]];
        }

        var result = new double[Count];
        GridShape.Gather(values, [.. axes.Select(axis => axis.Count)], moved, result);
        return new(result, [.. axes], Notes);
    }

    internal double[] ValueArray => values;

    internal void RequireSameNodes(GridData other, string parameter)
    {
        if (Rank != other.Rank || !Axes.Zip(other.Axes).All(pair => pair.First.HasSameNodes(pair.Second)))
        {
            throw new ArgumentException(
                $"All grids must lie on the same nodes; one has shape {GridShape.Text(Shape.AsSpan())}, another {GridShape.Text(other.Shape.AsSpan())}"
                + (Shape.SequenceEqual(other.Shape) ? " with other coordinates." : "."),
                parameter);
        }
    }
}

/// <summary>One node of a grid: its indices and coordinates, one per axis, and the value there.</summary>
public readonly record struct GridNode(ImmutableArray<int> Index, ImmutableArray<double> Coordinates, double Value);
