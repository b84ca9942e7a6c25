#:project ../src/Symbolic.Solvers/Symbolic.Solvers.csproj

// Airy's equation and the Lorenz system with the generated Jacobian, against reference values; a stiff system; events.
using Symbolic;
using Symbolic.Solvers.InitialValue;

var tight = new OdeOptions { RelativeTolerance = 1e-12, AbsoluteTolerance = 1e-12 };

// y'' = t·y from the values of Ai and Ai' at 0 gives Ai: compared with the function of the catalogue.
var ai = Formula.Parse("airyai(x)");
var slope = ai.Differentiate("x");
Console.WriteLine($"Airy: y'' = t*y from Ai(0) and Ai'(0), derivative {slope}");
var airy = OdeSolver.Solve(OdeSystem.Parse("y'' = t*y"), 0, -10, [ai.Evaluate(0), slope.Evaluate(0)], tight);
foreach (var t in new[] { -2.5, -5, -7.5, -10 }) Console.WriteLine($"  t = {t,5}  y = {airy.At(t)[0],9:F6}  difference from airyai below 1e-9: {Math.Abs(airy.At(t)[0] - ai.Evaluate(t)) < 1e-9}");

// Lorenz to t = 10; the reference is a Taylor series of order 40 with 40 digits.
var lorenz = OdeSystem.Parse("[x' = s*(y-x), y' = x*(r-z) - y, z' = x*y - b*z]", new Dictionary<string, double> { ["s"] = 10, ["r"] = 28, ["b"] = 8.0 / 3 });
var jacobian = new double[9];
lorenz.EvaluateJacobian(0, [1, 2, 3], jacobian);
Console.WriteLine($"\nLorenz: Jacobian at (1, 2, 3) is [{string.Join(" ", jacobian.Select(j => j.ToString("G4")))}]");
double[] reference = [-4.90268754113464573, -3.74387292180291962, 24.6908581027905555];
var end = OdeSolver.Solve(lorenz, 0, 10, [1, 1, 1], tight with { RelativeTolerance = 1e-13, AbsoluteTolerance = 1e-13 }).Final;
for (var i = 0; i < 3; i++) Console.WriteLine($"  {lorenz.Names[i]}(10) = {end[i]:F7}, eight digits right: {Math.Abs(end[i] / reference[i] - 1) < 1e-8}");

// Two starts a millionth apart: how fast they part is the system's own doing, not the method's.
var (one, other) = (OdeSolver.Solve(lorenz, 0, 30, [1, 1, 1], tight), OdeSolver.Solve(lorenz, 0, 30, [1, 1, 1.000001], tight));
foreach (var t in new[] { 5, 10, 15, 20, 25 }) Console.WriteLine($"  t = {t,2}: the distance is of order 1e{Math.Floor(Math.Log10(Distance(one.At(t), other.At(t)))):F0}");

// Robertson's reaction: rates from 0.04 to 3e7. The automatic method notices that it is stiff.
var robertson = OdeSystem.Parse("[x' = -0.04x + 1e4*y*z, y' = 0.04x - 1e4*y*z - 3e7*y^2, z' = 3e7*y^2]");
var reaction = OdeSolver.Solve(robertson, 0, 1e11, [1, 0, 0], new OdeOptions { RelativeTolerance = 1e-6, AbsoluteTolerance = 1e-14 });
Console.WriteLine($"\nRobertson to t = 1e11: {reaction.Method}, x = {reaction.Final[0]:E4}, reference 2.0833E-008; below 1000 steps: {reaction.Statistics.Steps < 1000}");
Console.WriteLine($"  mass x + y + z = {reaction.Final.Sum():F9}");

// A ball that is thrown up: an event ends the flight.
var flight = OdeSolver.Solve(OdeSystem.Parse("[h' = v, v' = -9.81]"), 0, 100, [0, 20], tight with { Events = [new OdeEvent((_, y) => y[1], Name: "top"), new OdeEvent((_, y) => y[0], IsTerminal: true, Direction: -1, Name: "ground")] });
foreach (var e in flight.Events) Console.WriteLine($"  {e.Name} at t = {e.Time:F6}, height {Math.Abs(e.State[0]):F4}");
Console.WriteLine($"  {flight.Message}");

static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());
