using System.Collections.Immutable;

namespace Symbolic.Expressions;

/// <summary>Writes loops with constant bounds out as the terms they stand for.</summary>
internal static class LoopExpansion
{
    /// <summary>Most terms that are written out in one tree.</summary>
    public const int MaxTerms = 1_000_000;

    /// <summary>
    /// Replaces every sum and product over an index by its terms. Loops over data rows, and loops whose bounds hold variables,
    /// stay as they are.
    /// </summary>
    /// <exception cref="ExpansionLimitException">There would be more than <see cref="MaxTerms"/> terms.</exception>
    public static Expr Expand(Expr root)
    {
        if (!root.HasLoop) return root;
        var budget = MaxTerms;
        return Expand(root, ref budget);
    }

    /// <summary>Whether a loop can be written out: integer constants as bounds.</summary>
    internal static bool HasConstantBounds(Reduction loop) => loop.Index is not null &&
        ConstantFolding.Fold(loop.From) is Constant { Value.IsInteger: true } && ConstantFolding.Fold(loop.To) is Constant { Value.IsInteger: true };

    private static Expr Expand(Expr root, ref int budget)
    {
        // Outer loops first: the bounds of an inner loop may hold the outer index. The depth of this recursion is the nesting of loops.
        var results = new Dictionary<Expr, Expr>();
        foreach (var node in PostOrderAroundLoops(root))
        {
            results[node] = node is Reduction loop && HasConstantBounds(loop) ? Unroll(loop, ref budget)
                : node is Reduction ? node
                : node.Map(results);
        }

        return results[root];
    }

    private static Expr Unroll(Reduction loop, ref int budget)
    {
        var (from, to) = (((Constant)ConstantFolding.Fold(loop.From)).Value, ((Constant)ConstantFolding.Fold(loop.To)).Value);
        if (to < from) return loop.Kind == ReductionKind.Sum ? Constant.Zero : Constant.One;
        var count = (to - from).ToDouble() + 1;
        if (count > budget || !from.TryGetInt32(out var first)) throw new ExpansionLimitException(count);
        budget -= (int)count;
        var terms = ImmutableArray.CreateBuilder<Expr>((int)count);
        var index = new Variable(loop.Index!, isIndex: true);
        for (var i = 0; i < (int)count; i++)
        {
            var value = new Constant(Number.FromInteger(first + (long)i));
            var term = ConstantFolding.Fold(Traversal.Substitute(loop.Body, new Dictionary<Expr, Expr> { [index] = value }));
            terms.Add(term.HasLoop ? Expand(term, ref budget) : term);
        }

        return loop.Kind == ReductionKind.Sum ? AsTyped.Sum(terms.ToImmutable()) : AsTyped.Product(terms.ToImmutable());
    }

    /// <summary>Post-order that does not go into loops.</summary>
    private static List<Expr> PostOrderAroundLoops(Expr root)
    {
        var order = new List<Expr>();
        var done = new HashSet<Expr> { root };
        var stack = new Stack<(Expr Node, int Next)>();
        stack.Push((root, 0));
        while (stack.TryPop(out var frame))
        {
            var (node, next) = frame;
            var children = node is Reduction ? [] : node.Children;
            while (next < children.Length && !done.Add(children[next])) next++;
            if (next < children.Length)
            {
                stack.Push((node, next + 1));
                stack.Push((children[next], 0));
            }
            else
            {
                order.Add(node);
            }
        }

        return order;
    }
}

/// <summary>A sum or product has too many terms to be written out.</summary>
public sealed class ExpansionLimitException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    public ExpansionLimitException(double terms)
        : base(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"A sum or product of {terms:N0} terms is too long; the limit is {LoopExpansion.MaxTerms:N0} terms."))
    {
    }

    /// <summary>Creates the exception.</summary>
    public ExpansionLimitException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public ExpansionLimitException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    public ExpansionLimitException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
