namespace Symbolic.Compilation.Loops;

/// <summary>
/// Where the second derivatives of a nest go: for each level, round after round, the place in the pattern of each pair of variables that
/// is settled at that level; and, where two different variables of a pair are sometimes the same, how often the derivative counts there.
/// </summary>
internal sealed class HessianTable
{
    /// <summary>Most places in all.</summary>
    public const long MaxPlaces = 100_000_000;

    private HessianTable(int[][] places, double[][]? factors) => (Places, Factors) = (places, factors);

    /// <summary>The places, by level; the arrays stay where they are in memory.</summary>
    public int[][] Places { get; }

    /// <summary>2 where both variables are the same, else 1; null when they never are.</summary>
    public double[][]? Factors { get; }

    /// <summary>The table of a nest. The pattern holds all its entries.</summary>
    /// <exception cref="UnsupportedFormulaException">There are too many terms.</exception>
    public static HessianTable Of(NestPlan plan, SparsePattern pattern, Expressions.Expr formula)
    {
        var (places, factors, total, coincide) = (NewLists<int>(plan), NewLists<double>(plan), 0L, false);
        var pairs = Enumerable.Range(0, plan.Depth + 1).Select(level => plan.PairsAt(level).Select(k => plan.SecondDerivatives[k]).ToArray()).ToArray();
        plan.Walk((level, at) =>
        {
            total += pairs[level].Length;
            if (total > MaxPlaces) throw TooLong(formula);
            foreach (var (row, column) in pairs[level])
            {
                var (a, b) = (plan.Nest.Variables[row].PlaceAt(at), plan.Nest.Variables[column].PlaceAt(at));
                places[level].Add(pattern.PlaceOf(Math.Max(a, b), Math.Min(a, b)));
                factors[level].Add(a == b && row != column ? 2 : 1);
                coincide |= a == b && row != column;
            }
        });
        return new HessianTable([.. places.Select(Pinned)], coincide ? [.. factors.Select(Pinned)] : null);
    }

    /// <summary>What is said about a formula with too many terms.</summary>
    public static UnsupportedFormulaException TooLong(Expressions.Expr formula) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The Hessian has more than {MaxPlaces:N0} contributions."), formula);

    private static List<T>[] NewLists<T>(NestPlan plan) => [.. Enumerable.Range(0, plan.Depth + 1).Select(_ => new List<T>())];

    private static T[] Pinned<T>(List<T> values)
    {
        var array = GC.AllocateUninitializedArray<T>(values.Count, pinned: true);
        values.CopyTo(array);
        return array;
    }
}
