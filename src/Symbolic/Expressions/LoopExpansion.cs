using System.Collections.Immutable;
using System.Globalization;

namespace Symbolic.Expressions;

/// <summary>Writes sums and products over an index with constant bounds, or over rows of data that are given, out term by term.</summary>
internal static class LoopExpansion
{
    /// <summary>Bound on the work for one formula: terms times nodes of the body, added up over its loops.</summary>
    public const long MaxWork = 2_000_000;

    /// <summary>
    /// Replaces every sum and product by its terms. Loops over data that are not given, and loops whose bounds are not whole numbers
    /// yet, stay as they are.
    /// </summary>
    /// <param name="root">The formula.</param>
    /// <param name="budget">What it may cost.</param>
    /// <exception cref="ExpansionLimitException">Writing them out would cost more than that.</exception>
    public static Expr Expand(Expr root, long budget = MaxWork)
    {
        // From the outside in, since inner bounds may depend on outer indices.
        while (OutermostLoops(root) is { Count: > 0 } loops)
        {
            var terms = new Dictionary<Expr, Expr>();
            foreach (var loop in loops) terms.Add(loop, Unroll(loop, ref budget));
            root = Traversal.Substitute(root, terms);
        }

        return root;
    }

    /// <summary>The sum, product or mean of the terms of one loop, in order; inner loops stay.</summary>
    /// <param name="loop">A loop for which <see cref="IsReady"/> holds.</param>
    /// <param name="budget">What is left of <see cref="MaxWork"/>.</param>
    /// <exception cref="ExpansionLimitException">The loop is too long.</exception>
    public static Expr Unroll(Reduction loop, ref long budget)
    {
        var count = TermCount(loop);
        budget -= count * (Traversal.PostOrder(loop.Body).Count + 1);
        if (budget < 0)
            throw new ExpansionLimitException(string.Create(CultureInfo.InvariantCulture, $"A loop over {(loop.Data is null ? $"'{loop.Index}' with {count:N0} terms" : $"{count:N0} rows of data")} is too long to be written out."));
        if (count == 0) return loop.Kind == ReductionKind.Product ? Constant.One : Constant.Zero;
        ImmutableArray<Expr> terms = loop.Data is not null ? RowTerms(loop, (int)count) : IndexTerms(loop, (int)count);
        return loop.Kind switch
        {
            ReductionKind.Product => AsTyped.Product(terms),
            ReductionKind.Mean => AsTyped.Quotient(AsTyped.Sum(terms), new Constant(Number.FromInteger(count))),
            _ => AsTyped.Sum(terms),
        };
    }

    /// <summary>The formula with its loops written out; null when that would cost more than a budget.</summary>
    public static Expr? TryExpand(Expr root, long budget)
    {
        try
        {
            return Expand(root, budget);
        }
        catch (ExpansionLimitException)
        {
            return null;
        }
    }

    /// <summary>The term of one row of a loop over rows whose body holds no loops.</summary>
    public static Expr RowTerm(Reduction loop, int row) =>
        Bind(loop.Body, v => ReferenceEquals(v.Data, loop.Data) ? new Constant(Number.FromDouble(loop.Data!.Column(v.Name)[row])) : v);

    /// <summary>Whether it is known what a loop runs over: rows that are given, or an index between whole numbers.</summary>
    public static bool IsReady(Reduction loop) => loop.Index is null ? loop.Data is not null : IsWhole(ConstantValue.Of(loop.From)) && IsWhole(ConstantValue.Of(loop.To));

    /// <summary>Number of terms of a loop for which <see cref="IsReady"/> holds.</summary>
    public static long TermCount(Reduction loop)
    {
        if (loop.Data is { } data) return data.Count;
        var (from, to) = Bounds(loop);
        return Math.Max(0, to - from + 1);
    }

    /// <summary>First and last index of a loop over an index for which <see cref="IsReady"/> holds.</summary>
    public static (long From, long To) Bounds(Reduction loop) => ((long)ConstantValue.Of(loop.From)!.Value, (long)ConstantValue.Of(loop.To)!.Value);

    /// <summary>The columns that the body of a loop over rows reads.</summary>
    public static ImmutableArray<Variable> ColumnsOf(Reduction loop) =>
        [.. Traversal.PostOrder(HideInnerRows(loop, [])).OfType<Variable>().Where(v => v.Data is not null)];

    /// <summary>The index of every loop that is compiled as a loop; no name that can be typed has a sign #.</summary>
    public static Variable CommonIndex { get; } = new("#index", isIndex: true);

    /// <summary>The term of a loop, over <see cref="CommonIndex"/> where it runs over an index: sums over the same range may name it differently.</summary>
    public static Expr OverCommonIndex(Reduction loop) => loop.Index is not { } index ? loop.Body
        : Traversal.Substitute(RenameInnerIndices(loop.Body, index), new Dictionary<Expr, Expr> { [new Variable(index, isIndex: true)] = CommonIndex });

