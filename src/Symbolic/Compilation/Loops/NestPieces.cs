using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <summary>Cuts a nest into pieces in each of which every element keeps to one run of variables; those at the ends of a vector with gaps may be short.</summary>
internal static class NestPieces
{
    /// <summary>Most pieces.</summary>
    private const int MaxPieces = 64;

    /// <summary>Most rounds of a piece that is written out.</summary>
    private const int MaxWrittenOut = 8;

    /// <summary>The pieces; the nest itself where there is nothing to cut, or where cutting does not help.</summary>
    public static ImmutableArray<LoopNest> Of(LoopNest nest, VariableRuns runs)
    {
        var pieces = ImmutableArray.Create(nest);
        foreach (var index in nest.Indices.Where(i => i.IsNeverEmpty))
        {
            var cuts = Traversal.PostOrder(nest.Term).OfType<Element>().SelectMany(e => CutsOf(e, nest, index, runs)).Distinct().Order().ToArray();
            if (cuts.Length == 0) continue;
            if ((cuts.Length + 1L) * pieces.Length > MaxPieces) return [nest];
            long[] starts = [index.From.Offset, .. cuts, index.To.Offset + 1];
            pieces = [.. pieces.SelectMany(p => Enumerable.Range(0, starts.Length - 1).SelectMany(k => Between(p, index, starts[k], starts[k + 1] - 1)))];
        }

        return pieces;
    }

    /// <summary>The values of an index from which on an element that depends on this index alone is in another run.</summary>
    private static IEnumerable<long> CutsOf(Element element, LoopNest nest, LoopIndex index, VariableRuns runs)
    {
        if (element.Children is not [var only] || AffineIndex.Of(only) is not { Coefficients.Count: 1 } at) return [];
        var step = at.CoefficientOf(index.Name);
        if (step == 0) return [];
        var all = runs.RunsOf(element.Name, 1).ToArray();
        if (all.Length < 2 || Array.Exists(all, run => run.PlaceOf([at]) is not null && NestReach.IsInside(nest.Indices, run, [at]))) return [];
        return all.Select(run => step > 0 ? Ceiling(run.Ranges[0].First - at.Offset, step) : Ceiling(at.Offset - run.Ranges[0].Last, -(long)step)).Where(i => i > index.From.Offset && i <= index.To.Offset);
    }

    private static IEnumerable<LoopNest> Between(LoopNest nest, LoopIndex index, long from, long to)
    {
        if (nest.Indices.Length > 1 || to - from >= MaxWrittenOut)
            return [nest with { Indices = nest.Indices.Replace(index, index with { From = AffineIndex.Constant(from), To = AffineIndex.Constant(to) }) }];
        return Enumerable.Range(0, (int)(to - from + 1)).Select(k => new LoopNest([], Traversal.Substitute(nest.Term, new Dictionary<Expr, Expr> { [new Variable(index.Name, isIndex: true)] = new Constant(Number.FromInteger(from + k)) })));
    }

    private static long Ceiling(long dividend, long divisor) => -(long)Math.Floor(-(double)dividend / divisor);
}
