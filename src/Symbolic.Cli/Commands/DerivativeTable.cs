using Symbolic.Expressions;

namespace Symbolic.Cli.Commands;

/// <summary>The derivative rules of a function as formulas, for help.</summary>
internal static class DerivativeTable
{
    public static IEnumerable<(string Label, string Derivative)> Of(FunctionDefinition f)
    {
        if (f.MaxArity == 0 || f.IsCondition || f.MaxArity == int.MaxValue && f.Notation is not null || f.Name == "if") yield break;
        var names = f.Parameters.Contains(0) ? new[] { "n", "x", "y" } : ["x", "y", "z", "w"];
        var count = Math.Max(f.MinArity, Math.Min(f.MaxArity, 2));
        var arguments = names.Take(count).Select(n => (Expr)new Variable(n, isIndex: n == "n")).ToArray();
        var formula = Formula.Of(f.AsTyped([.. arguments]));
        foreach (var argument in arguments.Cast<Variable>().Where(v => !v.IsIndex))
            yield return (count == 1 ? "derivative" : $"by {argument.Name}", formula.Differentiate(argument.Name).ToString());
    }
}
