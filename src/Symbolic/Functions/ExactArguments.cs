using System.Numerics;
using Symbolic.Expressions;

namespace Symbolic.Functions;

/// <summary>Recognises arguments at which a function has a value that is known exactly. A rounded number never counts.</summary>
internal static class ExactArguments
{
    /// <summary>Whether the expression is exactly this whole number.</summary>
    public static bool IsExactly(this Expr e, int value) => e is Constant c && c.Value.TryGetInt32(out var n) && n == value;

    /// <summary>The value of an exact number; null for anything else.</summary>
    public static Number? ExactNumber(this Expr e) => e is Constant { Value.IsExact: true } c ? c.Value : null;

    /// <summary>Whether the expression is the call of a constant such as π.</summary>
    public static bool IsConstant(this Expr e, FunctionDefinition constant) => e is Call c && c.Function == constant;

    /// <summary>The q in q·π; null for anything else. Zero counts.</summary>
    public static Number? PiMultiple(this Expr e) => e switch
    {
        Constant { Value: { IsZero: true, IsExact: true } } => Number.Zero,
        Call c when c.IsConstant(NamedConstants.Pi) => Number.One,
        Product { Children: [Constant { Value.IsExact: true } q, var rest] } when rest.IsConstant(NamedConstants.Pi) => q.Value,
        _ => null,
    };

    /// <summary>Largest whole number that is not above an exact number.</summary>
    public static Number Floor(this Number x)
    {
        var quotient = BigInteger.DivRem(x.Numerator, x.Denominator, out var remainder);
        return Number.FromRatio(remainder.Sign < 0 ? quotient - 1 : quotient, BigInteger.One);
    }

    /// <summary>x − y·⌊x/y⌋ of exact numbers, y not 0.</summary>
    public static Number Modulo(this Number x, Number y) => x - (y * (x / y).Floor());

    /// <summary>The exact logarithm of x to base b, when it is a whole number.</summary>
    public static Expr? Logarithm(Number x, Number b)
    {
        if (x.Sign <= 0 || b.Sign <= 0 || b.IsOne) return null;
        if (x.IsOne) return Constant.Zero;
        var estimate = Math.Round(Math.Log(x.ToDouble()) / Math.Log(b.ToDouble()));
        if (!(Math.Abs(estimate) <= Number.MaxBits)) return null;
        var power = Number.FromInteger((long)estimate);
        return Number.TryPow(b, power, out var value) && value == x ? new Constant(power) : null;
    }

    /// <summary>The exact real root x^(1/n), n an odd integer for a negative x.</summary>
    public static Expr? Root(Number x, int n)
    {
        if (n == 0 || (x.IsZero && n < 0) || (x.Sign < 0 && n % 2 == 0)) return null;
        var magnitude = x.Sign < 0 ? -x : x;
        if (!Number.TryPow(magnitude, Number.FromRatio(1, n), out var root)) return null;
        return new Constant(x.Sign < 0 ? -root : root);
    }

    /// <summary>n! of a whole number n ≥ 0 that is small enough to be kept exactly.</summary>
    public static Expr? Factorial(int n)
    {
        if (n is < 0 or > 200) return null;
        var product = BigInteger.One;
        for (var k = 2; k <= n; k++) product *= k;
        var value = Number.FromRatio(product, BigInteger.One);
        return value.IsExact ? new Constant(value) : null;
    }
}
