using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <summary>
/// Takes out of the bodies of a loop what does not change from term to term, so that it is computed once. Numbers and names stay;
/// unchanging operands of one sum or product are taken out together.
/// </summary>
internal sealed class Invariants
{
    private readonly HashSet<Expr> _changing = [];
    private readonly Dictionary<Expr, Variable> _names = [];

    /// <summary>What was taken out, with the name that stands for it in the bodies.</summary>
    public IReadOnlyDictionary<Expr, Variable> Names => _names;

    /// <summary>The bodies with names for what does not change.</summary>
    /// <param name="bodies">The terms.</param>
    /// <param name="isChanging">Whether a variable changes from term to term.</param>
    public ImmutableArray<Expr> TakeOut(ImmutableArray<Expr> bodies, Func<Variable, bool> isChanging)
    {
        var results = new Dictionary<Expr, Expr>();
        foreach (var node in Traversal.PostOrder(bodies.AsSpan()))
        {
            if (node is Variable v ? isChanging(v) : node.Children.Any(_changing.Contains)) _changing.Add(node);
            if (!_changing.Contains(node) || node.Children.IsEmpty)
            {
                results[node] = node;
                continue;
            }

            results[node] = node is Sum or Product ? Split(node, results) : node.WithChildren([.. node.Children.Select(c => Operand(c, results))]);
        }

        return [.. bodies.Select(b => Operand(b, results))];
    }

    private Expr Operand(Expr node, Dictionary<Expr, Expr> results) =>
        _changing.Contains(node) ? results[node] : node is Constant or Variable ? node : Name(node);

    private Expr Split(Expr node, Dictionary<Expr, Expr> results)
    {
        var unchanging = node.Children.Where(c => !_changing.Contains(c)).ToImmutableArray();
        if (unchanging.Length < 2) return node.WithChildren([.. node.Children.Select(c => Operand(c, results))]);
        return node.WithChildren([Operand(node.WithChildren(unchanging), results), .. node.Children.Where(_changing.Contains).Select(c => results[c])]);
    }

    private Variable Name(Expr node)
    {
        if (_names.TryGetValue(node, out var known)) return known;
        return _names[node] = new Variable($"#u{_names.Count}");
    }
}
