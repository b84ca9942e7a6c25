using Symbolic.Benchmarks.Measuring;
using Symbolic.Benchmarks.Workloads;
using Symbolic.Compilation;

namespace Symbolic.Benchmarks.Quick;

/// <summary>Compiled formulas against hand-written code, one point at a time.</summary>
internal static class PointDuels
{
    private static readonly string[] Kinds = ["v", "vg", "vgh"];
    private static readonly double[] Bars = [1.15, 1.15, 1.5];

    /// <summary>All orders of a workload.</summary>
    public static IEnumerable<Contest> Of(PointWorkload workload)
    {
        var compiled = Formula.Parse(workload.Text).Compile(2, workload.Variables);
        compiled.CompileNow();
        var data = workload.Data(PointWorkload.Points);
        Agreement.Check(workload, compiled, data);
        for (var order = 0; order <= 2; order++)
        {
            var (hand, ours) = (Baseline(workload, order, data), Ours(compiled, order, data));
            yield return new Contest($"{workload.Name} {Kinds[order]}", hand, ours, PointWorkload.Points, Bars[order], workload.Peers[order].ToText(), $"{compiled.TapeOf(order).InstructionCount} instructions");
        }
    }

    private static Action Baseline(PointWorkload workload, int order, double[] data)
    {
        var n = workload.Variables.Length;
        var (values, gradients, hessians) = Room(n);
        return order switch
        {
            0 => () => HandLoops.Value(workload.Value, data, n, values),
            1 => () => HandLoops.Gradient(workload.Gradient, data, n, values, gradients),
            _ => () => HandLoops.Hessian(workload.Hessian, data, n, values, gradients, hessians),
        };
    }

    private static Action Ours(CompiledFormula formula, int order, double[] data)
    {
        var n = formula.Variables.Length;
        var (values, gradients, hessians) = Room(n);
        return order switch
        {
            0 => () => OurLoops.Value(formula, data, n, values),
            1 => () => OurLoops.Gradient(formula, data, n, values, gradients),
            _ => () => OurLoops.Hessian(formula, data, n, values, gradients, hessians),
        };
    }

    private static (double[] Values, double[] Gradients, double[] Hessians) Room(int n) =>
        (new double[PointWorkload.Points], new double[PointWorkload.Points * n], new double[PointWorkload.Points * n * n]);
}
