namespace Symbolic.FiniteDifferences;

/// <summary>
/// Columns put into as few groups as the pattern allows, such that every entry can be read off the product with the sum of a group.
/// </summary>
public sealed class DifferenceColouring
{
    private readonly int[] _colours;

    private DifferenceColouring(int[] colours, bool isStar)
    {
        _colours = colours;
        IsStar = isStar;
        Count = colours.Length == 0 ? 0 : colours.Max() + 1;
    }

    /// <summary>Number of groups.</summary>
    public int Count { get; }

    /// <summary>Group of each column, 0 … Count-1.</summary>
    public ReadOnlySpan<int> Colours => _colours;

    /// <summary>Whether an entry may have to be read from its mirror image (star colouring) rather than from its own column.</summary>
    public bool IsStar { get; }

    /// <summary>
    /// Columns of one group share no row (Curtis, Powell and Reid, J. Inst. Math. Appl. 13, 1974, 117). For Jacobians; the fewest
    /// groups over three orders of the columns.
    /// </summary>
    public static DifferenceColouring OfColumns(DifferencePattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        DifferencePattern byColumn = pattern.Transposed();
        return Fewest(Orders(byColumn, column => byColumn.Row(column).Length), order => new(Greedy(pattern, byColumn, order), isStar: false));
    }

    /// <summary>
    /// For symmetric matrices: star colouring with direct recovery (Coleman and Moré, Math. Prog. 28, 1984, 243; Gebremedhin,
    /// Manne and Pothen, SIAM Rev. 47, 2005, 629), or the colouring of columns where that has fewer groups.
    /// </summary>
    /// <param name="pattern">A symmetric pattern with its diagonal; see <see cref="DifferencePattern.Symmetrised"/>.</param>
    public static DifferenceColouring OfSymmetric(DifferencePattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (pattern.Rows != pattern.Columns)
            throw new ArgumentException($"A {pattern.Rows}×{pattern.Columns} pattern is not square.", nameof(pattern));
        DifferenceColouring star = Fewest(
            Orders(pattern, i => pattern.Row(i).Length), order => new(GreedyStar(pattern, order), isStar: true));
        DifferenceColouring columns = OfColumns(pattern);
        return columns.Count <= star.Count ? columns : star;
    }

    private static DifferenceColouring Fewest(IEnumerable<int[]> orders, Func<int[], DifferenceColouring> colour) =>
        orders.Select(colour).MinBy(colouring => colouring.Count)!;

    /// <summary>Natural, largest degree first, and largest degree last.</summary>
    private static IEnumerable<int[]> Orders(DifferencePattern pattern, Func<int, int> degree)
    {
        int[] natural = [.. Enumerable.Range(0, pattern.Rows)];
        yield return natural;
        yield return [.. natural.OrderByDescending(degree)];
        yield return SmallestLast(pattern, [.. natural.Select(degree)]);
    }

    /// <summary>Repeatedly removes a vertex of least remaining degree; the last removed is coloured first.</summary>
    private static int[] SmallestLast(DifferencePattern pattern, int[] degrees)
    {
        bool isSquare = pattern.Rows == pattern.Columns;
        var queue = new PriorityQueue<int, int>();
        for (int i = 0; i < degrees.Length; i++)
            queue.Enqueue(i, degrees[i]);
        var order = new int[degrees.Length];
        var removed = new bool[degrees.Length];
        int place = degrees.Length;
        while (queue.TryDequeue(out int vertex, out int degree))
        {
            if (removed[vertex] || degree != degrees[vertex])
                continue;
            removed[vertex] = true;
            order[--place] = vertex;
            if (!isSquare)
                continue;
            foreach (int other in pattern.Row(vertex))
            {
                if (!removed[other])
                    queue.Enqueue(other, --degrees[other]);
            }
        }
        return order;
    }

    private static int[] Greedy(DifferencePattern byRow, DifferencePattern byColumn, int[] order)
    {
        int[] colours = Uncoloured(byColumn.Rows);
        var forbiddenBy = new List<int>();
        foreach (int column in order)
        {
            foreach (int row in byColumn.Row(column))
            {
                foreach (int other in byRow.Row(row))
                    Forbid(forbiddenBy, colours[other], column);
            }
            colours[column] = FirstAllowed(forbiddenBy, column);
        }
        return colours;
    }

    /// <summary>
    /// No path of four vertices has two colours. While a vertex is uncoloured its neighbours are kept apart, so only paths that
    /// begin at the vertex being coloured need a look.
    /// </summary>
    private static int[] GreedyStar(DifferencePattern pattern, int[] order)
    {
        int[] colours = Uncoloured(pattern.Rows);
        var forbiddenBy = new List<int>();
        foreach (int vertex in order)
        {
            foreach (int near in pattern.Row(vertex))
            {
                if (near == vertex)
                    continue;
                Forbid(forbiddenBy, colours[near], vertex);
                foreach (int next in pattern.Row(near))
                {
                    if (next != vertex && next != near && colours[next] >= 0 && ClosesPath(pattern, colours, near, next))
                        Forbid(forbiddenBy, colours[next], vertex);
                }
            }
            colours[vertex] = FirstAllowed(forbiddenBy, vertex);
        }
        return colours;
    }

    private static bool ClosesPath(DifferencePattern pattern, int[] colours, int near, int next)
    {
        if (colours[near] < 0)
            return true;
        foreach (int end in pattern.Row(next))
        {
            if (end != near && end != next && colours[end] == colours[near])
                return true;
        }
        return false;
    }

    private static int[] Uncoloured(int count)
    {
        var colours = new int[count];
        Array.Fill(colours, -1);
        return colours;
    }

    private static void Forbid(List<int> forbiddenBy, int colour, int vertex)
    {
        if (colour < 0)
            return;
        while (forbiddenBy.Count <= colour)
            forbiddenBy.Add(-1);
        forbiddenBy[colour] = vertex;
    }

    private static int FirstAllowed(List<int> forbiddenBy, int vertex)
    {
        int colour = 0;
        while (colour < forbiddenBy.Count && forbiddenBy[colour] == vertex)
            colour++;
        return colour;
    }
}
