using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Symbolic.Benchmarks.Full;

/// <summary>Runs BenchmarkDotNet within this process, where the compiled formulas are.</summary>
internal static class FullRun
{
    /// <summary>Measures the workloads with these letters; all when there is none.</summary>
    public static int Run(string[] only)
    {
        WorkloadBenchmark.Choose(only);
        var config = ManualConfig.Create(DefaultConfig.Instance).AddJob(Job.Default.WithMaxIterationCount(30).WithToolchain(InProcessEmitToolchain.Instance));
        var summary = BenchmarkRunner.Run<WorkloadBenchmark>(config);
        return summary.HasCriticalValidationErrors || summary.Reports.Any(r => !r.Success) ? 1 : 0;
    }
}
