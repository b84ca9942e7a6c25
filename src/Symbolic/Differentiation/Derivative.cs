using System.Collections.Immutable;
using System.Globalization;
using Symbolic.Expressions;

namespace Symbolic.Differentiation;

/// <summary>The exact derivative by one variable: one walk over the distinct nodes, operands first.</summary>
public static class Derivative
{
    /// <summary>
    /// Most parts (distinct nodes and their operands) of a derivative of the second or a higher order, unless the first derivative
    /// is large itself: then ten times its parts.
    /// </summary>
    public const int MaxParts = 10_000;

    /// <summary>Beyond this number of factors a product is differentiated as a product of two halves.</summary>
    internal const int ManyFactors = 16;

    /// <summary>
    /// ∂<paramref name="expr"/>/∂<paramref name="variable"/>, canonical but not simplified for reading. At kinks the
    /// value is the one that the function's definition states.
    /// </summary>
    /// <exception cref="ExpansionLimitException">A loop has too many terms to be written out.</exception>
    public static Expr Of(Expr expr, Variable variable)
    {
        ArgumentNullException.ThrowIfNull(expr);
        ArgumentNullException.ThrowIfNull(variable);
        expr = Loops.Prepare(expr);
        return Tangents(expr, variable)[expr];
    }

    /// <summary>The derivative of every distinct node of an expression whose loops are prepared.</summary>
    internal static Dictionary<Expr, Expr> Tangents(Expr expr, Variable variable)
    {
        var tangents = new Dictionary<Expr, Expr>();
        foreach (var node in Traversal.PostOrder(expr)) tangents[node] = Tangent(node, variable, tangents);
        return tangents;
    }

    /// <summary>The derivative by each variable in turn.</summary>
    /// <exception cref="ExpansionLimitException">A derivative of the second or a higher order has more than <see cref="MaxParts"/> parts.</exception>
    public static Expr Of(Expr expr, IEnumerable<Variable> variables) => Of(expr, variables, static e => e);

    /// <summary>The derivative by each variable in turn, each made shorter by <paramref name="shorten"/> before the next.</summary>
    internal static Expr Of(Expr expr, IEnumerable<Variable> variables, Func<Expr, Expr> shorten)
    {
        ArgumentNullException.ThrowIfNull(variables);
        var (order, limit) = (0, MaxParts);
        foreach (var variable in variables)
        {
            if (order == 1) limit = Math.Max(limit, 10 * Parts(expr));
            expr = Of(expr, variable);
            // The first derivative is a small multiple of what was typed; from then on sizes multiply.
            if (++order > 1 && Parts(expr) > limit)
                throw new ExpansionLimitException(string.Create(CultureInfo.InvariantCulture, $"The derivative of order {order} has more than {limit:N0} distinct parts; ask for a lower order."));
            expr = shorten(expr);
        }

        return expr;
    }

    /// <summary>
    /// The directional derivative Σ vᵢ·∂f/∂xᵢ. <paramref name="direction"/> pairs each variable with its component.
    /// </summary>
    public static Expr Along(Expr expr, IReadOnlyList<(Variable Variable, Expr Component)> direction)
    {
        ArgumentNullException.ThrowIfNull(direction);
        var gradient = Gradient.Of(expr, [.. direction.Select(d => d.Variable)]);
        return Algebra.Sum([.. direction.Select((d, i) => Algebra.Multiply(d.Component, gradient[i]))]);
    }

    /// <summary>Carries out the derivatives that a formula asks for with <c>diff(…)</c>, innermost first.</summary>
    public static Expr CarryOut(Expr root) => root.HasLoop
        ? Traversal.Rebuild(root, node => node is PendingDerivative d ? Of(d.Body, d.Variables) : node)
        : root;

    private static int Parts(Expr expr) => Traversal.PostOrder(expr).Sum(static node => 1 + node.Children.Length);

    private static Expr Tangent(Expr node, Variable variable, Dictionary<Expr, Expr> tangents)
    {
        if (!node.IsVariable) return Constant.Zero;
        return node switch
        {
            Variable => node.Equals(variable) ? Constant.One : Constant.Zero,
            Sum => Algebra.Sum([.. node.Children.Select(c => tangents[c])]),
            Product p => OfProduct(p, variable, tangents),
            Power p => Algebra.Add(
                Chain(tangents[p.Base], () => LocalRules.PowerByBase(p)),
                Chain(tangents[p.Exponent], () => LocalRules.PowerByExponent(p))),
            Call c => OfCall(c, tangents),
            Piecewise p => OfPiecewise(p, tangents),
            Reduction r => Loops.Differentiate(r, body => tangents.TryGetValue(body, out var t) ? t : Of(body, variable)),
            _ => Constant.Zero,
        };
    }

    private static Expr Chain(Expr tangent, Func<Expr> partial) => IsZero(tangent) ? Constant.Zero : LocalRules.Multiply(tangent, partial());

    private static Expr OfProduct(Product product, Variable variable, Dictionary<Expr, Expr> tangents)
    {
        if (product.Children.Length > ManyFactors)
        {
            var (left, right) = LocalRules.Halves(product);
            return Algebra.Add(Algebra.Multiply(OfHalf(left), right), Algebra.Multiply(left, OfHalf(right)));
        }

        var terms = new List<Expr>();
        for (var i = 0; i < product.Children.Length; i++)
        {
            var tangent = tangents[product.Children[i]];
            if (!IsZero(tangent)) terms.Add(LocalRules.Multiply(Algebra.Product(product.Children.RemoveAt(i).AsSpan()), tangent));
        }

        return Algebra.Sum([.. terms]);

        Expr OfHalf(Expr half) => tangents.TryGetValue(half, out var known) ? known : half is Product p ? OfProduct(p, variable, tangents) : Tangent(half, variable, tangents);
    }

    private static Expr OfCall(Call call, Dictionary<Expr, Expr> tangents)
    {
        if (call.Children.All(a => IsZero(tangents[a]))) return Constant.Zero;
        var partials = LocalRules.OfCall(call);
        return Algebra.Sum([.. partials.Select((p, i) => Chain(tangents[call.Children[i]], () => p))]);
    }

    private static Expr OfPiecewise(Piecewise choice, Dictionary<Expr, Expr> tangents)
    {
        var parts = ImmutableArray.CreateBuilder<Expr>(choice.Children.Length);
        for (var i = 0; i < choice.Count; i++)
        {
            parts.Add(choice.Condition(i));
            parts.Add(tangents[choice.Value(i)]);
        }

        parts.Add(tangents[choice.Otherwise]);
        return Algebra.Piecewise(parts.MoveToImmutable());
    }

    internal static bool IsZero(Expr e) => e is Constant { Value: { IsZero: true, IsExact: true } };
}
