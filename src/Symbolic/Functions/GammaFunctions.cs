using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Numerics;
using Symbolic.Numerics.Vectorised;

namespace Symbolic.Functions;

/// <summary>The gamma function and its relatives.</summary>
public static class GammaFunctions
{
    private const string FamilyName = "Gamma functions";

    /// <summary>Gamma function.</summary>
    public static readonly FunctionDefinition Gamma = new("gamma", 1)
    {
        ForeignNames = ["tgamma", "Gamma"],
        WritingOrder = -2,
        Evaluate = SpecialFunctions.Gamma,
        Spelling = FunctionSpelling.OfOwn("gamma({0})") with { JuliaHelper = HelperSources.JuliaSpecial },
        Vector = () => new(VectorMath.Gamma, VectorMath.Gamma, VectorMath.Gamma),
        Partials = (args, value) => [value * Digamma!.Of(args[0])],
        Domain = [Interval.Positive],
        ExactValue = args => args[0] is Constant c && c.Value.TryGetInt32(out var n) ? ExactArguments.Factorial(n - 1) : null,
        Latex = @"\Gamma\left({0}\right)",
        UnicodeName = "Γ",
        Summary = "Gamma function; gamma(n) = (n-1)!, poles at 0, -1, -2, …",
        Example = "gamma(x)",
        Source = "DLMF 5.2.1; derivative 5.2.2",
        Family = FamilyName,
    };

    /// <summary>Logarithm of the gamma function.</summary>
    public static readonly FunctionDefinition LGamma = new("lgamma", 1)
    {
        Aliases = ["loggamma", "lngamma"],
        Evaluate = SpecialFunctions.LGamma,
        Spelling = FunctionSpelling.OfOwn("logabsgamma({0})[1]") with { JuliaHelper = HelperSources.JuliaSpecial },
        Vector = () => new(VectorMath.LogGamma, VectorMath.LogGamma, VectorMath.LogGamma),
        Partials = (args, _) => [Digamma!.Of(args[0])],
        Domain = [Interval.Positive],
        ExactValue = args => args[0].IsExactly(1) || args[0].IsExactly(2) ? Constant.Zero : null,
        Latex = @"\operatorname{lgamma}\left({0}\right)",
        Summary = "Logarithm of |gamma(x)|",
        Example = "lgamma(x)",
        Source = "DLMF 5.2.1; derivative 5.2.2",
        Family = FamilyName,
        MaxUlp = 1.1,
    };

    /// <summary>Digamma function.</summary>
    public static readonly FunctionDefinition Digamma = new("digamma", 1)
    {
        Aliases = ["psi"],
        Evaluate = SpecialFunctions.Digamma,
        Spelling = FunctionSpelling.OfOwn("digamma({0})") with { JuliaHelper = HelperSources.JuliaSpecial },
        Vector = () => new(VectorMath.Digamma, VectorMath.Digamma, VectorMath.Digamma),
        Partials = (args, _) => [Trigamma!.Of(args[0])],
        Domain = [Interval.Positive],
        Latex = @"\psi\left({0}\right)",
        UnicodeName = "ψ",
        Summary = "Digamma function, the derivative of ln gamma(x)",
        Example = "digamma(x)",
        Source = "DLMF 5.2.2; derivative 5.15",
        Family = FamilyName,
    };

    /// <summary>Trigamma function.</summary>
    public static readonly FunctionDefinition Trigamma = new("trigamma", 1)
    {
        Evaluate = SpecialFunctions.Trigamma,
        Spelling = FunctionSpelling.OfOwn("trigamma({0})") with { JuliaHelper = HelperSources.JuliaSpecial },
        Partials = (args, _) => [Polygamma!.Of(2, args[0])],
        Domain = [Interval.Positive],
        Latex = @"\psi^{(1)}\left({0}\right)",
        UnicodeName = "ψ₁",
        Summary = "Trigamma function, the derivative of digamma(x)",
        Example = "trigamma(x)",
        Source = "DLMF 5.15.1; derivative 5.15",
        Family = FamilyName,
    };

    /// <summary>Polygamma function.</summary>
    public static readonly FunctionDefinition Polygamma = new("polygamma", 2)
    {
        Evaluate = SpecialFunctions.Polygamma,
        Spelling = FunctionSpelling.OfOwn("polygamma(Int({0}), {1})") with { JuliaHelper = HelperSources.JuliaSpecial },
        Partials = (args, _) => [0, Polygamma!.Of(args[0] + 1, args[1])],
        Domain = [new(-1, double.PositiveInfinity), Interval.Positive],
        Parameters = [0],
        Notation = args => args[0].IsExactly(0) ? Digamma.AsTyped(args[1]) : args[0].IsExactly(1) ? Trigamma.AsTyped(args[1]) : null,
        ExactValue = args => args[0].IsExactly(0) ? Digamma.Of(args[1]) : args[0].IsExactly(1) ? Trigamma.Of(args[1]) : null,
        Latex = @"\psi^{({0})}\left({1}\right)",
        UnicodeName = "ψ",
        Summary = "polygamma(n, x): n-th derivative of digamma(x)",
        Example = "polygamma(2, x)",
        Source = "DLMF 5.15",
        Family = FamilyName,
    };

    /// <summary>Beta function.</summary>
    public static readonly FunctionDefinition Beta = new("beta", 2)
    {
        Evaluate = SpecialFunctions.Beta,
        Spelling = FunctionSpelling.OfOwn("beta({0}, {1})") with { JuliaHelper = HelperSources.JuliaSpecial },
        Partials = (args, value) => [value * SlopeOfLog(args[0], args[1]), value * SlopeOfLog(args[1], args[0])],
        Domain = [Interval.Positive],
        Latex = @"\operatorname{B}\left({0}, {1}\right)",
        UnicodeName = "B",
        Summary = "Beta function, gamma(a)*gamma(b)/gamma(a + b)",
        Example = "beta(x, y)",
        Source = "DLMF 5.12.1; derivative from 5.2.2",
        Family = FamilyName,
    };

    /// <summary>Factorial.</summary>
    public static readonly FunctionDefinition Factorial = new("factorial", 1)
    {
        ForeignNames = ["fact"],
        Evaluate = SpecialFunctions.Factorial,
        Spelling = FunctionSpelling.OfOwn("gamma({0} + 1)") with { JuliaHelper = HelperSources.JuliaSpecial },
        Partials = (args, value) => [value * Digamma.Of(args[0] + 1)],
        Domain = [new(-1, double.PositiveInfinity)],
        ExactValue = args => args[0] is Constant c && c.Value.TryGetInt32(out var n) ? ExactArguments.Factorial(n) : null,
        Latex = @"\left({0}\right)!",
        Summary = "Factorial x! = gamma(x + 1), also for x that is no integer",
        Example = "factorial(x)",
        Source = "DLMF 5.4.1; derivative 5.2.2",
        Family = FamilyName,
    };

    /// <summary>The functions of this family.</summary>
    public static ImmutableArray<FunctionDefinition> All => [Gamma, LGamma, Digamma, Trigamma, Polygamma, Beta, Factorial];

    /// <summary>ψ(a) − ψ(a + b).</summary>
    private static Expr SlopeOfLog(Expr a, Expr b) => Digamma.Of(a) - Digamma.Of(a + b);
}
