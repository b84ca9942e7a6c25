using Symbolic.Expressions;

namespace Symbolic.Cli.Commands;

/// <summary>The derivative rules of a function as formulas, for help.</summary>
internal static class DerivativeTable
{
    public static IEnumerable<(string Variable, string Derivative)> Of(FunctionDefinition f)
    {
        // A condition has no derivative, and that of a branch is the branch of the derivatives.
        if (f.MaxArity == 0 || f.IsCondition || f.Family == "Conditions") yield break;
        var count = Math.Max(f.MinArity, Math.Min(f.MaxArity, 2));
        var arguments = Signature.Of(f).Parameters.Take(count).Select((name, i) => (Expr)new Variable(name, isIndex: f.Parameters.Contains(i))).ToArray();
        var formula = Formula.Of(f.AsTyped([.. arguments]));
        foreach (var argument in arguments.Cast<Variable>().Where(v => !v.IsIndex))
            yield return (argument.Name, formula.Differentiate(argument.Name).ToString());
    }
}
