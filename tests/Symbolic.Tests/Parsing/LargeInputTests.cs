using Symbolic.Expressions;
using Symbolic.Parsing;
using Xunit;

namespace Symbolic.Tests.Parsing;

/// <summary>Inputs whose reading must grow linearly; a slower parser would hit the time limit.</summary>
public class LargeInputTests
{
    private static readonly ParseOptions Quick = new() { Limits = new FormulaLimits { Time = TimeSpan.FromSeconds(8) } };

    [Fact]
    public void Squaring_sixty_times_shares_its_parts()
    {
        var text = "a0 = x; " + string.Concat(Enumerable.Range(1, 60).Select(i => $"a{i} = a{i - 1}^2 + 1 - a{i - 1}; ")) + "a60";
        Assert.True(Traversal.PostOrder(FormulaParser.Parse(text, Quick).Output).Count < 400);
    }

    [Fact]
    public void Calling_sixty_times_shares_its_parts()
    {
        var text = "f0(t) = t + 1; " + string.Concat(Enumerable.Range(1, 60).Select(i => $"f{i}(t) = f{i - 1}(t)^2 - f{i - 1}(t); ")) + "f60(x*y)";
        Assert.True(Traversal.PostOrder(FormulaParser.Parse(text, Quick).Output).Count < 400);
    }

    [Fact]
    public void A_long_sum_is_flat()
    {
        var formula = FormulaParser.Parse(string.Join(" + ", Enumerable.Range(0, 20_000).Select(i => $"x{i}*2")), Quick);
        Assert.Equal(20_000, formula.Output.Children.Length);
        Assert.Equal(20_000, formula.Occurrences.Length);
    }

    [Fact]
    public void A_text_of_a_million_characters_is_read()
    {
        var text = string.Concat(Enumerable.Repeat("x*sin(y)+", 111_111)) + "1";
        Assert.Equal(111_112, FormulaParser.Parse(text, Quick).Output.Children.Length);
    }

    [Fact]
    public void Exponentially_growing_definitions_hit_the_limit()
    {
        var text = "f0(t) = t + 1; " + string.Concat(Enumerable.Range(1, 60).Select(i => $"f{i}(t) = f{i - 1}(t + 1) * f{i - 1}(2*t); ")) + "f60(x)";
        Assert.False(FormulaParser.TryParse(text, new ParseOptions { Limits = new FormulaLimits { Nodes = 100_000 } }, out _, out var errors));
        Assert.Equal("limit", errors[^1].Kind);
    }

    [Fact]
    public void Towers_of_numbers_are_not_computed() => Assert.NotNull(FormulaParser.Parse("9^9^9^9 + x^1000000", Quick));

    [Theory]
    [InlineData("(", ")")]
    [InlineData("sin(", ")")]
    [InlineData("2^", "")]
    public void Nine_hundred_levels_are_read_whatever_they_are_made_of(string open, string close)
    {
        var text = string.Concat(Enumerable.Repeat(open, 900)) + "x" + string.Concat(Enumerable.Repeat(close, 900));
        InThread(16 << 20, () => Assert.Equal("x", Assert.Single(FormulaParser.Parse(text, Quick).Occurrences).Name));
    }

    [Theory]
    [InlineData(16 << 20, "more than 1,000 levels")]
    [InlineData(256 << 10, "the stack of this thread")]
    public void Too_many_levels_are_refused_with_the_limit_that_they_hit(int stack, string reason)
    {
        var text = string.Concat(Enumerable.Repeat("sin(", stack < 1 << 20 ? 990 : 1_100)) + "x";
        InThread(stack, () =>
        {
            Assert.False(FormulaParser.TryParse(text, Quick, out _, out var errors));
            Assert.Contains(reason, errors[^1].Message, StringComparison.Ordinal);
        });
    }

    private static void InThread(int stack, Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(action), stack);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
