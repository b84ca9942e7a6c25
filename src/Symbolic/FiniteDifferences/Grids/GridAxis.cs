namespace Symbolic.FiniteDifferences.Grids;

/// <summary>
/// One axis of a sampled array: how many nodes it has and where they lie. Immutable.
/// </summary>
/// <remarks>
/// Coordinates must be finite and strictly monotone (rising, or falling as latitudes often are); repeated or unsorted
/// coordinates are refused, since a difference quotient over them is infinite or belongs to another point.
/// </remarks>
public sealed class GridAxis
{
    // Coordinates that came out of a linspace are off by an ulp or two. Beyond this fraction of the spacing the deviation
    // is taken as meant.
    private const double UniformFraction = 1e-9;

    private readonly double[]? coordinates;

    private GridAxis(int count, double origin, double? spacing, double[]? coordinates)
    {
        Count = count;
        Origin = origin;
        Spacing = spacing;
        this.coordinates = coordinates;
    }

    /// <summary>The number of nodes, at least 1.</summary>
    public int Count { get; }

    /// <summary>The coordinate of node 0.</summary>
    public double Origin { get; }

    /// <summary>The distance from a node to the next (negative on a falling axis), or null where distances differ.</summary>
    public double? Spacing { get; }

    /// <summary>Whether all nodes are equally far apart.</summary>
    public bool IsUniform => Spacing is not null;

    /// <summary>An axis of equally spaced nodes at <paramref name="origin"/> + i·<paramref name="spacing"/>.</summary>
    /// <exception cref="ArgumentException">The spacing is zero or not finite, or the far end overflows.</exception>
    public static GridAxis Uniform(int count, double spacing = 1, double origin = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (spacing == 0 || !double.IsFinite(spacing))
        {
            throw new ArgumentException($"The spacing of an axis must be finite and not zero; it is {spacing}.", nameof(spacing));
        }

        if (!double.IsFinite(origin) || !double.IsFinite(spacing * count) || !double.IsFinite(origin + spacing * count))
        {
            throw new ArgumentException("The coordinates of an axis must be finite.", nameof(origin));
        }

        return new(count, origin, spacing, coordinates: null);
    }

    /// <summary>An axis of <paramref name="count"/> equally spaced nodes, both ends included.</summary>
    public static GridAxis Between(double first, double last, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        return Uniform(count, (last - first) / (count - 1), first);
    }

    /// <summary>
    /// An axis with the given coordinates (copied). Coordinates that are equally spaced up to rounding make a uniform axis.
    /// </summary>
    /// <exception cref="ArgumentException">Coordinates repeat, change direction or are not finite; the message names the first such index.</exception>
    public static GridAxis FromCoordinates(ReadOnlySpan<double> coordinates)
    {
        if (coordinates.IsEmpty)
        {
            throw new ArgumentException("An axis needs at least one coordinate.", nameof(coordinates));
        }

        Check(coordinates);
        double? spacing = coordinates.Length == 1 ? 1 : CommonSpacing(coordinates);
        return new(coordinates.Length, coordinates[0], spacing, coordinates.ToArray());
    }

    /// <summary>The coordinate of node <paramref name="index"/>.</summary>
    public double Coordinate(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return coordinates is null ? Origin + index * Spacing!.Value : coordinates[index];
    }

    /// <summary>All coordinates, in a new array.</summary>
    public double[] Coordinates()
    {
        var all = new double[Count];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = Coordinate(i);
        }

        return all;
    }

    internal bool HasSameNodes(GridAxis other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        bool same = Count == other.Count;
        for (int i = 0; same && i < Count; i++)
        {
            same = Coordinate(i) == other.Coordinate(i);
        }

        return same;
    }

    private static void Check(ReadOnlySpan<double> x)
    {
        for (int i = 0; i < x.Length; i++)
        {
            if (!double.IsFinite(x[i]))
            {
                throw new ArgumentException($"Coordinate {i} is {x[i]}; coordinates must be finite.", nameof(x));
            }

            if (i > 0 && x[i] == x[i - 1])
            {
                throw new ArgumentException($"Coordinates {i - 1} and {i} are both {x[i]}; every node needs a place of its own.", nameof(x));
            }

            if (i > 1 && (x[i] > x[i - 1]) != (x[1] > x[0]))
            {
                throw new ArgumentException($"Coordinate {i} ({x[i]}) breaks the order of those before it; sort the coordinates and the data with them.", nameof(x));
            }
        }

        if (!double.IsFinite(x[^1] - x[0]))
        {
            throw new ArgumentException("The coordinates span more than the range of double.", nameof(x));
        }
    }

    private static double? CommonSpacing(ReadOnlySpan<double> x)
    {
        double h = (x[^1] - x[0]) / (x.Length - 1);
        double largest = Math.Max(Math.Abs(x[0]), Math.Abs(x[^1]));
        double allowed = Math.Min(4 * (Math.BitIncrement(largest) - largest), UniformFraction * Math.Abs(h));
        for (int i = 0; i < x.Length; i++)
        {
            if (!(Math.Abs(x[i] - x[0] - i * h) <= allowed))
            {
                return null;
            }
        }

        return h;
    }
}
