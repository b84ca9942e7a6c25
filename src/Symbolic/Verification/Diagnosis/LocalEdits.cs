using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Verification.Diagnosis;

/// <summary>Every claim that is one edit away: at each place of the tree, each mistake that people make there, undone.</summary>
internal sealed class LocalEdits(EditVocabulary vocabulary)
{
    private const int MaxPlaces = 120;
    private const int MaxCandidates = 12_000;

    private static readonly ImmutableArray<Constant> Factors = [Constant.Two, Constant.Half, Constant.Of(3), Ratio(1, 3), Constant.Of(4), Ratio(1, 4)];

    private static readonly string[][] Families =
    [
        ["sin", "cos", "tan"], ["sinh", "cosh", "tanh"], ["asin", "acos", "atan"], ["exp", "ln", "exp2", "log2", "log10"],
        ["sin", "sinh"], ["cos", "cosh"], ["tan", "tanh"], ["erf", "erfc"], ["sin", "asin"], ["cos", "acos"], ["tan", "atan"],
    ];

    /// <summary>The edited claims; the same one may come more than once.</summary>
    public IEnumerable<Candidate> Of(Expr claimed) => Places(claimed).Take(MaxPlaces).SelectMany(place => At(place)).Take(MaxCandidates).Concat(Everywhere(claimed).Take(MaxCandidates / 4));

    /// <summary>A part that is wrong wherever it occurs, as when a slip was made before differentiating.</summary>
    private IEnumerable<Candidate> Everywhere(Expr claimed)
    {
        var repeated = Places(claimed).Take(4 * MaxPlaces).Select(p => p.Node).Where(n => n.IsVariable).GroupBy(n => n).Where(g => g.Skip(1).Any()).Select(g => g.Key);
        foreach (var node in repeated)
        {
            foreach (var (right, kind, cost, _, _) in Replacements(node, isExponent: false, isTerm: false, isFactor: false))
            {
                if (kind is MistakeKind.Part or MistakeKind.MissingTerm or MistakeKind.MissingFactor or MistakeKind.InnerDerivative || Equals(right, node)) continue;
                yield return new Candidate(TypedTrees.Tidy(Traversal.Rebuild(claimed, n => Equals(n, node) ? right : n)), kind, cost + 0.4, node, right);
            }
        }
    }

    private static Constant Ratio(int p, int q) => new(Number.FromRatio(p, q));

    /// <summary>A node, what it is part of, and how the whole is rebuilt around another one.</summary>
    private sealed record Place(Expr Node, Expr? Parent, int Index, int Depth, Func<Expr, Expr> Rebuild);

    private static IEnumerable<Place> Places(Expr root)
    {
        var pending = new Queue<Place>();
        pending.Enqueue(new Place(root, null, 0, 0, e => e));
        while (pending.TryDequeue(out var place))
        {
            yield return place;
            if (place.Node is Reduction or PendingDerivative or Element) continue;
            for (var i = 0; i < place.Node.Children.Length; i++)
            {
                var (node, index, outer) = (place.Node, i, place.Rebuild);
                if (node is Piecewise && index % 2 == 0 && index < node.Children.Length - 1) continue;
                pending.Enqueue(new Place(node.Children[i], node, i, place.Depth + 1, e => outer(node.WithChildren(node.Children.SetItem(index, e)))));
            }
        }
    }

    private IEnumerable<Candidate> At(Place place)
    {
        var node = place.Node;
        var isExponent = place.Parent is Power && place.Index == 1;
        foreach (var (right, kind, cost, wrong, shown) in Replacements(node, isExponent, place.Depth == 0 || place.Parent is Sum, place.Parent is Product))
        {
            if (Equals(right, node)) continue;
            yield return new Candidate(TypedTrees.Tidy(place.Rebuild(right)), kind, cost + (0.02 * place.Depth), wrong, shown);
        }
    }

    private IEnumerable<(Expr Right, MistakeKind Kind, double Cost, Expr? Wrong, Expr? Shown)> Replacements(Expr node, bool isExponent, bool isTerm, bool isFactor)
    {
        // A sign or a factor of a factor is one of the product.
        var sign = TypedTrees.Opposite(node);
        if (!isFactor) yield return (sign, isExponent ? MistakeKind.Exponent : MistakeKind.Sign, isTerm ? 1 : 1.05, node, sign);
        IEnumerable<(Expr Right, MistakeKind Kind, double Cost)> whole = node switch
        {
            Constant c => OfNumber(c, isExponent ? MistakeKind.Exponent : isFactor ? MistakeKind.Factor : MistakeKind.Number),
            Variable v => vocabulary.Variables.Where(o => o != v).Select(o => ((Expr)o, MistakeKind.Variable, 1.5)),
            Call c when EditVocabulary.IsUnary(c) => OfFunction(c),
            Power { Exponent: Constant e } p => [(p.Base, MistakeKind.Exponent, 1.9), .. new[] { 1, -1 }.Select(k => (AsTyped.Power(p.Base, new Constant(e.Value + Number.FromInteger(k))), MistakeKind.Exponent, 1.65)), (AsTyped.Power(p.Base, new Constant(-e.Value)), MistakeKind.Exponent, 1.6)],
            Power p => [(p.Base, MistakeKind.Exponent, 1.9), (AsTyped.Power(p.Base, AsTyped.Negate(p.Exponent)), MistakeKind.Exponent, 1.6)],
            _ => [],
        };
        foreach (var (right, kind, cost) in whole) yield return (right, kind, cost, node, right);
        if (node is Sum or Product)
        {
            for (var i = 0; i < node.Children.Length; i++)
            {
                var rest = node.Children.RemoveAt(i);
                var isSum = node is Sum;
                yield return (isSum ? AsTyped.Sum(rest) : AsTyped.Product(rest), isSum ? MistakeKind.ExtraTerm : MistakeKind.ExtraFactor, 1.35, node.Children[i], null);
            }
        }

        foreach (var edit in Insertions(node, isExponent, isFactor)) yield return edit;
        if (node.TreeSize > 1)
        {
            foreach (var right in Swaps(node)) yield return (right, MistakeKind.Variable, 1.9, node, right);
        }

        foreach (var part in vocabulary.Parts) yield return (part, node is Variable && part is Variable ? MistakeKind.Variable : MistakeKind.Part, 2.6 + (0.05 * Math.Abs(part.TreeSize - node.TreeSize)), node, part);
    }

