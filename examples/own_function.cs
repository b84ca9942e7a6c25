#:project ../src/Symbolic/Symbolic.csproj

// A function of one's own with its derivative rule, used in formulas like any other, and evaluated over many points.
using Symbolic;
using Symbolic.Expressions;
using Symbolic.Functions;
using Symbolic.Parsing;

// The van Genuchten curve of soil physics for n = 2: s(h) = 1/sqrt(1 + h²), with s'(h) = -h·s(h)³.
var saturation = new FunctionDefinition("saturation", arity: 1)
{
    Evaluate = (Func<double, double>)(h => 1 / Math.Sqrt(1 + h * h)),
    Partials = (arguments, value) => [-arguments[0] * Algebra.Power(value, 3)],
    Summary = "Saturation of soil at the pressure head h",
};
var options = new ParseOptions { Library = FunctionLibrary.Standard.With(saturation) };

var f = Formula.Parse("k*saturation(h/2)^2", options);
Console.WriteLine($"f      = {f.Reading}");
Console.WriteLine($"df/dh  = {f.Differentiate("h")}");
Console.WriteLine($"d2f/dh2 = {f.Differentiate("h", order: 2)}");

var program = f.Compile(order: 1, ["h", "k"]);         // safe to share between threads
var gradient = new double[2];
for (var h = 1.0; h <= 5; h++)
{
    var value = program.Evaluate([h, 3], gradient);
    Console.WriteLine($"h = {h}  f = {value:F6}  df/dh = {gradient[0],9:F6}  df/dk = {gradient[1]:F6}");
}

// Is the rule right? Differences of the values know nothing of it.
var check = f.Verify([1, 3], order: 1).Gradient[0];
Console.WriteLine($"by {check.Of}: {check.Verdict}");
