using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Symbolic.Compilation;
using Symbolic.Differentiation;
using Symbolic.Expressions;
using Symbolic.Tests.Generators;
using Xunit;
using Property = Symbolic.Tests.Generators.Property;

namespace Symbolic.Tests.Compilation.Loops;

/// <summary>Sums of random terms over rows, against the same sums written out with a bound on their rounding errors.</summary>
public class SumLoopPropertyTests(ITestOutputHelper output)
{
    /// <summary>Functions over vectors are right to 4 ulps, the bound counts half an ulp for each.</summary>
    private const double Slack = 10;

    private static readonly ImmutableArray<Variable> Parameters = [new("a"), new("b")];

    private static readonly ExprOptions Terms = ExprOptions.Smooth with { Variables = ["x", "y", "a", "b"], HasConditions = true };

    /// <summary>Large terms are compiled into several methods.</summary>
    [Theory]
    [InlineData(20, 120)]
    [InlineData(80, 40)]
    public void A_loop_gives_what_its_terms_written_out_give(int maxSize, int count)
    {
        var (loops, compared) = (0, 0);
        var cases = Arb.From(
            ExprGenerator.Generator(Terms).SelectMany(tree => Gen.Choose(8, 70).SelectMany(rows => ExprGenerator.Coordinate.ArrayOf(2).Select(at => (Tree: tree, Rows: rows, At: at)))),
            c => ExprShrinker.Shrink(c.Tree).Select(smaller => (smaller, c.Rows, c.At)));
        Property.Holds(cases, c =>
        {
            // Many different terms make a loop out of few rows.
            var body = AsTyped.Sum([c.Tree, .. Enumerable.Range(1, 9).Select(i => Symbolic.Functions.Trigonometric.Sin.AsTyped(AsTyped.Sum([new Variable("x"), new Variable("a"), Constant.Of(i)])))]);
            var data = Rows.Of(c.Rows, c.Rows);
            var sum = Reduction.Bind(Reduction.OverRows(ReductionKind.Mean, body), data);
            var hessian = Hessian.Of(sum, Parameters);
            Expr[] exact = [sum, .. hessian.Gradient, .. hessian.Entries.Select(e => e.Value)];
            int[] places = [0, 1, 2, .. hessian.Entries.Select(e => 3 + (2 * e.Row) + e.Column)];
            var modes = new[] { CompilationMode.Immediate, CompilationMode.Interpreted, CompilationMode.Once }
                .Select(mode => new CompiledFormula(Parameters, sum, hessian.Gradient, hessian.Entries, mode)).ToArray();
            if (modes[0].StatisticsOf(0).InstructionCount < 5) loops++;
            var results = modes.Select(f => Rows.Numbers(f, c.At).Append(f.Evaluate(c.At)).ToArray()).ToArray();
            for (var i = 0; i < exact.Length; i++)
            {
                var (value, bound) = RoundingBound.Of(LoopExpansion.Expand(exact[i]), Parameters, c.At);
                if (!double.IsFinite(value) || !double.IsFinite(bound)) continue;
                compared++;
                foreach (var actual in results.SelectMany(r => i == 0 ? new[] { r[0], r[^1] } : [r[places[i]]]))
                    Assert.True(Math.Abs(actual - value) <= (Slack * bound) + 1e-300, $"number {places[i]} is {actual:R}, written out {value:R} ± {bound:R} of mean({Formula.Of(body).ToString()}) at ({c.At[0]:R}, {c.At[1]:R}) over {c.Rows} rows");
            }
        }, count, maxSize);
        output.WriteLine($"{loops} loops, {compared} numbers compared");
        Assert.True(loops > count / 2 && compared > 3 * count);
    }
}
