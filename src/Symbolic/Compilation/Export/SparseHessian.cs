using Symbolic.Compilation.Loops;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Export;

/// <summary>
/// The second derivatives in an exported source as a list of entries (coordinate form): row, column, number. Both triangles are listed, and
/// entries with the same row and column are to be added up, so that loops may append what they come by.
/// </summary>
internal static class SparseHessian
{
    /// <summary>Hessians of formulas with loops are full matrices up to this number of variables.</summary>
    private const int MaxFull = 50;

    private const string Numbers = "hessian";

    /// <summary>Whether the Hessian of a formula is exported as a list.</summary>
    public static bool IsUsedFor(CompiledFormula formula) => formula.KeepsLoops && IsUsedFor(formula.Size);

    /// <summary>The same for a formula with loops.</summary>
    public static bool IsUsedFor(int size) => size > MaxFull;

    /// <summary>The rows that hold the list.</summary>
    public static IEnumerable<SourceRow> Rows(int count) => [new("rows", count) { IsIndex = true }, new("columns", count) { IsIndex = true }, new(Numbers, count)];

    /// <summary>What is stored for an entry: target and value.</summary>
    public static IEnumerable<(string Target, string Value)> Entry(string place, string row, string column, string value) =>
        [($"rows[{place}]", row), ($"columns[{place}]", column), ($"{Numbers}[{place}]", value)];

    /// <summary>The number of entries in the list of a body; null when it has none.</summary>
    public static int? CountIn(SourceBody body) => body.Rows.FirstOrDefault(r => r.IsIndex)?.Count;

    /// <summary>What a source says about it.</summary>
    public static string Describe(int count, int first) =>
        $"the Hessian is a list of {count} numbers, hessian[k] in row rows[k] and column columns[k], counted from {first}; those with the same row and column are to be added up";

    /// <summary>The number of entries that loops append.</summary>
    /// <exception cref="UnsupportedFormulaException">There are too many.</exception>
    public static int CountOf(IEnumerable<NestPlan> plans)
    {
        var count = 0L;
        foreach (var plan in plans)
        {
            for (var level = 0; level <= plan.Depth; level++) count += plan.PairsAt(level).Sum(k => CountOf(plan.SecondDerivatives[k])) * Rounds(plan, level, 0, []);
        }

        return count <= Array.MaxLength ? (int)count : throw new UnsupportedFormulaException("The Hessian has too many entries to be exported.", plans.First().Nest.Term);
    }

    /// <summary>One entry, or that of the other triangle, too; where both are one variable, its derivative counts twice.</summary>
    private static int CountOf((int Row, int Column) pair) => pair.Row == pair.Column ? 1 : 2;

    /// <summary>The number of rounds of the loops from one level up to another.</summary>
    private static long Rounds(NestPlan plan, int level, int from, Dictionary<string, long> values)
    {
        if (from == level) return 1;
        var index = plan.Nest.Indices[from];
        var (first, last) = (index.From.At(name => values[name]), index.To.At(name => values[name]));
        if (last < first) return 0;
        var isSame = Enumerable.Range(from + 1, level - from - 1).All(k => IsFree(plan.Nest.Indices[k].From) && IsFree(plan.Nest.Indices[k].To));
        values[index.Name] = first;
        if (isSame) return (last - first + 1) * Rounds(plan, level, from + 1, values);
        var sum = 0L;
        for (var i = first; i <= last; i++)
        {
            values[index.Name] = i;
            sum += Rounds(plan, level, from + 1, values);
        }

        return sum;

        bool IsFree(AffineIndex bound) => bound.CoefficientOf(index.Name) == 0;
    }
}
