using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>Writes a sum or product over an index with constant bounds out, term by term.</summary>
internal static class LoopUnroller
{
    /// <summary>Bound on the work for one formula: terms times nodes of the body, added up over its loops.</summary>
    internal const long MaxWork = 2_000_000;

    /// <summary>The sum or product of the terms, in order.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="budget">What is left of <see cref="MaxWork"/>.</param>
    /// <exception cref="UnsupportedFormulaException">The loop runs over data, its bounds are no integer constants, or it is too long.</exception>
    public static Expr Unroll(Reduction loop, ref long budget)
    {
        if (loop.Index is null) throw new UnsupportedFormulaException("A sum or mean over data needs data.", loop);
        var (from, to) = (Bound(loop, loop.From), Bound(loop, loop.To));
        var body = RenameInnerIndices(loop.Body, loop.Index);
        var count = Math.Max(0, (long)to - from + 1);
        budget -= count * (Traversal.PostOrder(body).Count + 1);
        if (budget < 0)
            throw new UnsupportedFormulaException($"A loop over '{loop.Index}' with {count} terms is too long to be written out.", loop);
        if (count == 0) return loop.Kind == ReductionKind.Product ? Constant.One : Constant.Zero;
        var terms = ImmutableArray.CreateBuilder<Expr>((int)count);
        var index = new Variable(loop.Index, isIndex: true);
        for (var i = 0; i < count; i++) terms.Add(Bind(body, index, Constant.Of(from + i)));
        return loop.Kind == ReductionKind.Product ? AsTyped.Product(terms.MoveToImmutable()) : AsTyped.Sum(terms.MoveToImmutable());
    }

    /// <summary>Writes every loop in an expression out.</summary>
    /// <exception cref="UnsupportedFormulaException">A loop cannot be written out.</exception>
    public static Expr UnrollAll(Expr root)
    {
        // From the outside in, since inner bounds may depend on outer indices.
        var budget = MaxWork;
        while (OutermostLoops(root) is { Count: > 0 } loops)
        {
            var unrolled = new Dictionary<Expr, Expr>();
            foreach (var loop in loops) unrolled.Add(loop, Unroll(loop, ref budget));
            root = Traversal.Substitute(root, unrolled);
        }

        return root;
    }

    private static List<Reduction> OutermostLoops(Expr root)
    {
        var loops = new List<Reduction>();
        var seen = new HashSet<Expr>();
        var pending = new Stack<Expr>([root]);
        while (pending.TryPop(out var node))
        {
            if (!node.HasLoop || !seen.Add(node)) continue;
            if (node is Reduction loop) loops.Add(loop);
            else foreach (var child in node.Children) pending.Push(child);
        }

        return loops;
    }

    /// <summary>
    /// The body for one value of the index. Conditions that come out constant are decided here, so that a value they leave out
    /// may be one that does not exist, such as x[0].
    /// </summary>
    private static Expr Bind(Expr body, Variable index, Constant value) => ConstantFolding.Fold(Traversal.Rebuild(body, node => node switch
    {
        Variable v => v.Equals(index) ? value : v,
        Piecewise p => Decide(p),
        _ => node,
    }));

    private static Expr Decide(Piecewise piecewise)
    {
        var parts = ImmutableArray.CreateBuilder<Expr>();
        for (var i = 0; i < piecewise.Count; i++)
        {
            var truth = Truth(piecewise.Condition(i));
            if (truth == false) continue;
            if (truth == true)
            {
                parts.Add(piecewise.Value(i));
                return parts.Count == 1 ? parts[0] : AsTyped.Piecewise(parts.ToImmutable());
            }

            parts.AddRange(piecewise.Condition(i), piecewise.Value(i));
        }

        if (parts.Count == 2 * piecewise.Count) return piecewise;
        parts.Add(piecewise.Otherwise);
        return parts.Count == 1 ? parts[0] : AsTyped.Piecewise(parts.ToImmutable());
    }

    private static bool? Truth(Expr condition) =>
        condition.IsVariable || condition.HasLoop ? null : ConstantValue(condition) is var value && value != 0;

    private static double ConstantValue(Expr expression)
    {
        Span<Real> result = stackalloc Real[1];
        Interpreter.Run(SlotProgram.Of(TapeBuilder.Build([], expression)), [], result);
        return result[0].Primal;
    }

    private static int Bound(Reduction loop, Expr bound)
    {
        if (bound.IsVariable || bound.HasLoop)
            throw new UnsupportedFormulaException($"The bounds of the loop over '{loop.Index}' need constant values.", loop);
        var value = ConstantValue(bound);
        if (value == Math.Truncate(value) && Math.Abs(value) < int.MaxValue) return (int)value;
        throw new UnsupportedFormulaException($"The bounds of the loop over '{loop.Index}' have to be whole numbers.", loop);
    }

    /// <summary>Gives inner loops that use the same index another one, so that binding the outer index leaves them alone.</summary>
    private static Expr RenameInnerIndices(Expr body, string index) => !body.HasLoop ? body : Traversal.Rebuild(body, node =>
    {
        if (node is not Reduction inner || inner.Index != index) return node;
        var renamed = new Variable(index + "'", isIndex: true);
        var innerBody = Traversal.Substitute(inner.Body, new Dictionary<Expr, Expr> { [new Variable(index, isIndex: true)] = renamed });
        return Reduction.Over(inner.Kind, innerBody, renamed.Name, inner.From, inner.To);
    });
}
