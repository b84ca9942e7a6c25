using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Symbolic.Expressions;
using Symbolic.Functions;

namespace Symbolic.Differentiation;

/// <summary>
/// The partial derivatives of one node by its operands: all the calculus there is. Forward and reverse sweeps and the
/// explanation of steps read the rules from here.
/// </summary>
internal static class LocalRules
{
    private static readonly ConditionalWeakTable<FunctionDefinition, ConcurrentDictionary<int, ImmutableArray<Expr>>> Expanded = [];

    /// <summary>∂(u^v)/∂u = v·u^(v−1).</summary>
    public static Expr PowerByBase(Power power) =>
        Algebra.Multiply(power.Exponent, Algebra.Power(power.Base, Algebra.Add(power.Exponent, Constant.MinusOne)));

    /// <summary>∂(u^v)/∂v = u^v·ln(u); 0 where u = 0 and v &gt; 0, which the tape sees to.</summary>
    public static Expr PowerByExponent(Power power) => Algebra.Multiply(power, Exponential.Ln.Of(power.Base));

    /// <summary>The partial derivatives of a call, one for each argument; 0 for a parameter.</summary>
    public static ImmutableArray<Expr> OfCall(Call call)
    {
        if (call.Children.IsEmpty || call.Function.IsCondition) return [.. call.Children.Select(_ => (Expr)Constant.Zero)];
        return call.Function.Partials is { } rule ? rule(call.Children, call) : FromExpansion(call);
    }

    /// <summary>Whether a function may leave an argument out, as min(u, v) the larger one, or never has a slope by it, as floor(u).</summary>
    /// <param name="function">The function.</param>
    /// <param name="partials">Its derivatives by its arguments.</param>
    public static bool MayLeaveOut(FunctionDefinition function, IEnumerable<Expr> partials) => partials.Where((_, i) => !function.Parameters.Contains(i))
        .Any(d => d is Constant { Value.IsZero: true } || Traversal.PostOrder(d).Any(n => n is Piecewise));

    /// <summary>
    /// a·b, of which one may be a choice: then the other goes into each branch, so that a factor that is infinite where the branch is not
    /// taken is never multiplied by its 0. Of two choices the second is the outer one.
    /// </summary>
    public static Expr Multiply(Expr a, Expr b)
    {
        if (a is Constant || b is Constant) return Algebra.Multiply(a, b);
        if (ChoiceIn(b) is var (factor, choice)) a = Algebra.Multiply(factor, a);
        else if (ChoiceIn(a) is var (otherFactor, other)) (a, choice) = (Algebra.Multiply(otherFactor, b), other);
        else return Algebra.Multiply(a, b);
        var parts = ImmutableArray.CreateBuilder<Expr>(choice.Children.Length);
        for (var i = 0; i < choice.Count; i++)
        {
            parts.Add(choice.Condition(i));
            parts.Add(Multiply(a, choice.Value(i)));
        }

        parts.Add(Multiply(a, choice.Otherwise));
        return Algebra.Piecewise(parts.MoveToImmutable());
    }

    /// <summary>The choice that an expression is but for a number in front of it; null when it is none.</summary>
    public static (Expr Factor, Piecewise Choice)? ChoiceIn(Expr expr) => expr switch
    {
        Piecewise choice => (Constant.One, choice),
        Product { Children: [Constant factor, Piecewise choice] } => (factor, choice),
        _ => null,
    };

    /// <summary>
    /// A product of many factors as a product of two halves, so that the products of all factors but one, for every one, share
    /// their parts.
    /// </summary>
    public static (Expr Left, Expr Right) Halves(Product product)
    {
        var half = product.Children.Length / 2;
        return (AsTyped.Product(product.Children[..half]), AsTyped.Product(product.Children[half..]));
    }

    /// <summary>A function made of others is differentiated in that form once, over placeholders, for each number of arguments.</summary>
    private static ImmutableArray<Expr> FromExpansion(Call call)
    {
        var placeholders = call.Children.Select((_, i) => new Variable($"#{i}")).ToImmutableArray();
        var byArity = Expanded.GetOrCreateValue(call.Function);
        if (!byArity.TryGetValue(placeholders.Length, out var partials))
        {
            var expansion = Algebra.Canonical(call.Function.Expansion!([.. placeholders]));
            partials = [.. placeholders.Select(p => Derivative.Of(expansion, p))];
            byArity.TryAdd(placeholders.Length, partials);
        }

        var replacements = new Dictionary<Expr, Expr>();
        for (var i = 0; i < placeholders.Length; i++) replacements[placeholders[i]] = call.Children[i];
        return [.. partials.Select(p => Traversal.Rebuild(p, node => replacements.TryGetValue(node, out var r) ? r : Algebra.CanonicalNode(node)))];
    }
}
