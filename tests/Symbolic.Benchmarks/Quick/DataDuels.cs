using Symbolic.Benchmarks.Measuring;
using Symbolic.Benchmarks.Workloads;
using Symbolic.Expressions;

namespace Symbolic.Benchmarks.Quick;

/// <summary>Objectives over rows of data against loops over Vector512 written by hand, both on one thread.</summary>
internal static class DataDuels
{
    public static IEnumerable<Contest> Of(DataWorkload workload)
    {
        Agreement.CheckSlopes(workload);
        var (x, gradient, ours) = (workload.Point, new double[workload.Point.Length], new double[workload.Point.Length]);
        var run = Ours(workload, ours);
        Agreement.Same($"{workload.Name} value", [workload.Gradient(x, gradient)], [run()]);
        Agreement.Same($"{workload.Name} gradient", gradient, ours);
        yield return new Contest($"{workload.Name} vg", () => workload.Gradient(x, gradient), () => run(), 1, 1.3, workload.Peers);
    }

    /// <summary>Value and gradient by a compiled formula over columns of data.</summary>
    private static Func<double> Ours(DataWorkload workload, double[] gradient)
    {
        var data = new RowData(workload.ColumnNames.Zip(workload.Columns, KeyValuePair.Create));
        var formula = Formula.Parse(workload.Text).With(data).Compile(1, workload.Parameters);
        return () => formula.Evaluate(workload.Point, gradient);
    }
}
