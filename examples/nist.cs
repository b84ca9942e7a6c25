#:project ../src/Symbolic.Solvers/Symbolic.Solvers.csproj

// Problems of the NIST Statistical Reference Datasets for nonlinear regression, from both published starts: the model is text,
// its Jacobian exact. Digits are those that agree with the certified parameters, of which NIST prints eleven.
using System.Globalization;
using Symbolic;
using Symbolic.Solvers.Fitting;

var folder = Path.Combine((string)AppContext.GetData("EntryPointFileDirectoryPath")!, "../tests/Symbolic.Tests/Solvers/Nist");
Console.WriteLine("problem     from start 1    from start 2    model");
foreach (var file in Directory.GetFiles(folder, "*.tsv").Order(StringComparer.Ordinal))
{
    var lines = File.ReadAllLines(file);
    string[] Row(string key) => lines.Single(l => l.StartsWith(key + "\t", StringComparison.Ordinal)).Split('\t')[1..];
    double[] Numbers(string key) => [.. Row(key).Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
    var data = DataTable.Read(new StringReader(string.Join('\n', lines.SkipWhile(l => l != "x\ty"))));
    var model = Formula.Parse(Row("model")[0]);
    var verdicts = new[] { 1, 2 }.Select(start =>
    {
        var fit = CurveFit.Fit(model, data, "y", [.. Row("parameters").Zip(Numbers($"start {start}"))]);
        var error = Numbers("certified").Zip(fit.Parameters, (c, p) => Math.Abs(p.Value / c - 1)).Max();
        return error < 1e-9 ? "9 digits or more" : $"error {error:E0}";
    }).ToArray();
    Console.WriteLine($"{Path.GetFileNameWithoutExtension(file),-10}  {verdicts[0],-14}  {verdicts[1],-14}  {Row("model")[0]}");
}

// What comes with a fit: standard errors and intervals.
var rat = File.ReadAllLines(Path.Combine(folder, "Rat42.tsv"));
var growth = CurveFit.Fit(Formula.Parse("b1/(1 + exp(b2 - b3*x))"), DataTable.Read(new StringReader(string.Join('\n', rat.SkipWhile(l => l != "x\ty")))), "y", [("b1", 100), ("b2", 1), ("b3", 0.1)]);
Console.WriteLine();
foreach (var p in growth.Parameters) Console.WriteLine($"{p.Name} = {p.Value:F7} +- {p.StandardError:F7}, 95 % between {p.Lower:F5} and {p.Upper:F5}");
Console.WriteLine($"residual standard deviation {growth.ResidualDeviation:F7} with {growth.DegreesOfFreedom} degrees of freedom");