    private IEnumerable<(Expr Right, MistakeKind Kind, double Cost, Expr? Wrong, Expr? Shown)> Insertions(Expr node, bool isExponent, bool isFactor)
    {
        if (!isExponent && !isFactor)
        {
            // A number in front is changed, not multiplied.
            foreach (var factor in node is Constant or Product { Children: [Constant { Value.IsMinusOne: false }, ..] } ? [] : Factors.Concat(vocabulary.Numbers)) yield return (TypedTrees.Times(factor, node), MistakeKind.Factor, 1.5, null, factor);
            foreach (var inner in vocabulary.Inner) yield return (TypedTrees.Times(inner, node), MistakeKind.InnerDerivative, 1.6 + (0.01 * inner.TreeSize), null, inner);
            foreach (var part in vocabulary.Parts)
            {
                yield return (TypedTrees.Times(part, node), MistakeKind.MissingFactor, 2.0 + (0.03 * part.TreeSize), null, part);
                var divisor = AsTyped.Reciprocal(part);
                yield return (TypedTrees.Times(divisor, node), MistakeKind.MissingFactor, 2.2 + (0.03 * part.TreeSize), null, divisor);
            }

        }

        if (!isExponent)
        {
            foreach (var function in vocabulary.Functions) yield return (Wrapped(function, node), MistakeKind.Function, 1.9, node, Wrapped(function, node));
            foreach (var exponent in new[] { Constant.Two, Constant.Of(3), Constant.MinusOne, Constant.Half })
            {
                if (node is not Constant) yield return (AsTyped.Power(node, exponent), MistakeKind.Exponent, 1.8, node, AsTyped.Power(node, exponent));
            }
        }

        foreach (var term in vocabulary.Terms.Concat(vocabulary.Numbers))
        {
            foreach (var signed in new[] { term, TypedTrees.Opposite(term) })
                yield return (AsTyped.Sum([.. TypedTrees.Terms(node), signed]), MistakeKind.MissingTerm, 2.0 + (0.03 * term.TreeSize), null, signed);
        }
    }

    private IEnumerable<(Expr, MistakeKind, double)> OfNumber(Constant c, MistakeKind kind)
    {
        var isExponent = kind == MistakeKind.Exponent;
        foreach (var other in vocabulary.Numbers) yield return (other, kind, 1.5);
        foreach (var step in new[] { 1, -1, 2, -2 })
        {
            yield return (new Constant(c.Value + Number.FromInteger(step)), kind, 1.55);
            if (isExponent) yield return (new Constant(-c.Value + Number.FromInteger(step)), kind, 1.7);
        }

        foreach (var factor in Factors) yield return (new Constant(c.Value * factor.Value), kind, 1.6);
        if (!c.Value.IsZero) yield return (new Constant(Number.One / c.Value), kind, 1.7);
    }

    private IEnumerable<(Expr, MistakeKind, double)> OfFunction(Call call)
    {
        var relatives = Families.Where(f => f.Contains(call.Function.Name)).SelectMany(f => f);
        var others = relatives.Select(name => Symbolic.Functions.FunctionLibrary.Standard.Find(name)!).Concat(vocabulary.Functions);
        foreach (var other in others.Distinct().Where(o => o != call.Function))
        {
            var changed = Wrapped(other, call.Children[0]);
            yield return (changed, MistakeKind.Function, 1.4);
            yield return (TypedTrees.Opposite(changed), MistakeKind.Function, 1.7);
        }

        yield return (call.Children[0], MistakeKind.Function, 2);
    }

    private static Expr Wrapped(FunctionDefinition function, Expr argument) => new Call(function, [argument]);

    /// <summary>Two variables in each other's place.</summary>
    private IEnumerable<Expr> Swaps(Expr node)
    {
        var present = Traversal.FreeVariables(node).ToHashSet();
        for (var i = 0; i < vocabulary.Variables.Length && vocabulary.Variables.Length <= 8; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (a, b) = (vocabulary.Variables[i], vocabulary.Variables[j]);
                if (present.Contains(a) || present.Contains(b)) yield return TypedTrees.Ordered(Traversal.Substitute(node, new Dictionary<Expr, Expr> { [a] = b, [b] = a }));
            }
        }
    }
}
