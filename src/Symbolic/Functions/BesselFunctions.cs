using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Numerics;

namespace Symbolic.Functions;

/// <summary>
/// Bessel functions of integer order. The derivatives use the neighbouring orders on both sides, which holds at 0 as well, where the
/// forms with n/x fail. A negative order is written with the positive one.
/// </summary>
public static class BesselFunctions
{
    private const string FamilyName = "Bessel functions";

    /// <summary>Bessel function of the first kind.</summary>
    public static readonly FunctionDefinition J = new("besselj", 2)
    {
        Evaluate = SpecialFunctions.BesselJ,
        Spelling = FunctionSpelling.OfOwn("besselj({0}, {1})") with { JuliaHelper = HelperSources.JuliaSpecial },
        Partials = (args, _) => [0, Halved(J!, args, -1)],
        Domain = [Interval.All, Interval.All],
        Parameters = [0],
        ExactValue = args => Reflected(J!, args, alternates: true) ?? AtZero(args),
        Latex = @"J_{{0}}\left({1}\right)",
        UnicodeName = "J",
        Summary = "besselj(n, x): Bessel function of the first kind, order n",
        Example = "besselj(1, x)",
        Source = "DLMF 10.2.2; derivative 10.6.1; negative order 10.4.1",
        Family = FamilyName,
        MaxUlp = 1.5,
    };

    /// <summary>Bessel function of the second kind.</summary>
    public static readonly FunctionDefinition Y = new("bessely", 2)
    {
        Evaluate = SpecialFunctions.BesselY,
        Spelling = FunctionSpelling.OfOwn("bessely({0}, {1})") with { JuliaHelper = HelperSources.JuliaSpecial },
        Partials = (args, _) => [0, Halved(Y!, args, -1)],
        Domain = [Interval.All, Interval.Positive],
        Parameters = [0],
        ExactValue = args => Reflected(Y!, args, alternates: true),
        Latex = @"Y_{{0}}\left({1}\right)",
        UnicodeName = "Y",
        Summary = "bessely(n, x): Bessel function of the second kind, order n; NaN for x < 0",
        Example = "bessely(1, x)",
        Source = "DLMF 10.2.3; derivative 10.6.1; negative order 10.4.1",
        Family = FamilyName,
        MaxUlp = 1.5,
    };

    /// <summary>Modified Bessel function of the first kind.</summary>
    public static readonly FunctionDefinition I = new("besseli", 2)
    {
        Evaluate = SpecialFunctions.BesselI,
        Spelling = FunctionSpelling.OfOwn("besseli({0}, {1})") with { JuliaHelper = HelperSources.JuliaSpecial },
        Partials = (args, _) => [0, Halved(I!, args, 1)],
        Domain = [Interval.All, Interval.All],
        Parameters = [0],
        ExactValue = args => Reflected(I!, args, alternates: false) ?? AtZero(args),
        Latex = @"I_{{0}}\left({1}\right)",
        UnicodeName = "I",
        Summary = "besseli(n, x): modified Bessel function of the first kind, order n",
        Example = "besseli(1, x)",
        Source = "DLMF 10.25.2; derivative 10.29.1; negative order 10.27.1",
        Family = FamilyName,
        MaxUlp = 2,
    };

    /// <summary>Modified Bessel function of the second kind.</summary>
    public static readonly FunctionDefinition K = new("besselk", 2)
    {
        Evaluate = SpecialFunctions.BesselK,
        Spelling = FunctionSpelling.OfOwn("besselk({0}, {1})") with { JuliaHelper = HelperSources.JuliaSpecial },
        Partials = (args, _) => [0, -Halved(K!, args, 1)],
        Domain = [Interval.All, Interval.Positive],
        Parameters = [0],
        ExactValue = args => Reflected(K!, args, alternates: false),
        Latex = @"K_{{0}}\left({1}\right)",
        UnicodeName = "K",
        Summary = "besselk(n, x): modified Bessel function of the second kind, order n; NaN for x < 0",
        Example = "besselk(1, x)",
        Source = "DLMF 10.25(ii); derivative 10.29.1; negative order 10.27.3",
        Family = FamilyName,
        MaxUlp = 1.5,
    };

    /// <summary>The functions of this family.</summary>
    public static ImmutableArray<FunctionDefinition> All => [J, Y, I, K];

    /// <summary>(Z(n − 1, x) ± Z(n + 1, x))/2.</summary>
    private static Expr Halved(FunctionDefinition function, ImmutableArray<Expr> args, int sign) =>
        (function.Of(args[0] - 1, args[1]) + (sign * function.Of(args[0] + 1, args[1]))) / 2;

    /// <summary>Z(−n, x) = (−1)^n·Z(n, x) for J and Y, Z(n, x) for I and K; n an integer.</summary>
    private static Expr? Reflected(FunctionDefinition function, ImmutableArray<Expr> args, bool alternates)
    {
        if (args[0] is not Constant { Value: { IsInteger: true, Sign: < 0 } n }) return null;
        var mirrored = function.Of(new Constant(-n), args[1]);
        return alternates && n.IsOddInteger ? -mirrored : mirrored;
    }

    /// <summary>1 for order 0 and 0 for a positive order, at x = 0.</summary>
    private static Constant? AtZero(ImmutableArray<Expr> args) =>
        args[1].IsExactly(0) && args[0] is Constant { Value: { IsInteger: true } n } ? (n.IsZero ? Constant.One : Constant.Zero) : null;
}
