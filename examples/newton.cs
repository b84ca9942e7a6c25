#:project ../src/Symbolic/Symbolic.csproj

// The gradient and the Hessian of a typed formula, compiled once and used many times:
// Newton's method on Rosenbrock's valley, whose only minimum is at (1, 1).
using Symbolic;

var f = Formula.Parse("100(y - x^2)^2 + (1 - x)^2");
Console.WriteLine($"f      = {f.Reading}");
foreach (var (name, derivative) in f.Variables.Zip(f.Gradient())) Console.WriteLine($"df/d{name}  = {derivative}");

var program = f.Compile(order: 2);                    // value, gradient and Hessian in one program
double[] at = [-1.2, 1], gradient = new double[2], hessian = new double[4];
for (var step = 0; step <= 6; step++)
{
    var value = program.Evaluate(at, gradient, hessian);
    Console.WriteLine($"{step}  x = {at[0],9:F6}  y = {at[1],9:F6}  f = {value:G3}");

    // Solves H·d = -g, two equations with the symmetric matrix H = [a b; b c].
    var (a, b, c) = (hessian[0], hessian[1], hessian[3]);
    var determinant = a * c - b * b;
    at[0] -= (c * gradient[0] - b * gradient[1]) / determinant;
    at[1] -= (a * gradient[1] - b * gradient[0]) / determinant;
}
