using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Simplification;
using Symbolic.Tests.Generators;
using Xunit;

namespace Symbolic.Tests.Simplification;

public class SimplifierPropertyTests
{
    private static readonly ImmutableArray<Variable> Variables = [new("x"), new("y"), new("z")];

    [Fact]
    public void Simplifying_keeps_the_value_up_to_rounding()
    {
        var judged = 0;
        Property.Holds(ExprGenerator.WithPoint(ExprOptions.Smooth), pair =>
        {
            var point = Variables.Select(v => pair.Point[v.Name]).ToArray();
            var before = RoundingBound.Of(pair.Tree, Variables, point);
            if (!double.IsFinite(before.Value) || !double.IsFinite(before.Bound) || Math.Abs(before.Value) < 1e-200) return;
            var simplified = Simplifier.Simplify(pair.Tree);
            var after = RoundingBound.Of(simplified, Variables, point);
            if (!double.IsFinite(after.Bound)) return;
            judged++;
            var difference = Math.Abs(before.Value - after.Value);
            Assert.True(difference <= 4 * (before.Bound + after.Bound), $"{Formula.Of(pair.Tree)} = {before} but {Formula.Of(simplified)} = {after} at {string.Join(", ", point)}");
        }, count: 10_000, maxSize: 30);
        Assert.True(judged > 0);
    }

    [Fact]
    public void Simplifying_never_makes_longer_and_is_idempotent() => Property.Holds(ExprGenerator.For(ExprOptions.Full with { HasLoops = false }), tree =>
    {
        var once = Simplifier.Simplify(tree);
        if (RoundingBound.DividesByZero(once)) return;
        Assert.True(Complexity.Of(once) <= Complexity.Of(tree) + 0.25, $"{Formula.Of(tree)} became {Formula.Of(once)}");
        var twice = Simplifier.Simplify(once);
        Assert.True(once == twice, $"{Formula.Of(tree)} became {Formula.Of(once)}, and that {Formula.Of(twice)}");
    }, count: 10_000, maxSize: 30);

    [Fact]
    public void What_is_simplified_reads_back_as_the_same_tree() => Property.Holds(ExprGenerator.For(ExprOptions.Full with { HasLoops = false }), tree =>
    {
        var simplified = Simplifier.Simplify(tree);
        if (RoundingBound.DividesByZero(simplified)) return;
        var text = Formula.Of(simplified).ToString();
        Assert.True(Formula.Parse(text).Expression == Formula.Of(simplified).Expression, text);
    }, count: 10_000, maxSize: 30);
}
