using System.Runtime.Intrinsics;
using Symbolic.Benchmarks.Measuring;
using Symbolic.Benchmarks.Workloads;
using Symbolic.Compilation;

namespace Symbolic.Benchmarks.Quick;

/// <summary>Batches against loops over Vector512 written by hand, both on one thread, and against a copy loop.</summary>
internal static class ColumnDuels
{
    private const int Count = 1_000_000;

    private static readonly BatchOptions OneThread = new() { MaxDegreeOfParallelism = 1 };

    public static IEnumerable<RatioRow> Run(ColumnWorkload workload, double seconds)
    {
        var compiled = Formula.Parse(workload.Point.Text).Compile(1, workload.Point.Variables);
        var x = workload.Columns(Count);
        var (values, ourValues) = (new double[Count], new double[Count]);
        var gradients = x.Select(_ => new double[Count]).ToArray();
        var ours = x.Select(_ => new double[Count]).ToArray();
        Agree(workload, compiled, x, values, ourValues, gradients, ours);
        var isArithmetic = workload is RosenbrockColumns;
        yield return new RatioRow($"G-{workload.Point.Name} v", Duel.Run(() => workload.Values(x, values), () => compiled.EvaluateBatch(x, ourValues, options: OneThread), Count, seconds), isArithmetic ? 1.2 : 1.1, Peers(workload, 0));
        if (isArithmetic)
            yield return new RatioRow("G-A v/copy", Duel.Run(() => Copy(x, values), () => compiled.EvaluateBatch(x, ourValues, options: OneThread), Count, seconds), 1.1, "o = x + y over columns");
        yield return new RatioRow($"G-{workload.Point.Name} vg", Duel.Run(() => workload.Gradients(x, values, gradients), () => compiled.EvaluateBatch(x, ourValues, ours, options: OneThread), Count, seconds), isArithmetic ? 1.2 : 1.1, Peers(workload, 1));
    }

    private static string Peers(ColumnWorkload workload, int order)
    {
        var (hand, gcc, torch, numpy) = workload.Peers[order];
        return $"gcc+libmvec {gcc / hand:F2}, PyTorch {torch / hand:F1}, SymPy+NumPy {numpy / hand:F1}";
    }

    private static void Copy(double[][] x, double[] values)
    {
        ref var a = ref x[0][0];
        ref var b = ref x[1][0];
        ref var v = ref values[0];
        for (nuint i = 0; i < (nuint)values.Length; i += 8) (Vector512.LoadUnsafe(ref a, i) + Vector512.LoadUnsafe(ref b, i)).StoreUnsafe(ref v, i);
    }

    private static void Agree(ColumnWorkload workload, CompiledFormula compiled, double[][] x, double[] values, double[] ourValues, double[][] gradients, double[][] ours)
    {
        workload.Values(x, values);
        compiled.EvaluateBatch(x, ourValues);
        Same(values, ourValues);
        workload.Gradients(x, values, gradients);
        compiled.EvaluateBatch(x, ourValues, ours);
        Same(values, ourValues);
        for (var j = 0; j < x.Length; j++) Same(gradients[j], ours[j]);
    }

    private static void Same(double[] hand, double[] ours)
    {
        var scale = hand.Max(Math.Abs);
        for (var i = 0; i < hand.Length; i++)
        {
            if (!(Math.Abs(hand[i] - ours[i]) <= 1e-12 * scale)) throw new InvalidOperationException($"Point {i} is {hand[i]:R} by hand and {ours[i]:R} compiled.");
        }
    }
}
