#:project ../src/Symbolic/Symbolic.csproj

// Gradient, Hessian and Laplacian of sampled data, and the flattest region, on (1 - exp(-10x² - y²))/100.
using Symbolic;
using Symbolic.FiniteDifferences.Grids;

var formula = Formula.Parse("(1 - exp(-10*x^2 - y^2))/100");
var axis = GridAxis.Between(-1, 1, 81);
var f = formula.ToDelegate<Func<double, double, double>>("x", "y");
double[] samples = [.. axis.Coordinates().SelectMany(x => axis.Coordinates().Select(y => f(x, y)))];
var data = new GridData(samples, axis, axis);

var gradient = GridDerivatives.Gradient(data);
var hessian = GridDerivatives.Hessian(data);
var laplacian = GridDerivatives.Laplacian(data);
var exact = formula.Compile(order: 2);
double gradientError = 0, hessianError = 0, laplacianError = 0;
for (var i = 0; i < axis.Count; i++)
{
    for (var j = 0; j < axis.Count; j++)
    {
        double[] g = new double[2], h = new double[4];
        exact.Evaluate([axis.Coordinate(i), axis.Coordinate(j)], g, h);
        gradientError = Math.Max(gradientError, Math.Abs(gradient[0][i, j] - g[0]));
        hessianError = Math.Max(hessianError, Math.Abs(hessian[0, 0][i, j] - h[0]));
        laplacianError = Math.Max(laplacianError, Math.Abs(laplacian[i, j] - h[0] - h[3]));
    }
}

Console.WriteLine($"{axis.Count} x {axis.Count} samples of {formula.Reading}, edges included:");
Console.WriteLine($"  largest error of the gradient   {gradientError:E1}");
Console.WriteLine($"  largest error of the Hessian    {hessianError:E1}");
Console.WriteLine($"  largest error of the Laplacian  {laplacianError:E1}");

var centre = hessian.At(40, 40);
Console.WriteLine($"\nat (0, 0) the Hessian of the data is [{centre[0, 0]:F6} {Math.Abs(centre[0, 1]):F6}; {Math.Abs(centre[1, 0]):F6} {centre[1, 1]:F6}], by formula [0.2 0; 0 0.02]");

// Where is the field flat? The norm of the gradient has two kinds of small places: the minimum, and the far plain.
var slope = GridQueries.GradientNorm(data);
var flattest = GridQueries.Flattest(data)!.Value;
Console.WriteLine($"flattest node of the gradient: [{string.Join(", ", flattest.Index)}], |gradient| below 1e-15: {flattest.Value < 1e-15}");
var threshold = 1e-4;
var calm = GridQueries.Below(slope, threshold).ToArray();
Console.WriteLine($"nodes with |gradient| below {threshold}: {calm.Length}, all in the middle or with |x| >= 0.6: {calm.All(n => Math.Abs(axis.Coordinate(n.Index[0])) is < 0.01 or >= 0.6)}");

// The norm of the Hessian tells the plain from the minimum.
var bend = HessianFields.FrobeniusNorm(hessian);
var plain = GridQueries.Smallest(bend)!.Value;
Console.WriteLine($"least bent node: x = {Math.Abs(axis.Coordinate(plain.Index[0])):F3}, y = {Math.Abs(axis.Coordinate(plain.Index[1])):F3} up to sign");

// A map: darker where the gradient is longer; o marks what lies under the threshold.
Console.WriteLine("\n|gradient|, o where it is below 0.0001, rows x from -1 to 1:");
for (var i = 0; i < axis.Count; i += 5)
    Console.WriteLine("  " + string.Concat(Enumerable.Range(0, (axis.Count + 1) / 2).Select(k => slope[i, 2 * k] < threshold ? 'o' : " .:-=+*#"[(int)Math.Min(7, slope[i, 2 * k] * 250)])));

// Samples that are missing cost accuracy near them and nothing far away.
var holes = (double[])samples.Clone();
foreach (var k in new[] { 40 * 81 + 20, 40 * 81 + 21, 10 * 81 + 60 }) holes[k] = double.NaN;
var patched = GridDerivatives.Laplacian(new GridData(holes, axis, axis));
Console.WriteLine($"\nthree samples missing: the Laplacian has a value at all nodes: {Enumerable.Range(0, 81 * 81).All(k => double.IsFinite(patched[k / 81, k % 81]))}; three nodes off it is the same: {patched[40, 30] == laplacian[40, 30]}");

// Differences of a series: a yearly rhythm on a trend goes with a lag of 12, the trend with the order.
double[] months = [.. Enumerable.Range(0, 48).Select(t => 100 + (0.5 * t) + (10 * Math.Sin(2 * Math.PI * t / 12)))];
var seasonal = SeriesDifference.Trimmed(months, lag: 12);
Console.WriteLine($"\na trend of 0.5 a month with a yearly rhythm: differences of lag 12 lie between {seasonal.Min():F3} and {seasonal.Max():F3}, those of them again between {SeriesDifference.Trimmed(months, lag: 12, order: 2).Min(Math.Abs):F3} and {SeriesDifference.Trimmed(months, lag: 12, order: 2).Max(Math.Abs):F3}");
