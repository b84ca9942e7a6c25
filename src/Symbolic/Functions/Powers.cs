using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Numerics;
using Symbolic.Numerics.Vectorised;

namespace Symbolic.Functions;

/// <summary>Roots, powers and distances.</summary>
public static class Powers
{
    private const string FamilyName = "Powers and roots";

    /// <summary>Up to this degree the derivative of a root is stated through a power of the root, which stays within 4 ulp.</summary>
    private const int MaxPowerOfRoot = 8;

    /// <summary><c>sqrt(x)</c> is written for x^(1/2).</summary>
    public static readonly FunctionDefinition Sqrt = new("sqrt", 1)
    {
        ForeignNames = ["sqr"],
        Notation = args => AsTyped.Sqrt(args[0]),
        Domain = [Interval.Positive],
        Summary = "Square root, x^(1/2); NaN for negative x",
        Example = "sqrt(x)",
        Source = "DLMF 4.2(iv); derivative 4.7(ii)",
        Family = FamilyName,
    };

    /// <summary>Real cube root.</summary>
    public static readonly FunctionDefinition Cbrt = new("cbrt", 1)
    {
        Evaluate = SpecialFunctions.Cbrt,
        Spelling = new(null, "cbrt({0})", "np.cbrt({0})", "cbrt({0})"),
        Vector = () => new(VectorMath.Cbrt, VectorMath.Cbrt, VectorMath.Cbrt),
        Partials = (_, value) => [1 / (3 * Algebra.Square(value))],
        Parity = Parity.Odd,
        Kinks = "at 0, where the slope is infinite",
        ExactValue = args => args[0].ExactNumber() is { } x ? ExactArguments.Root(x, 3) : null,
        Latex = @"\sqrt[3]{{0}}",
        Summary = "Real cube root; cbrt(-8) = -2",
        Example = "cbrt(x)",
        Source = "DLMF 4.2(iv); derivative 4.7(ii)",
        Family = FamilyName,
        MaxUlp = 3,
    };

    /// <summary>Real n-th root.</summary>
    public static readonly FunctionDefinition Root = new("root", 2)
    {
        Evaluate = SpecialFunctions.Root,
        Partials = (args, value) => [RootSlope(args[0], args[1], value), 0],
        Domain = [Interval.Positive, Interval.Positive],
        Parameters = [1],
        Notation = args => args[1].IsExactly(2) ? AsTyped.Sqrt(args[0]) : args[1].IsExactly(3) ? Cbrt.AsTyped(args[0]) : null,
        ExactValue = args => args[0].ExactNumber() is { } x && args[1] is Constant c && c.Value.TryGetInt32(out var n) ? ExactArguments.Root(x, n) : null,
        Latex = @"\sqrt[{1}]{{0}}",
        Summary = "root(x, n): real n-th root of x; of a negative x for odd n only",
        Example = "root(x, 5)",
        Source = "DLMF 4.2(iv); derivative 4.7(ii)",
        Family = FamilyName,
    };

    /// <summary><c>pow(x, y)</c> is written for x^y.</summary>
    public static readonly FunctionDefinition Pow = new("pow", 2)
    {
        ForeignNames = ["power"],
        Notation = args => AsTyped.Power(args[0], args[1]),
        Domain = [Interval.Positive, Interval.All],
        Summary = "Power x^y",
        Example = "pow(x, y)",
        Source = "DLMF 4.2(iv); derivatives 4.7(ii)",
        Family = FamilyName,
    };

    /// <summary>Euclidean length.</summary>
    public static readonly FunctionDefinition Hypot = new("hypot", 2, int.MaxValue)
    {
        Evaluate = SpecialFunctions.Hypot,
        Spelling = new(null, "hypot({0}, {1})", "np.hypot({0}, {1})", "hypot({0}, {1})"),
        Vector = () => new(VectorMath.Hypot, VectorMath.Hypot, VectorMath.Hypot),
        Partials = (args, value) => [.. args.Select(x => x / value)],
        Kinks = "where all arguments are 0",
        Latex = @"\operatorname{hypot}\left({*}\right)",
        Summary = "hypot(x, y, …): √(x² + y² + …) without overflow",
        Example = "hypot(x, y)",
        Source = "IEEE 754-2019 9.2; derivative DLMF 4.7(ii)",
        Family = FamilyName,
        MaxUlp = 1,
    };

    /// <summary>The functions of this family.</summary>
    public static ImmutableArray<FunctionDefinition> All => [Sqrt, Cbrt, Root, Pow, Hypot];

    /// <summary>
    /// x^(1/n)/(n·x), or for small n the equal 1/(n·r^(n−1)) with r = x^(1/n), which at 0 is infinite rather than 0/0.
    /// </summary>
    private static Expr RootSlope(Expr x, Expr n, Expr value) =>
        n is Constant c && c.Value.TryGetInt32(out var degree) && Math.Abs(degree) <= MaxPowerOfRoot
            ? Algebra.Power(value, 1 - degree) / n
            : value / (n * x);
}
