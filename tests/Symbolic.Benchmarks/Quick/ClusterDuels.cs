using System.Diagnostics;
using Symbolic.Benchmarks.Measuring;
using Symbolic.Benchmarks.Workloads;
using Symbolic.Compilation;

namespace Symbolic.Benchmarks.Quick;

/// <summary>A double sum, kept as loops and with every term written out, with a dense Hessian, against the double loop over pairs that an expert would write.</summary>
internal static class ClusterDuels
{
    private static readonly Dictionary<int, string[]> Peers = new()
    {
        [13] = ["CasADi VM 11.4, CasADi+gcc 2.89, SymPy 141, ADOL-C 488, PyTorch 212", "CasADi VM 21.8, CasADi+gcc 2.43, PyTorch (H) 815"],
        [38] = ["CasADi VM 11.9, ADOL-C 70.4, PyTorch 33.8", "CasADi VM 22.6, PyTorch (H) 641"],
    };

    public static IEnumerable<Contest> Of(int atoms)
    {
        var cluster = new LennardJones(atoms);
        foreach (var contest in Of(atoms, "", () => Formula.Parse(cluster.SumText()).Compile(2))) yield return contest;
        foreach (var contest in Of(atoms, " terms", () => Formula.Parse(cluster.Text()).Compile(2, cluster.Variables))) yield return contest;
    }

    private static IEnumerable<Contest> Of(int atoms, string form, Func<CompiledFormula> compile)
    {
        var cluster = new LennardJones(atoms);
        var watch = Stopwatch.StartNew();
        var compiled = compile();
        compiled.CompileNow(1);
        compiled.CompileNow(2);
        var time = watch.Elapsed.TotalMilliseconds;
        var (n, x) = (cluster.Size, cluster.Data());
        var (g, h, ourG, ourH) = (new double[n], new double[n * n], new double[n], new double[n * n]);
        Agreement.Same($"E{atoms} value", [LennardJones.Gradient(x, g)], [compiled.Evaluate(x, ourG)]);
        Agreement.Same($"E{atoms} gradient", g, ourG);
        Agreement.Same($"E{atoms} value", [LennardJones.Hessian(x, g, h)], [compiled.Evaluate(x, ourG, ourH)]);
        Agreement.Same($"E{atoms} gradient", g, ourG);
        Agreement.Same($"E{atoms} Hessian", h, ourH);
        yield return new Contest($"E{atoms}{form} vg", () => LennardJones.Gradient(x, g), () => compiled.Evaluate(x, ourG), 1, 1.5, Peers[atoms][0], $"set-up of both {time:F0} ms");
        yield return new Contest($"E{atoms}{form} vgh", () => LennardJones.Hessian(x, g, h), () => compiled.Evaluate(x, ourG, ourH), 1, 1.5, Peers[atoms][1], "");
    }
}
