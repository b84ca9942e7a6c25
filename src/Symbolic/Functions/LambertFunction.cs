using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Numerics;

namespace Symbolic.Functions;

/// <summary>The Lambert W function.</summary>
public static class LambertFunction
{
    /// <summary>Principal branch of the Lambert W function. The rule exp(−W)/(1 + W) holds at 0, where W/(x·(1 + W)) is 0/0.</summary>
    public static readonly FunctionDefinition W = new("lambertw", 1)
    {
        Evaluate = SpecialFunctions.LambertW,
        Partials = (_, value) => [Exponential.Exp.Of(-value) / (1 + value)],
        Domain = [new(-1 / Math.E, double.PositiveInfinity)],
        ExactValue = args => args[0].IsExactly(0) ? Constant.Zero : args[0].IsConstant(NamedConstants.E) ? Constant.One : null,
        Latex = @"\operatorname{W}\left({0}\right)",
        UnicodeName = "W",
        Summary = "Lambert W function, w with w*exp(w) = x and w >= -1; NaN for x < -1/e",
        Example = "lambertw(x)",
        Source = "DLMF 4.13.1; derivative 4.13.4",
        Family = "Lambert W function",
    };

    /// <summary>The functions of this family.</summary>
    public static ImmutableArray<FunctionDefinition> All => [W];
}
