using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Functions;

/// <summary>Trigonometric functions; angles in radians.</summary>
public static class Trigonometric
{
    private const string Name = "Trigonometric functions";

    /// <summary>Sine.</summary>
    public static readonly FunctionDefinition Sin = new("sin", 1)
    {
        Evaluate = (Func<double, double>)Math.Sin,
        Partials = (args, _) => [Cos!.Of(args[0])],
        Parity = Parity.Odd,
        ExactValue = args => args[0] is Constant { Value: { IsZero: true, IsExact: true } } ? Constant.Zero : null,
        Latex = @"\sin\left({0}\right)",
        Summary = "Sine of x radians",
        Example = "sin(x)",
        Source = "DLMF 4.14.1; derivative 4.20.1",
        Family = Name,
    };

    /// <summary>Cosine.</summary>
    public static readonly FunctionDefinition Cos = new("cos", 1)
    {
        Evaluate = (Func<double, double>)Math.Cos,
        Partials = (args, _) => [-Sin.Of(args[0])],
        Parity = Parity.Even,
        ExactValue = args => args[0] is Constant { Value: { IsZero: true, IsExact: true } } ? Constant.One : null,
        Latex = @"\cos\left({0}\right)",
        Summary = "Cosine of x radians",
        Example = "cos(x)",
        Source = "DLMF 4.14.2; derivative 4.20.2",
        Family = Name,
    };

    /// <summary>The functions of this family.</summary>
    public static ImmutableArray<FunctionDefinition> All => [Sin, Cos];
}
