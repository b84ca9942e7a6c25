using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Numerics;

namespace Symbolic.Functions;

/// <summary>
/// sin(x)/x and its derivatives. The derivatives are functions of their own: the quotients they would otherwise be are 0/0 at 0 and
/// lose more digits near it with each order.
/// </summary>
public static class SincFunctions
{
    private const string FamilyName = "Cardinal sine";

    /// <summary>sin(x)/x.</summary>
    public static readonly FunctionDefinition Sinc = new("sinc", 1)
    {
        Evaluate = SpecialFunctions.Sinc,
        Spelling = FunctionSpelling.OfOwn("({0} == 0 ? 1.0 : isinf({0}) ? 0.0 : sin({0}) / {0})"),
        Partials = (args, _) => [SincN!.Of(1, args[0])],
        Parity = Parity.Even,
        ExactValue = args => args[0].IsExactly(0) ? Constant.One : null,
        Latex = @"\operatorname{sinc}\left({0}\right)",
        Summary = "sin(x)/x, and 1 at 0",
        Example = "sinc(x)",
        Source = "DLMF 10.49(i), the spherical Bessel function of order 0",
        Family = FamilyName,
        MaxUlp = 2,
    };

    /// <summary>Derivatives of sin(x)/x.</summary>
    public static readonly FunctionDefinition SincN = new("sincn", 2)
    {
        Evaluate = SpecialFunctions.SincN,
        Partials = (args, _) => [0, SincN!.Of(args[0] + 1, args[1])],
        Domain = [new(-1, double.PositiveInfinity), Interval.All],
        Parameters = [0],
        ExactValue = SincDerivativeAt,
        Latex = @"\operatorname{sinc}^{({0})}\left({1}\right)",
        Summary = "sincn(n, x): n-th derivative of sinc(x), ∫₀¹ tⁿ cos(x*t + n*π/2) dt",
        Example = "sincn(1, x)",
        Source = "From sinc(x) = ∫₀¹ cos(x*t) dt, differentiated under the integral",
        Family = FamilyName,
    };

    /// <summary>The functions of this family.</summary>
    public static ImmutableArray<FunctionDefinition> All => [Sinc, SincN];

    /// <summary>sincn(0, x) = sinc(x); sincn(n, 0) = cos(n·π/2)/(n + 1).</summary>
    private static Expr? SincDerivativeAt(ImmutableArray<Expr> args)
    {
        if (args[0] is not Constant c || !c.Value.TryGetInt32(out var n) || n < 0) return null;
        if (n == 0) return Sinc.Of(args[1]);
        if (!args[1].IsExactly(0)) return null;
        if (n % 2 != 0) return Constant.Zero;
        return new Constant(Number.FromRatio(n % 4 == 0 ? 1 : -1, (long)n + 1));
    }
}
