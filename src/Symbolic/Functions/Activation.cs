using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Numerics;
using Symbolic.Numerics.Vectorised;

namespace Symbolic.Functions;

/// <summary>Activation functions of neural networks.</summary>
public static class Activation
{
    private const string FamilyName = "Activation functions";

    /// <summary>Logistic function. 1 − sigmoid(x) is written sigmoid(−x), which does not cancel for large x.</summary>
    public static readonly FunctionDefinition Sigmoid = new("sigmoid", 1)
    {
        Aliases = ["logistic"],
        Evaluate = SpecialFunctions.Sigmoid,
        Spelling = FunctionSpelling.OfOwn("1 / (1 + exp(-{0}))"),
        Vector = () => new(VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid),
        Partials = (args, value) => [value * Sigmoid!.Of(-args[0])],
        ExactValue = args => args[0].IsExactly(0) ? Constant.Half : null,
        Latex = @"\sigma\left({0}\right)",
        UnicodeName = "σ",
        Summary = "Logistic function, 1/(1 + exp(-x))",
        Example = "sigmoid(x)",
        Source = "Verhulst 1845; derivative by 1 - sigmoid(x) = sigmoid(-x)",
        Family = FamilyName,
        MaxUlp = 2,
    };

    /// <summary>Smooth form of relu.</summary>
    public static readonly FunctionDefinition Softplus = new("softplus", 1)
    {
        Evaluate = SpecialFunctions.Softplus,
        Spelling = FunctionSpelling.OfOwn("max({0}, 0.0) + log1p(exp(-abs({0})))"),
        Vector = () => new(VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus),
        Partials = (args, _) => [Sigmoid.Of(args[0])],
        Latex = @"\operatorname{softplus}\left({0}\right)",
        Summary = "ln(1 + exp(x)) without overflow",
        Example = "softplus(x)",
        Source = "Dugas et al., Advances in Neural Information Processing Systems 13 (2001)",
        Family = FamilyName,
        MaxUlp = 2,
    };

    /// <summary>Rectifier.</summary>
    public static readonly FunctionDefinition Relu = new("relu", 1)
    {
        Evaluate = SpecialFunctions.Relu,
        Spelling = FunctionSpelling.OfOwn("max({0}, 0.0)"),
        Partials = (args, _) => [Rounding.Heaviside.Of(args[0])],
        Kinks = "at 0",
        ExactValue = args => args[0].ExactNumber() is { } x ? (x.Sign < 0 ? Constant.Zero : args[0]) : null,
        Latex = @"\operatorname{relu}\left({0}\right)",
        Summary = "max(x, 0); derivative heaviside(x), which is 1/2 at 0",
        Example = "relu(x)",
        Source = "Nair and Hinton, International Conference on Machine Learning 27 (2010)",
        Family = FamilyName,
        MaxUlp = 0,
    };

    /// <summary>The functions of this family.</summary>
    public static ImmutableArray<FunctionDefinition> All => [Sigmoid, Softplus, Relu];
}
