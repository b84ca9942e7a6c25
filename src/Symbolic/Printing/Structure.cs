using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Symbolic.Expressions;

namespace Symbolic.Printing;

/// <summary>
/// What the notations have in common: which factors are divisors, which signs stand in front, which functions are signs. Each
/// answer mirrors how <see cref="AsTyped"/> reads the text back, so that the printed text has exactly the tree it came from.
/// </summary>
internal static class Structure
{
    /// <summary>
    /// Whether a power is written as a divisor: x^(−2) is <c>1/x^2</c>, with the divisor x². (x²)^(−1) is not, since <c>1/x^2</c> is
    /// read as x^(−2); nor is any other power of a constant exponent, whose value the reader may find to be positive.
    /// </summary>
    public static bool IsDivisor(Expr factor, [NotNullWhen(true)] out Expr? divisor)
    {
        divisor = null;
        if (factor is not Power { Exponent: Constant { Value: { Sign: < 0 } negative } } power) return false;
        var exponent = -negative;
        if (!exponent.IsOne) divisor = AsTyped.Power(power.Base, new Constant(exponent));
        else if (power.Base is not Power { Exponent: { IsVariable: false } inner } || inner is Constant { Value.Sign: <= 0 }) divisor = power.Base;
        return divisor is not null;
    }

    /// <summary>Whether a factor that is not the first one is written as a divisor; 1/q is, too.</summary>
    public static bool IsLaterDivisor(Expr factor, [NotNullWhen(true)] out Expr? divisor)
    {
        if (factor is not Constant { Value: var number }) return IsDivisor(factor, out divisor);
        divisor = number.Numerator.IsOne && IsFraction(number) ? new Constant(Number.FromRatio(number.Denominator, 1)) : null;
        return divisor is not null;
    }

    /// <summary>Whether an expression is written as a square root.</summary>
    public static bool IsRoot(Expr e) => e is Power { Exponent: Constant { Value: var exponent } } && IsHalf(exponent);

    /// <summary>The square root as <c>sqrt</c>; an exponent typed as 0.5 stays what it is.</summary>
    public static bool IsHalf(Number exponent) => !exponent.IsDecimal && exponent == Constant.Half.Value;

    /// <summary>Whether a number is written as a fraction p/q.</summary>
    public static bool IsFraction(Number number) =>
        number is { IsExact: true, IsInteger: false } && (!number.IsDecimal || number.ToString().Contains('/', StringComparison.Ordinal));

    /// <summary>
    /// Whether a term or product is written with a leading minus. Not −1·2·x, nor −1·(a·b): <see cref="AsTyped.Negate"/> would join the
    /// sign with what follows.
    /// </summary>
    public static bool HasSign(Expr e) => e switch
    {
        Constant { Value: var number } => number.Sign < 0 || (number.IsZero && double.IsNegative(number.ToDouble())),
        Product { Children: var factors } => HasSign(factors[0], factors[1]),
        _ => false,
    };

    /// <summary>Whether a product that starts with these two factors is written with a leading minus.</summary>
    public static bool HasSign(Expr first, Expr second) =>
        first is Constant { Value: { Sign: < 0 } number } && (!number.IsMinusOne || !JoinsSign(second));

    /// <summary>Whether <see cref="AsTyped.Negate"/> puts the sign into an operand rather than in front of it.</summary>
    private static bool JoinsSign(Expr operand) => operand switch
    {
        Constant => true,
        Product { Children: [Constant { Value: { Sign: > 0, IsOne: false } }, ..] } => true,
        Product { Children: [not Constant, ..] } => true,
        _ => false,
    };

    /// <summary>The precedence of a sign between operands or before one.</summary>
    public static Precedence OfSign(FunctionDefinition function) => function.Infix switch
    {
        "or" => Precedence.Or,
        "and" => Precedence.And,
        _ => function.MaxArity == 1 ? Precedence.Not : Precedence.Comparison,
    };

    /// <summary>The arguments of <c>diff</c>: <c>f, x, 3</c>, or <c>f, x, 2, y</c> for more than one variable.</summary>
    public static ImmutableArray<Expr> ToArguments(this PendingDerivative derivative)
    {
        var arguments = ImmutableArray.Create(derivative.Body);
        var variables = derivative.Children.AsSpan()[1..];
        while (!variables.IsEmpty)
        {
            var count = variables.IndexOfAnyExcept(variables[0]);
            if (count < 0) count = variables.Length;
            arguments = arguments.Add(variables[0]);
            if (count > 1) arguments = arguments.Add(Constant.Of(count));
            variables = variables[count..];
        }

        return arguments;
    }

    /// <summary>The word for a loop.</summary>
    public static string ToWord(this ReductionKind kind) => kind switch { ReductionKind.Sum => "sum", ReductionKind.Product => "prod", _ => "mean" };
}
