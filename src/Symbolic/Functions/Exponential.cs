using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Functions;

/// <summary>Exponentials and logarithms.</summary>
public static class Exponential
{
    /// <summary>The exponential function.</summary>
    public static readonly FunctionDefinition Exp = new("exp", 1)
    {
        Evaluate = (Func<double, double>)Math.Exp,
        Partials = (_, value) => [value],
        ExactValue = args => args[0] is Constant { Value: { IsZero: true, IsExact: true } } ? Constant.One : null,
        Latex = @"\exp\left({0}\right)",
        Summary = "Exponential function e^x",
        Example = "exp(-x^2)",
        Source = "DLMF 4.2.19; derivative 4.7.3",
        Family = "Exponentials and logarithms",
    };

    /// <summary>The natural logarithm.</summary>
    public static readonly FunctionDefinition Ln = new("ln", 1)
    {
        Evaluate = (Func<double, double>)Math.Log,
        Partials = (args, _) => [1 / args[0]],
        Domain = [Interval.Positive],
        ExactValue = args => args[0] is Constant { Value.IsOne: true } ? Constant.Zero : args[0] is Call { Function: var f } && f == NamedConstants.E ? Constant.One : null,
        Latex = @"\ln\left({0}\right)",
        Summary = "Natural logarithm; NaN for negative x",
        Example = "ln(x)",
        Source = "DLMF 4.2.2; derivative 4.7.1",
        Family = "Exponentials and logarithms",
    };

    /// <summary>The functions of this family.</summary>
    public static ImmutableArray<FunctionDefinition> All => [Exp, Ln];
}
