using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Differentiation;

/// <summary>All first derivatives of a scalar expression from one reverse sweep over its distinct nodes.</summary>
public static class Gradient
{
    /// <summary>The partial derivatives by each of <paramref name="variables"/>, in their order.</summary>
    /// <exception cref="ExpansionLimitException">A loop has too many terms to be written out.</exception>
    public static ImmutableArray<Expr> Of(Expr expr, ImmutableArray<Variable> variables)
    {
        ArgumentNullException.ThrowIfNull(expr);
        var sweep = new ReverseSweep();
        var adjoints = sweep.Run(Loops.Prepare(expr));
        return [.. variables.Select(v => adjoints.TryGetValue(v, out var adjoint) ? adjoint : Constant.Zero)];
    }
}
