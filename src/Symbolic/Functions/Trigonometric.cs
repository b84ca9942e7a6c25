using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Numerics;
using Symbolic.Numerics.Vectorised;

namespace Symbolic.Functions;

/// <summary>Trigonometric functions; angles in radians.</summary>
public static class Trigonometric
{
    private const string FamilyName = "Trigonometric functions";

    /// <summary>Sine.</summary>
    public static readonly FunctionDefinition Sin = new("sin", 1)
    {
        ForeignNames = ["sen"],
        WritingOrder = -1,
        Evaluate = (Func<double, double>)Math.Sin,
        Spelling = FunctionSpelling.Of("Math.Sin", "sin", "np.sin", "sin"),
        Vector = () => new(VectorMath.Sin, VectorMath.Sin, VectorMath.Sin),
        Joint = new(Math.SinCos, IsSecond: false, () => new(VectorMath.SinCos, VectorMath.SinCos, VectorMath.SinCos)),
        Partials = (args, _) => [Cos!.Of(args[0])],
        Parity = Parity.Odd,
        ExactValue = args => args[0].PiMultiple() is { } q ? SineOfPi(q) : null,
        Latex = @"\sin\left({0}\right)",
        Summary = "Sine of x radians",
        Example = "sin(x)",
        Source = "DLMF 4.14.1; derivative 4.20.1",
        Family = FamilyName,
    };

    /// <summary>Cosine.</summary>
    public static readonly FunctionDefinition Cos = new("cos", 1)
    {
        Evaluate = (Func<double, double>)Math.Cos,
        Spelling = FunctionSpelling.Of("Math.Cos", "cos", "np.cos", "cos"),
        Vector = () => new(VectorMath.Cos, VectorMath.Cos, VectorMath.Cos),
        Joint = new(Math.SinCos, IsSecond: true, () => new(VectorMath.SinCos, VectorMath.SinCos, VectorMath.SinCos)),
        Partials = (args, _) => [-Sin.Of(args[0])],
        Parity = Parity.Even,
        ExactValue = args => args[0].PiMultiple() is { } q ? SineOfPi(q + Number.FromRatio(1, 2)) : null,
        Latex = @"\cos\left({0}\right)",
        Summary = "Cosine of x radians",
        Example = "cos(x)",
        Source = "DLMF 4.14.2; derivative 4.20.2",
        Family = FamilyName,
    };

    /// <summary>Tangent.</summary>
    public static readonly FunctionDefinition Tan = new("tan", 1)
    {
        ForeignNames = ["tg"],
        Evaluate = (Func<double, double>)Math.Tan,
        Spelling = FunctionSpelling.Of("Math.Tan", "tan", "np.tan", "tan"),
        Vector = () => new(VectorMath.Tan, VectorMath.Tan, VectorMath.Tan),
        Partials = (args, _) => [1 / Algebra.Square(Cos.Of(args[0]))],
        Domain = [new(-Math.PI / 2, Math.PI / 2)],
        Parity = Parity.Odd,
        ExactValue = args => args[0].PiMultiple() is { } q ? TangentOfPi(q) : null,
        Latex = @"\tan\left({0}\right)",
        Summary = "Tangent of x radians, sin(x)/cos(x)",
        Example = "tan(x)",
        Source = "DLMF 4.14.4; derivative 4.20.3",
        Family = FamilyName,
    };

    /// <summary>Cotangent. Its own rule, since that of cos(x)/sin(x) would show two terms.</summary>
    public static readonly FunctionDefinition Cot = new("cot", 1)
    {
        ForeignNames = ["ctg", "cotg"],
        Evaluate = SpecialFunctions.Cot,
        Spelling = FunctionSpelling.OfOwn("cot({0})"),
        Partials = (args, _) => [-1 / Algebra.Square(Sin.Of(args[0]))],
        Domain = [new(0, Math.PI)],
        Parity = Parity.Odd,
        Latex = @"\cot\left({0}\right)",
        Summary = "Cotangent of x radians, cos(x)/sin(x)",
        Example = "cot(x)",
        Source = "DLMF 4.14.7; derivative 4.20.6",
        Family = FamilyName,
        MaxUlp = 2,
    };

    /// <summary>Secant, 1/cos(x).</summary>
    public static readonly FunctionDefinition Sec = new("sec", 1)
    {
        Expansion = args => 1 / Cos.Of(args[0]),
        Partials = (args, value) => [value * Tan.Of(args[0])],
        Domain = [new(-Math.PI / 2, Math.PI / 2)],
        Parity = Parity.Even,
        ExactValue = args => args[0].IsExactly(0) ? Constant.One : null,
        Latex = @"\sec\left({0}\right)",
        Summary = "Secant of x radians, 1/cos(x)",
        Example = "sec(x)",
        Source = "DLMF 4.14.6; derivative 4.20.5",
        Family = FamilyName,
        MaxUlp = 2,
    };

    /// <summary>Cosecant, 1/sin(x).</summary>
    public static readonly FunctionDefinition Csc = new("csc", 1)
    {
        ForeignNames = ["cosec"],
        Expansion = args => 1 / Sin.Of(args[0]),
        Partials = (args, value) => [-value * Cot.Of(args[0])],
        Domain = [new(0, Math.PI)],
        Parity = Parity.Odd,
        Latex = @"\csc\left({0}\right)",
        Summary = "Cosecant of x radians, 1/sin(x)",
        Example = "csc(x)",
        Source = "DLMF 4.14.5; derivative 4.20.4",
        Family = FamilyName,
        MaxUlp = 2,
    };

    /// <summary>The functions of this family.</summary>
    public static ImmutableArray<FunctionDefinition> All => [Sin, Cos, Tan, Cot, Sec, Csc];

    /// <summary>sin(q·π) where it is rational (Niven's theorem: 0, ±1/2, ±1 and no others).</summary>
    private static Constant? SineOfPi(Number q)
    {
        var sixths = (q * Number.FromInteger(6)).Modulo(Number.FromInteger(12));
        if (!sixths.TryGetInt32(out var k)) return null;
        return k switch
        {
            0 or 6 => Constant.Zero,
            1 or 5 => Constant.Half,
            3 => Constant.One,
            7 or 11 => new Constant(Number.FromRatio(-1, 2)),
            9 => Constant.MinusOne,
            _ => null,
        };
    }

    /// <summary>tan(q·π) where it is rational: 0 and ±1.</summary>
    private static Constant? TangentOfPi(Number q)
    {
        var quarters = (q * Number.FromInteger(4)).Modulo(Number.FromInteger(4));
        if (!quarters.TryGetInt32(out var k)) return null;
        return k switch
        {
            0 => Constant.Zero,
            1 => Constant.One,
            3 => Constant.MinusOne,
            _ => null,
        };
    }
}
