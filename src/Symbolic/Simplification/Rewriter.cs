using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics;
using Symbolic.Expressions;

namespace Symbolic.Simplification;

/// <summary>
/// Shortens canonical expressions, operands first: the rules to a fixpoint at each node, then, for sums and products, the
/// shortest of a few equal forms (common factor taken out, common denominator, multiplied out).
/// </summary>
internal sealed class Rewriter(SimplificationOptions options, CancellationToken cancellation)
{
    private const int MaxPasses = 24;
    private const int MaxRuns = 4;
    private const int MaxTerms = 40;
    private const double MaxLength = 1500;

    /// <summary>A sum that grows by more than this when multiplied out is not looked at for common factors: it would only shrink back.</summary>
    private const double MaxGrowth = 1.6;

    /// <summary>Factors say more than terms: a product is multiplied out when that saves this share of its length.</summary>
    private const double ExpansionMargin = 0.08;

    /// <summary>A common factor stays in a sum when that saves this much.</summary>
    private const double FactorMargin = 1.5;

    /// <summary>Lengths closer than this count as equal.</summary>
    private const double Slack = 0.2;

    private static readonly ImmutableArray<RewriteRule> Rules = [.. CallRules.All, .. ProductRules.All, .. SumRules.All];

    private long _deadline;
    private double _work;
    private readonly Dictionary<Expr, Expr> _done = [];
    private readonly Dictionary<Expr, Expr> _known = [];
    private readonly HashSet<Expr> _finished = [];
    private readonly Dictionary<Expr, (Expr Factor, Expr Quotient)> _factors = [];
    private readonly Dictionary<Expr, (Expr Factor, Expr Quotient)> _denominators = [];
    private readonly Dictionary<Expr, Expr?> _expanded = [];
    private int _nesting;

    /// <summary>Every rule there is.</summary>
    public static ImmutableArray<RewriteRule> AllRules => Rules;

    /// <summary>The shortened expression; the budget is for this one call, what was learned is kept for the next.</summary>
    public Expr Run(Expr root)
    {
        _deadline = Stopwatch.GetTimestamp() + (long)(options.Budget.TotalSeconds * Stopwatch.Frequency);
        _work = 0;
        root = Algebra.Canonical(root);
        // What a rule has built at the top may hold parts that no rule has seen.
        for (var pass = 0; pass < MaxRuns; pass++)
        {
            var next = Once(root);
            if (next.Equals(root)) break;
            root = next;
        }

        return root;
    }

    private Expr Once(Expr root)
    {
        foreach (var node in Traversal.PostOrder(root))
        {
            if (!_done.ContainsKey(node)) _done[node] = Node(Algebra.CanonicalNode(node.Map(_done)));
        }

        return _done[root];
    }

    /// <summary>The length of a candidate; looking at it is the unit of work.</summary>
    private double Length(Expr candidate)
    {
        var length = Complexity.Of(candidate);
        _work += length;
        return length;
    }

    private bool IsExhausted()
    {
        cancellation.ThrowIfCancellationRequested();
        return _work > options.Work || Stopwatch.GetTimestamp() > _deadline;
    }

    private Expr Node(Expr node)
    {
        if (node.Children.IsEmpty || _finished.Contains(node)) return node;
        if (_known.TryGetValue(node, out var known)) return known;
        if (IsExhausted() || _nesting > 4) return node;
        var original = node;
        var isFinished = false;
        _nesting++;
        for (var pass = 0; pass < MaxPasses; pass++)
        {
            var next = Apply(node);
            next = next switch
            {
                Sum s => ShortestSum(s),
                Product or Power => ShortestProduct(next),
                _ => next,
            };
            if (next.Equals(node))
            {
                isFinished = true;
                break;
            }

            node = next;
            if (IsExhausted()) break;
        }

        _nesting--;
        _known[original] = node;
        if (isFinished) _finished.Add(node);
        return node;
    }

    /// <summary>The first rule that shortens the node, or turns it into something of another kind.</summary>
    private Expr Apply(Expr node)
    {
        foreach (var rule in Rules)
        {
            if (rule.TryApply(node) is { } replacement && Length(replacement) < Complexity.Of(node) + (rule.EvenIfEqual ? Slack : 0)) return replacement;
        }

        return node;
    }

    private Expr? Expanded(Expr expr)
    {
        if (!_expanded.TryGetValue(expr, out var expanded)) _expanded[expr] = expanded = Factoring.Expand(expr);
        return expanded;
    }

    private (Expr Factor, Expr Quotient) Common(Sum sum, bool denominatorsOnly = false)
    {
        var table = denominatorsOnly ? _denominators : _factors;
        if (!table.TryGetValue(sum, out var common)) table[sum] = common = Factoring.Common(sum, denominatorsOnly);
        return common;
    }

    private Expr ShortestSum(Sum sum)
    {
        if (sum.Children.Length > MaxTerms || Length(sum) is var length && length > MaxLength) return sum;
        Expr best = sum;
        Consider(Factored(sum, out var isWorthIt), isWorthIt);
        if (Expanded(sum) is { } expanded)
        {
            Consider(expanded, margin: ExpansionMargin * length);
            if (expanded is Sum s && Complexity.Of(s) <= MaxGrowth * length) Consider(Factored(s, out isWorthIt), isWorthIt);
        }

        return best;

        void Consider(Expr candidate, bool evenIfEqual = false, double margin = Slack)
        {
            var candidateLength = Length(candidate);
            if (candidateLength < length + (evenIfEqual ? Slack : -margin)) (best, length) = (candidate, candidateLength);
        }
    }

