using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Numerics;

namespace Symbolic.Functions;

/// <summary>
/// Magnitude, sign, steps and rounding. The derivative of abs at 0 is 0, the mean of its one-sided slopes; that of a step is 0
/// everywhere, also where it jumps.
/// </summary>
public static class Rounding
{
    private const string FamilyName = "Magnitude, sign and rounding";

    /// <summary>Absolute value.</summary>
    public static readonly FunctionDefinition Abs = new("abs", 1)
    {
        ForeignNames = ["fabs"],
        Evaluate = (Func<double, double>)Math.Abs,
        Spelling = FunctionSpelling.Of("Math.Abs", "fabs", "np.abs", "abs"),
        Partials = (args, _) => [Sign!.Of(args[0])],
        Parity = Parity.Even,
        Kinks = "at 0",
        ExactValue = args => args[0].ExactNumber() is { } x ? new Constant(x.Sign < 0 ? -x : x) : null,
        Latex = @"\left|{0}\right|",
        Summary = "Absolute value; derivative sign(x), which is 0 at 0",
        Example = "abs(x)",
        Source = "DLMF 1.9.7",
        Family = FamilyName,
        MaxUlp = 0,
    };

    /// <summary>Sign.</summary>
    public static readonly FunctionDefinition Sign = new("sign", 1)
    {
        Aliases = ["sgn", "signum"],
        Evaluate = SpecialFunctions.Sign,
        Spelling = new("({0} > 0 ? 1.0 : {0} < 0 ? -1.0 : {0})", "({0} > 0 ? 1.0 : {0} < 0 ? -1.0 : {0})", "np.sign({0})", "sign({0})"),
        Partials = Flat,
        Parity = Parity.Odd,
        Kinks = "at 0",
        ExactValue = args => args[0].ExactNumber() is { } x ? Constant.Of(x.Sign) : null,
        Latex = @"\operatorname{sgn}\left({0}\right)",
        Summary = "Sign of x: -1, 0 or 1; derivative 0",
        Example = "sign(x)",
        Source = "ISO 80000-2, signum",
        Family = FamilyName,
        MaxUlp = 0,
    };

    /// <summary>Unit step.</summary>
    public static readonly FunctionDefinition Heaviside = new("heaviside", 1)
    {
        ForeignNames = ["step", "theta"],
        Evaluate = SpecialFunctions.Heaviside,
        Spelling = FunctionSpelling.OfOwn("({0} > 0 ? 1.0 : {0} < 0 ? 0.0 : {0} == 0 ? 0.5 : {0})"),
        Partials = Flat,
        Kinks = "at 0",
        ExactValue = args => args[0].ExactNumber() is { } x ? x.Sign < 0 ? Constant.Zero : x.Sign > 0 ? Constant.One : Constant.Half : null,
        Latex = @"\operatorname{H}\left({0}\right)",
        Summary = "Unit step: 0 for x < 0, 1/2 at 0, 1 for x > 0; derivative 0",
        Example = "heaviside(x)",
        Source = "DLMF 1.16(iv), with the mean value at 0",
        Family = FamilyName,
        MaxUlp = 0,
    };

    /// <summary>Largest integer not above x.</summary>
    public static readonly FunctionDefinition Floor = new("floor", 1)
    {
        Evaluate = (Func<double, double>)Math.Floor,
        Spelling = FunctionSpelling.Of("Math.Floor", "floor", "np.floor", "floor"),
        Partials = Flat,
        Kinks = "at the integers",
        ExactValue = args => args[0].ExactNumber() is { } x ? new Constant(x.Floor()) : null,
        Latex = @"\left\lfloor {0} \right\rfloor",
        Summary = "Largest integer not above x; derivative 0",
        Example = "floor(x)",
        Source = "IEEE 754-2019 5.9, roundToIntegralTowardNegative",
        Family = FamilyName,
        MaxUlp = 0,
    };

