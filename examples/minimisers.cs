#:project ../src/Symbolic.Solvers/Symbolic.Solvers.csproj

// Rosenbrock's valley by gradient descent and by Newton's method, with their paths, and all minimisers compared.
using Symbolic;
using Symbolic.Solvers;
using Symbolic.Solvers.Constraints;
using Symbolic.Solvers.Minimisation;

var formula = Formula.Parse("100(y - x^2)^2 + (1 - x)^2");
double[] start = [-1.2, 1];
Console.WriteLine($"f = {formula.Reading} from (-1.2, 1)\n");

Path("gradient descent, fixed rate 0.001", new MinimizeOptions { Method = MinimizeMethod.GradientDescent, LearningRate = 0.001, MaxIterations = 10_000 }, 2000);
Path("gradient descent, line search", new MinimizeOptions { Method = MinimizeMethod.GradientDescent }, 4000);
Path("Newton in a trust region", new MinimizeOptions { Method = MinimizeMethod.Newton }, 6);

Console.WriteLine("All methods, the same start, default options:");
Console.WriteLine("  method              iterations   error of x  what the point is");
foreach (var r in Minimizer.Compare(Objective.Of(formula), start))
    Console.WriteLine($"  {r.Method,-18}  {Size(r.Iterations),10}  {Digits(r),11}  {r.Kind}, {r.Reason}");

// What BFGS has learnt is an approximation of the inverse of the Hessian, not the Hessian: ask for the exact one.
var end = Minimizer.Minimize(formula, start, new MinimizeOptions { Method = MinimizeMethod.Bfgs });
Console.WriteLine($"\nHessian at the end: [{end.Hessian[0]:F1} {end.Hessian[1]:F1}; {end.Hessian[2]:F1} {end.Hessian[3]:F1}], eigenvalues {end.Eigenvalues[0]:F4} and {end.Eigenvalues[1]:F1}: a {end.Kind.ToString().ToLowerInvariant()}");

// 2.00003 in place of 2 is not the machine's rounding: it is the tolerance at which the search was told to stop.
var loose = Minimizer.Minimize(Formula.Parse("(x - 2)^2 + 1"), [0.3], new MinimizeOptions { Method = MinimizeMethod.NelderMead, StepTolerance = 1e-4 });
Console.WriteLine($"\nNelder-Mead with a tolerance of 1e-4 on (x - 2)^2 + 1 answers {loose.X[0]:F6}.");
foreach (var warning in loose.Warnings) Console.WriteLine($"  {warning}");

// A start on a ridge, where the gradient vanishes: Newton follows the negative curvature down.
var ridge = Minimizer.Minimize(Formula.Parse("x^4/4 - x^2/2 + y^2"), [0, 0]);
Console.WriteLine($"\nx^4/4 - x^2/2 + y^2 from its saddle (0, 0): |x| = {Math.Abs(ridge.X[0]):F6}, a {ridge.Kind.ToString().ToLowerInvariant()}");

// An interval: ends and stationary points are compared.
var wave = IntervalMinimum.Of(Formula.Parse("x*sin(x)"), 0, 10);
foreach (var p in wave.Candidates) Console.WriteLine($"  x*sin(x) at {p.X:F4} is {p.Value:F4}: {p.Where}{(p.Kind == StationaryKind.Unknown ? "" : ", " + p.Kind.ToString().ToLowerInvariant())}{(p == wave.Minimum ? " <- least" : "")}");

// Many minima: where annealing would wander, starts are spread over a box, or over a grid, and each goes down exactly.
var hills = Objective.Of(Formula.Parse("20 + x^2 + y^2 - 10*(cos(2*pi*x) + cos(2*pi*y))"));
var found = Minimizer.MultiStart(hills, [-2.4, -2.4], [2.4, 2.4], starts: 9, grid: true);
Console.WriteLine($"\nRastrigin's hills from a grid of 9 x 9 starts: 25 minima or more: {found.Count(m => m.Kind == StationaryKind.Minimum) >= 25}; the lowest {Math.Abs(found[0].Value):F6} at ({Math.Abs(found[0].X[0]):F6}, {Math.Abs(found[0].X[1]):F6})");

// Constraints (as SLSQP and COBYLA take them) and bounds (as L-BFGS-B and NNLS do).
Constraint[] limits = [Constraint.NotPositive(Formula.Parse("x^2 + y^2 - 1")), Constraint.Zero(Formula.Parse("x - 2y"))];
var bound = ConstrainedMinimizer.Minimize(formula, limits, [0, 0]);
Console.WriteLine($"Rosenbrock on the line x = 2y within the unit circle: ({bound.X[0]:F6}, {bound.X[1]:F6}), multipliers {bound.Multipliers[0]:F4} and {bound.Multipliers[1]:F4}");
var squares = Formula.Parse("(a + 2b - 1)^2 + (3a - b + 2)^2 + (a - b)^2");
var positive = Minimizer.Minimize(squares, [1, 1], new MinimizeOptions { Lower = [0, 0] });
Console.WriteLine($"least squares with a, b >= 0: ({positive.X[0]:F6}, {positive.X[1]:F6}), {positive.Kind}");

void Path(string title, MinimizeOptions options, int every)
{
    var r = Minimizer.Minimize(formula, start, options);
    Console.WriteLine($"{title}:");
    foreach (var t in r.Trace.Where(t => t.Iteration % every == 0).Take(6)) Console.WriteLine($"  {t.Iteration,6}  x = {t.X[0],9:F5}  y = {t.X[1],9:F5}  f = {t.Value:E2}");
    Console.WriteLine($"  ended: {r.Reason}, error {Digits(r)}\n");
}

static string Digits(MinimizeResult r)
{
    var error = Math.Max(Math.Abs(r.X[0] - 1), Math.Abs(r.X[1] - 1));
    return error < 1e-12 ? "below 1e-12" : error < 1e-6 ? "below 1e-6" : error < 1e-3 ? "below 1e-3" : error.ToString("F2");
}

static string Size(int iterations) => iterations < 100 ? "below 100" : iterations < 1000 ? "hundreds" : "thousands";
