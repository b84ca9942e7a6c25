using Symbolic.Compilation;

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

    public static ColumnTable Compute(Formula formula, IReadOnlyList<string>? wrt, IReadOnlyDictionary<string, double[]> columns, int order)
    {
        var evaluation = Evaluation.Prepare(formula, wrt, Common(formula, columns));
        var rows = columns.Count == 0 ? 1 : columns.First().Value.Length;
        var program = evaluation.Compile(order, CompilationMode.Tiered);
        var (n, all) = (evaluation.With.Count, evaluation.Order.Count);
        var values = new double[rows];
        double[][] gradients = order >= 1 ? [.. Enumerable.Range(0, n).Select(_ => new double[rows])] : [];
        double[][][] hessians = order >= 2 ? [.. Enumerable.Range(0, n).Select(_ => Enumerable.Range(0, n).Select(_ => new double[rows]).ToArray())] : [];
        var (x, gradient, hessian) = (new double[all], new double[all], new double[order >= 2 ? all * all : 0]);
        var notes = new NonFiniteRows();
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < all; i++) x[i] = columns.TryGetValue(evaluation.Order[i], out var column) ? column[row] : 0;
            values[row] = order == 0 ? program.Evaluate(x) : order == 1 ? program.Evaluate(x, gradient) : program.Evaluate(x, gradient, hessian);
            for (var i = 0; i < gradients.Length; i++) gradients[i][row] = gradient[i];
            for (var i = 0; i < hessians.Length; i++)
            {
                for (var j = 0; j < n; j++) hessians[i][j][row] = hessian[(i * all) + j];
            }

            notes.Look(row, evaluation, values[row], gradient.AsSpan(0, gradients.Length), hessian, x);
        }

        return new ColumnTable { Values = values, Gradients = gradients, Hessians = hessians, Notes = notes.Say(rows) };
    }

    /// <summary>The values that are the same in all rows, which bounds of loops must be.</summary>
    /// <exception cref="UserErrorException">A variable has no column, or the bound of a loop changes.</exception>
    private static Point Common(Formula formula, IReadOnlyDictionary<string, double[]> columns)
    {
        var missing = formula.Variables.Where(v => !columns.ContainsKey(v)).ToArray();
        if (missing.Length > 0) new Point().In(missing);
        var point = new Point();
        foreach (var bound in Evaluation.LoopBounds(formula))
        {
            var column = columns[bound];
            if (column.Length == 0) continue;
            if (column.AsSpan().ContainsAnyExcept(column[0])) throw new UserErrorException($"'{bound}' bounds a sum or product and must be the same in all points of a request.") { Names = [bound] };
            point[bound] = column[0];
        }

        return point;
    }

    /// <summary>Counts the rows with numbers that are not finite, and explains the first.</summary>
    private struct NonFiniteRows
    {
        private int _count;
        private string? _first;

        public void Look(int row, Evaluation evaluation, double value, ReadOnlySpan<double> gradient, ReadOnlySpan<double> hessian, double[] at)
        {
            if (double.IsFinite(value) && AllFinite(gradient) && AllFinite(hessian)) return;
            if (_count++ == 0) _first = $"Row {row}: {string.Join(" ", NonFinite.Explain(evaluation, value, gradient, hessian, at))}";
        }

        public readonly IReadOnlyList<string> Say(int rows) => _first is null ? [] : [$"{_count} of {rows} rows hold numbers that are not finite.", _first];

        private static bool AllFinite(ReadOnlySpan<double> values)
        {
            foreach (var value in values)
            {
                if (!double.IsFinite(value)) return false;
            }

            return true;
        }
    }
}
