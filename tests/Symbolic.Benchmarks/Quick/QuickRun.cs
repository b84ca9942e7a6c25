using Symbolic.Benchmarks.Measuring;
using Symbolic.Benchmarks.Workloads;

namespace Symbolic.Benchmarks.Quick;

/// <summary>All workloads in one table of ratios, in under three minutes.</summary>
internal static class QuickRun
{
    /// <summary>Prints the table.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="only">The letters of the workloads to run; all when empty.</param>
    /// <param name="seconds">Seconds of measuring for each line.</param>
    /// <param name="isMarkdown">Whether the table is Markdown.</param>
    public static void Print(TextWriter output, string[] only, double seconds, bool isMarkdown)
    {
        var table = new RatioTable(output, isMarkdown);
        table.PrintHead();
        foreach (var contest in Contests(only))
            table.Print(new RatioRow(contest.Name, Duel.Run(contest.Copies, contest.Items, seconds), contest.Bar, contest.Peers, contest.Remark));
        foreach (var row in IsWanted(only, "H") ? FirstAnswerRows.Run(seconds) : []) table.Print(row);
        foreach (var row in IsWanted(only, "M") ? CommandRows.Run() : []) table.Print(row);
    }

    /// <summary>What is compared with code by hand, of the workloads with these letters.</summary>
    public static IEnumerable<Contest> Contests(string[] only) => Groups().Where(g => IsWanted(only, g.Name)).SelectMany(g => g.Contests);

    private static bool IsWanted(string[] only, string name) => only.Length == 0 || only.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<(string Name, IEnumerable<Contest> Contests)> Groups()
    {
        yield return ("A", PointDuels.Of(new Rosenbrock<byte>(), new Rosenbrock<short>(), new Rosenbrock<int>(), new Rosenbrock<long>(), new Rosenbrock<float>(), new Rosenbrock<double>(), new Rosenbrock<char>()));
        yield return ("B", PointDuels.Of(new BlackScholes()));
        yield return ("C", PointDuels.Of(new Oscillator()));
        foreach (var n in new[] { 100, 1_000, 10_000, 100_000, 1_000_000 })
            yield return ("D", ChainDuels.Of(n));
        yield return ("D", ChainDuels.OfPairs(100_000));
        foreach (var atoms in new[] { 13, 38 })
            yield return ("E", ClusterDuels.Of(atoms));
        foreach (var workload in new DataWorkload[] { new Logistic(), new Mixture() })
            yield return ("F", DataDuels.Of(workload));
        foreach (var workload in new ColumnWorkload[] { new RosenbrockColumns(), new BlackScholesColumns(), new OscillatorColumns() })
            yield return ("G", ColumnDuels.Of(workload));
    }
}
