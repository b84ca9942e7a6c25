using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Numerics;
using Symbolic.Numerics.Vectorised;

namespace Symbolic.Functions;

/// <summary>Exponentials and logarithms.</summary>
public static class Exponential
{
    private const string FamilyName = "Exponentials and logarithms";

    /// <summary>The exponential function.</summary>
    public static readonly FunctionDefinition Exp = new("exp", 1)
    {
        ForeignNames = ["Exp", "EXP"],
        WritingOrder = -3,
        Evaluate = (Func<double, double>)Math.Exp,
        Spelling = FunctionSpelling.Of("Math.Exp", "exp", "np.exp", "exp"),
        Vector = () => new(VectorMath.Exp, VectorMath.Exp, VectorMath.Exp),
        Partials = (_, value) => [value],
        ExactValue = args => args[0].IsExactly(0) ? Constant.One : null,
        Latex = @"\exp\left({0}\right)",
        Summary = "Exponential function e^x",
        Example = "exp(-x^2)",
        Source = "DLMF 4.2.19; derivative 4.7.7",
        Family = FamilyName,
    };

    /// <summary>e^x − 1.</summary>
    public static readonly FunctionDefinition Expm1 = new("expm1", 1)
    {
        Evaluate = SpecialFunctions.Expm1,
        Spelling = new(null, "expm1({0})", "np.expm1({0})", "expm1({0})"),
        Vector = () => new(VectorMath.Expm1, VectorMath.Expm1, VectorMath.Expm1),
        Partials = (args, _) => [Exp.Of(args[0])],
        ExactValue = args => args[0].IsExactly(0) ? Constant.Zero : null,
        Latex = @"\operatorname{expm1}\left({0}\right)",
        Summary = "e^x - 1, accurate for small x",
        Example = "expm1(x)",
        Source = "IEEE 754-2019 9.2; derivative DLMF 4.7.7",
        Family = FamilyName,
        MaxUlp = 1.5,
    };

    /// <summary>2^x.</summary>
    public static readonly FunctionDefinition Exp2 = new("exp2", 1)
    {
        Evaluate = SpecialFunctions.Exp2,
        Spelling = FunctionSpelling.OfOwn("exp2({0})"),
        Vector = () => new(VectorMath.Exp2, VectorMath.Exp2, VectorMath.Exp2),
        Partials = (_, value) => [value * Ln!.Of(2)],
        ExactValue = args => args[0].ExactNumber() is { IsInteger: true } n && Number.TryPow(Number.FromInteger(2), n, out var power) ? new Constant(power) : null,
        Latex = @"\operatorname{exp2}\left({0}\right)",
        Summary = "Power of two, 2^x",
        Example = "exp2(x)",
        Source = "IEEE 754-2019 9.2; derivative DLMF 4.7.9",
        Family = FamilyName,
    };

    /// <summary>The natural logarithm.</summary>
    public static readonly FunctionDefinition Ln = new("ln", 1)
    {
        Evaluate = (Func<double, double>)Math.Log,
        Spelling = FunctionSpelling.Of("Math.Log", "log", "np.log", "_log"),
        Vector = () => new(VectorMath.Log, VectorMath.Log, VectorMath.Log),
        Partials = (args, _) => [1 / args[0]],
        Domain = [Interval.Positive],
        ExactValue = args => args[0].IsExactly(1) ? Constant.Zero : args[0].IsConstant(NamedConstants.E) ? Constant.One : null,
        Latex = @"\ln\left({0}\right)",
        Summary = "Natural logarithm; NaN for negative x",
        Example = "ln(x)",
        Source = "DLMF 4.2.2; derivative 4.7.1",
        Family = FamilyName,
    };

    /// <summary><c>log(x)</c> is written for ln(x); <c>log(x, b)</c> is the logarithm to base b.</summary>
    public static readonly FunctionDefinition Log = new("log", 1, 2)
    {
        Notation = args => args.Length == 1 ? Ln.AsTyped(args[0])
            : args[1].IsExactly(2) ? Log2!.AsTyped(args[0])
            : args[1].IsExactly(10) ? Log10!.AsTyped(args[0])
            : null,
        Evaluate = (Func<double, double, double>)SpecialFunctions.Log,
        Spelling = FunctionSpelling.OfOwn("_log({0}) / _log({1})"),
        Partials = (args, value) => [1 / (args[0] * Ln.Of(args[1])), -value / (args[1] * Ln.Of(args[1]))],
        Domain = [Interval.Positive, new(1, double.PositiveInfinity)],
        ExactValue = args => args[0].ExactNumber() is { } x && args[1].ExactNumber() is { } b ? ExactArguments.Logarithm(x, b) : null,
        Latex = @"\log_{{1}}\left({0}\right)",
        Summary = "log(x) is ln(x); log(x, b) is the logarithm to base b",
        Example = "log(x, 3)",
        Source = "DLMF 4.2(ii); derivative 4.7.1",
        Family = FamilyName,
    };

