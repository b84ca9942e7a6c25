#:project ../src/Symbolic.Solvers/Symbolic.Solvers.csproj

// Learning with exact gradients: linear regression by whole and by small batches, logistic regression, a network of 2-2-1 neurons.
using Symbolic;
using Symbolic.Expressions;
using Symbolic.Solvers;
using Symbolic.Solvers.Fitting;
using Symbolic.Solvers.Minimisation;

// Linear regression: the mean squared error over the rows, as a formula of the parameters.
var line = new DataTable(("x", [0, 1, 2, 3, 4, 5, 6, 7]), ("y", [1.1, 2.9, 5.2, 6.8, 9.1, 11.0, 12.9, 15.2]));
var loss = Formula.Parse("mean((a*x + b - y)^2)");
var whole = loss.With(line.ToRows());
var batch = Minimizer.Minimize(whole, [0, 0], new MinimizeOptions { Method = MinimizeMethod.GradientDescent, LearningRate = 0.03, MaxIterations = 2000 });
var exact = Minimizer.Minimize(whole, [0, 0]);
Console.WriteLine($"linear regression of {loss.Reading}");
Console.WriteLine($"  by descent over all rows, rate 0.03:      a = {batch.X[0]:F4}, b = {batch.X[1]:F4}");
Console.WriteLine($"  by Newton, in {exact.Trace.Count(t => t.StepLength > 1e-6)} steps that move:          a = {exact.X[0]:F4}, b = {exact.X[1]:F4}");

// Stochastic descent: batches of two rows, in turn, with a rate that falls. Each batch is the same formula over other rows.
var batches = Enumerable.Range(0, 4).Select(k => loss.With(Rows(line, 2 * k, 2)).Compile(1, ["a", "b"])).ToArray();
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

Console.WriteLine($"  by batches of two rows, a falling rate:   a = {w[0]:F2}, b = {w[1]:F2}");

// Logistic regression: the log-likelihood with softplus, which does not overflow; maximised.
var exam = new DataTable(
    ("hours", [0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5]),
    ("passed", [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1]));
var likelihood = Formula.Parse("-sum(softplus((1 - 2*passed)*(u + v*hours)))").With(exam.ToRows());
var logistic = Minimizer.Minimize(Objective.Of(likelihood).Negate(), [0, 0]);
Console.WriteLine($"\nlogistic regression: u = {logistic.X[0]:F4}, v = {logistic.X[1]:F4}, log-likelihood {-logistic.Value:F4}, {logistic.Kind.ToString().ToLowerInvariant()} of the loss");
Console.WriteLine($"  chance after 2 hours {Formula.Parse("sigmoid(z)").Evaluate(logistic.X[0] + 2 * logistic.X[1]):F3}, after 4 hours {Formula.Parse("sigmoid(z)").Evaluate(logistic.X[0] + 4 * logistic.X[1]):F3}");

// A network: two inputs, two hidden neurons with tanh, one output with sigmoid; exclusive or.
var truth = new DataTable(("a", [0, 0, 1, 1]), ("b", [0, 1, 0, 1]), ("t", [0, 1, 1, 0]));
const string output = "sigmoid(c + c1*tanh(p + p1*a + p2*b) + c2*tanh(q + q1*a + q2*b))";
var cost = Formula.Parse($"sum((t - {output})^2)/2").With(truth.ToRows());
var network = Formula.Parse(output).Compile(0, ["a", "b", .. cost.Variables]);
double[] weights = [-0.3, 1, -1, -0.5, 1, 0.9, -1.4, 0.9, 1.1];
Console.WriteLine($"\n2-2-1 network, weights {string.Join(" ", cost.Variables)}");

// Back-propagation is the reverse sweep: here against the chain rule by hand for the bias of the output.
var gradient = new double[9];
cost.Compile(1).Evaluate(weights, gradient);
var byHand = Enumerable.Range(0, 4).Sum(i =>
{
    var o = Answer(i, weights);
    return (o - truth["t"][i]) * o * (1 - o);
});
Console.WriteLine($"  gradient by c: {gradient[0]:F12}, by hand {byHand:F12}");
Console.WriteLine($"  checked by dual numbers and differences: {cost.Verify(weights, order: 1).Verdict}");
var descent = Minimizer.Minimize(cost, weights, new MinimizeOptions { Method = MinimizeMethod.GradientDescent, LearningRate = 2, MaxIterations = 5000 });
Console.WriteLine($"  cost by descent at rate 2: {string.Join(", ", new[] { 0, 100, 500, 1000, 5000 }.Select(k => $"{descent.Trace[k].Value:F3} after {k}"))}");
for (var i = 0; i < 4; i++) Console.WriteLine($"  {truth["a"][i]} {truth["b"][i]} -> {Answer(i, descent.X.AsSpan()):F1}");

double Answer(int row, ReadOnlySpan<double> weights) => network.Evaluate([truth["a"][row], truth["b"][row], .. weights]);

static RowData Rows(DataTable table, int first, int count) => new(table.Names.Select(n => KeyValuePair.Create(n, table[n].Slice(first, count).ToArray())));
