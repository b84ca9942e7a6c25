using System.Collections.Immutable;
using Symbolic.Differentiation;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <summary>A sum, or for each value of an outer index a sum, whose result becomes a variable; or the product of such a row of results.</summary>
/// <param name="Result">The variables that hold the results.</param>
/// <param name="Weight">The variables that hold the derivatives by the results on the way back.</param>
/// <param name="Weighted">The sum of the results times their weights; of a product its only factor, the name of the row.</param>
/// <param name="Plain">The sum itself, when it is a single one.</param>
/// <param name="IsProduct">Whether it is the product of a row.</param>
internal sealed record ChainedSum(VariableRun Result, VariableRun Weight, Expr Weighted, Expr? Plain, bool IsProduct = false)
{
    /// <summary>Whether it is made of other results.</summary>
    public bool ReadsResults { get; } = Traversal.PostOrder(Weighted).Any(n => ((n as Variable)?.Name ?? (n as Element)?.Name) is { } name && name != Weight.Name && name.StartsWith(ChainPlan.Prefix, StringComparison.Ordinal));
}

/// <summary>Finds the sums of a formula that have to be known before others, and puts names in their places.</summary>
internal sealed class ChainPlan
{
    /// <summary>What the names of results and weights begin with.</summary>
    public const string Prefix = "#chain";

    private const int MaxDepth = 8;

    private readonly List<ChainedSum> _sums = [];
    private readonly Dictionary<Expr, Expr> _known = [];

    /// <summary>The sums, those that others need first.</summary>
    public IReadOnlyList<ChainedSum> Sums => _sums;

    /// <summary>The formula over the names, linear in the sums that are left in it; null when a sum depends on more than one outer index.</summary>
    public Expr? Walk(Expr formula) => Walk(formula, [], isLinear: true, isChosen: false);

    private Expr? Walk(Expr expr, ImmutableArray<Reduction> outer, bool isLinear, bool isChosen)
    {
        if (!expr.HasLoop) return expr;
        if (outer.Length > MaxDepth) return null;
        switch (expr)
        {
            case Reduction { Index: null } or PendingDerivative:
                return null;
            case Reduction loop:
                return WalkLoop(loop, outer, isLinear, isChosen);
            default:
                var staysLinear = isLinear && (expr is Sum || (expr is Product && expr.Children.Count(c => c.HasLoop) == 1));
                var choice = isChosen || Chooses(expr);
                var operands = expr.Children.Select(c => Walk(c, outer, staysLinear, choice)).ToArray();
                return Array.Exists(operands, o => o is null) ? null : expr.WithChildren([.. operands!]);
        }
    }

    private Expr? WalkLoop(Reduction loop, ImmutableArray<Reduction> outer, bool isLinear, bool isChosen)
    {
        // The weight of what is not chosen is 0, and 0 times an infinite derivative would not be 0.
        if (isChosen && !HasFiniteDerivatives(loop.Body)) return null;
        if (outer.Any(o => o.Index == loop.Index) || Walk(loop.Body, outer.Add(loop), isLinear: true, isChosen) is not { } body) return null;
        loop = (Reduction)loop.WithChildren(loop.Children.SetItem(0, body));
        if (loop.Kind == ReductionKind.Product) return Product(loop, outer);
        return isLinear ? loop : Named(loop, outer);
    }

    /// <summary>Whether an operand may not count.</summary>
    internal static bool Chooses(Expr expr) => expr is Piecewise || (expr is Call call && LocalRules.MayLeaveOut(call.Function, LocalRules.OfCall(call)));

    /// <summary>Whether all derivatives are finite wherever the variables are.</summary>
    internal static bool HasFiniteDerivatives(Expr body) => Traversal.PostOrder(body).All(node => node switch
    {
        Power power => power.Children[1] is Constant { Value: { IsInteger: true, Sign: >= 0 } },
        Call call => call.Function.Name is "sin" or "cos" or "tanh" or "atan" || call.Children.IsEmpty,
        Constant or Variable or Element or Sum or Expressions.Product or Reduction { Kind: ReductionKind.Sum } => true,
        _ => false,
    });

    /// <summary>A name for a sum, or for the row of sums that it is for the values of an outer index; a sum that occurs twice has one name.</summary>
    private Expr? Named(Reduction loop, ImmutableArray<Reduction> outer)
    {
        var used = outer.Where(o => Traversal.PostOrder(loop).Any(n => n is Variable { IsIndex: true, Data: null } v && v.Name == o.Index)).ToArray();
        if (used.Length > 1) return null;
        var key = used.Length == 0 ? loop : Over(used[0], loop);
        if (_known.TryGetValue(key, out var name)) return name;
        if ((used.Length == 0 ? Single(loop) : Row(used[0], loop)) is not { } result) return null;
        return _known[key] = result;
    }

    private Variable Single(Reduction loop)
    {
        var (result, weight) = (Run(), Run());
        _sums.Add(new ChainedSum(result, weight, Algebra.Multiply(new Variable(weight.Name), loop), loop));
        return new Variable(result.Name);
    }

    /// <summary>The row of the values of an expression for an index; the element of it for that index.</summary>
    private Expr? Row(Reduction over, Expr value)
    {
        if (AffineIndex.Of(ConstantFolding.Fold(over.From)) is not { IsConstant: true } from || AffineIndex.Of(ConstantFolding.Fold(over.To)) is not { IsConstant: true } to || to.Offset < from.Offset) return null;
        var count = (int)Math.Min(to.Offset - from.Offset + 1, int.MaxValue);
        var (result, weight) = (Run((int)from.Offset, count), Run((int)from.Offset, count));
        var index = new Variable(over.Index!, isIndex: true);
        _sums.Add(new ChainedSum(result, weight, Over(over, Algebra.Multiply(Element.Of(weight.Name, [index]), value)), null));
        return Element.Of(result.Name, [index]);
    }

    private static Expr Over(Reduction range, Expr body) => Reduction.Over(ReductionKind.Sum, body, range.Index!, range.From, range.To);

    /// <summary>A product: the row of its factors, and then their product.</summary>
    private Expr? Product(Reduction loop, ImmutableArray<Reduction> outer)
    {
        if (outer.Any(o => Traversal.PostOrder(loop).Any(n => n is Variable { IsIndex: true } v && v.Name == o.Index))) return null;
        if (_known.TryGetValue(loop, out var name)) return name;
        if (Row(loop, loop.Body) is not Element row) return null;
        var (result, weight) = (Run(), Run());
        _sums.Add(new ChainedSum(result, weight, new Variable(row.Name), null, IsProduct: true));
        return _known[loop] = new Variable(result.Name);
    }

    private int _names;

    private VariableRun Run(int? first = null, int count = 1) => first is null ? VariableRun.Single($"{Prefix}{_names++}") : VariableRun.Vector($"{Prefix}{_names++}", first.Value, count);
}
