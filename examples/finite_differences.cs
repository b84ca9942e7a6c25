#:project ../src/Symbolic.Solvers/Symbolic.Solvers.csproj

// Gradients and Hessians by finite differences as they are often written, and what each snippet gets wrong.
using Symbolic;
using Symbolic.FiniteDifferences;
using Symbolic.Solvers.Minimisation;

var sphere = Formula.Parse("x^2 + y^2 + z^2");
var f = sphere.Compile(order: 2);
double[] at = [1, 2, 3], exactGradient = new double[3], exactHessian = new double[9];
f.Evaluate(at, exactGradient, exactHessian);
Console.WriteLine($"f = {sphere.Reading} at (1, 2, 3): gradient {Row(exactGradient)}, Hessian diagonal {Row([exactHessian[0], exactHessian[4], exactHessian[8]])}");

Console.WriteLine("\n1. The forward difference of a forward difference, step 1e-6: three digits are left.");
Console.WriteLine($"   {Row([Nested(0), Nested(1), Nested(2)], 6)}");

Console.WriteLine("\n2. Gradient and Hessian kept in single precision, step 1e-5: on Rosenbrock's valley at (-1.2, 1), where H11 = 1330.");
var valley = Formula.Parse("100(y - x^2)^2 + (1 - x)^2").Compile(order: 2);
const double Step = 1e-5;
var single = ((double)(float)Slope(-1.2 + Step) - (float)Slope(-1.2 - Step)) / (2 * Step);
Console.WriteLine($"   {single:F2}");

Console.WriteLine("\n3. A step proportional to |x|: at x = 0 the step is zero, and 0/0 is no derivative.");
var relative = Math.Abs(0.0) * 1e-8;
Console.WriteLine($"   (f(0 + {relative}) - f(0))/{relative} is {((0 + relative) * (0 + relative) - 0) / relative}");

Console.WriteLine("\n4. A Hessian whose step is proportional to the gradient: zero at every stationary point, where Hessians are wanted.");
var still = new double[3];
f.Evaluate([0, 0, 0], still);
var none = still.Sum(Math.Abs) * 1e-8;
Console.WriteLine($"   at (0, 0, 0): (g(x + {none}) - g(x))/{none} is {(still[0] - still[0]) / none}, and should be 2");

Console.WriteLine("\n5. (f(x+h) - f(x))/h, called a central difference, h = 1e-4, exp at 1: the error is h/2·e.");
Console.WriteLine($"   {(Math.Exp(1.0001) - Math.Exp(1)) / 1e-4 - Math.E:E1}, and for the true central difference {(Math.Exp(1.0001) - Math.Exp(0.9999)) / 2e-4 - Math.E:E1}");

Console.WriteLine("\n6. hess_inv, what BFGS has learnt of the inverse of the Hessian on its way, taken for the Hessian: in Rosenbrock's valley.");
var end = Minimizer.Minimize(Formula.Parse("100(y - x^2)^2 + (1 - x)^2"), [-1.2, 1], new MinimizeOptions { Method = MinimizeMethod.Bfgs });
Console.WriteLine($"   hess_inv {Matrix(end.InverseHessianEstimate)}, the exact Hessian {Matrix(end.Hessian)}");
Console.WriteLine($"   Its first entry is off by a factor of {end.Hessian[0] / end.InverseHessianEstimate[0]:F0}. Inverted it is near the Hessian, to no digits that anyone promises.");

Console.WriteLine("\nDifferences that choose their step and bound their error, from values alone:");
var differences = FiniteDifference.Hessian(x => f.Evaluate(x), at);
for (var i = 0; i < 3; i++) Show($"df/dx{i + 1}", differences.Gradient[i], exactGradient[i]);
for (var i = 0; i < 3; i++) Show($"d2f/dx{i + 1}^2", differences[i, i], exactHessian[4 * i]);

Console.WriteLine("\nThe classic schemes by name, exp at 1 with h = 0.05: error");
foreach (var scheme in DifferenceScheme.All) Console.WriteLine($"   {scheme.Name,-26} {Size(Math.Abs(scheme.Apply(Math.Exp, 1, 0.05) - Math.E))}");

Console.WriteLine("\nHessian of Rosenbrock's valley at (-1.2, 1), exactly [1330 480; 480 200]:");
Console.WriteLine($"   from central differences of gradients, h = 1e-5  {Entries(DifferenceScheme.HessianOfGradients(Gradient, [-1.2, 1], 1e-5))}");
Console.WriteLine($"   from four values an entry, h = 1e-4               {Entries(DifferenceScheme.FourPointHessian(x => valley.Evaluate(x), [-1.2, 1], 1e-4))}");

Console.WriteLine("\nThe exact Hessian, as formulas:");
var hessian = sphere.Hessian();
for (var i = 0; i < 3; i++) Console.WriteLine($"   {hessian[i, 0]} {hessian[i, 1]} {hessian[i, 2]}");

void Show(string name, DerivativeEstimate part, double exact) =>
    Console.WriteLine($"   {name} = {part.Value:F8}, within its bound: {Math.Abs(part.Value - exact) <= part.ErrorBound}, which is below 1e-9: {part.ErrorBound < 1e-9}");

double Nested(int i)
{
    const double h = 1e-6;
    double Forward(double[] x) => (f.Evaluate(Moved(x, i, h)) - f.Evaluate(x)) / h;
    return (Forward(Moved(at, i, h)) - Forward(at)) / h;
}

double Slope(double x)
{
    var g = new double[2];
    valley.Evaluate([x, 1], g);
    return g[0];
}

static string Size(double error) => error < 1e-11 ? "below 1E-011" : error.ToString("E1");

static string Matrix(IReadOnlyList<double> m) => $"[{m[0]:F1} {m[1]:F1}; {m[2]:F1} {m[3]:F1}]";

double[] Gradient(double[] x)
{
    var g = new double[2];
    valley.Evaluate(x, g);
    return g;
}

static string Entries(double[,] m) => $"[{m[0, 0]:F3} {m[0, 1]:F3}; {m[1, 0]:F3} {m[1, 1]:F3}]";

static double[] Moved(double[] x, int i, double h)
{
    var moved = (double[])x.Clone();
    moved[i] += h;
    return moved;
}

static string Row(double[] values, int decimals = 0) => $"({string.Join(", ", values.Select(v => v.ToString("F" + decimals)))})";
