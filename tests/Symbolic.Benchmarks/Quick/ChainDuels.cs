using System.Diagnostics;
using Symbolic.Benchmarks.Measuring;
using Symbolic.Benchmarks.Workloads;
using Symbolic.Compilation;

namespace Symbolic.Benchmarks.Quick;

/// <summary>A sum over an index, kept as a loop, against a loop over Vector512 written by hand.</summary>
internal static class ChainDuels
{
    private const int SetUps = 5;

    private static readonly Dictionary<int, string> Peers = new()
    {
        [100] = "CasADi VM 92, CasADi+gcc 33, ADOL-C 282, PyTorch 2.9e3",
        [1_000] = "CasADi VM 106, CasADi+gcc 45, ADOL-C 231, PyTorch 378",
        [10_000] = "CasADi VM 117, ADOL-C 235, PyTorch 65",
        [100_000] = "CasADi VM 109, ADOL-C 433, PyTorch 35",
    };

    public static IEnumerable<Contest> Of(int n)
    {
        var (sum, time, bytes) = SetUp(RosenbrockChain.Text(n), 2);
        var x = RosenbrockChain.Data(n);
        var (g, h, ourG, ourH) = (new double[n], new double[(2 * n) - 1], new double[n], new double[(2 * n) - 1]);
        Agree(sum, x, g, h, ourG, ourH);
        var bar = n <= 1_000 ? 1.5 : 2;
        var name = n < 10_000 ? $"{n}" : $"1e{(int)Math.Log10(n)}";
        // Both write to the same arrays: how these lie to the lines of the caches makes a third of the time of short ones.
        yield return new Contest($"D{name} vg", () => RosenbrockChain.Gradient(x, g), () => sum.Evaluate(x, g), n, bar, Peers.GetValueOrDefault(n, ""), $"set-up {time:F1} ms, {bytes / 1e6:F1} MB; ns per variable");
        yield return new Contest($"D{name} vgh", () => RosenbrockChain.Hessian(x, g, h), () => sum.EvaluateSparse(x, g, h), n, bar);
    }

    /// <summary>The same terms over pairs of variables that have nothing to do with each other.</summary>
    public static IEnumerable<Contest> OfPairs(int n)
    {
        var (sum, time, _) = SetUp(RosenbrockPairs.Text(n), 1);
        var (x, g, ourG) = (RosenbrockChain.Data(n), new double[n], new double[n]);
        var (value, ours) = (RosenbrockPairs.Gradient(x, g), sum.Evaluate(x, ourG));
        if (Math.Abs(value - ours) > 1e-12 * Math.Abs(value)) throw new InvalidOperationException($"The sum is {value:R} by hand and {ours:R} compiled.");
        Same(g, ourG);
        yield return new Contest($"D{n:0e0} pairs vg", () => RosenbrockPairs.Gradient(x, g), () => sum.Evaluate(x, g), n, 2, "", $"x[2i-1] with x[2i]; set-up {time:F1} ms; ns per variable");
    }

    /// <summary>The compiled formula, and the median time in milliseconds and the memory that reading, differentiating and compiling it take.</summary>
    private static (CompiledFormula Sum, double Time, long Bytes) SetUp(string text, int order)
    {
        var (times, sum, bytes) = (new List<double>(), (CompiledFormula?)null, 0L);
        for (var run = 0; run < SetUps; run++)
        {
            var (watch, memory) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
            sum = Formula.Parse(text).Compile(order);
            for (var k = 1; k <= order; k++) sum.CompileNow(k);
            times.Add(watch.Elapsed.TotalMilliseconds);
            bytes = GC.GetAllocatedBytesForCurrentThread() - memory;
        }

        return (sum!, Duel.Median(times), bytes);
    }

    private static void Agree(CompiledFormula sum, double[] x, double[] g, double[] h, double[] ourG, double[] ourH)
    {
        var (value, ours) = (RosenbrockChain.Hessian(x, g, h), sum.EvaluateSparse(x, ourG, ourH));
        if (Math.Abs(value - ours) > 1e-12 * Math.Abs(value)) throw new InvalidOperationException($"The sum is {value:R} by hand and {ours:R} compiled.");
        Same(g, ourG);
        // By hand diagonal after diagonal, ours row after row.
        var n = x.Length;
        Same([.. sum.HessianPattern.Entries.Select(e => e.Row == e.Column ? h[e.Row] : h[n + e.Column])], ourH);
        RosenbrockChain.Gradient(x, g);
        sum.Evaluate(x, ourG);
        Same(g, ourG);
    }

    private static void Same(double[] hand, double[] ours)
    {
        for (var i = 0; i < hand.Length; i++)
        {
            if (!(Math.Abs(hand[i] - ours[i]) <= 1e-9)) throw new InvalidOperationException($"Entry {i} is {hand[i]:R} by hand and {ours[i]:R} compiled.");
        }
    }
}
