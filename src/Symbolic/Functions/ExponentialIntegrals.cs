using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Numerics;

namespace Symbolic.Functions;

/// <summary>Exponential and trigonometric integrals.</summary>
public static class ExponentialIntegrals
{
    private const string FamilyName = "Exponential and trigonometric integrals";

    /// <summary>Exponential integral.</summary>
    public static readonly FunctionDefinition Ei = new("ei", 1)
    {
        Evaluate = SpecialFunctions.Ei,
        Spelling = FunctionSpelling.OfOwn("expinti({0})") with { JuliaHelper = HelperSources.JuliaSpecial },
        Partials = (args, _) => [Exponential.Exp.Of(args[0]) / args[0]],
        Domain = [Interval.Positive],
        Latex = @"\operatorname{Ei}\left({0}\right)",
        UnicodeName = "Ei",
        Summary = "Exponential integral, principal value of ∫ exp(t)/t dt from -∞ to x",
        Example = "ei(x)",
        Source = "DLMF 6.2.5",
        Family = FamilyName,
    };

    /// <summary>Sine integral.</summary>
    public static readonly FunctionDefinition Si = new("si", 1)
    {
        Evaluate = SpecialFunctions.Si,
        Spelling = FunctionSpelling.OfOwn("sinint({0})") with { JuliaHelper = HelperSources.JuliaSpecial },
        Partials = (args, _) => [SincFunctions.Sinc.Of(args[0])],
        Parity = Parity.Odd,
        ExactValue = args => args[0].IsExactly(0) ? Constant.Zero : null,
        Latex = @"\operatorname{Si}\left({0}\right)",
        UnicodeName = "Si",
        Summary = "Sine integral, ∫₀ˣ sin(t)/t dt",
        Example = "si(x)",
        Source = "DLMF 6.2.9",
        Family = FamilyName,
    };

    /// <summary>Cosine integral.</summary>
    public static readonly FunctionDefinition Ci = new("ci", 1)
    {
        Evaluate = SpecialFunctions.Ci,
        Spelling = FunctionSpelling.OfOwn("cosint({0})") with { JuliaHelper = HelperSources.JuliaSpecial },
        Partials = (args, _) => [Trigonometric.Cos.Of(args[0]) / args[0]],
        Domain = [Interval.Positive],
        Latex = @"\operatorname{Ci}\left({0}\right)",
        UnicodeName = "Ci",
        Summary = "Cosine integral, -∫ cos(t)/t dt from x to ∞; NaN for x < 0",
        Example = "ci(x)",
        Source = "DLMF 6.2.11",
        Family = FamilyName,
        MaxUlp = 1.1,
    };

    /// <summary>The functions of this family.</summary>
    public static ImmutableArray<FunctionDefinition> All => [Ei, Si, Ci];
}
