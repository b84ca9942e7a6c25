#:project ../src/Symbolic.Solvers/Symbolic.Solvers.csproj

// A loss over the rows of a table: mean(…) reads its columns by name, everything else is a parameter.
using Symbolic;
using Symbolic.Solvers.Fitting;
using Symbolic.Solvers.Minimisation;

using var file = File.OpenText(Path.Combine((string)AppContext.GetData("EntryPointFileDirectoryPath")!, "exam.csv"));
var exam = DataTable.Read(file);

// Logistic regression: the negative logarithm of the likelihood that each student passes or fails.
var loss = Formula.Parse("mean(softplus((1 - 2*passed)*(u + v*hours)))").With(exam.ToRows());
var fitted = Minimizer.Minimize(loss, [0, 0]);
Console.WriteLine($"{string.Join(", ", loss.Variables.Zip(fitted.X, (name, x) => $"{name} = {x:F4}"))}, loss {fitted.Value:F6}");
Console.WriteLine($"half of those who study {-fitted.X[0] / fitted.X[1]:F2} hours pass");

// Value, gradient and Hessian in one pass over the rows, on all processors when there are many of them.
var compiled = loss.Compile(2);
compiled.MaxDegreeOfParallelism = -1;
double[] gradient = new double[2], hessian = new double[4];
Console.WriteLine($"loss at 0: {compiled.Evaluate([0, 0], gradient, hessian):F6}, slopes {gradient[0]:F6} and {gradient[1]:F6}");

// And the derivatives are right.
Console.WriteLine($"checked: {loss.Verify([-4, 1.5], 2).Verdict}");
