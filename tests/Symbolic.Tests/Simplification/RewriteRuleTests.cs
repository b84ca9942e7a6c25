using Symbolic.Expressions;
using Symbolic.Simplification;
using Xunit;

namespace Symbolic.Tests.Simplification;

public class RewriteRuleTests
{
    public static TheoryData<string> Examples => [.. Rewriter.AllRules.Select(r => r.Identity)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_rule_applies_to_its_example_and_keeps_the_value_without_lengthening(string identity)
    {
        var rule = Rewriter.AllRules.Single(r => r.Identity == identity);
        var formula = Formula.Parse(rule.Example);
        var node = Algebra.Canonical(formula.Expression);
        var replacement = rule.TryApply(node);
        Assert.NotNull(replacement);
        Assert.True(Complexity.Of(replacement) <= Complexity.Of(node) + (rule.EvenIfEqual ? 0.2 : 0), $"{Formula.Of(node)} became {Formula.Of(replacement)}");
        var names = formula.Variables;
        var (left, right) = (formula.Compile(0, names), Formula.Of(replacement).Compile(0, names));
        var judged = 0;
        foreach (var x in new[] { -2.7, -0.9, -0.31, 0.11, 0.42, 0.98, 1.9, 3.3 })
        {
            double[] point = [.. names.Select((_, i) => x + (0.3 * i))];
            var value = left.Evaluate(point);
            if (!double.IsFinite(value)) continue;
            judged++;
            Assert.Equal(value, right.Evaluate(point), 1e-13 * Math.Max(1, Math.Abs(value)));
        }

        Assert.True(judged >= 3);
    }

    [Fact]
    public void Identities_are_told_apart_by_their_text() => Assert.Distinct(Rewriter.AllRules.Select(r => r.Identity));
}
