using Symbolic.Benchmarks.Workloads;

namespace Symbolic.Benchmarks.Quick;

/// <summary>All workloads in one table of ratios, in under three minutes.</summary>
internal static class QuickRun
{
    /// <summary>Prints the table.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="only">Beginnings of the names of the workloads to run; all when empty.</param>
    /// <param name="seconds">Seconds of measuring for each line.</param>
    public static void Print(TextWriter output, string[] only, double seconds)
    {
        RatioTable.PrintHead(output);
        foreach (var (name, rows) in Groups(seconds))
        {
            if (only.Length > 0 && !only.Contains(name, StringComparer.OrdinalIgnoreCase)) continue;
            foreach (var row in rows) RatioTable.Print(output, row);
        }
    }

    private static IEnumerable<(string Name, IEnumerable<RatioRow> Rows)> Groups(double seconds)
    {
        foreach (var workload in new PointWorkload[] { new Rosenbrock(), new BlackScholes(), new Oscillator() })
            yield return (workload.Name, PointDuels.Run(workload, seconds));
        foreach (var n in new[] { 100, 1_000, 10_000, 100_000, 1_000_000 })
            yield return ("D", ChainDuels.Run(n, seconds));
        foreach (var atoms in new[] { 13, 38 })
            yield return ("E", ClusterDuels.Run(atoms, seconds));
        foreach (var workload in new DataWorkload[] { new Logistic(), new Mixture() })
            yield return ("F", DataDuels.Run(workload, seconds));
        foreach (var workload in new ColumnWorkload[] { new RosenbrockColumns(), new BlackScholesColumns(), new OscillatorColumns() })
            yield return ("G", ColumnDuels.Run(workload, seconds));
        yield return ("H", FirstAnswerRows.Run(seconds));
        yield return ("M", CommandRows.Run());
    }
}
