using System.Collections.Immutable;

namespace Symbolic.Expressions;

/// <summary>
/// Carries out exact arithmetic on neighbouring numbers and leaves the rest of a typed tree as it is, so that its value in
/// double arithmetic is the one that was asked for: <c>x*2/3</c> becomes <c>x*(2/3)</c>, <c>0.1 + 0.2</c> becomes 0.3 exactly.
/// </summary>
public static class ConstantFolding
{
    /// <summary>Folds the numbers in a tree.</summary>
    public static Expr Fold(Expr root) => Traversal.Rebuild(root, FoldNode);

    private static Expr FoldNode(Expr node) => node switch
    {
        Sum => Merge(node, static (a, b) => a + b),
        Product => Merge(node, static (a, b) => a * b),
        Power { Base: Constant b, Exponent: Constant e } => Number.TryPow(b.Value, e.Value, out var value) ? new Constant(value) : node,
        // (a^m)^n → a^(m·n), m and n integers
        Power { Base: Power { Exponent: Constant { Value.IsInteger: true } m } inner, Exponent: Constant { Value.IsInteger: true } n }
            when (m.Value * n.Value) is { IsInteger: true } mn => new Power(inner.Base, new Constant(mn)),
        _ => node,
    };

    private static Expr Merge(Expr node, Func<Number, Number, Number> combine)
    {
        var children = node.Children;
        var hasRun = false;
        for (var i = 1; i < children.Length && !hasRun; i++) hasRun = children[i] is Constant && children[i - 1] is Constant;
        if (!hasRun) return node;

        var merged = ImmutableArray.CreateBuilder<Expr>(children.Length);
        foreach (var child in children)
        {
            if (child is Constant c && merged.Count > 0 && merged[^1] is Constant last && combine(last.Value, c.Value) is var value && double.IsFinite(value.ToDouble()))
                merged[^1] = new Constant(value);
            else
                merged.Add(child);
        }

        return merged.Count == 1 ? merged[0] : node.WithChildren(merged.ToImmutable());
    }
}
