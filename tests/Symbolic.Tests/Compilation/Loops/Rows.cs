using Symbolic.Compilation;
using Symbolic.Expressions;
using Xunit;

namespace Symbolic.Tests.Compilation.Loops;

/// <summary>Rows of data for tests, and sums over them by the plainest means: one row after the other, each compiled as a formula of its own.</summary>
internal static class Rows
{
    /// <summary>Columns x, y, k of moderate numbers; k holds 0 and 1.</summary>
    public static RowData Of(int count, int seed = 1)
    {
        var random = new Random(seed);
        return new RowData(new Dictionary<string, double[]>
        {
            ["x"] = [.. Enumerable.Range(0, count).Select(_ => (4 * random.NextDouble()) - 2)],
            ["y"] = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() + 0.5)],
            ["k"] = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(2))],
        });
    }

    /// <summary>Value, gradient and Hessian of a formula, one number after the other; the value alone is the same up to rounding.</summary>
    public static double[] All(CompiledFormula formula, double[] at)
    {
        var numbers = Numbers(formula, at);
        Assert.Equal(numbers[0], formula.Evaluate(at), 1e-12 * Math.Abs(numbers[0]));
        return numbers;
    }

    /// <summary>Value, gradient and Hessian of a formula, one number after the other.</summary>
    public static double[] Numbers(CompiledFormula formula, double[] at)
    {
        var n = at.Length;
        var (gradient, hessian) = (new double[n], new double[n * n]);
        var value = formula.Evaluate(at, gradient, hessian);
        return [value, .. gradient, .. hessian];
    }

    /// <summary>
    /// The same of Σ body over the rows, and what rounding may do to each: 50 roundings in a term, and those of adding up blocks of 4,096
    /// terms one after the other.
    /// </summary>
    public static (double[] Sums, double[] Bounds) Plainly(string body, RowData data, string[] parameters, double[] at)
    {
        var columns = data.Names.ToArray();
        string[] names = [.. parameters, .. columns];
        var program = Formula.Parse(body).Compile(2, names, CompilationMode.Interpreted);
        var (n, all) = (parameters.Length, names.Length);
        var (sums, sizes) = (new double[1 + n + (n * n)], new double[1 + n + (n * n)]);
        var (gradient, hessian, lost) = (new double[all], new double[all * all], new double[sums.Length]);
        for (var row = 0; row < data.Count; row++)
        {
            var value = program.Evaluate([.. at, .. columns.Select(c => Number(data, c, row))], gradient, hessian);
            double[] term = [value, .. gradient[..n], .. from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, n) select hessian[(i * all) + j]];
            for (var i = 0; i < term.Length; i++)
            {
                // Compensated (Kahan, 1965).
                var corrected = term[i] - lost[i];
                var sum = sums[i] + corrected;
                (lost[i], sums[i]) = (sum - sums[i] - corrected, sum);
                sizes[i] += Math.Abs(term[i]);
            }
        }

        var roundings = 50 + Math.Min(data.Count, 4_096) + (data.Count / 4_096);
        return (sums, [.. sizes.Select(size => roundings * 1.2e-16 * size)]);
    }

    /// <summary>The numbers are the same up to rounding.</summary>
    public static void AssertSame((double[] Sums, double[] Bounds) expected, double[] actual)
    {
        Assert.Equal(expected.Sums.Length, actual.Length);
        for (var i = 0; i < actual.Length; i++)
            Assert.True(Math.Abs(actual[i] - expected.Sums[i]) <= expected.Bounds[i], $"number {i} is {actual[i]:R}, not {expected.Sums[i]:R} ± {expected.Bounds[i]:R}");
    }

    private static double Number(RowData data, string column, int row) => data.TryGetColumn(column, out var numbers) ? numbers[row] : double.NaN;
}
