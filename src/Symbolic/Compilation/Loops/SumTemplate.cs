using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <summary>
/// The term of <c>sum(term, i, a, b)</c> over the elements x[i+c] of one vector, with its derivatives by each of those elements: what
/// is known of the sum without writing any of its terms out.
/// </summary>
internal sealed class SumTemplate
{
    private readonly Expr _term;
    private readonly Variable _index;
    private readonly ImmutableArray<Variable> _placeholders;
    private readonly ImmutableArray<Expr> _first;
    private readonly Dictionary<(int, int), Expr> _second = [];

    private SumTemplate(Reduction loop, string vector, int from, int to, ImmutableArray<int> offsets, int order, GradientRule gradientOf)
    {
        (Vector, From, To, Offsets) = (vector, from, to, offsets);
        _index = new Variable(loop.Index!, isIndex: true);
        _placeholders = [.. offsets.Select(c => new Variable($"#{c}"))];
        _term = Traversal.Rebuild(loop.Body, node => node is Element e ? _placeholders[offsets.IndexOf(OffsetOf(e, _index)!.Value)] : node);
        _first = order > 0 ? gradientOf(_term, _placeholders) : [];
        if (order < 2) return;
        for (var row = 0; row < _first.Length; row++)
        {
            var entries = gradientOf(_first[row], _placeholders);
            for (var column = 0; column <= row; column++)
            {
                if (entries[column] is not Constant { Value.IsZero: true }) _second[(row, column)] = entries[column];
            }
        }
    }

    /// <summary>Name of the vector.</summary>
    public string Vector { get; }

    /// <summary>First value of the index.</summary>
    public int From { get; }

    /// <summary>Last value of the index.</summary>
    public int To { get; }

    /// <summary>The constants c of the elements x[i+c], ascending.</summary>
    public ImmutableArray<int> Offsets { get; }

    /// <summary>Index of the first element of the vector that occurs.</summary>
    public int FirstElement => From + Offsets[0];

    /// <summary>Index of the last element of the vector that occurs.</summary>
    public int LastElement => To + Offsets[^1];

    /// <summary>The distances d for which ∂²/∂x[j]∂x[j−d] is not identically 0, ascending.</summary>
    public ImmutableArray<int> Diagonals => [.. _second.Keys.Select(k => Offsets[k.Item1] - Offsets[k.Item2]).Distinct().Order()];

    /// <summary>The template of an expression; null when it is no sum of this kind.</summary>
    public static SumTemplate? Of(Expr expression, int order, GradientRule gradientOf)
    {
        if (expression is not Reduction { Kind: ReductionKind.Sum, Index: not null } loop || loop.Body is not { IsVariable: true }) return null;
        if (Whole(loop.From) is not { } from || Whole(loop.To) is not { } to || to < from) return null;
        var index = new Variable(loop.Index, isIndex: true);
        var offsets = new SortedSet<int>();
        string? vector = null;
        foreach (var node in Traversal.PostOrder(loop.Body))
        {
            if (node is Reduction or PendingDerivative or Variable { IsIndex: false } || (node is Variable v && !v.Equals(index))) return null;
            if (node is not Element element) continue;
            if (OffsetOf(element, index) is not { } offset || (vector ??= element.Name) != element.Name) return null;
            offsets.Add(offset);
        }

        return vector is null ? null : new SumTemplate(loop, vector, from, to, [.. offsets], order, gradientOf);
    }

    /// <summary>First and last j for which ∂²/∂x[j]∂x[j−d] is not identically 0.</summary>
    public (int First, int Last) RowsOf(int diagonal)
    {
        var rows = _second.Keys.Where(k => Offsets[k.Item1] - Offsets[k.Item2] == diagonal).Select(k => Offsets[k.Item1]).ToArray();
        return (From + rows.Min(), To + rows.Max());
    }

    /// <summary>The term for index i, where <paramref name="element"/> gives the element with an offset and <paramref name="index"/> the value of i.</summary>
    public Expr Term(Func<int, Expr> element, Expr index) => Place(_term, 0, element, index);

    /// <summary>
    /// ∂/∂x[j] of those terms that touch x[j] and whose index is in the range, or of all when j is null: term i = j − c gives the derivative by its element
    /// c. <paramref name="element"/> gives x[j+d], <paramref name="index"/> the value of j + d.
    /// </summary>
    public Expr GradientAt(int? j, Func<int, Expr> element, Func<int, Expr> index) => Total(
        from k in Enumerable.Range(0, Offsets.Length)
        where IsInRange(j - Offsets[k])
        select Place(_first[k], -Offsets[k], element, index(-Offsets[k])));

    /// <summary>∂²/∂x[j]∂x[j−d], likewise.</summary>
    public Expr HessianAt(int? j, int diagonal, Func<int, Expr> element, Func<int, Expr> index) => Total(
        from entry in _second
        let c = Offsets[entry.Key.Item1]
        where c - Offsets[entry.Key.Item2] == diagonal && IsInRange(j - c)
        orderby c
        select Place(entry.Value, -c, element, index(-c)));

    private static Expr Total(IEnumerable<Expr> terms) => Algebra.Sum([.. terms]);

    private static int? Whole(Expr bound) =>
        ConstantFolding.Fold(bound) is Constant { Value: var value } && value.IsInteger && value.TryGetInt32(out var whole) ? whole : null;

    /// <summary>c for an element x[i+c]; null for any other index, such as 2·i or j.</summary>
    private static int? OffsetOf(Element element, Variable index)
    {
        if (element.Children.Length != 1) return null;
        int? At(int i) => Whole(Traversal.Substitute(element.Children[0], new Dictionary<Expr, Expr> { [index] = Constant.Of(i) }));
        return At(0) is { } c && At(1) == c + 1 && At(7) == c + 7 && At(100) == c + 100 ? c : null;
    }

    private bool IsInRange(int? i) => i is null || (i >= From && i <= To);

    private Expr Place(Expr template, int shift, Func<int, Expr> element, Expr index)
    {
        var table = new Dictionary<Expr, Expr> { [_index] = index };
        for (var k = 0; k < Offsets.Length; k++) table[_placeholders[k]] = element(Offsets[k] + shift);
        return Traversal.Substitute(template, table);
    }
}
