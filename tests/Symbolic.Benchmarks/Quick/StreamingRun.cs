using System.Diagnostics;
using Symbolic.Benchmarks.Workloads;
using Symbolic.Compilation;

namespace Symbolic.Benchmarks.Quick;

/// <summary>A very long batch: the memory of the process while it runs, beyond that of the columns.</summary>
internal static class StreamingRun
{
    private const double Megabyte = 1 << 20;

    /// <summary>Evaluates workload A at many points on all processors.</summary>
    public static void Print(TextWriter output, int points)
    {
        var workload = new Rosenbrock<byte>();
        var compiled = Formula.Parse(workload.Text).Compile(1, workload.Variables);
        var columns = ColumnWorkload.Room(3, points);
        Fill(columns);
        ReadOnlyMemory<double>[] x = [columns[0], columns[1]];
        compiled.EvaluateBatch([x[0][..10_000], x[1][..10_000]], columns[2][..10_000]);
        var (before, allocated) = (Resident(), GC.GetTotalAllocatedBytes(precise: true));
        var most = new PeakMemory();
        var watch = Stopwatch.StartNew();
        compiled.EvaluateBatch(x, columns[2], options: new BatchOptions { Progress = most });
        var seconds = watch.Elapsed.TotalSeconds;
        output.WriteLine($"{points:N0} points in {seconds:F2} s, {seconds * 1e9 / points:F3} ns each, {24.0 * points / seconds / 1e9:F1} GB/s, {Environment.ProcessorCount} processors");
        output.WriteLine($"columns {24.0 * points / Megabyte:F0} MB, process before {before / Megabyte:F0} MB, at most while it ran {most.Bytes / Megabyte:F0} MB, allocated by the run {(GC.GetTotalAllocatedBytes(precise: true) - allocated) / Megabyte:F2} MB");
        Check(compiled, columns);
    }

    private static void Fill(Memory<double>[] columns)
    {
        // Every page is written to, so that it counts as resident before the run.
        for (var i = 0; i < columns[0].Length; i++)
        {
            columns[0].Span[i] = ((i * 37L) % 4_001 / 1_000.0) - 2;
            columns[1].Span[i] = ((i * 91L) % 4_003 / 1_000.0) - 2;
        }

        columns[2].Span.Fill(double.NaN);
    }

    private static void Check(CompiledFormula compiled, Memory<double>[] columns)
    {
        for (var i = 0; i < columns[0].Length; i++)
        {
            if (i % 1_000 != 0 && i < columns[0].Length - 100) continue;
            if (compiled.Evaluate([columns[0].Span[i], columns[1].Span[i]]) != columns[2].Span[i]) throw new InvalidOperationException($"Point {i} is wrong.");
        }
    }

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    /// <summary>Looks at the memory of the process now and then.</summary>
    private sealed class PeakMemory : IProgress<long>
    {
        private long _reports;

        public long Bytes { get; private set; }

        public void Report(long value)
        {
            if (Interlocked.Increment(ref _reports) % 256 == 1) Bytes = Math.Max(Bytes, Resident());
        }
    }
}
