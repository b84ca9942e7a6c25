using Symbolic.Expressions;

namespace Symbolic.Differentiation;

/// <summary>Derivatives of sums over an index or over data.</summary>
internal static class Loops
{
    /// <summary>
    /// Carries out pending derivatives and writes out the loops that are not differentiated as loops: products, and sums over
    /// indexed names, whose derivative by one element concerns only some of the terms. Loops over rows of data stay.
    /// </summary>
    public static Expr Prepare(Expr expr)
    {
        if (!expr.HasLoop) return expr;
        expr = Derivative.CarryOut(expr);
        if (!NeedsExpansion(expr)) return expr;
        return Traversal.PostOrder(expr).Any(node => node is Reduction { Data: not null }) ? LoopExpansion.ExpandIndices(expr) : LoopExpansion.Expand(expr);
    }

    /// <summary>∂ Σ body = Σ ∂ body, for a loop that <see cref="Prepare"/> has left.</summary>
    /// <exception cref="NotSupportedException">The loop is a product whose bounds are not constants.</exception>
    public static Expr Differentiate(Reduction loop, Func<Expr, Expr> derivative)
    {
        var body = derivative(loop.Body);
        if (Derivative.IsZero(body)) return Constant.Zero;
        if (loop.Kind == ReductionKind.Product)
            throw new NotSupportedException("A product is differentiated when its bounds are integer constants; give the bounds a value first.");
        return loop.WithChildren(loop.Children.SetItem(0, body));
    }

    private static bool NeedsExpansion(Expr expr) =>
        Traversal.PostOrder(expr).Any(node => node is Element || node is Reduction { Kind: ReductionKind.Product });
}
