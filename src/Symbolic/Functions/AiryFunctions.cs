using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Numerics;

namespace Symbolic.Functions;

/// <summary>Airy functions, the solutions of w″ = x·w, which keeps all their derivatives among them.</summary>
public static class AiryFunctions
{
    private const string FamilyName = "Airy functions";

    /// <summary>Airy function Ai.</summary>
    public static readonly FunctionDefinition Ai = new("airyai", 1)
    {
        Evaluate = SpecialFunctions.AiryAi,
        Spelling = FunctionSpelling.OfOwn("airyai({0})") with { JuliaHelper = HelperSources.JuliaSpecial },
        Partials = (args, _) => [AiPrime!.Of(args[0])],
        Latex = @"\operatorname{Ai}\left({0}\right)",
        UnicodeName = "Ai",
        Summary = "Airy function Ai(x), the decaying solution of w″ = x*w",
        Example = "airyai(x)",
        Source = "DLMF 9.2.1",
        Family = FamilyName,
        MaxUlp = 1.1,
    };

    /// <summary>Derivative of the Airy function Ai.</summary>
    public static readonly FunctionDefinition AiPrime = new("airyaiprime", 1)
    {
        Evaluate = SpecialFunctions.AiryAiPrime,
        Spelling = FunctionSpelling.OfOwn("airyaiprime({0})") with { JuliaHelper = HelperSources.JuliaSpecial },
        Partials = (args, _) => [args[0] * Ai.Of(args[0])],
        Latex = @"\operatorname{Ai}'\left({0}\right)",
        UnicodeName = "Ai′",
        Summary = "Derivative of the Airy function Ai(x)",
        Example = "airyaiprime(x)",
        Source = "DLMF 9.2.1",
        Family = FamilyName,
        MaxUlp = 1.1,
    };

    /// <summary>Airy function Bi.</summary>
    public static readonly FunctionDefinition Bi = new("airybi", 1)
    {
        Evaluate = SpecialFunctions.AiryBi,
        Spelling = FunctionSpelling.OfOwn("airybi({0})") with { JuliaHelper = HelperSources.JuliaSpecial },
        Partials = (args, _) => [BiPrime!.Of(args[0])],
        Latex = @"\operatorname{Bi}\left({0}\right)",
        UnicodeName = "Bi",
        Summary = "Airy function Bi(x), the growing solution of w″ = x*w",
        Example = "airybi(x)",
        Source = "DLMF 9.2.1",
        Family = FamilyName,
        MaxUlp = 1.1,
    };

    /// <summary>Derivative of the Airy function Bi.</summary>
    public static readonly FunctionDefinition BiPrime = new("airybiprime", 1)
    {
        Evaluate = SpecialFunctions.AiryBiPrime,
        Spelling = FunctionSpelling.OfOwn("airybiprime({0})") with { JuliaHelper = HelperSources.JuliaSpecial },
        Partials = (args, _) => [args[0] * Bi.Of(args[0])],
        Latex = @"\operatorname{Bi}'\left({0}\right)",
        UnicodeName = "Bi′",
        Summary = "Derivative of the Airy function Bi(x)",
        Example = "airybiprime(x)",
        Source = "DLMF 9.2.1",
        Family = FamilyName,
        MaxUlp = 1.1,
    };

    /// <summary>The functions of this family.</summary>
    public static ImmutableArray<FunctionDefinition> All => [Ai, AiPrime, Bi, BiPrime];
}