    /// <summary>Smallest integer not below x.</summary>
    public static readonly FunctionDefinition Ceil = new("ceil", 1)
    {
        Aliases = ["ceiling"],
        Evaluate = (Func<double, double>)Math.Ceiling,
        Spelling = FunctionSpelling.Of("Math.Ceiling", "ceil", "np.ceil", "ceil"),
        Partials = Flat,
        Kinks = "at the integers",
        ExactValue = args => args[0].ExactNumber() is { } x ? new Constant(-(-x).Floor()) : null,
        Latex = @"\left\lceil {0} \right\rceil",
        Summary = "Smallest integer not below x; derivative 0",
        Example = "ceil(x)",
        Source = "IEEE 754-2019 5.9, roundToIntegralTowardPositive",
        Family = FamilyName,
        MaxUlp = 0,
    };

    /// <summary>Nearest integer.</summary>
    public static readonly FunctionDefinition Round = new("round", 1)
    {
        Evaluate = SpecialFunctions.Round,
        Spelling = FunctionSpelling.OfOwn("round({0}, RoundNearestTiesAway)"),
        Partials = Flat,
        Parity = Parity.Odd,
        Kinks = "halfway between integers",
        ExactValue = args => args[0].ExactNumber() is { } x ? new Constant(RoundNumber(x)) : null,
        Latex = @"\operatorname{round}\left({0}\right)",
        Summary = "Nearest integer, halves away from zero; derivative 0",
        Example = "round(x)",
        Source = "IEEE 754-2019 5.9, roundToIntegralTiesToAway",
        Family = FamilyName,
        MaxUlp = 0,
    };

    /// <summary>Integer part.</summary>
    public static readonly FunctionDefinition Trunc = new("trunc", 1)
    {
        ForeignNames = ["int", "fix"],
        Evaluate = SpecialFunctions.Trunc,
        Spelling = FunctionSpelling.OfOwn("trunc({0})"),
        Partials = Flat,
        Parity = Parity.Odd,
        Kinks = "at the integers except 0",
        ExactValue = args => args[0].ExactNumber() is { } x ? new Constant(TruncateNumber(x)) : null,
        Latex = @"\operatorname{trunc}\left({0}\right)",
        Summary = "Integer part of x, towards zero; derivative 0",
        Example = "trunc(x)",
        Source = "IEEE 754-2019 5.9, roundToIntegralTowardZero",
        Family = FamilyName,
        MaxUlp = 0,
    };

    /// <summary>Floored remainder.</summary>
    public static readonly FunctionDefinition Mod = new("mod", 2)
    {
        Evaluate = SpecialFunctions.Mod,
        Spelling = FunctionSpelling.OfOwn("mod({0}, {1})"),
        Partials = (args, _) => [1, -Floor.Of(args[0] / args[1])],
        Domain = [Interval.All, Interval.Positive],
        Kinks = "where x/y is an integer",
        ExactValue = args => args[0].ExactNumber() is { } x && args[1].ExactNumber() is { IsZero: false } y ? new Constant(x.Modulo(y)) : null,
        Latex = @"\operatorname{mod}\left({0}, {1}\right)",
        Summary = "mod(x, y): remainder x - y*floor(x/y), with the sign of y",
        Example = "mod(x, y)",
        Source = "Knuth, The Art of Computer Programming 1, 1.2.4",
        Family = FamilyName,
    };

    /// <summary>The functions of this family.</summary>
    public static ImmutableArray<FunctionDefinition> All => [Abs, Sign, Heaviside, Floor, Ceil, Round, Trunc, Mod];

    private static ImmutableArray<Expr> Flat(ImmutableArray<Expr> arguments, Expr value) => [0];

    private static Number TruncateNumber(Number x) => x.Sign < 0 ? -(-x).Floor() : x.Floor();

    private static Number RoundNumber(Number x)
    {
        var half = Number.FromRatio(1, 2);
        return x.Sign < 0 ? -(half - x).Floor() : (x + half).Floor();
    }
}
