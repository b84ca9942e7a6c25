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

    /// <summary>In a sum over one index of elements x[s·i+c] every second derivative runs along a line, such as a diagonal, a row or a column.</summary>
    private static void AddStrips(PatternBuilder builder, NestTemplate template)
    {
        var index = template.Indices[0];
        var (from, count) = (index.From.Offset, (int)(index.To.Offset - index.From.Offset + 1));
        foreach (var (row, column) in template.Second.Keys)
        {
            var (a, b) = (template.Variables[row], template.Variables[column]);
            var (high, low) = a.PlaceAt(_ => from) >= b.PlaceAt(_ => from) ? (a, b) : (b, a);
            var (rowStep, columnStep) = (high.Place.CoefficientOf(index.Name), low.Place.CoefficientOf(index.Name));
            builder.AddStrip(new Strip(high.PlaceAt(_ => from), low.PlaceAt(_ => from), rowStep == 0 && columnStep == 0 ? 1 : count, rowStep, columnStep, low.Run.Start));
        }
    }
}
