using BenchmarkDotNet.Attributes;
using Symbolic.Benchmarks.Measuring;
using Symbolic.Benchmarks.Quick;

namespace Symbolic.Benchmarks.Full;

/// <summary>The workloads of the quick table under BenchmarkDotNet.</summary>
public class WorkloadBenchmark
{
    private static Dictionary<string, Contest> _contests = [];
    private Contest _contest = null!;

    /// <summary>Lines of the table.</summary>
    public static IEnumerable<string> Workloads => _contests.Keys;

    /// <summary>The line that is measured.</summary>
    [ParamsSource(nameof(Workloads))]
    public string Workload { get; set; } = "";

    /// <summary>Chooses workloads by their letters; all when there is none.</summary>
    public static void Choose(string[] only) => _contests = QuickRun.Contests(only).ToDictionary(c => c.Name);

    [GlobalSetup]
    public void FindContest() => _contest = _contests[Workload];

    /// <summary>All items of work of the code by hand.</summary>
    [Benchmark(Baseline = true)]
    public void Hand() => _contest.Baseline();

    /// <summary>The same items of a compiled formula.</summary>
    [Benchmark]
    public void Compiled() => _contest.Ours();
}
