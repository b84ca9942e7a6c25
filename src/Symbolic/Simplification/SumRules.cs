using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Simplification;

/// <summary>Identities between two terms of a sum; each holds with any common factor k.</summary>
internal static class SumRules
{
    public static ImmutableArray<RewriteRule> All { get; } =
    [
        Squares("k·sin(a)² + k·cos(a)² → k", "sin(x)^2 + cos(x)^2", Known.Sin, Known.Cos, sign: 1, (k, _) => k),
        Squares("k·cosh(a)² − k·sinh(a)² → k", "cosh(x)^2 - sinh(x)^2", Known.Cosh, Known.Sinh, sign: -1, (k, _) => k),
        WithOne("k − k·sin(a)² → k·cos(a)²", "1 - sin(x)^2", Known.Sin, -1, (k, a) => k * Algebra.Square(Known.Cos.Of(a))),
        WithOne("k − k·cos(a)² → k·sin(a)²", "1 - cos(x)^2", Known.Cos, -1, (k, a) => k * Algebra.Square(Known.Sin.Of(a))),
        WithOne("k + k·tan(a)² → k/cos(a)²", "1 + tan(x)^2", Known.Tan, 1, (k, a) => k / Algebra.Square(Known.Cos.Of(a))),
        WithOne("k − k·tanh(a)² → k/cosh(a)²", "1 - tanh(x)^2", Known.Tanh, -1, (k, a) => k / Algebra.Square(Known.Cosh.Of(a))),
        WithOne("k + k·sinh(a)² → k·cosh(a)²", "1 + sinh(x)^2", Known.Sinh, 1, (k, a) => k * Algebra.Square(Known.Cosh.Of(a))),
        OfTwoTerms("k − k·sigmoid(a) → k·sigmoid(−a)", "1 - sigmoid(x)", t => Factors(t).Any(f => f.Is(Known.Sigmoid)), OneMinusSigmoid),
    ];

    private delegate Expr Result(Expr common, Expr argument);

    /// <summary>k·f(a)² + sign·k·g(a)².</summary>
    private static RewriteRule Squares(string identity, string example, FunctionDefinition f, FunctionDefinition g, int sign, Result result) =>
        OfTwoTerms(identity, example, t => HasSquare(t, f), (t, u) =>
            SplitSquare(t, f) is var (k, a) && SplitSquare(u, g) is var (m, b) && a == b && k == sign * m ? result(k, a) : null);

    /// <summary>k + sign·k·f(a)².</summary>
    private static RewriteRule WithOne(string identity, string example, FunctionDefinition f, int sign, Result result) =>
        OfTwoTerms(identity, example, t => HasSquare(t, f), (t, u) => SplitSquare(t, f) is var (m, a) && u == sign * m ? result(u, a) : null);

    /// <summary>Looks for a term that <paramref name="isFirst"/> accepts, then for one that combines with it.</summary>
    private static RewriteRule OfTwoTerms(string identity, string example, Func<Expr, bool> isFirst, Func<Expr, Expr, Expr?> combine) => new(identity, "", example, node =>
    {
        if (node is not Sum s || s.Children.Length > 24) return null;
        var terms = s.Children;
        for (var i = 0; i < terms.Length; i++)
        {
            if (!isFirst(terms[i])) continue;
            for (var j = 0; j < terms.Length; j++)
            {
                if (i != j && combine(terms[i], terms[j]) is { } merged)
                    return Algebra.Sum([.. terms.Where((_, k) => k != i && k != j), merged]);
            }
        }

        return null;
    });

    private static Expr? OneMinusSigmoid(Expr other, Expr one)
    {
        var factors = Factors(other);
        var at = factors.IndexOf(factors.FirstOrDefault(f => f.Is(Known.Sigmoid))!);
        return at >= 0 && one == -Algebra.Product(factors.RemoveAt(at).AsSpan()) ? Algebra.Multiply(one, Known.Sigmoid.Of(-factors[at].Children[0])) : null;
    }

    private static ImmutableArray<Expr> Factors(Expr term) => term is Product p ? p.Children : [term];

    private static bool HasSquare(Expr term, FunctionDefinition f)
    {
        foreach (var factor in Factors(term))
        {
            if (factor is Power { Exponent: Constant } power && power.Base.Is(f)) return true;
        }

        return false;
    }

    /// <summary>A term as k·f(a)²; null when it is none.</summary>
    private static (Expr Common, Expr Argument)? SplitSquare(Expr term, FunctionDefinition f)
    {
        var factors = Factors(term);
        for (var i = 0; i < factors.Length; i++)
        {
            if (factors[i] is Power { Exponent: Constant { Value: var n } } power && n == Constant.Two.Value && power.Base.Is(f))
                return (Algebra.Product(factors.RemoveAt(i).AsSpan()), power.Base.Children[0]);
        }

        return null;
    }
}
