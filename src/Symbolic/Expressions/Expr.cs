using System.Collections.Immutable;

namespace Symbolic.Expressions;

/// <summary>
/// An immutable expression tree whose equal parts may be shared. Equality is structural; the hash is computed once, at
/// construction, so comparing shared trees costs per distinct node. Trees come in two forms, which use the same node types:
/// <see cref="AsTyped"/> builds what a person wrote, term by term, and <see cref="Algebra"/> builds canonical sums and products.
/// The operators of this class are those of <see cref="Algebra"/>.
/// </summary>
public abstract class Expr : IEquatable<Expr>
{
    private protected Expr(ImmutableArray<Expr> children, ulong ownHash)
    {
        Children = children;
        var hash = ownHash;
        long size = 1;
        var depth = 0;
        foreach (var child in children)
        {
            hash = StructuralHash.Mix(hash, child.Hash);
            size += child.TreeSize;
            depth = Math.Max(depth, child.Depth);
            IsVariable |= child.IsVariable;
            HasLoop |= child.HasLoop;
        }

        Hash = hash;
        TreeSize = Math.Min(size, long.MaxValue / 1024);
        Depth = depth + 1;
    }

    /// <summary>The operands, in order.</summary>
    public ImmutableArray<Expr> Children { get; }

    /// <summary>Number of nodes when every shared node is counted as often as it is used; saturates.</summary>
    public long TreeSize { get; }

    /// <summary>Length of the longest path from here to a leaf, counted in nodes.</summary>
    public int Depth { get; }

    /// <summary>True when a variable, an index or an indexed name occurs in the tree.</summary>
    public bool IsVariable { get; private protected init; }

    /// <summary>True when the tree holds a sum or product over an index or over data, or a derivative that is not carried out.</summary>
    public bool HasLoop { get; private protected init; }

    /// <summary>Structural hash; the same in every process.</summary>
    internal ulong Hash { get; }

    /// <summary>
    /// How long the expression is when written out, as the simplifier measures it; 0 until it has been asked for. A pure function
    /// of the tree, so that threads that both work it out write the same number.
    /// </summary>
    internal double WrittenLength { get; set; }

    /// <summary>The same node over other operands, as it stands: nothing is folded or reordered.</summary>
    internal abstract Expr WithChildren(ImmutableArray<Expr> children);

    /// <summary>Compares everything but the operands with a node of the same type.</summary>
    private protected abstract bool OwnEquals(Expr other);

    /// <inheritdoc/>
    public bool Equals(Expr? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || !LooksLike(other)) return false;
        return Children.IsEmpty || DeepEquals(this, other);
    }

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as Expr);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => (int)(Hash ^ (Hash >> 32));

    /// <summary>Structural equality.</summary>
    public static bool operator ==(Expr? a, Expr? b) => a is null ? b is null : a.Equals(b);

    /// <summary>Structural inequality.</summary>
    public static bool operator !=(Expr? a, Expr? b) => !(a == b);

    /// <summary>Canonical sum.</summary>
    public static Expr operator +(Expr a, Expr b) => Algebra.Add(a, b);

    /// <summary>Canonical difference.</summary>
    public static Expr operator -(Expr a, Expr b) => Algebra.Add(a, Algebra.Negate(b));

    /// <summary>Canonical negative.</summary>
    public static Expr operator -(Expr a) => Algebra.Negate(a);

    /// <summary>Canonical product.</summary>
    public static Expr operator *(Expr a, Expr b) => Algebra.Multiply(a, b);

    /// <summary>Canonical quotient.</summary>
    public static Expr operator /(Expr a, Expr b) => Algebra.Multiply(a, Algebra.Power(b, Constant.MinusOne));

    /// <summary>A whole number.</summary>
    public static implicit operator Expr(int value) => Constant.Of(value);

    /// <summary>A number; 0.1 is taken as 1/10.</summary>
    public static implicit operator Expr(double value) => new Constant(Number.FromDouble(value));

    private bool LooksLike(Expr other) =>
        Hash == other.Hash && GetType() == other.GetType() && Children.Length == other.Children.Length && OwnEquals(other);

    /// <summary>Walks two trees side by side; a pair of nodes is looked at once, however often it is shared.</summary>
    private static bool DeepEquals(Expr left, Expr right)
    {
        var pending = new Stack<(Expr, Expr)>();
        pending.Push((left, right));
        HashSet<(Expr, Expr)>? seen = null;
        var steps = 0;
        while (pending.TryPop(out var pair))
        {
            var (a, b) = pair;
            if (++steps > 64 && !(seen ??= new(ReferencePairComparer.Instance)).Add(pair)) continue;
            for (var i = 0; i < a.Children.Length; i++)
            {
                var (x, y) = (a.Children[i], b.Children[i]);
                if (ReferenceEquals(x, y)) continue;
                if (!x.LooksLike(y)) return false;
                if (!x.Children.IsEmpty) pending.Push((x, y));
            }
        }

        return true;
    }

    private sealed class ReferencePairComparer : IEqualityComparer<(Expr, Expr)>
    {
        public static readonly ReferencePairComparer Instance = new();

        public bool Equals((Expr, Expr) x, (Expr, Expr) y) => ReferenceEquals(x.Item1, y.Item1) && ReferenceEquals(x.Item2, y.Item2);

        public int GetHashCode((Expr, Expr) pair) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item1), System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item2));
    }
}
