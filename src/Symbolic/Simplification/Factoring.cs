using System.Numerics;
using Symbolic.Expressions;

namespace Symbolic.Simplification;

/// <summary>Common factors of the terms of a sum, common denominators among them, and the multiplying out of products.</summary>
internal static class Factoring
{
    /// <summary>A product is multiplied out when it has at most this many terms.</summary>
    private const int MaxExpandedTerms = 24;

    /// <summary>
    /// A sum as common factor times the rest: every base with its smallest exponent over all terms, so that a factor that is
    /// a divisor in some terms becomes the common denominator, and the numeric content.
    /// </summary>
    public static (Expr Factor, Expr Quotient) Common(Sum sum, bool denominatorsOnly = false)
    {
        var terms = sum.Children;
        var lowest = new Dictionary<Expr, Number>();
        for (var i = 0; i < terms.Length; i++) LowerExponents(lowest, terms[i], isFirst: i == 0);

        var content = Content(terms.AsSpan());
        var common = new List<Expr>();
        foreach (var (@base, exponent) in lowest)
        {
            if (!exponent.IsZero && (exponent.Sign < 0 || !denominatorsOnly)) common.Add(Algebra.Power(@base, new Constant(exponent)));
        }

        if (common.Count == 0 && content.IsOne) return (Constant.One, sum);
        var factor = Algebra.Product([new Constant(content), .. common]);
        var inverse = Algebra.Power(factor, Constant.MinusOne);
        return (factor, Algebra.Sum([.. terms.Select(t => Algebra.Product([t, inverse]))]));
    }

    /// <summary>
    /// Products and whole powers of sums multiplied out in one expression, one level deep; null when there is nothing to
    /// multiply out or there would be too many terms.
    /// </summary>
    public static Expr? Expand(Expr expr)
    {
        var terms = expr is Sum s ? [.. s.Children] : new[] { expr };
        var expanded = new List<Expr>();
        var changed = false;
        foreach (var term in terms)
        {
            if (MultiplyOut(term) is { } parts)
            {
                changed = true;
                expanded.AddRange(parts);
            }
            else
            {
                expanded.Add(term);
            }

            if (expanded.Count > MaxExpandedTerms) return null;
        }

        return changed ? Algebra.Sum([.. expanded]) : null;
    }

    private static void LowerExponents(Dictionary<Expr, Number> lowest, Expr term, bool isFirst)
    {
        var own = new Dictionary<Expr, Number>();
        foreach (var factor in term is Product p ? p.Children : [term])
        {
            if (factor is Constant) continue;
            var (@base, exponent) = Known.BaseAndExponent(factor);
            own[@base] = exponent;
        }

        foreach (var (@base, exponent) in own)
        {
            if (lowest.TryGetValue(@base, out var other)) lowest[@base] = exponent < other ? exponent : other;
            else lowest[@base] = isFirst || exponent.Sign < 0 ? exponent : Number.Zero;
        }

        foreach (var (@base, exponent) in lowest)
        {
            if (exponent.Sign > 0 && !own.ContainsKey(@base)) lowest[@base] = Number.Zero;
        }
    }

    /// <summary>The rational number whose division leaves coprime whole coefficients, negative when all coefficients are; 1 when a coefficient is inexact or decimal.</summary>
    private static Number Content(ReadOnlySpan<Expr> terms)
    {
        var (numerator, denominator) = (BigInteger.Zero, BigInteger.One);
        var allNegative = true;
        foreach (var term in terms)
        {
            var value = term is Constant c ? c.Value : SumBuilder.Split(term).Coefficient;
            if (!value.IsExact || value.IsDecimal) return Number.One;
            numerator = BigInteger.GreatestCommonDivisor(numerator, value.Numerator);
            denominator = denominator * value.Denominator / BigInteger.GreatestCommonDivisor(denominator, value.Denominator);
            allNegative &= value.Sign < 0;
        }

        return numerator.IsZero ? Number.One : Number.FromRatio(allNegative ? -numerator : numerator, denominator);
    }

    private static List<Expr>? MultiplyOut(Expr term)
    {
        if (term is not (Product or Power)) return null;
        var factors = term is Product p ? [.. p.Children] : new[] { term };
        if (!factors.Any(f => SumFactor(f) is not null)) return null;
        var plain = factors.Where(f => SumFactor(f) is null).ToArray();
        var parts = new List<Expr> { plain.Length == 0 ? Constant.One : Algebra.Product(plain) };
        foreach (var factor in factors)
        {
            if (SumFactor(factor) is not var (sum, power)) continue;
            for (var k = 0; k < power; k++)
            {
                if (parts.Count * sum.Children.Length > MaxExpandedTerms) return null;
                parts = [.. parts.SelectMany(left => sum.Children, Algebra.Multiply)];
            }
        }

        return parts;
    }

    /// <summary>A factor that is a sum, or a small whole power of one.</summary>
    private static (Sum Sum, int Power)? SumFactor(Expr factor) => factor switch
    {
        Sum s => (s, 1),
        Power { Base: Sum s, Exponent: Constant { Value: var n } } when n.TryGetInt32(out var power) && power is > 1 and <= 4 => (s, power),
        _ => null,
    };
}
