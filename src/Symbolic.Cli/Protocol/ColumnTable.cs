namespace Symbolic.Cli.Protocol;

/// <summary>Values and derivatives of a formula over columns of points.</summary>
internal sealed class ColumnTable
{
    public required double[] Values { get; init; }

    /// <summary>One column for each variable.</summary>
    public required double[][] Gradients { get; init; }

    /// <summary>One column for each pair of variables.</summary>
    public required double[][][] Hessians { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public static ColumnTable Compute(Evaluation evaluation, IReadOnlyDictionary<string, double[]> columns, int rows, int order)
    {
        var program = evaluation.Compile(order);
        var (n, all) = (evaluation.With.Count, evaluation.Order.Count);
        var values = new double[rows];
        double[][] gradients = order >= 1 ? [.. Enumerable.Range(0, n).Select(_ => new double[rows])] : [];
        double[][][] hessians = order >= 2 ? [.. Enumerable.Range(0, n).Select(_ => Enumerable.Range(0, n).Select(_ => new double[rows]).ToArray())] : [];
        var (x, gradient, hessian) = (new double[all], new double[all], new double[order >= 2 ? all * all : 0]);
        var notFinite = 0;
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < all; i++) x[i] = columns.TryGetValue(evaluation.Order[i], out var column) ? column[row] : 0;
            values[row] = order == 0 ? program.Evaluate(x) : order == 1 ? program.Evaluate(x, gradient) : program.Evaluate(x, gradient, hessian);
            if (!double.IsFinite(values[row])) notFinite++;
            for (var i = 0; i < gradients.Length; i++) gradients[i][row] = gradient[i];
            for (var i = 0; i < hessians.Length; i++)
            {
                for (var j = 0; j < n; j++) hessians[i][j][row] = hessian[(i * all) + j];
            }
        }

        return new ColumnTable
        {
            Values = values,
            Gradients = gradients,
            Hessians = hessians,
            Notes = notFinite == 0 ? [] : [$"{notFinite} of {rows} values are not finite."],
        };
    }
}
