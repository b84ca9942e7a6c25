using System.Collections.Immutable;
using Symbolic.Differentiation;
using Symbolic.Expressions;
using Symbolic.Simplification;

namespace Symbolic.Verification.Diagnosis;

/// <summary>What edits are made of: the parts of the formula and of its exact derivative.</summary>
internal sealed class EditVocabulary
{
    private const int MaxParts = 60;
    private const int MaxInner = 16;

    public EditVocabulary(Expr formula, Expr exact, Expr claimed, ImmutableArray<Variable> by, ImmutableArray<Variable> variables)
    {
        Variables = variables;
        var nodes = Traversal.PostOrder(formula, exact);
        Numbers = [.. nodes.OfType<Constant>().DistinctBy(c => c.Value).Take(12)];
        Functions = [.. Traversal.PostOrder(formula, exact, claimed).OfType<Call>().Where(IsUnary).Select(c => c.Function).Distinct()];
        Parts = [.. Traversal.PostOrder(exact).Concat(nodes).Where(n => n.IsVariable && n.TreeSize <= 40 && !Equals(n, exact)).Distinct().OrderBy(n => n.TreeSize).Take(MaxParts)];
        Terms = [.. Forms(exact).SelectMany(f => TypedTrees.Terms(f)).Distinct().Take(MaxParts)];
        Inner = [.. InnerDerivatives(formula, by)];
    }

    public ImmutableArray<Variable> Variables { get; }

    /// <summary>Numbers that occur in the formula or its derivative.</summary>
    public ImmutableArray<Constant> Numbers { get; }

    /// <summary>Functions of one argument that occur.</summary>
    public ImmutableArray<FunctionDefinition> Functions { get; }

    /// <summary>Parts of the exact derivative and of the formula, the small ones first.</summary>
    public ImmutableArray<Expr> Parts { get; }

    /// <summary>Terms of the exact derivative, as simplified and multiplied out.</summary>
    public ImmutableArray<Expr> Terms { get; }

    /// <summary>Derivatives of arguments of functions, and of bases of powers: what the chain rule multiplies by.</summary>
    public ImmutableArray<Expr> Inner { get; }

    /// <summary>The exact derivative as it stands, and multiplied out.</summary>
    public static IEnumerable<Expr> Forms(Expr exact)
    {
        yield return exact;
        var expanded = exact;
        for (var i = 0; i < 4 && Factoring.Expand(expanded) is { } next; i++) expanded = next;
        if (!Equals(expanded, exact)) yield return expanded;
    }

    public static bool IsUnary(Call call) => call.Children.Length == 1 && !call.Function.IsCondition && call.Function.Infix is null;

    private static IEnumerable<Expr> InnerDerivatives(Expr formula, ImmutableArray<Variable> by)
    {
        var arguments = Traversal.PostOrder(formula).SelectMany(n => n switch
        {
            Call c => c.Children,
            Power p => p.Children,
            Piecewise or Reduction => [],
            _ => (IEnumerable<Expr>)[],
        });
        var found = new HashSet<Expr>();
        foreach (var argument in arguments.Where(a => a.IsVariable && a is not Variable && a.TreeSize <= 200).Distinct())
        {
            foreach (var variable in by.Distinct())
            {
                var inner = Simplifier.Simplify(Derivative.Of(argument, variable));
                if (inner is Constant { Value: { IsZero: true } or { IsOne: true } } || !found.Add(inner)) continue;
                yield return inner;
                if (found.Count >= MaxInner) yield break;
            }
        }
    }
}
