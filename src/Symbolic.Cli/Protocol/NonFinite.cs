using Symbolic.Expressions;
using Symbolic.Verification;

namespace Symbolic.Cli.Protocol;

/// <summary>Why numbers of an answer are not finite, one sentence for the value or else for the first derivative concerned.</summary>
internal static class NonFinite
{
    public static IEnumerable<string> Explain(Evaluation evaluation, double value, ReadOnlySpan<double> gradient, ReadOnlySpan<double> hessian, double[] at)
    {
        var names = evaluation.Order;
        Variable[] variables = [.. names.Select(n => new Variable(n))];
        if (!double.IsFinite(value)) return [NonFiniteExplanation.Of(evaluation.Formula.Evaluated, variables, at)];
        for (var i = 0; i < gradient.Length; i++)
        {
            if (!double.IsFinite(gradient[i])) return Of(evaluation.Formula.Differentiate(names[i]), $"The derivative by {names[i]}", variables, at, gradient[i]);
        }

        for (var k = 0; k < hessian.Length; k++)
        {
            if (double.IsFinite(hessian[k])) continue;
            var (row, column) = (names[k / names.Count], names[k % names.Count]);
            return Of(evaluation.Formula.Differentiate(row).Differentiate(column), $"The second derivative by {row} and {column}", variables, at, hessian[k]);
        }

        return [];
    }

    private static string[] Of(Formula derivative, string what, Variable[] variables, double[] at, double value)
    {
        var why = NonFiniteExplanation.Of(derivative.Expression, variables, at, what);
        return [why.Length > 0 ? why : $"{what} is {(double.IsNaN(value) ? "NaN" : "infinite")} here."];
    }
}
