using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Numerics;
using Symbolic.Numerics.Vectorised;

namespace Symbolic.Functions;

/// <summary>
/// Inverse trigonometric functions, in radians. Derivatives are stated with (1 − x)(1 + x), which keeps its accuracy at ±1
/// where 1 − x² cancels.
/// </summary>
public static class InverseTrigonometric
{
    private const string FamilyName = "Inverse trigonometric functions";

    /// <summary>Inverse sine.</summary>
    public static readonly FunctionDefinition Asin = new("asin", 1)
    {
        Aliases = ["arcsin"],
        Evaluate = (Func<double, double>)Math.Asin,
        Spelling = FunctionSpelling.Of("Math.Asin", "asin", "np.arcsin", "asin"),
        Vector = () => new(VectorMath.Asin, VectorMath.Asin, VectorMath.Asin),
        Partials = (args, _) => [1 / Algebra.Sqrt((1 - args[0]) * (1 + args[0]))],
        Domain = [new(-1, 1)],
        Parity = Parity.Odd,
        ExactValue = args => args[0].IsExactly(0) ? Constant.Zero : args[0].IsExactly(1) ? NamedConstants.Pi.Of() / 2 : null,
        Latex = @"\arcsin\left({0}\right)",
        Summary = "Inverse sine in [-π/2, π/2]; NaN outside [-1, 1]",
        Example = "asin(x)",
        Source = "DLMF 4.23.1; derivative 4.24.7",
        Family = FamilyName,
    };

    /// <summary>Inverse cosine.</summary>
    public static readonly FunctionDefinition Acos = new("acos", 1)
    {
        Aliases = ["arccos"],
        Evaluate = (Func<double, double>)Math.Acos,
        Spelling = FunctionSpelling.Of("Math.Acos", "acos", "np.arccos", "acos"),
        Vector = () => new(VectorMath.Acos, VectorMath.Acos, VectorMath.Acos),
        Partials = (args, _) => [-1 / Algebra.Sqrt((1 - args[0]) * (1 + args[0]))],
        Domain = [new(-1, 1)],
        ExactValue = ArcCosineAt,
        Latex = @"\arccos\left({0}\right)",
        Summary = "Inverse cosine in [0, π]; NaN outside [-1, 1]",
        Example = "acos(x)",
        Source = "DLMF 4.23.2; derivative 4.24.8",
        Family = FamilyName,
    };

    /// <summary>Inverse tangent.</summary>
    public static readonly FunctionDefinition Atan = new("atan", 1)
    {
        ForeignNames = ["arctg"],
        Aliases = ["arctan"],
        Evaluate = (Func<double, double>)Math.Atan,
        Spelling = FunctionSpelling.Of("Math.Atan", "atan", "np.arctan", "atan"),
        Vector = () => new(VectorMath.Atan, VectorMath.Atan, VectorMath.Atan),
        Partials = (args, _) => [1 / (1 + Algebra.Square(args[0]))],
        Parity = Parity.Odd,
        ExactValue = args => args[0].IsExactly(0) ? Constant.Zero : args[0].IsExactly(1) ? NamedConstants.Pi.Of() / 4 : null,
        Latex = @"\arctan\left({0}\right)",
        Summary = "Inverse tangent in (-π/2, π/2)",
        Example = "atan(x)",
        Source = "DLMF 4.23.3; derivative 4.24.9",
        Family = FamilyName,
    };

    /// <summary>Inverse cotangent.</summary>
    public static readonly FunctionDefinition Acot = new("acot", 1)
    {
        ForeignNames = ["arcctg"],
        Aliases = ["arccot"],
        Evaluate = SpecialFunctions.Acot,
        Spelling = FunctionSpelling.OfOwn("atan(1 / {0})"),
        Partials = (args, _) => [-1 / (1 + Algebra.Square(args[0]))],
        Domain = [Interval.Positive],
        Parity = Parity.Odd,
        Kinks = "at 0, where it jumps from -π/2 to π/2",
        Latex = @"\operatorname{arccot}\left({0}\right)",
        Summary = "Inverse cotangent, atan(1/x)",
        Example = "acot(x)",
        Source = "DLMF 4.23.9; derivative 4.24.12",
        Family = FamilyName,
        MaxUlp = 2,
    };

