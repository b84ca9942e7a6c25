using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Simplification;

/// <summary>Identities between two factors of a product.</summary>
internal static class ProductRules
{
    public static ImmutableArray<RewriteRule> All { get; } =
    [
        Pair(Known.Exp, "exp(a)^m·exp(b)^n → exp(m·a + n·b)", "m, n integers", "exp(x)*exp(y)", MergeExponentials),
        Pair(Known.Sin, "sin(a)^n/cos(a)^n → tan(a)^n", "n a positive integer", "sin(x)/cos(x)", (a, b) => Ratio(a, b, Known.Sin, Known.Cos, Known.Tan)),
        Pair(Known.Tan, "tan(a)^m·cos(a)^n → sin(a)^m·cos(a)^(n−m)", "m, n positive integers, cos(a) ≠ 0", "tan(x)*cos(x)", (a, b) => Cancel(a, b, Known.Tan, Known.Cos, Known.Sin)),
        Pair(Known.Cos, "cos(a)^n/sin(a)^n → cot(a)^n", "n a positive integer", "cos(x)/sin(x)", (a, b) => Ratio(a, b, Known.Cos, Known.Sin, Known.Cot)),
        Pair(Known.Tan, "1/(tan(a)^m·cos(a)^n) → 1/(sin(a)^m·cos(a)^(n−m))", "m, n positive integers, cos(a) ≠ 0", "1/(tan(x)*cos(x)^2)", (a, b) => Cancel(a, b, Known.Tan, Known.Cos, Known.Sin, sign: -1)),
        Pair(Known.Sec, "sec(a)^m/cos(a)^n → sec(a)^(m+n)", "m, n positive integers", "sec(x)/cos(x)^2", (a, b) => Join(a, b, Known.Sec, Known.Cos)),
        Pair(Known.Csc, "csc(a)^m/sin(a)^n → csc(a)^(m+n)", "m, n positive integers", "csc(x)/sin(x)^2", (a, b) => Join(a, b, Known.Csc, Known.Sin)),
        Pair(Known.Sinh, "sinh(a)^n/cosh(a)^n → tanh(a)^n", "n a positive integer", "sinh(x)/cosh(x)", (a, b) => Ratio(a, b, Known.Sinh, Known.Cosh, Known.Tanh)),
        Pair(Known.Tanh, "tanh(a)^m·cosh(a)^n → sinh(a)^m·cosh(a)^(n−m)", "m, n positive integers", "tanh(x)*cosh(x)", (a, b) => Cancel(a, b, Known.Tanh, Known.Cosh, Known.Sinh)),
        Pair(Known.Abs, "abs(a)·sign(a) → a", "", "abs(x)*sign(x)", AbsTimesSign),
        Pair(Known.Sign, "a·sign(a) → abs(a)", "", "x*sign(x)", TimesSign),
        Pair(Known.Abs, "abs(a)^n/a^m → abs(a)^(n−1)·sign(a)/a^(m−1)", "n, m positive, n odd; a ≠ 0", "abs(x)/x", AbsOverArgument),
        Pair(Known.Abs, "a/abs(a) → sign(a)", "a ≠ 0", "x/abs(x)", ArgumentOverAbs),
        Pair(Known.Sign, "sign(a)/abs(a) → 1/a", "a ≠ 0", "sign(x)/abs(x)", SignOverAbs),
        Pair(Known.Exp, "exp(n·a)/(1 + exp(a))^n → sigmoid(a)^n", "n a positive integer", "exp(x)/(1 + exp(x))", ToSigmoid),
    ];

    /// <summary>Looks for a factor that is a power of <paramref name="first"/>, then for one that combines with it.</summary>
    private static RewriteRule Pair(FunctionDefinition first, string identity, string condition, string example, Func<Expr, Expr, Expr?> combine) => new(identity, condition, example, node =>
    {
        if (node is not Product p || p.Children.Length > 12) return null;
        var factors = p.Children;
        for (var i = 0; i < factors.Length; i++)
        {
            if (!Known.BaseAndExponent(factors[i]).Base.Is(first)) continue;
            for (var j = 0; j < factors.Length; j++)
            {
                if (i != j && combine(factors[i], factors[j]) is { } merged)
                    return Algebra.Product([.. factors.Where((_, k) => k != i && k != j), merged]);
            }
        }

        return null;
    });

