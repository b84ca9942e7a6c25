using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <summary>The variables of terms that are alike, and the numbers in them, round after round.</summary>
internal sealed record TermTable(ImmutableArray<TermVariable> Variables, ImmutableArray<TermNumber> Numbers);

/// <summary>A term summed over one or several indices, the outermost first; over none it stands alone.</summary>
internal sealed record LoopNest(ImmutableArray<LoopIndex> Indices, Expr Term)
{
    /// <summary>The index of a nest that goes through a table.</summary>
    public const string RoundIndex = "#round";

    /// <summary>What differs from round to round, when the nest goes through terms that were written out.</summary>
    public TermTable? Table { get; init; }

    /// <summary>Deepest nest.</summary>
    private const int MaxDepth = 4;

    /// <summary>Most values of an index for which terms are counted.</summary>
    private const int MaxSamples = 20;

    /// <summary>
    /// An expression as a sum of such nests: factors go into the sums, and sums of sums come apart. Null when it is not linear in its sums,
    /// when it has products over an index, or bounds that are not whole numbers.
    /// </summary>
    public static List<LoopNest>? Flatten(Expr root)
    {
        var nests = new List<LoopNest>();
        return TryFlatten(root, [], [], nests) ? nests : null;
    }

    /// <summary>
    /// Number of terms; where bounds depend on an index that takes many values, an estimate from some of these, the first and the last among them.
    /// </summary>
    public double TermCount() => TermsFrom(0, []);

    /// <summary>The same sum with the index for which a number is smallest innermost; as it is where bounds depend on indices, or where there are no terms.</summary>
    public LoopNest InOrderOf(Func<string, long> number) =>
        Indices.All(i => i.From.IsConstant && i.To.IsConstant && i.To.Offset >= i.From.Offset) ? this with { Indices = [.. Indices.OrderByDescending(i => number(i.Name))] } : this;

    private double TermsFrom(int level, Dictionary<string, double> values)
    {
        if (level == Indices.Length) return 1;
        var index = Indices[level];
        var (from, to) = (At(index.From), At(index.To));
        var rounds = Math.Max(0, to - from + 1);
        var isFixed = Indices.Skip(level + 1).All(i => !i.DependsOn(index.Name));
        var samples = isFixed ? 1 : (int)Math.Min(rounds, MaxSamples);
        var sum = 0.0;
        for (var k = 0; k < samples; k++)
        {
            values[index.Name] = from + (samples == 1 ? 0 : Math.Round((rounds - 1) * k / (samples - 1)));
            sum += TermsFrom(level + 1, values);
        }

        return samples == 0 ? 0 : rounds * sum / samples;

        double At(AffineIndex at) => at.Offset + at.Coefficients.Sum(c => c.Value * values[c.Key]);
    }

    private static bool TryFlatten(Expr expr, ImmutableArray<LoopIndex> indices, ImmutableArray<Expr> factors, List<LoopNest> nests)
    {
        if (!expr.HasLoop)
        {
            nests.Add(new LoopNest(indices, Algebra.Product([.. factors, expr])));
            return true;
        }

        switch (expr)
        {
            case Sum sum:
                var plain = sum.Children.Where(c => !c.HasLoop).ToArray();
                if (plain.Length > 0) TryFlatten(Algebra.Sum(plain), indices, factors, nests);
                return sum.Children.Where(c => c.HasLoop).All(c => TryFlatten(c, indices, factors, nests));
            case Product product when product.Children.Count(c => c.HasLoop) == 1:
                return TryFlatten(product.Children.First(c => c.HasLoop), indices, [.. factors, .. product.Children.Where(c => !c.HasLoop)], nests);
            case Reduction { Kind: ReductionKind.Sum, Index: not null } loop when indices.Length < MaxDepth:
                if (AffineIndex.Of(ConstantFolding.Fold(loop.From)) is not { } from || AffineIndex.Of(ConstantFolding.Fold(loop.To)) is not { } to) return false;
                if (indices.Any(i => i.Name == loop.Index)) return false;
                if (from.Coefficients.Keys.Concat(to.Coefficients.Keys).Any(name => indices.All(i => i.Name != name))) return false;
                return TryFlatten(loop.Body, indices.Add(new LoopIndex(loop.Index, from, to)), factors, nests);
            default:
                return false;
        }
    }
}