    /// <summary>Inverse secant.</summary>
    public static readonly FunctionDefinition Asec = new("asec", 1)
    {
        Aliases = ["arcsec"],
        Evaluate = SpecialFunctions.Asec,
        Spelling = FunctionSpelling.OfOwn("acos(1 / {0})"),
        Partials = (args, _) => [1 / OuterRoot(args[0])],
        Domain = [new(1, double.PositiveInfinity)],
        ExactValue = args => args[0].IsExactly(1) ? Constant.Zero : null,
        Latex = @"\operatorname{arcsec}\left({0}\right)",
        Summary = "Inverse secant, acos(1/x); NaN for |x| < 1",
        Example = "asec(x)",
        Source = "DLMF 4.23.8; derivative 4.24.11",
        Family = FamilyName,
        MaxUlp = 3,
    };

    /// <summary>Inverse cosecant.</summary>
    public static readonly FunctionDefinition Acsc = new("acsc", 1)
    {
        Aliases = ["arccsc"],
        Evaluate = SpecialFunctions.Acsc,
        Spelling = FunctionSpelling.OfOwn("asin(1 / {0})"),
        Partials = (args, _) => [-1 / OuterRoot(args[0])],
        Domain = [new(1, double.PositiveInfinity)],
        Parity = Parity.Odd,
        ExactValue = args => args[0].IsExactly(1) ? NamedConstants.Pi.Of() / 2 : null,
        Latex = @"\operatorname{arccsc}\left({0}\right)",
        Summary = "Inverse cosecant, asin(1/x); NaN for |x| < 1",
        Example = "acsc(x)",
        Source = "DLMF 4.23.7; derivative 4.24.10",
        Family = FamilyName,
        MaxUlp = 2,
    };

    /// <summary>The angle of the point (x, y) seen from the origin.</summary>
    public static readonly FunctionDefinition Atan2 = new("atan2", 2)
    {
        Aliases = ["arctan2"],
        Evaluate = (Func<double, double, double>)Math.Atan2,
        Spelling = new("Math.Atan2({0}, {1})", "atan2({0}, {1})", "np.arctan2({0}, {1})", "atan({0}, {1})"),
        Vector = () => new(VectorMath.Atan2, VectorMath.Atan2, VectorMath.Atan2),
        Partials = (args, _) => [args[1] / SquaredDistance(args), -args[0] / SquaredDistance(args)],
        Domain = [Interval.All, Interval.Positive],
        Kinks = "on the negative x axis, where it jumps by 2π",
        ExactValue = args => args[0].IsExactly(0) && args[1].ExactNumber() is { Sign: > 0 } ? Constant.Zero : null,
        Latex = @"\operatorname{atan2}\left({0}, {1}\right)",
        Summary = "atan2(y, x): angle of the point (x, y) in [-π, π]",
        Example = "atan2(y, x)",
        Source = "IEEE 754-2019 9.2; derivative by DLMF 4.24.9",
        Family = FamilyName,
    };

    /// <summary>The functions of this family.</summary>
    public static ImmutableArray<FunctionDefinition> All => [Asin, Acos, Atan, Acot, Asec, Acsc, Atan2];

    private static Expr? ArcCosineAt(ImmutableArray<Expr> args) =>
        args[0].IsExactly(1) ? Constant.Zero
        : args[0].IsExactly(0) ? NamedConstants.Pi.Of() / 2
        : args[0].IsExactly(-1) ? NamedConstants.Pi.Of()
        : null;

    /// <summary>|x|·√((x − 1)(x + 1)).</summary>
    private static Expr OuterRoot(Expr x) => Rounding.Abs.Of(x) * Algebra.Sqrt((x - 1) * (x + 1));

    private static Expr SquaredDistance(ImmutableArray<Expr> args) => Algebra.Square(args[1]) + Algebra.Square(args[0]);
}
