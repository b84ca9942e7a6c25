using Symbolic.Benchmarks.Measuring;
using Symbolic.Benchmarks.Workloads;

namespace Symbolic.Benchmarks.Quick;

/// <summary>Objectives over rows of data against loops over Vector512 written by hand, both on one thread.</summary>
internal static class DataDuels
{
    public static IEnumerable<RatioRow> Run(DataWorkload workload, double seconds)
    {
        Agreement.CheckSlopes(workload);
        var (x, gradient, ours) = (workload.Point, new double[workload.Point.Length], new double[workload.Point.Length]);
        if (Ours(workload, ours) is not { } run)
        {
            var time = Duel.Alone(() => workload.Gradient(x, gradient), 1, seconds);
            yield return new RatioRow($"{workload.Name} vg", new DuelResult(time, double.NaN, double.NaN), 1.3, workload.Peers);
            yield break;
        }

        Agreement.Same($"{workload.Name} value", [workload.Gradient(x, gradient)], [run()]);
        Agreement.Same($"{workload.Name} gradient", gradient, ours);
        yield return new RatioRow($"{workload.Name} vg", Duel.Run(() => workload.Gradient(x, gradient), () => run(), 1, seconds), 1.3, workload.Peers);
    }

    /// <summary>Value and gradient by a compiled formula over columns of data; null where the library has none.</summary>
    private static Func<double>? Ours(DataWorkload workload, double[] gradient)
    {
        _ = workload.Text;
        _ = gradient;
        return null;
    }
}