    /// <summary>
    /// Writes out the loops over an index that stand around rows of data, or inside rows around elements such as c[i], so that the loops
    /// over rows can be kept. Without such an expression stays as it is.
    /// </summary>
    /// <exception cref="ExpansionLimitException">Writing them out would cost more than <see cref="MaxWork"/>.</exception>
    public static Expr ExpandAroundRows(Expr root) =>
        root.HasLoop && Traversal.PostOrder(root).OfType<Reduction>().Any(IsMixed) ? ExpandIndices(root) : root;

    /// <summary>Writes out every loop over an index whose bounds are whole numbers, also inside loops over rows of data, which stay.</summary>
    /// <exception cref="ExpansionLimitException">Writing them out would cost more than <see cref="MaxWork"/>.</exception>
    public static Expr ExpandIndices(Expr root)
    {
        var budget = MaxWork;
        while (OutermostLoops(root, throughRows: true) is { Count: > 0 } loops)
        {
            var terms = new Dictionary<Expr, Expr>();
            foreach (var loop in loops) terms.Add(loop, Unroll(loop, ref budget));
            root = Traversal.Substitute(root, terms);
        }

        return root;
    }

    private static bool IsMixed(Reduction loop) => loop.Body.HasLoop && Traversal.PostOrder(loop.Body) is var nodes
        && (loop.Index is null ? nodes.Any(n => n is Element) : nodes.Any(n => n is Reduction { Index: null }));

    private static bool IsWhole(double? bound) => bound is { } value && value == Math.Truncate(value) && Math.Abs(value) < int.MaxValue;

    private static List<Reduction> OutermostLoops(Expr root, bool throughRows = false)
    {
        var loops = new List<Reduction>();
        var seen = new HashSet<Expr>();
        var pending = new Stack<Expr>([root]);
        while (pending.TryPop(out var node))
        {
            if (!node.HasLoop || !seen.Add(node)) continue;
            if (node is not Reduction loop || (throughRows && loop.Index is null))
            {
                foreach (var child in node.Children) pending.Push(child);
            }
            else if (IsReady(loop))
            {
                loops.Add(loop);
            }
        }

        return loops;
    }

    private static ImmutableArray<Expr> IndexTerms(Reduction loop, int count)
    {
        var body = RenameInnerIndices(loop.Body, loop.Index!);
        var index = new Variable(loop.Index!, isIndex: true);
        var from = Bounds(loop).From;
        return [.. Enumerable.Range(0, count).Select(i => Bind(body, v => v.Equals(index) ? new Constant(Number.FromInteger(from + i)) : v))];
    }

    private static ImmutableArray<Expr> RowTerms(Reduction loop, int count)
    {
        var inner = new Dictionary<Expr, Expr>();
        var body = HideInnerRows(loop, inner);
        var columns = ColumnsOf(loop).ToDictionary(c => (Expr)c, c => loop.Data!.Column(c.Name));
        return [.. Enumerable.Range(0, count).Select(row => Traversal.Substitute(
            Bind(body, v => columns.TryGetValue(v, out var column) ? (Expr)column[row] : v), inner))];
    }

    /// <summary>The body with every loop over rows inside it, whose columns are those of its own rows, replaced by a name; the names go to a table.</summary>
    private static Expr HideInnerRows(Reduction loop, Dictionary<Expr, Expr> names) => Traversal.Rebuild(loop.Body, node =>
    {
        if (node is not Reduction { Index: null }) return node;
        var name = new Variable($"#rows{names.Count}");
        names.Add(name, node);
        return name;
    });

    /// <summary>
    /// The body for one value of the index or one row. Conditions that come out constant are decided here, so that a value they leave out
    /// may be one that does not exist, such as x[0].
    /// </summary>
    private static Expr Bind(Expr body, Func<Variable, Expr> value) => ConstantFolding.Fold(Traversal.Rebuild(body, node => node switch
    {
        Variable v => value(v),
        Piecewise p => Decide(p),
        _ => node,
    }));

    private static Expr Decide(Piecewise piecewise)
    {
        var parts = ImmutableArray.CreateBuilder<Expr>();
        for (var i = 0; i < piecewise.Count; i++)
        {
            var truth = ConstantValue.Of(piecewise.Condition(i));
            if (truth == 0) continue;
            if (truth is not null)
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

    /// <summary>Gives inner loops that use the same index another one, so that binding the outer index leaves them alone.</summary>
    private static Expr RenameInnerIndices(Expr body, string index) => !body.HasLoop ? body : Traversal.Rebuild(body, node =>
    {
        if (node is not Reduction inner || inner.Index != index) return node;
        var renamed = new Variable(index + "'", isIndex: true);
        var innerBody = Traversal.Substitute(inner.Body, new Dictionary<Expr, Expr> { [new Variable(index, isIndex: true)] = renamed });
        return Reduction.Over(inner.Kind, innerBody, renamed.Name, inner.From, inner.To);
    });
}

/// <summary>Writing a formula out would make it too large: a loop with too many terms, or a derivative of too high an order.</summary>
public sealed class ExpansionLimitException : InvalidOperationException
{
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
