#:project ../src/Symbolic.Solvers/Symbolic.Solvers.csproj

// Learning with exact gradients: linear regression by whole and by small batches, logistic regression, a network of 2-2-1 neurons.
using System.Globalization;
using Symbolic;
using Symbolic.Solvers;
using Symbolic.Solvers.Minimisation;

// Linear regression: the mean squared error over the rows, written out as a formula of the parameters.
(double X, double Y)[] line = [(0, 1.1), (1, 2.9), (2, 5.2), (3, 6.8), (4, 9.1), (5, 11.0), (6, 12.9), (7, 15.2)];
string Loss(IEnumerable<(double X, double Y)> rows) => string.Join(" + ", rows.Select(r => Invariant($"(a*{r.X} + b - {r.Y})^2")));
var whole = Formula.Parse($"({Loss(line)})/{line.Length}");
var batch = Minimizer.Minimize(whole, [0, 0], new MinimizeOptions { Method = MinimizeMethod.GradientDescent, LearningRate = 0.03, MaxIterations = 2000 });
var exact = Minimizer.Minimize(whole, [0, 0]);
Console.WriteLine($"linear regression, descent over all rows: a = {batch.X[0]:F4}, b = {batch.X[1]:F4}");
Console.WriteLine($"the same by Newton, in {exact.Trace.Count(t => t.StepLength > 1e-6)} steps that move:   a = {exact.X[0]:F4}, b = {exact.X[1]:F4}");

// Small batches of two rows, in turn, with a rate that falls: compiled once each.
var batches = line.Chunk(2).Select(rows => Formula.Parse($"({Loss(rows)})/{rows.Length}").Compile(1, ["a", "b"])).ToArray();
double[] w = [0, 0], g = new double[2];
for (var epoch = 0; epoch < 4000; epoch++)
{
    foreach (var part in batches)
    {
        part.Evaluate(w, g);
        var rate = 0.015 / (1 + epoch / 100.0);
        (w[0], w[1]) = (w[0] - rate * g[0], w[1] - rate * g[1]);
    }
}

Console.WriteLine($"small batches with a falling rate:        a = {w[0]:F2}, b = {w[1]:F2}");

// Logistic regression: the log-likelihood with softplus, which does not overflow; maximised.
(double Hours, int Passed)[] exam = [(0.5, 0), (0.75, 0), (1, 0), (1.25, 0), (1.5, 0), (1.75, 0), (1.75, 1), (2, 0), (2.25, 1), (2.5, 0), (2.75, 1), (3, 0), (3.25, 1), (3.5, 0), (4, 1), (4.25, 1), (4.5, 1), (4.75, 1), (5, 1), (5.5, 1)];
var likelihood = Formula.Parse(string.Join(" - ", exam.Select(e => Invariant($"softplus({(e.Passed == 1 ? "-" : "")}(u + v*{e.Hours}))")).Prepend("0")));
var logistic = Minimizer.Minimize(Objective.Of(likelihood).Negate(), [0, 0]);
Console.WriteLine($"\nlogistic regression: u = {logistic.X[0]:F4}, v = {logistic.X[1]:F4}, log-likelihood {-logistic.Value:F4}, {logistic.Kind.ToString().ToLowerInvariant()} of the loss");
Console.WriteLine($"  chance after 2 hours {Formula.Parse("sigmoid(z)").Evaluate(logistic.X[0] + 2 * logistic.X[1]):F3}, after 4 hours {Formula.Parse("sigmoid(z)").Evaluate(logistic.X[0] + 4 * logistic.X[1]):F3}");

// A network: two inputs, two hidden neurons with tanh, one output with sigmoid; exclusive or.
(double A, double B, double T)[] table = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)];
string Output(double a, double b) => Invariant($"sigmoid(c + c1*tanh(p + p1*{a} + p2*{b}) + c2*tanh(q + q1*{a} + q2*{b}))");
var cost = Formula.Parse(string.Join(" + ", table.Select(r => Invariant($"({r.T} - {Output(r.A, r.B)})^2/2"))));
double[] weights = [-0.3, 1, -1, -0.5, 1, 0.9, -1.4, 0.9, 1.1];
Console.WriteLine($"\n2-2-1 network, weights {string.Join(" ", cost.Variables)}");

// Back-propagation is the reverse sweep: here against the chain rule by hand for the bias of the output.
var gradient = new double[9];
cost.Compile(1).Evaluate(weights, gradient);
var byHand = table.Sum(r =>
{
    var o = Formula.Parse(Output(r.A, r.B)).Compile(0, cost.Variables).Evaluate(weights);
    return (o - r.T) * o * (1 - o);
});
Console.WriteLine($"  gradient by c: {gradient[0]:F12}, by hand {byHand:F12}");
Console.WriteLine($"  checked by dual numbers and differences: {cost.Verify(weights, order: 1).Verdict}");
var descent = Minimizer.Minimize(cost, weights, new MinimizeOptions { Method = MinimizeMethod.GradientDescent, LearningRate = 2, MaxIterations = 5000 });
Console.WriteLine($"  cost by descent at rate 2: {string.Join(", ", new[] { 0, 100, 500, 1000, 5000 }.Select(k => $"{descent.Trace[k].Value:F3} after {k}"))}");
foreach (var r in table)
    Console.WriteLine($"  {r.A} {r.B} -> {Formula.Parse(Output(r.A, r.B)).Compile(0, cost.Variables).Evaluate(descent.X.AsSpan()):F1}");

static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
