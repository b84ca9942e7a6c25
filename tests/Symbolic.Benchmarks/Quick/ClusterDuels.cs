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

    public static IEnumerable<RatioRow> Run(int atoms, double seconds)
    {
        var cluster = new LennardJones(atoms);
        foreach (var row in Run(atoms, "", () => Formula.Parse(cluster.SumText()).Compile(2, mode: CompilationMode.Immediate), seconds)) yield return row;
        foreach (var row in Run(atoms, " terms", () => Formula.Parse(cluster.Text()).Compile(2, cluster.Variables, CompilationMode.Immediate), seconds)) yield return row;
    }

    private static IEnumerable<RatioRow> Run(int atoms, string form, Func<CompiledFormula> compile, double seconds)
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
        var (peers, bar) = form.Length == 0 ? (Peers[atoms], 1.5) : ([ "", ""], 100.0);
        yield return new RatioRow($"E{atoms}{form} vg", Duel.Run(() => LennardJones.Gradient(x, g), () => compiled.Evaluate(x, ourG), 1, seconds), bar, peers[0], $"set-up of both {time:F0} ms");
        yield return new RatioRow($"E{atoms}{form} vgh", Duel.Run(() => LennardJones.Hessian(x, g, h), () => compiled.Evaluate(x, ourG, ourH), 1, seconds), bar, peers[1]);
    }
}
