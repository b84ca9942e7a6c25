using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Printing;

/// <summary>
/// The subexpressions that get a name when a tree is written out: in a large tree those that are used more than once, in a deep
/// one also one every so many levels, so that nothing nests deeper than a reader (or a parser) can follow. One pass over the
/// distinct nodes.
/// </summary>
internal sealed class NamedParts
{
    /// <summary>Trees up to this size, written in full, and this depth have no named parts.</summary>
    private const long MaxSizeInFull = 10_000;
    private const int MaxDepth = 200;

    /// <summary>A part smaller than this is as short as a name.</summary>
    private const int MinSize = 4;

    /// <summary>A part that needs a running index, or is a condition, is written out up to this size.</summary>
    private const int MaxDependentSize = 200;

    private static readonly NamedParts None = new([], new Dictionary<Expr, string>());

    private NamedParts(ImmutableArray<Expr> definitions, IReadOnlyDictionary<Expr, string> names) => (Definitions, Names) = (definitions, names);

    /// <summary>The named subexpressions; each uses only those before it.</summary>
    public ImmutableArray<Expr> Definitions { get; }

    /// <summary>Their names.</summary>
    public IReadOnlyDictionary<Expr, string> Names { get; }

    /// <summary>Chooses what to name.</summary>
    public static NamedParts Of(Expr root, string prefix = "t")
    {
        if (root.TreeSize <= MaxSizeInFull && root.Depth <= MaxDepth) return None;
        var nodes = Traversal.PostOrder(root);
        var isShared = IsMostlyShared(root, nodes.Count) ? Shared(nodes) : _ => false;
        var openIndices = new OpenIndices();
        var levels = new Dictionary<Expr, int>(nodes.Count);
        var chosen = new HashSet<Expr>();
        foreach (var node in nodes)
        {
            openIndices.Add(node);
            var isCondition = node is Call { Function.IsCondition: true };
            var level = 0;
            // «a and b and c» does not nest to the left
            for (var i = 0; i < node.Children.Length; i++) level = Math.Max(level, levels[node.Children[i]] - (isCondition && i == 0 ? 1 : 0));
            var standsAlone = openIndices.Of(node).IsEmpty && !isCondition;
            if (!node.Equals(root) && !node.Children.IsEmpty
                && ((level >= MaxDepth / 4 && root.Depth > MaxDepth) || (isShared(node) && node.TreeSize >= (standsAlone ? MinSize : MaxDependentSize))))
            {
                chosen.Add(node);
                level = -1;
            }

            levels[node] = level + 1;
        }

        var definitions = nodes.Where(chosen.Contains).ToImmutableArray();
        var names = definitions.Zip(FreshNames(nodes, prefix), (part, name) => KeyValuePair.Create(part, name + openIndices.Parameters(part)));
        return new NamedParts(definitions, names.ToDictionary());
    }

    /// <summary>A large tree whose parts occur about once is best read, and no longer, in full.</summary>
    private static bool IsMostlyShared(Expr root, int distinctNodes) => root.TreeSize > MaxSizeInFull && root.TreeSize / 4 > distinctNodes;

    private static Func<Expr, bool> Shared(IReadOnlyList<Expr> nodes)
    {
        var once = new HashSet<Expr>();
        var again = new HashSet<Expr>();
        foreach (var child in nodes.SelectMany(node => node.Children))
        {
            if (!once.Add(child)) again.Add(child);
        }

        return again.Contains;
    }

    /// <summary>t1, t2, … without the names in use.</summary>
    private static IEnumerable<string> FreshNames(IReadOnlyList<Expr> nodes, string prefix)
    {
        var used = nodes.Select(node => node switch
        {
            Variable v => v.Name.Split('[')[0],
            Element e => e.Name,
            Reduction r => r.Index,
            Call c => c.Function.Name,
            _ => null,
        }).ToHashSet();
        for (var i = 1; ; i++)
        {
            var name = $"{prefix}{i}";
            if (!used.Contains(name)) yield return name;
        }
    }

    /// <summary>
    /// The running indices that occur in a node and are bound further out. A part with such indices is written as a function of
    /// them, <c>t1(i) = …</c>.
    /// </summary>
    private sealed class OpenIndices
    {
        private static readonly ImmutableSortedSet<string> Empty = ImmutableSortedSet<string>.Empty;
        private readonly Dictionary<Expr, ImmutableSortedSet<string>> _open = [];

        public ImmutableSortedSet<string> Of(Expr node) => _open.GetValueOrDefault(node, Empty);

        public string Parameters(Expr node) => Of(node) is { IsEmpty: false } open ? $"({string.Join(", ", open)})" : "";

        /// <summary>Notes a node, after its operands.</summary>
        public void Add(Expr node)
        {
            var open = node is Variable { IsIndex: true, Name: var name } ? Empty.Add(name) : Empty;
            for (var i = 0; i < node.Children.Length; i++)
            {
                if (!_open.TryGetValue(node.Children[i], out var inner)) continue;
                if (i == 0 && node is Reduction { Index: { } index }) inner = inner.Remove(index);
                open = open.IsEmpty ? inner : open.Union(inner);
            }

            if (!open.IsEmpty) _open[node] = open;
        }
    }
}
