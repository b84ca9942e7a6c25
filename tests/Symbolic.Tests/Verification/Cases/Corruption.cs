using Symbolic.Expressions;
using Symbolic.Functions;

namespace Symbolic.Tests.Verification.Cases;

/// <summary>A mistake made in a right derivative.</summary>
internal enum CorruptionKind
{
    Sign,
    Factor,
    SlightFactor,
    DroppedTerm,
    SwappedVariables,
    Function,
    Exponent,
    DroppedFactor,
    ExtraTerm,
}

/// <summary>Makes the mistakes that people make.</summary>
internal static class Corruption
{
    public static IReadOnlyList<CorruptionKind> All { get; } = Enum.GetValues<CorruptionKind>();

    /// <summary>The derivative with one mistake of a kind; null when there is no place for it.</summary>
    public static Expr? Of(Expr right, CorruptionKind kind, Random random)
    {
        var terms = right is Sum s ? s.Children : [right];
        var k = random.Next(terms.Length);
        return kind switch
        {
            CorruptionKind.Sign => WithTerm(AsTyped.Negate(terms[k])),
            CorruptionKind.Factor => WithTerm(AsTyped.Product([Constant.Of(random.Next(2, 5)), terms[k]])),
            // 1 + ε, ε from 1e-6 to 1e-2.
            CorruptionKind.SlightFactor => WithTerm(AsTyped.Product([new Constant(Number.FromDouble(1 + Math.Pow(10, -6 + (4 * random.NextDouble())))), terms[k]])),
            CorruptionKind.DroppedTerm => terms.Length < 2 ? null : AsTyped.Sum(terms.RemoveAt(k)),
            CorruptionKind.ExtraTerm => AsTyped.Sum([.. terms, new Variable("x")]),
            CorruptionKind.SwappedVariables => Traversal.Substitute(right, new Dictionary<Expr, Expr> { [new Variable("x")] = new Variable("y"), [new Variable("y")] = new Variable("x") }),
            CorruptionKind.DroppedFactor => terms[k] is Product p ? WithTerm(AsTyped.Product(p.Children.RemoveAt(random.Next(p.Children.Length)))) : null,
            CorruptionKind.Function => Changed(right, random, Swapped),
            _ => Changed(right, random, Raised),
        };

        Expr WithTerm(Expr changed) => AsTyped.Sum(terms.SetItem(k, changed));
    }

    /// <summary>The tree with one of its nodes replaced.</summary>
    private static Expr? Changed(Expr root, Random random, Func<Expr, Expr?> change)
    {
        var places = Traversal.PostOrder(root).Where(n => change(n) is not null).ToArray();
        if (places.Length == 0) return null;
        var chosen = places[random.Next(places.Length)];
        return Traversal.Rebuild(root, node => node == chosen ? change(node)! : node);
    }

    private static Expr? Swapped(Expr node) => node is not Call { Children: [var argument] } call ? null
        : call.Function == Trigonometric.Sin ? Trigonometric.Cos.AsTyped(argument)
        : call.Function == Trigonometric.Cos ? Trigonometric.Sin.AsTyped(argument)
        : null;

    private static Expr? Raised(Expr node) => node is Power { Base: { IsVariable: true } b, Exponent: Constant { Value: { IsInteger: true } } e } ? AsTyped.Power(b, new Constant(e.Value + Number.One)) : null;
}
