using Symbolic.Expressions;
using Symbolic.Parsing;
using Xunit;

namespace Symbolic.Tests.Parsing;

public class ReadingNoteTests
{
    /// <summary>Text, start, length, what was read, the other reading, its tree.</summary>
    [Theory]
    [InlineData(@"(\}√{)/")]
    [InlineData("√)/")]
    [InlineData("(√)/2")]
    public void A_root_sign_is_shorter_than_its_name(string text) => Assert.False(FormulaParser.TryParse(text, null, out _, out _));

    [Fact]
    public void A_root_sign_before_a_bracket_needs_no_note()
    {
        Assert.Empty(FormulaParser.Parse("√(x)/2").Notes);
        Assert.Single(FormulaParser.Parse("√x/2").Notes);
    }

    [Theory]
    [InlineData("1/2x", 0, 4, "(1/2)*x", "1/(2*x)", "(^ (* 2 x) -1)")]
    [InlineData("1 + a/b c d", 4, 7, "(a/b)*c*d", "a/(b*c*d)", "(+ 1 (* a (^ (* b c d) -1)))")]
    [InlineData("6/2(1+2)", 0, 8, "(6/2)*(1+2)", "6/(2*(1+2))", "(* 6 (^ (* 2 (+ 1 2)) -1))")]
    [InlineData("e^x(2x+2y)", 0, 10, "(e^x)*(2x+2y)", "e^(x*(2x+2y))", "(^ e (* x (+ (* 2 x) (* 2 y))))")]
    [InlineData("2^3x", 0, 4, "(2^3)*x", "2^(3*x)", "(^ 2 (* 3 x))")]
    [InlineData("x + y + xy", 8, 2, "xy", "x*y", "(+ x y (* x y))")]
    [InlineData("log(x)", 0, 3, "ln", "log10", "(log10 x)")]
    [InlineData("sin x/2", 0, 7, "sin(x)/2", "sin(x/2)", "(sin (* x (^ 2 -1)))")]
    public void Ambiguous_input_carries_the_other_reading(string text, int start, int length, string reading, string alternative, string shape)
    {
        var note = Assert.Single(FormulaParser.Parse(text).Notes);
        Assert.Equal((new SourceSpan(start, length), reading, alternative), (note.Span, note.Reading, note.Alternative));
        Assert.Equal(shape, Shape.Of(Assert.Single(note.AlternativeOutputs)));
        Assert.Contains(alternative, note.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x^2y")]
    [InlineData("2x/y")]
    [InlineData("3(1-x)^2exp(-x)")]
    [InlineData("sin(x)/2")]
    [InlineData("ln(x) + log10(y)")]
    [InlineData("x + xy")]
    [InlineData("speed*time")]
    [InlineData("1/(2x)")]
    public void Plain_input_carries_none(string text) => Assert.Empty(FormulaParser.Parse(text).Notes);

    [Theory]
    [InlineData("beta*x + 1", "beta")]
    [InlineData("2^(gamma - 1)", "gamma")]
    [InlineData("gamma^2", "gamma")]
    [InlineData("gamma^abs(p)", "gamma")]
    [InlineData("beta^-sqrt(2)", "beta")]
    [InlineData("gamma^|p|", "gamma")]
    public void A_Greek_letter_without_argument_is_a_variable_and_says_so(string text, string variable)
    {
        var formula = FormulaParser.Parse(text);
        Assert.Contains(variable, Traversal.FreeVariables(formula.Output).Select(v => v.Name));
        Assert.StartsWith($"{variable} is read as a variable", Assert.Single(formula.Notes).Message, StringComparison.Ordinal);
    }
}
