using System.Diagnostics;
using System.Numerics;
using Symbolic.FiniteDifferences.Grids;

namespace Symbolic.Benchmarks.Grids;

/// <summary>
/// The Hessian of a cube of samples against the least that memory has to do for it: reading the array once and writing the six
/// results once, by the same number of threads, in the same run.
/// </summary>
public static class GridBenchmark
{
    private const int Rounds = 15;
    private const int Results = 6;

    /// <summary>
    /// Prints the best times of both and their ratio, elapsed and of the processors (the one to go by on a busy machine), and the
    /// elapsed ones with results in new memory.
    /// </summary>
    public static void Run() => Run(256);

    /// <summary>As <see cref="Run()"/>, for a cube of <paramref name="side"/>³ samples.</summary>
    public static void Run(int side)
    {
        var axis = GridAxis.Between(-1, 1, side);
        GridData grid = GridData.Sample(p => Math.Sin(2 * p[0]) * Math.Exp(p[1] - p[2] * p[2]), axis, axis, axis);
        double[] source = grid.Values.ToArray();
        double[][] targets = New(grid.Count);
        Console.WriteLine($"Grid Hessian, {side}³ doubles, {Environment.ProcessorCount} threads, best of {Rounds}, ms, against reading the array and writing the results:");
        foreach (int accuracy in (int[])[2, 4, 6])
        {
            var options = new GridOptions { Accuracy = accuracy };
            var (copy, hessian) = Best(() => Copy(source, targets), () => GridDerivatives.Hessian(grid, targets, options));
            var (freshCopy, freshHessian) = Best(() => Copy(source, New(grid.Count)), () => GridDerivatives.Hessian(grid, options));
            Console.WriteLine(
                $"  accuracy {accuracy}: elapsed {hessian.Elapsed,6:F1} / {copy.Elapsed,6:F1} = {hessian.Elapsed / copy.Elapsed:F2}; "
                + $"processors {hessian.Processor,6:F1} / {copy.Processor,6:F1} = {hessian.Processor / copy.Processor:F2}; "
                + $"new memory {freshHessian.Elapsed,6:F1} / {freshCopy.Elapsed,6:F1} = {freshHessian.Elapsed / freshCopy.Elapsed:F2}");
        }
    }

    private static double[][] New(int count) => [.. Enumerable.Range(0, Results).Select(_ => GC.AllocateUninitializedArray<double>(count))];

    // Taken in turns, so that both meet the same neighbours on the machine.
    private static (Times First, Times Second) Best(Action first, Action second)
    {
        var a = new Times(double.PositiveInfinity, double.PositiveInfinity);
        Times b = a;
        for (int round = 0; round < Rounds; round++)
        {
            a = Measure(first).Least(a);
            b = Measure(second).Least(b);
        }

        return (a, b);
    }

    private static Times Measure(Action action)
    {
        GC.Collect();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        action();
        return new(Stopwatch.GetElapsedTime(start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds);
    }

    // Each piece of the source is read once and stays in the cache while it is written six times.
    private static void Copy(double[] source, double[][] targets)
    {
        int piece = 8 * 1024;
        Parallel.For(0, (source.Length + piece - 1) / piece, p =>
        {
            int start = p * piece, end = Math.Min(source.Length, start + piece);
            foreach (double[] target in targets)
            {
                int i = start;
                for (; i <= end - Vector<double>.Count; i += Vector<double>.Count)
                {
                    new Vector<double>(source, i).CopyTo(target, i);
                }

                for (; i < end; i++)
                {
                    target[i] = source[i];
                }
            }
        });
    }

    private sealed record Times(double Elapsed, double Processor)
    {
        public Times Least(Times other) => new(Math.Min(Elapsed, other.Elapsed), Math.Min(Processor, other.Processor));
    }
}
