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
    private const int Rounds = 9;
    private const int Results = 6;

    /// <summary>Prints the best time of both and their ratio, with results in memory that is reused and in new memory.</summary>
    public static void Run() => Run(256);

    /// <summary>As <see cref="Run()"/>, for a cube of <paramref name="side"/>³ samples.</summary>
    public static void Run(int side)
    {
        var axis = GridAxis.Between(-1, 1, side);
        GridData grid = GridData.Sample(p => Math.Sin(2 * p[0]) * Math.Exp(p[1] - p[2] * p[2]), axis, axis, axis);
        double[] source = grid.Values.ToArray();
        double[][] targets = New(grid.Count);
        Console.WriteLine($"Grid Hessian, {side}³ doubles, {Environment.ProcessorCount} threads, best of {Rounds}:");
        foreach (int accuracy in (int[])[2, 4, 6])
        {
            var options = new GridOptions { Accuracy = accuracy };
            double copy = double.PositiveInfinity, hessian = copy, freshCopy = copy, freshHessian = copy;
            for (int round = 0; round < Rounds; round++)
            {
                copy = Math.Min(copy, Time(() => Copy(source, targets)));
                hessian = Math.Min(hessian, Time(() => GridDerivatives.Hessian(grid, targets, options)));
            }

            for (int round = 0; round < Rounds / 3; round++)
            {
                freshCopy = Math.Min(freshCopy, Time(() => Copy(source, New(grid.Count))));
                freshHessian = Math.Min(freshHessian, Time(() => GridDerivatives.Hessian(grid, options)));
            }

            Console.WriteLine(
                $"  accuracy {accuracy}: reused memory {hessian * 1e3,7:F1} ms / copy {copy * 1e3,7:F1} ms = {hessian / copy:F2}; "
                + $"new memory {freshHessian * 1e3,7:F1} ms / copy {freshCopy * 1e3,7:F1} ms = {freshHessian / freshCopy:F2}");
        }
    }

    private static double[][] New(int count) => [.. Enumerable.Range(0, Results).Select(_ => GC.AllocateUninitializedArray<double>(count))];

    private static double Time(Action action)
    {
        GC.Collect();
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
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
}
