using Symbolic.Benchmarks.Measuring;
using Symbolic.Benchmarks.Workloads;
using Symbolic.Compilation;

namespace Symbolic.Benchmarks.Quick;

/// <summary>Compiled formulas against hand-written code, one point at a time.</summary>
internal static class PointDuels
{
    private static readonly string[] Kinds = ["v", "vg", "vgh"];
    private static readonly double[] Bars = [1.15, 1.15, 1.5];

    /// <summary>All orders of a workload, of which there may be several copies.</summary>
    public static IEnumerable<Contest> Of(params PointWorkload[] copies)
    {
        var workload = copies[0];
        var data = workload.Data(PointWorkload.Points);
        var compiled = Array.ConvertAll(copies, c => Formula.Parse(c.Text).Compile(2, c.Variables));
        Agreement.Check(workload, compiled[0], data);
        for (var order = 0; order <= 2; order++)
        {
            var pairs = copies.Zip(compiled, (c, f) => (Baseline(c, order, data), Ours(f, order, data))).ToArray();
            yield return new Contest($"{workload.Name} {Kinds[order]}", pairs[0].Item1, pairs[0].Item2, PointWorkload.Points, Bars[order], workload.Peers[order].ToText(), $"{compiled[0].TapeOf(order).InstructionCount} instructions")
            {
                Copies = pairs,
            };
        }
    }

    private static Action Baseline(PointWorkload workload, int order, double[] data)
    {
        var n = workload.Variables.Length;
        var (values, gradients, hessians) = Room(n);
        return order switch
        {
            0 => () => PointLoops.Value(workload.Value, data, n, values),
            1 => () => PointLoops.Gradient(workload.Gradient, data, n, values, gradients),
            _ => () => PointLoops.Hessian(workload.Hessian, data, n, values, gradients, hessians),
        };
    }

    private static Action Ours(CompiledFormula formula, int order, double[] data)
    {
        var n = formula.Variables.Length;
        var (values, gradients, hessians) = Room(n);
        switch (order)
        {
            case 0:
                var value = formula.ToDelegate<ValueFunction>();
                return () => PointLoops.Value(value, data, n, values);
            case 1:
                var gradient = formula.ToDelegate<GradientFunction>();
                return () => PointLoops.Gradient(gradient, data, n, values, gradients);
            default:
                var hessian = formula.ToDelegate<HessianFunction>();
                return () => PointLoops.Hessian(hessian, data, n, values, gradients, hessians);
        }
    }

    private static (double[] Values, double[] Gradients, double[] Hessians) Room(int n) =>
        (new double[PointWorkload.Points], new double[PointWorkload.Points * n], new double[PointWorkload.Points * n * n]);
}
