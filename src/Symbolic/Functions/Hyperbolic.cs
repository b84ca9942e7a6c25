using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Numerics;
using Symbolic.Numerics.Vectorised;

namespace Symbolic.Functions;

/// <summary>
/// Hyperbolic functions. sech, csch and coth have rules of their own: those of 1/cosh(x) and its like run into ∞/∞ from |x| ≈ 355.
/// </summary>
public static class Hyperbolic
{
    private const string FamilyName = "Hyperbolic functions";

    /// <summary>Hyperbolic sine.</summary>
    public static readonly FunctionDefinition Sinh = new("sinh", 1)
    {
        ForeignNames = ["sh"],
        WritingOrder = -1,
        Evaluate = (Func<double, double>)Math.Sinh,
        Spelling = FunctionSpelling.Of("Math.Sinh", "sinh", "np.sinh", "sinh"),
        Vector = () => new(VectorMath.Sinh, VectorMath.Sinh, VectorMath.Sinh),
        Partials = (args, _) => [Cosh!.Of(args[0])],
        Parity = Parity.Odd,
        ExactValue = args => args[0].IsExactly(0) ? Constant.Zero : null,
        Latex = @"\sinh\left({0}\right)",
        Summary = "Hyperbolic sine, (e^x - e^-x)/2",
        Example = "sinh(x)",
        Source = "DLMF 4.28.1; derivative 4.34.1",
        Family = FamilyName,
        MaxUlp = 2,
    };

    /// <summary>Hyperbolic cosine.</summary>
    public static readonly FunctionDefinition Cosh = new("cosh", 1)
    {
        ForeignNames = ["ch"],
        Evaluate = (Func<double, double>)Math.Cosh,
        Spelling = FunctionSpelling.Of("Math.Cosh", "cosh", "np.cosh", "cosh"),
        Vector = () => new(VectorMath.Cosh, VectorMath.Cosh, VectorMath.Cosh),
        Partials = (args, _) => [Sinh.Of(args[0])],
        Parity = Parity.Even,
        ExactValue = args => args[0].IsExactly(0) ? Constant.One : null,
        Latex = @"\cosh\left({0}\right)",
        Summary = "Hyperbolic cosine, (e^x + e^-x)/2",
        Example = "cosh(x)",
        Source = "DLMF 4.28.2; derivative 4.34.2",
        Family = FamilyName,
        MaxUlp = 2,
    };

    /// <summary>Hyperbolic tangent.</summary>
    public static readonly FunctionDefinition Tanh = new("tanh", 1)
    {
        ForeignNames = ["th"],
        Evaluate = (Func<double, double>)Math.Tanh,
        Spelling = FunctionSpelling.Of("Math.Tanh", "tanh", "np.tanh", "tanh"),
        Vector = () => new(VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh),
        Partials = (args, _) => [1 / Algebra.Square(Cosh.Of(args[0]))], // 1 − tanh² is 0 from x ≈ 19.1
        Parity = Parity.Odd,
        ExactValue = args => args[0].IsExactly(0) ? Constant.Zero : null,
        Latex = @"\tanh\left({0}\right)",
        Summary = "Hyperbolic tangent, sinh(x)/cosh(x)",
        Example = "tanh(x)",
        Source = "DLMF 4.28.4; derivative 4.34.3",
        Family = FamilyName,
        MaxUlp = 2,
    };

    /// <summary>Hyperbolic cotangent.</summary>
    public static readonly FunctionDefinition Coth = new("coth", 1)
    {
        ForeignNames = ["cth"],
        Evaluate = SpecialFunctions.Coth,
        Spelling = FunctionSpelling.OfOwn("coth({0})"),
        Partials = (args, _) => [-1 / Algebra.Square(Sinh.Of(args[0]))],
        Domain = [Interval.Positive],
        Parity = Parity.Odd,
        Latex = @"\coth\left({0}\right)",
        Summary = "Hyperbolic cotangent, cosh(x)/sinh(x)",
        Example = "coth(x)",
        Source = "DLMF 4.28.7; derivative 4.34.6",
        Family = FamilyName,
        MaxUlp = 3,
    };

    /// <summary>Hyperbolic secant.</summary>
    public static readonly FunctionDefinition Sech = new("sech", 1)
    {
        Evaluate = SpecialFunctions.Sech,
        Spelling = FunctionSpelling.OfOwn("sech({0})"),
        Partials = (args, value) => [-value * Tanh.Of(args[0])],
        Parity = Parity.Even,
        ExactValue = args => args[0].IsExactly(0) ? Constant.One : null,
        Latex = @"\operatorname{sech}\left({0}\right)",
        Summary = "Hyperbolic secant, 1/cosh(x)",
        Example = "sech(x)",
        Source = "DLMF 4.28.6; derivative 4.34.5",
        Family = FamilyName,
        MaxUlp = 3,
    };

    /// <summary>Hyperbolic cosecant.</summary>
    public static readonly FunctionDefinition Csch = new("csch", 1)
    {
        Evaluate = SpecialFunctions.Csch,
        Spelling = FunctionSpelling.OfOwn("csch({0})"),
        Partials = (args, value) => [-value * Coth.Of(args[0])],
        Domain = [Interval.Positive],
        Parity = Parity.Odd,
        Latex = @"\operatorname{csch}\left({0}\right)",
        Summary = "Hyperbolic cosecant, 1/sinh(x)",
        Example = "csch(x)",
        Source = "DLMF 4.28.5; derivative 4.34.4",
        Family = FamilyName,
        MaxUlp = 3,
    };

    /// <summary>The functions of this family.</summary>
    public static ImmutableArray<FunctionDefinition> All => [Sinh, Cosh, Tanh, Coth, Sech, Csch];
}
