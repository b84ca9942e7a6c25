using System.Collections.Immutable;

namespace Symbolic.Expressions;

/// <summary>What a <see cref="Reduction"/> does with its terms.</summary>
public enum ReductionKind
{
    /// <summary>Adds them.</summary>
    Sum,

    /// <summary>Multiplies them.</summary>
    Product,

    /// <summary>Averages them; over data only.</summary>
    Mean,
}

/// <summary>
/// <c>sum(body, i, from, to)</c> or <c>prod(body, i, from, to)</c>, empty when <c>to &lt; from</c>; or, without an index,
/// <c>sum(body)</c> or <c>mean(body)</c> over the rows of data. Kept as a loop. Children: body, and with an index from and to.
/// </summary>
public sealed class Reduction : Expr
{
    private Reduction(ReductionKind kind, string? index, RowData? data, ImmutableArray<Expr> children)
        : base(children, StructuralHash.Mix(10 + (ulong)kind, StructuralHash.Of(index ?? "")))
    {
        Kind = kind;
        Index = index;
        Data = data;
        HasLoop = true;
    }

    /// <summary>Sum, product or mean.</summary>
    public ReductionKind Kind { get; }

    /// <summary>Name of the running index, which occurs in the body as an index <see cref="Variable"/>; null over data rows.</summary>
    public string? Index { get; }

    /// <summary>
    /// The rows, once they are given: the columns occur in the body as index <see cref="Variable"/>s. Null before, and over an index.
    /// </summary>
    public RowData? Data { get; }

    /// <summary>The term.</summary>
    public Expr Body => Children[0];

    /// <summary>First value of the index.</summary>
    public Expr From => Children[1];

    /// <summary>Last value of the index, included.</summary>
    public Expr To => Children[2];

    /// <summary>A reduction over an index from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public static Reduction Over(ReductionKind kind, Expr body, string index, Expr from, Expr to) => new(kind, index, data: null, [body, from, to]);

    /// <summary>A reduction over the rows of data that are given later.</summary>
    public static Reduction OverRows(ReductionKind kind, Expr body) => new(kind, index: null, data: null, [body]);

    /// <summary>
    /// The tree with the rows of data under each of its sums and means over rows that has none yet: there the names of columns stand
    /// for the numbers of the row.
    /// </summary>
    public static Expr Bind(Expr root, RowData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return !root.HasLoop ? root : Traversal.Rebuild(root, node => node is Reduction { Index: null, Data: null } loop
            ? new Reduction(loop.Kind, index: null, data, [Traversal.Rebuild(loop.Body, n => n is Variable { IsIndex: false } v && data.TryGetColumn(v.Name, out _) ? Variable.Column(v.Name, data) : n)])
            : node);
    }

    internal override Expr WithChildren(ImmutableArray<Expr> children) => new Reduction(Kind, Index, Data, children);

    private protected override bool OwnEquals(Expr other) => other is Reduction r && r.Kind == Kind && r.Index == Index && ReferenceEquals(r.Data, Data);
}

/// <summary>A derivative that a formula asks for, <c>diff(body, x, y, …)</c>, before it is carried out.</summary>
public sealed class PendingDerivative : Expr
{
    internal PendingDerivative(Expr body, ImmutableArray<Variable> variables)
        : base([body, .. variables], 14) => HasLoop = true;

    /// <summary>What is differentiated.</summary>
    public Expr Body => Children[0];

    /// <summary>The variables, one for each differentiation, from the first to the last.</summary>
    public IEnumerable<Variable> Variables => Children.Skip(1).Cast<Variable>();

    /// <summary>The derivative of <paramref name="body"/> by each of <paramref name="variables"/> in turn.</summary>
    public static PendingDerivative Of(Expr body, IEnumerable<Variable> variables) => new(body, [.. variables]);

    internal override Expr WithChildren(ImmutableArray<Expr> children) =>
        new PendingDerivative(children[0], [.. children.Skip(1).Cast<Variable>()]);

    private protected override bool OwnEquals(Expr other) => true;
}
