using Symbolic.Compilation;
using Symbolic.Expressions;

namespace Symbolic.Verification;

/// <summary>
/// Finds parts of an expression that leave the range of doubles on the way although the result is finite: an infinity that a
/// division turned into 0, or a product of non-zero numbers that came to 0.
/// </summary>
internal static class RangeLoss
{
    /// <summary>The first such part in words; null when there is none.</summary>
    public static string? Find(Expr root, IReadOnlyList<Variable> variables, ReadOnlySpan<double> point)
    {
        var valueOf = new NodeValues(root, variables, point);
        foreach (var node in valueOf.Nodes)
        {
            if (node.Children.IsEmpty || !node.Children.All(c => double.IsFinite(valueOf[c]))) continue;
            var value = valueOf[node];
            if (double.IsInfinity(value)) return $"{Excerpt.Of(node)} overflows";
            var vanishes = value == 0 && (node is Product || node is Power { Base: var b } && valueOf[b] != 0) && node.Children.All(c => valueOf[c] != 0);
            if (vanishes) return $"{Excerpt.Of(node)} underflows to 0";
        }

        return null;
    }
}
