using Symbolic.Expressions;

namespace Symbolic.Compilation.Loops;

/// <summary>Where the second derivatives of a sum of nests stand that are not identically 0.</summary>
internal static class LoopPattern
{
    /// <summary>The pattern of all nests together.</summary>
    /// <exception cref="UnsupportedFormulaException">There are too many terms.</exception>
    public static SparsePattern Of(Expr formula, int size, (LoopNest Nest, NestTemplate Template)[] nests)
    {
        var contributions = nests.Where(n => !VectorNest.Fits(n.Template, 2)).Sum(n => n.Nest.TermCount() * n.Template.Second.Count);
        if (contributions > HessianTable.MaxPlaces) throw HessianTable.TooLong(formula);
        var builder = new PatternBuilder(size);
        foreach (var (_, template) in nests)
        {
            if (VectorNest.Fits(template, 2)) AddStrips(builder, template);
            else AddEntries(builder, template);
        }

        return builder.Build();
    }

    private static void AddEntries(PatternBuilder builder, NestTemplate template)
    {
        var plan = NestPlan.Of(template, 2);
        plan.Walk((level, at) =>
        {
            foreach (var pair in template.Second.Keys)
            {
                if (plan.LevelOf(pair) == level) builder.AddEntry(template.Variables[pair.Row].PlaceAt(at), template.Variables[pair.Column].PlaceAt(at));
            }
        });
    }

    /// <summary>In a sum over one index of elements x[i+c] every second derivative runs along a diagonal, a row or a column.</summary>
    private static void AddStrips(PatternBuilder builder, NestTemplate template)
    {
        var from = template.Indices[0].From.Offset;
        var count = (int)(template.Indices[0].To.Offset - from + 1);
        foreach (var (row, column) in template.Second.Keys)
        {
            var (a, b) = (template.Variables[row], template.Variables[column]);
            var (high, low) = a.PlaceAt(_ => from) >= b.PlaceAt(_ => from) ? (a, b) : (b, a);
            var (rowStep, columnStep) = (high.Index is null ? 0 : 1, low.Index is null ? 0 : 1);
            var isSingle = rowStep + columnStep == 0;
            builder.AddStrip(high.PlaceAt(_ => from), low.PlaceAt(_ => from), isSingle ? 1 : count, isSingle ? 1 : rowStep, isSingle ? 1 : columnStep, low.Run.Start);
        }
    }
}
