using Symbolic.Expressions;

namespace Symbolic.Simplification;

/// <summary>
/// An identity that shortens a canonical expression. <see cref="TryApply"/> looks at one node, whose operands are canonical, and
/// gives the replacement, or null where the rule does not apply.
/// </summary>
/// <param name="Identity">The identity, left to right.</param>
/// <param name="Condition">Where it holds; "" for every real point at which the left side is defined.</param>
/// <param name="Example">A formula in x (and y) to which the rule applies.</param>
/// <param name="TryApply">The rewriting itself.</param>
internal sealed record RewriteRule(string Identity, string Condition, string Example, Func<Expr, Expr?> TryApply)
{
    /// <summary>Whether the right side is preferred where both sides are equally long; it must never lead back.</summary>
    public bool EvenIfEqual { get; init; }
}