    /// <summary>
    /// Common factor times the shortest form of the rest; a long common factor is worth taking out even where the whole does
    /// not become shorter.
    /// </summary>
    private Expr Factored(Sum sum, out bool isWorthIt)
    {
        var (common, rest) = Common(sum);
        isWorthIt = common is Variable ? rest.Children.All(t => SumBuilder.Split(t).Factor is not Product and not Call) : common is not Constant;
        if (ReferenceEquals(rest, sum)) return sum;
        var inner = rest;
        if (Expanded(rest) is { } expanded && Complexity.Of(expanded) < Complexity.Of(rest)) inner = expanded;
        return Combine(common, Node(inner));
    }

    /// <summary>The shorter of a product with a sum among its factors, and the same with like bases brought together.</summary>
    private Expr ShortestProduct(Expr product)
    {
        var length = Length(product);
        if (length > MaxLength) return product;
        var best = product;
        Consider(WithPrimitiveSums(product, denominatorsOnly: false));
        Consider(WithPrimitiveSums(product, denominatorsOnly: true), FactorMargin);
        if (SplitRoots(product) is { } split) Consider(split);
        if (product is Product fraction && Cancelled(fraction) is { } cancelled) Consider(cancelled);
        if (product is Product p && p.Children.Length <= MaxTerms && Expanded(product) is { } expanded) Consider(expanded, ExpansionMargin * length);
        return best;

        void Consider(Expr candidate, double margin = Slack)
        {
            var candidateLength = Length(candidate);
            if (candidateLength < length - Math.Max(margin, Slack)) (best, length) = (candidate, candidateLength);
        }
    }

    /// <summary>Takes the common factors out of every sum that is a factor, so that they can cancel.</summary>
    private Expr WithPrimitiveSums(Expr product, bool denominatorsOnly)
    {
        var factors = product is Product p ? p.Children : [product];
        var changed = false;
        var parts = new List<Expr>();
        foreach (var factor in factors)
        {
            var (@base, exponent) = Known.BaseAndExponent(factor);
            if (@base is Sum sum && exponent.IsInteger && Common(sum, denominatorsOnly) is var (common, rest) && !ReferenceEquals(rest, sum))
            {
                changed = true;
                parts.Add(Algebra.Power(common, new Constant(exponent)));
                parts.Add(Algebra.Power(Node(rest), new Constant(exponent)));
            }
            else
            {
                parts.Add(factor);
            }
        }

        return changed ? Apply(Algebra.Product([.. parts])) : product;
    }

    /// <summary>(a·b)^(k+f) → a^k·b^k·(a·b)^f, k an integer, 0 &lt; |f| &lt; 1, so that whole powers of the factors can cancel.</summary>
    private static Expr? SplitRoots(Expr product)
    {
        var factors = product is Product p ? p.Children : [product];
        var parts = new List<Expr>();
        foreach (var factor in factors)
        {
            var (@base, exponent) = Known.BaseAndExponent(factor);
            if (@base is not Product || !exponent.IsExact || exponent.IsInteger || BigInteger.Abs(exponent.Numerator) < exponent.Denominator) continue;
            var whole = Number.FromRatio(BigInteger.Divide(exponent.Numerator, exponent.Denominator), 1);
            parts.Add(Algebra.Product([.. factors.Where(f => !ReferenceEquals(f, factor)), Algebra.Power(@base, new Constant(whole)), Algebra.Power(@base, new Constant(exponent - whole))]));
        }

        return parts.Count == 1 ? parts[0] : null;
    }

    /// <summary>A sum in the numerator and one in the denominator, with their common polynomial divisor cancelled.</summary>
    private static Expr? Cancelled(Product product)
    {
        foreach (var below in product.Children)
        {
            if (below is not Power { Base: Sum divisor, Exponent: Constant { Value: { IsInteger: true, Sign: < 0 } } }) continue;
            foreach (var above in product.Children)
            {
                var (@base, exponent) = Known.BaseAndExponent(above);
                if (@base is not Sum dividend || exponent.Sign < 0 || !exponent.IsInteger || dividend.Children.Length > 12 || divisor.Children.Length > 12) continue;
                if (Polynomials.CommonDivisor(dividend, divisor) is not { } common) continue;
                var rest = product.Children.Where(f => !ReferenceEquals(f, above) && !ReferenceEquals(f, below));
                var (upper, lower) = (Polynomials.TryDivide(dividend, common)!, Polynomials.TryDivide(divisor, common)!);
                var n = ((Power)below).Exponent;
                return Algebra.Product([.. rest, Algebra.Power(upper, new Constant(exponent)), Algebra.Power(lower, n), Algebra.Power(common, Algebra.Add(new Constant(exponent), n))]);
            }
        }

        return null;
    }

    private Expr Combine(Expr common, Expr rest) => Apply(Algebra.Multiply(common, rest));
}
