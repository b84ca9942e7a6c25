using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Symbolic.Expressions;

/// <summary>Walks over shared trees: each distinct node once, operands first, without recursion.</summary>
public static class Traversal
{
    /// <summary>The distinct nodes under the roots (roots included), every node after its operands.</summary>
    public static IReadOnlyList<Expr> PostOrder(params ReadOnlySpan<Expr> roots)
    {
        var order = new List<Expr>();
        var done = new HashSet<Expr>();
        var stack = new Stack<(Expr Node, int Next)>();
        foreach (var root in roots)
        {
            if (!done.Add(root)) continue;
            stack.Push((root, 0));
            while (stack.TryPop(out var frame))
            {
                var (node, next) = frame;
                while (next < node.Children.Length && !done.Add(node.Children[next])) next++;
                if (next < node.Children.Length)
                {
                    stack.Push((node, next + 1));
                    stack.Push((node.Children[next], 0));
                }
                else
                {
                    order.Add(node);
                }
            }
        }

        return order;
    }

    /// <summary>
    /// Rebuilds a tree from its leaves: <paramref name="rebuild"/> gets each distinct node with its operands already rebuilt.
    /// </summary>
    public static Expr Rebuild(Expr root, Func<Expr, Expr> rebuild)
    {
        ArgumentNullException.ThrowIfNull(rebuild);
        if (root.Children.IsEmpty) return rebuild(root);
        var results = new Dictionary<Expr, Expr>();
        foreach (var node in PostOrder(root)) results[node] = rebuild(node.Map(results));
        return results[root];
    }

    /// <summary>The node with each operand replaced by its entry in a table; the node itself when nothing changes.</summary>
    internal static Expr Map(this Expr node, Dictionary<Expr, Expr> table)
    {
        Expr[]? changed = null;
        for (var i = 0; i < node.Children.Length; i++)
        {
            var replacement = table[node.Children[i]];
            // Equal numbers may be written differently, 0.1 and 1/10: each stays as it is.
            if (ReferenceEquals(replacement, node.Children[i]) || (replacement is Constant && replacement.Equals(node.Children[i]))) continue;
            changed ??= [.. node.Children];
            changed[i] = replacement;
        }

        return changed is null ? node : node.WithChildren(ImmutableCollectionsMarshal.AsImmutableArray(changed));
    }

    /// <summary>Replaces leaves (variables) by expressions, as it stands: nothing is folded.</summary>
    public static Expr Substitute(Expr root, IReadOnlyDictionary<Expr, Expr> replacements) =>
        Rebuild(root, node => replacements.TryGetValue(node, out var replacement) ? replacement : node);

    /// <summary>The free variables of the trees, in the order of <see cref="VariableOrder"/>.</summary>
    public static ImmutableArray<Variable> FreeVariables(params ReadOnlySpan<Expr> roots)
    {
        var free = new List<Variable>();
        foreach (var node in PostOrder(roots))
        {
            if (node is Variable { IsIndex: false } variable) free.Add(variable);
        }

        free.Sort((a, b) => VariableOrder.Compare(a.Name, b.Name));
        return [.. free];
    }
}
