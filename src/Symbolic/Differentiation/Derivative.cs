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
    internal static Dictionary<Expr, Expr> Tangents(Expr expr, Variable variable) =>
        new ForwardSweep(new() { [variable] = Constant.One }, ManyFactors).Run(expr);

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

    /// <summary>
    /// The directional derivatives of several expressions by one forward sweep, which share what the expressions share: J·v, and of a
    /// gradient H·v, without J or H (Griewank and Walther, Evaluating Derivatives, 2008, section 3.1).
    /// </summary>
    /// <exception cref="ExpansionLimitException">A loop has too many terms to be written out.</exception>
    public static ImmutableArray<Expr> Along(ImmutableArray<Expr> expressions, IReadOnlyList<(Variable Variable, Expr Component)> direction)
    {
        ArgumentNullException.ThrowIfNull(direction);
        expressions = [.. expressions.Select(Loops.Prepare)];
        // Two factors at a time: the tangent of a product costs a multiple of the product, however many factors it has.
        var tangents = new ForwardSweep(direction.ToDictionary(d => (Expr)d.Variable, d => d.Component), manyFactors: 2).Run([.. expressions]);
        return [.. expressions.Select(e => tangents[e])];
    }

    /// <summary>Carries out the derivatives that a formula asks for with <c>diff(…)</c>, innermost first.</summary>
    public static Expr CarryOut(Expr root) => root.HasLoop
        ? Traversal.Rebuild(root, node => node is PendingDerivative d ? Of(d.Body, d.Variables) : node)
        : root;

    private static int Parts(Expr expr) => Traversal.PostOrder(expr).Sum(static node => 1 + node.Children.Length);

    internal static bool IsZero(Expr e) => e is Constant { Value: { IsZero: true, IsExact: true } };
}