    /// <summary>Logarithm to base 10.</summary>
    public static readonly FunctionDefinition Log10 = new("log10", 1)
    {
        ForeignNames = ["lg"],
        Evaluate = (Func<double, double>)Math.Log10,
        Spelling = new("Math.Log10({0})", "log10({0})", "np.log10({0})", "_log({0})/log(10)"),
        Vector = () => new(VectorMath.Log10, VectorMath.Log10, VectorMath.Log10),
        Partials = (args, _) => [1 / (args[0] * Ln.Of(10))],
        Domain = [Interval.Positive],
        ExactValue = args => args[0].ExactNumber() is { } x ? ExactArguments.Logarithm(x, Number.FromInteger(10)) : null,
        Latex = @"\log_{ 10}\left({0}\right)",
        Summary = "Logarithm to base 10; NaN for negative x",
        Example = "log10(x)",
        Source = "DLMF 4.2(ii); derivative 4.7.1",
        Family = FamilyName,
        MaxUlp = 2,
    };

    /// <summary>Logarithm to base 2.</summary>
    public static readonly FunctionDefinition Log2 = new("log2", 1)
    {
        ForeignNames = ["ld", "lb"],
        Evaluate = SpecialFunctions.Log2,
        Spelling = new("Math.Log2({0})", "log2({0})", "np.log2({0})", "_log({0})/log(2)"),
        Vector = () => new(VectorMath.Log2, VectorMath.Log2, VectorMath.Log2),
        Partials = (args, _) => [1 / (args[0] * Ln.Of(2))],
        Domain = [Interval.Positive],
        ExactValue = args => args[0].ExactNumber() is { } x ? ExactArguments.Logarithm(x, Number.FromInteger(2)) : null,
        Latex = @"\log_{ 2}\left({0}\right)",
        Summary = "Logarithm to base 2; NaN for negative x",
        Example = "log2(x)",
        Source = "DLMF 4.2(ii); derivative 4.7.1",
        Family = FamilyName,
        MaxUlp = 2,
    };

    /// <summary>ln(1 + x).</summary>
    public static readonly FunctionDefinition Log1p = new("log1p", 1)
    {
        Evaluate = SpecialFunctions.Log1p,
        Spelling = new(null, "log1p({0})", "np.log1p({0})", "log1p({0})"),
        Vector = () => new(VectorMath.Log1p, VectorMath.Log1p, VectorMath.Log1p),
        Partials = (args, _) => [1 / (1 + args[0])],
        Domain = [new(-1, double.PositiveInfinity)],
        ExactValue = args => args[0].IsExactly(0) ? Constant.Zero : null,
        Latex = @"\operatorname{log1p}\left({0}\right)",
        Summary = "ln(1 + x), accurate for small x; NaN for x < -1",
        Example = "log1p(x)",
        Source = "IEEE 754-2019 9.2; derivative DLMF 4.7.1",
        Family = FamilyName,
        MaxUlp = 2,
    };

    /// <summary>x·ln y.</summary>
    public static readonly FunctionDefinition XLogY = new("xlogy", 2)
    {
        Evaluate = SpecialFunctions.XLogY,
        Spelling = FunctionSpelling.OfOwn("({0} == 0 && !isnan({1}) ? 0.0 : {0} * _log({1}))"),
        Partials = (args, _) => [Ln.Of(args[1]), args[0] / args[1]],
        Domain = [Interval.All, Interval.Positive],
        ExactValue = args => args[0].IsExactly(0) || args[1].IsExactly(1) ? Constant.Zero : null,
        Latex = @"\operatorname{xlogy}\left({0}, {1}\right)",
        Summary = "xlogy(x, y) is x*ln(y), and 0 where x = 0",
        Example = "xlogy(x, y)",
        Source = "DLMF 4.2.2; value at 0 from x ln x → 0, 4.4.14",
        Family = FamilyName,
        MaxUlp = 2,
    };

    /// <summary>The functions of this family.</summary>
    public static ImmutableArray<FunctionDefinition> All => [Exp, Expm1, Exp2, Ln, Log, Log10, Log2, Log1p, XLogY];
}
