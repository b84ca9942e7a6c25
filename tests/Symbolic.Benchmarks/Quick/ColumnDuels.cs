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

    public static IEnumerable<Contest> Of(ColumnWorkload workload)
    {
        var compiled = Formula.Parse(workload.Point.Text).Compile(1, workload.Point.Variables);
        var x = workload.Columns(Count);
        var (values, gradients) = (ColumnWorkload.Room(1, Count)[0], ColumnWorkload.Room(x.Length, Count));
        Agree(workload, compiled, x, values, gradients);

        // Both sides write to the same columns: where an array begins in its cache line counts.
        ReadOnlyMemory<double>[] inputs = [.. x];
        var isArithmetic = workload is RosenbrockColumns;
        void Values() => compiled.EvaluateBatch(inputs, values, options: OneThread);
        void Gradients() => compiled.EvaluateBatch(inputs, values, gradients, options: OneThread);
        yield return new Contest($"G-{workload.Point.Name} v", () => workload.Values(x, values), Values, Count, isArithmetic ? 1.2 : 1.1, Peers(workload, 0));
        if (isArithmetic)
            yield return new Contest("G-A v/copy", () => Copy(x, values), Values, Count, 1.1, "o = x + y over columns");
        yield return new Contest($"G-{workload.Point.Name} vg", () => workload.Gradients(x, values, gradients), Gradients, Count, isArithmetic ? 1.2 : 1.1, Peers(workload, 1));
    }

    private static string Peers(ColumnWorkload workload, int order)
    {
        var (hand, gcc, torch, numpy) = workload.Peers[order];
        return $"gcc+libmvec {gcc / hand:F2}, PyTorch {torch / hand:F1}, SymPy+NumPy {numpy / hand:F1}";
    }

    private static void Copy(Memory<double>[] x, Memory<double> values)
    {
        ref var a = ref x[0].Span[0];
        ref var b = ref x[1].Span[0];
        ref var v = ref values.Span[0];
        for (nuint i = 0; i < (nuint)values.Length; i += 8) (Vector512.LoadUnsafe(ref a, i) + Vector512.LoadUnsafe(ref b, i)).StoreUnsafe(ref v, i);
    }

    private static void Agree(ColumnWorkload workload, CompiledFormula compiled, Memory<double>[] x, Memory<double> values, Memory<double>[] gradients)
    {
        var (ourValues, ours) = (ColumnWorkload.Room(1, Count)[0], ColumnWorkload.Room(x.Length, Count));
        ReadOnlyMemory<double>[] inputs = [.. x];
        workload.Values(x, values);
        compiled.EvaluateBatch(inputs, ourValues);
        Same(values.Span, ourValues.Span);
        workload.Gradients(x, values, gradients);
        compiled.EvaluateBatch(inputs, ourValues, ours);
        Same(values.Span, ourValues.Span);
        for (var j = 0; j < x.Length; j++) Same(gradients[j].Span, ours[j].Span);
    }

    private static void Same(ReadOnlySpan<double> hand, ReadOnlySpan<double> ours)
    {
        var scale = 0.0;
        foreach (var value in hand) scale = Math.Max(scale, Math.Abs(value));
        for (var i = 0; i < hand.Length; i++)
        {
            if (!(Math.Abs(hand[i] - ours[i]) <= 1e-12 * scale)) throw new InvalidOperationException($"Point {i} is {hand[i]:R} by hand and {ours[i]:R} compiled.");
        }
    }
}
