using System.Globalization;
using Symbolic.Solvers.Fitting;

namespace Symbolic.Tests.Solvers;

/// <summary>Problems of the NIST Statistical Reference Datasets for nonlinear regression, from both published starts.</summary>
public sealed class NistTests
{
    public static TheoryData<string, int> Problems => [.. Directory.GetFiles(Folder, "*.tsv").Order(StringComparer.Ordinal).SelectMany(f => new[] { (Path.GetFileNameWithoutExtension(f), 1), (Path.GetFileNameWithoutExtension(f), 2) })];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Solvers", "Nist");

    [Theory]
    [MemberData(nameof(Problems))]
    public void The_certified_values_are_reached(string name, int start)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, name + ".tsv"));
        string[] Row(string key) => lines.Single(l => l.StartsWith(key + "\t", StringComparison.Ordinal)).Split('\t')[1..];
        double[] Numbers(string key) => [.. Row(key).Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
        var data = DataTable.Read(new StringReader(string.Join('\n', lines.SkipWhile(l => l != "x\ty"))));
        var fit = CurveFit.Fit(Formula.Parse(Row("model")[0]), data, "y", [.. Row("parameters").Zip(Numbers($"start {start}"))]);

        Assert.True(fit.Succeeded, fit.Message);
        var digits = Numbers("certified").Zip(fit.Parameters, (c, p) => Digits(p.Value, c)).Min();
        Assert.True(digits >= 9, $"{digits:0.0} digits after {fit.Iterations} iterations: {string.Join(", ", fit.Parameters)} {fit.Message}");
        Assert.True(Digits(fit.SumOfSquares, Numbers("sum of squares")[0]) >= 9, $"{fit.SumOfSquares:R}");
        Assert.All(Numbers("deviation").Zip(fit.Parameters), pair => Assert.True(Digits(pair.Second.StandardError, pair.First) >= 8, $"{pair.Second} {pair.First}"));
    }

    [Fact]
    public void There_are_problems_of_every_difficulty() => Assert.Equal(28, Problems.Count);

    private static double Digits(double value, double certified) => -Math.Log10(Math.Max(Math.Abs(value - certified) / Math.Abs(certified), 1e-17));
}
