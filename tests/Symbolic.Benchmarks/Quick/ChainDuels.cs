using System.Diagnostics;
using Symbolic.Benchmarks.Measuring;
using Symbolic.Benchmarks.Workloads;
using Symbolic.Compilation;

namespace Symbolic.Benchmarks.Quick;

/// <summary>A sum over an index, kept as a loop, against a loop over Vector512 written by hand.</summary>
internal static class ChainDuels
{
    private static readonly Dictionary<int, string> Peers = new()
    {
        [100] = "CasADi VM 92, CasADi+gcc 33, ADOL-C 282, PyTorch 2.9e3",
        [1_000] = "CasADi VM 106, CasADi+gcc 45, ADOL-C 231, PyTorch 378",
        [10_000] = "CasADi VM 117, ADOL-C 235, PyTorch 65",
        [100_000] = "CasADi VM 109, ADOL-C 433, PyTorch 35",
    };

    public static IEnumerable<Contest> Of(int n)
    {
        var watch = Stopwatch.StartNew();
        var memory = GC.GetAllocatedBytesForCurrentThread();
        var sum = Formula.Parse(RosenbrockChain.Text(n)).Compile(2);
        sum.CompileNow(1);
        sum.CompileNow(2);
        var (time, bytes) = (watch.Elapsed.TotalMilliseconds, GC.GetAllocatedBytesForCurrentThread() - memory);
        var x = RosenbrockChain.Data(n);
        var (g, h, ourG, ourH) = (new double[n], new double[(2 * n) - 1], new double[n], new double[(2 * n) - 1]);
        Agree(sum, x, g, h, ourG, ourH);
        var bar = n <= 1_000 ? 1.5 : 2;
        var name = n < 10_000 ? $"{n}" : $"1e{(int)Math.Log10(n)}";
        yield return new Contest($"D{name} vg", () => RosenbrockChain.Gradient(x, g), () => sum.Evaluate(x, ourG), n, bar, Peers.GetValueOrDefault(n, ""), $"set-up {time:F1} ms, {bytes / 1e6:F1} MB; ns per variable");
        yield return new Contest($"D{name} vgh", () => RosenbrockChain.Hessian(x, g, h), () => sum.EvaluateSparse(x, ourG, ourH), n, bar);
    }

    /// <summary>The same terms over pairs of variables that have nothing to do with each other.</summary>
    public static IEnumerable<Contest> OfPairs(int n)
    {
        var watch = Stopwatch.StartNew();
        var sum = Formula.Parse(RosenbrockPairs.Text(n)).Compile(1);
        sum.CompileNow();
        var time = watch.Elapsed.TotalMilliseconds;
        var (x, g, ourG) = (RosenbrockChain.Data(n), new double[n], new double[n]);
        var (value, ours) = (RosenbrockPairs.Gradient(x, g), sum.Evaluate(x, ourG));
        if (Math.Abs(value - ours) > 1e-12 * Math.Abs(value)) throw new InvalidOperationException($"The sum is {value:R} by hand and {ours:R} compiled.");
        Same(g, ourG);
        yield return new Contest($"D{n:0e0} pairs vg", () => RosenbrockPairs.Gradient(x, g), () => sum.Evaluate(x, ourG), n, 2, "", $"x[2i-1] with x[2i]; set-up {time:F1} ms; ns per variable");
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