    private static Expr? MergeExponentials(Expr a, Expr b)
    {
        var ((x, m), (y, n)) = (Known.BaseAndExponent(a), Known.BaseAndExponent(b));
        if (!x.Is(Known.Exp) || !y.Is(Known.Exp) || !m.IsInteger || !n.IsInteger) return null;
        return Known.Exp.Of(Algebra.Add(Algebra.Multiply(new Constant(m), x.Children[0]), Algebra.Multiply(new Constant(n), y.Children[0])));
    }

    private static Expr? Ratio(Expr a, Expr b, FunctionDefinition top, FunctionDefinition bottom, FunctionDefinition ratio)
    {
        var ((x, m), (y, n)) = (Known.BaseAndExponent(a), Known.BaseAndExponent(b));
        return x.Is(top) && y.Is(bottom) && x.Children[0] == y.Children[0] && m.IsInteger && m.Sign > 0 && n == -m
            ? Algebra.Power(ratio.Of(x.Children[0]), new Constant(m))
            : null;
    }

    private static Expr? Cancel(Expr a, Expr b, FunctionDefinition ratio, FunctionDefinition bottom, FunctionDefinition top, int sign = 1)
    {
        var ((x, m), (y, n)) = (Known.BaseAndExponent(a), Known.BaseAndExponent(b));
        return x.Is(ratio) && y.Is(bottom) && x.Children[0] == y.Children[0] && m.IsInteger && n.IsInteger && m.Sign == sign && n.Sign == sign
            ? Algebra.Multiply(Algebra.Power(top.Of(x.Children[0]), new Constant(m)), Algebra.Power(y, new Constant(n - m)))
            : null;
    }

    /// <summary>f(a)^m·g(a)^(−n), where f = 1/g.</summary>
    private static Expr? Join(Expr a, Expr b, FunctionDefinition f, FunctionDefinition g)
    {
        var ((x, m), (y, n)) = (Known.BaseAndExponent(a), Known.BaseAndExponent(b));
        return x.Is(f) && y.Is(g) && x.Children[0] == y.Children[0] && m.IsInteger && n.IsInteger && m.Sign > 0 && n.Sign < 0
            ? Algebra.Power(x, new Constant(m - n))
            : null;
    }

    private static Expr? AbsTimesSign(Expr a, Expr b) => a.Is(Known.Abs) && b.Is(Known.Sign) && a.Children[0] == b.Children[0] ? a.Children[0] : null;

    private static Expr? TimesSign(Expr sign, Expr a) => sign.Is(Known.Sign) && a == sign.Children[0] ? Known.Abs.Of(a) : null;

    private static Expr? AbsOverArgument(Expr a, Expr b)
    {
        var ((x, n), (y, m)) = (Known.BaseAndExponent(a), Known.BaseAndExponent(b));
        return x.Is(Known.Abs) && x.Children[0] == y && n.IsOddInteger && n.Sign > 0 && m.IsInteger && m.Sign < 0
            ? Algebra.Product([Algebra.Power(x, new Constant(n - Number.One)), Known.Sign.Of(y), Algebra.Power(y, new Constant(m + Number.One))])
            : null;
    }

    private static Expr? ArgumentOverAbs(Expr abs, Expr a)
    {
        var (x, n) = Known.BaseAndExponent(abs);
        return x.Is(Known.Abs) && n.IsMinusOne && a == x.Children[0] ? Known.Sign.Of(a) : null;
    }

    private static Expr? SignOverAbs(Expr a, Expr b)
    {
        var (y, m) = Known.BaseAndExponent(b);
        return a.Is(Known.Sign) && y.Is(Known.Abs) && a.Children[0] == y.Children[0] && m.IsMinusOne ? 1 / y.Children[0] : null;
    }

    private static Expr? ToSigmoid(Expr a, Expr b)
    {
        var ((x, m), (y, n)) = (Known.BaseAndExponent(a), Known.BaseAndExponent(b));
        if (!x.Is(Known.Exp) || !m.IsInteger || !n.IsInteger || n.Sign >= 0 || y is not Sum { Children.Length: 2 } s || !s.Children.Contains(Constant.One)) return null;
        var exponential = s.Children[0] is Constant ? s.Children[1] : s.Children[0];
        if (!exponential.Is(Known.Exp)) return null;
        var u = exponential.Children[0];
        return Algebra.Multiply(new Constant(m), x.Children[0]) == Algebra.Multiply(new Constant(-n), u) ? Algebra.Power(Known.Sigmoid.Of(u), new Constant(-n)) : null;
    }
}
