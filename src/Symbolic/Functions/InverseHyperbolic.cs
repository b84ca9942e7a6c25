using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Numerics;

namespace Symbolic.Functions;

/// <summary>Inverse hyperbolic functions.</summary>
public static class InverseHyperbolic
{
    private const string FamilyName = "Inverse hyperbolic functions";

    /// <summary>Inverse hyperbolic sine.</summary>
    public static readonly FunctionDefinition Asinh = new("asinh", 1)
    {
        Aliases = ["arsinh", "arcsinh"],
        Evaluate = (Func<double, double>)Math.Asinh,
        Spelling = FunctionSpelling.Of("Math.Asinh", "asinh", "np.arcsinh", "asinh"),
        Partials = (args, _) => [1 / Algebra.Sqrt(1 + Algebra.Square(args[0]))],
        Parity = Parity.Odd,
        ExactValue = args => args[0].IsExactly(0) ? Constant.Zero : null,
        Latex = @"\operatorname{arsinh}\left({0}\right)",
        Summary = "Inverse hyperbolic sine, ln(x + √(x² + 1))",
        Example = "asinh(x)",
        Source = "DLMF 4.37.1; derivative 4.38(ii)",
        Family = FamilyName,
        MaxUlp = 2,
    };

    /// <summary>Inverse hyperbolic cosine. The roots stay apart: their product is NaN below 1, as the value is, and does not overflow.</summary>
    public static readonly FunctionDefinition Acosh = new("acosh", 1)
    {
        Aliases = ["arcosh", "arccosh"],
        Evaluate = (Func<double, double>)Math.Acosh,
        Spelling = FunctionSpelling.Of("Math.Acosh", "acosh", "np.arccosh", "acosh"),
        Partials = (args, _) => [1 / (Algebra.Sqrt(args[0] - 1) * Algebra.Sqrt(args[0] + 1))],
        Domain = [new(1, double.PositiveInfinity)],
        ExactValue = args => args[0].IsExactly(1) ? Constant.Zero : null,
        Latex = @"\operatorname{arcosh}\left({0}\right)",
        Summary = "Inverse hyperbolic cosine, ln(x + √(x² - 1)); NaN for x < 1",
        Example = "acosh(x)",
        Source = "DLMF 4.37.2; derivative 4.38(ii)",
        Family = FamilyName,
        MaxUlp = 2,
    };

    /// <summary>Inverse hyperbolic tangent.</summary>
    public static readonly FunctionDefinition Atanh = new("atanh", 1)
    {
        Aliases = ["artanh", "arctanh"],
        Evaluate = (Func<double, double>)Math.Atanh,
        Spelling = FunctionSpelling.Of("Math.Atanh", "atanh", "np.arctanh", "atanh"),
        Partials = (args, _) => [1 / ((1 - args[0]) * (1 + args[0]))],
        Domain = [new(-1, 1)],
        Parity = Parity.Odd,
        ExactValue = args => args[0].IsExactly(0) ? Constant.Zero : null,
        Latex = @"\operatorname{artanh}\left({0}\right)",
        Summary = "Inverse hyperbolic tangent, ln((1 + x)/(1 - x))/2; NaN outside [-1, 1]",
        Example = "atanh(x)",
        Source = "DLMF 4.37.3; derivative 4.38(ii)",
        Family = FamilyName,
        MaxUlp = 2,
    };

    /// <summary>Inverse hyperbolic cotangent.</summary>
    public static readonly FunctionDefinition Acoth = new("acoth", 1)
    {
        Aliases = ["arcoth", "arccoth"],
        Evaluate = SpecialFunctions.Acoth,
        Spelling = FunctionSpelling.OfOwn("atanh(1 / {0})"),
        Partials = (args, _) => [1 / ((1 - args[0]) * (1 + args[0]))],
        Domain = [new(1, double.PositiveInfinity)],
        Parity = Parity.Odd,
        Latex = @"\operatorname{arcoth}\left({0}\right)",
        Summary = "Inverse hyperbolic cotangent, atanh(1/x); NaN for |x| < 1",
        Example = "acoth(x)",
        Source = "DLMF 4.37.9; derivative 4.38(ii)",
        Family = FamilyName,
        MaxUlp = 3,
    };

    /// <summary>Inverse hyperbolic secant.</summary>
    public static readonly FunctionDefinition Asech = new("asech", 1)
    {
        Aliases = ["arsech", "arcsech"],
        Evaluate = SpecialFunctions.Asech,
        Spelling = FunctionSpelling.OfOwn("acosh(1 / {0})"),
        Partials = (args, _) => [-1 / (args[0] * Algebra.Sqrt((1 - args[0]) * (1 + args[0])))],
        Domain = [new(0, 1)],
        ExactValue = args => args[0].IsExactly(1) ? Constant.Zero : null,
        Latex = @"\operatorname{arsech}\left({0}\right)",
        Summary = "Inverse hyperbolic secant, acosh(1/x); NaN outside [0, 1]",
        Example = "asech(x)",
        Source = "DLMF 4.37.8; derivative 4.38(ii)",
        Family = FamilyName,
        MaxUlp = 3,
    };

    /// <summary>Inverse hyperbolic cosecant.</summary>
    public static readonly FunctionDefinition Acsch = new("acsch", 1)
    {
        Aliases = ["arcsch", "arccsch"],
        Evaluate = SpecialFunctions.Acsch,
        Spelling = FunctionSpelling.OfOwn("asinh(1 / {0})"),
        Partials = (args, _) => [-1 / (Rounding.Abs.Of(args[0]) * Algebra.Sqrt(1 + Algebra.Square(args[0])))],
        Domain = [Interval.Positive],
        Parity = Parity.Odd,
        Latex = @"\operatorname{arcsch}\left({0}\right)",
        Summary = "Inverse hyperbolic cosecant, asinh(1/x)",
        Example = "acsch(x)",
        Source = "DLMF 4.37.7; derivative 4.38(ii)",
        Family = FamilyName,
        MaxUlp = 2,
    };

    /// <summary>The functions of this family.</summary>
    public static ImmutableArray<FunctionDefinition> All => [Asinh, Acosh, Atanh, Acoth, Asech, Acsch];
}
