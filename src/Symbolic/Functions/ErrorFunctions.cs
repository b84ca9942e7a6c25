using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Numerics;
using Symbolic.Numerics.Vectorised;

namespace Symbolic.Functions;

/// <summary>Error functions and the normal distribution.</summary>
public static class ErrorFunctions
{
    private const string FamilyName = "Error functions and normal distribution";

    /// <summary>Error function.</summary>
    public static readonly FunctionDefinition Erf = new("erf", 1)
    {
        Evaluate = SpecialFunctions.Erf,
        Spelling = new(null, "erf({0})", "_erf({0})", "erf({0})") { PythonHelper = HelperSources.PythonErf, JuliaHelper = HelperSources.JuliaSpecial },
        Vector = () => new(VectorMath.Erf, VectorMath.Erf, VectorMath.Erf),
        Partials = (args, _) => [2 / RootPi * Exponential.Exp.Of(-Algebra.Square(args[0]))],
        Parity = Parity.Odd,
        ExactValue = args => args[0].IsExactly(0) ? Constant.Zero : null,
        Latex = @"\operatorname{erf}\left({0}\right)",
        Summary = "Error function, 2/√π ∫₀ˣ exp(-t²) dt",
        Example = "erf(x)",
        Source = "DLMF 7.2.1; derivative 7.10.1",
        Family = FamilyName,
    };

    /// <summary>Complementary error function.</summary>
    public static readonly FunctionDefinition Erfc = new("erfc", 1)
    {
        Evaluate = SpecialFunctions.Erfc,
        Spelling = new(null, "erfc({0})", "_erfc({0})", "erfc({0})") { PythonHelper = HelperSources.PythonErf, JuliaHelper = HelperSources.JuliaSpecial },
        Vector = () => new(VectorMath.Erfc, VectorMath.Erfc, VectorMath.Erfc),
        Partials = (args, _) => [-2 / RootPi * Exponential.Exp.Of(-Algebra.Square(args[0]))],
        ExactValue = args => args[0].IsExactly(0) ? Constant.One : null,
        Latex = @"\operatorname{erfc}\left({0}\right)",
        Summary = "Complementary error function, 1 - erf(x), accurate for large x",
        Example = "erfc(x)",
        Source = "DLMF 7.2.2; derivative 7.10.1",
        Family = FamilyName,
        MaxUlp = 1.01,
    };

    /// <summary>Inverse of the error function.</summary>
    public static readonly FunctionDefinition ErfInv = new("erfinv", 1)
    {
        Evaluate = SpecialFunctions.ErfInv,
        Spelling = FunctionSpelling.OfOwn("erfinv({0})") with { JuliaHelper = HelperSources.JuliaSpecial },
        Partials = (_, value) => [RootPi / 2 * Exponential.Exp.Of(Algebra.Square(value))],
        Domain = [new(-1, 1)],
        Parity = Parity.Odd,
        ExactValue = args => args[0].IsExactly(0) ? Constant.Zero : null,
        Latex = @"\operatorname{erf}^{-1}\left({0}\right)",
        UnicodeName = "erf⁻¹",
        Summary = "Inverse error function; NaN outside [-1, 1]",
        Example = "erfinv(x)",
        Source = "DLMF 7.17.1; derivative from 7.10.1",
        Family = FamilyName,
    };

    /// <summary>Standard normal distribution function.</summary>
    public static readonly FunctionDefinition NormCdf = new("normcdf", 1)
    {
        ForeignNames = ["Phi", "cnorm"],
        Evaluate = SpecialFunctions.NormCdf,
        Spelling = FunctionSpelling.OfOwn("0.5 * erfc(-{0} * 0.7071067811865476)") with { JuliaHelper = HelperSources.JuliaSpecial },
        Vector = () => new(VectorMath.NormalCdf, VectorMath.NormalCdf, VectorMath.NormalCdf),
        Partials = (args, _) => [NormPdf!.Of(args[0])],
        ExactValue = args => args[0].IsExactly(0) ? Constant.Half : null,
        Latex = @"\Phi\left({0}\right)",
        UnicodeName = "Φ",
        Summary = "Standard normal distribution function, erfc(-x/√2)/2",
        Example = "normcdf(x)",
        Source = "Abramowitz and Stegun 26.2.2",
        Family = FamilyName,
        MaxUlp = 1.1,
    };

    /// <summary>Standard normal density.</summary>
    public static readonly FunctionDefinition NormPdf = new("normpdf", 1)
    {
        Evaluate = SpecialFunctions.NormPdf,
        Spelling = FunctionSpelling.OfOwn("0.3989422804014327 * exp(-0.5 * {0} * {0})"),
        Vector = () => new(VectorMath.NormalPdf, VectorMath.NormalPdf, VectorMath.NormalPdf),
        Partials = (args, value) => [-args[0] * value],
        Parity = Parity.Even,
        Latex = @"\varphi\left({0}\right)",
        UnicodeName = "φ",
        Summary = "Standard normal density, exp(-x²/2)/√(2π)",
        Example = "normpdf(x)",
        Source = "Abramowitz and Stegun 26.2.1",
        Family = FamilyName,
        MaxUlp = 1.01,
    };

    /// <summary>The functions of this family.</summary>
    public static ImmutableArray<FunctionDefinition> All => [Erf, Erfc, ErfInv, NormCdf, NormPdf];

    private static Expr RootPi => Algebra.Sqrt(NamedConstants.Pi.Of());
}
