using System.Diagnostics;
using Symbolic.Parsing;
using Xunit;

namespace Symbolic.Tests.Parsing;

public class SyntaxErrorTests
{
    /// <summary>Text, kind, start, length, suggestion.</summary>
    [Theory]
    [InlineData("", "syntax", 0, 0, null)]
    [InlineData("sin(", "syntax", 4, 0, null)]
    [InlineData("x +", "syntax", 3, 0, null)]
    [InlineData("x + * y", "syntax", 4, 1, null)]
    [InlineData("(x+1", "syntax", 4, 0, ")")]
    [InlineData("(3-9)(5-15", "syntax", 10, 0, ")")]
    [InlineData("x ( x + 1", "syntax", 9, 0, ")")]
    [InlineData("x)", "syntax", 1, 1, "")]
    [InlineData("(x]", "syntax", 2, 1, ")")]
    [InlineData("|x", "syntax", 2, 0, "|")]
    [InlineData("3,5", "syntax", 1, 1, ".")]
    [InlineData("1.500,00", "syntax", 5, 1, ".")]
    [InlineData("1 000", "syntax", 2, 3, "*000")]
    [InlineData("1.2.3", "syntax", 3, 2, null)]
    [InlineData("1__0", "syntax", 1, 2, "")]
    [InlineData("x 2", "syntax", 2, 1, "*2")]
    [InlineData("x $ y", "syntax", 2, 1, "")]
    [InlineData("x^2 = 4", "syntax", 4, 1, "==")]
    [InlineData("[x, y] + 1", "syntax", 7, 1, null)]
    [InlineData("1 + [x]", "syntax", 4, 1, null)]
    [InlineData("sinn(x)", "name", 0, 4, "sin")]
    [InlineData("flor(x)", "name", 0, 4, "floor")]
    [InlineData("foo(x)", "name", 0, 3, "foo*")]
    [InlineData("2ab(a+b)", "name", 1, 2, "abs")]
    [InlineData("x\n+ y", "syntax", 0, 1, null)]
    [InlineData("x^2; y", "syntax", 0, 3, null)]
    [InlineData("0x10 + x", "syntax", 0, 4, "")]
    [InlineData("tg(x)", "name", 0, 2, "tan")]
    [InlineData("sinh + 1", "name", 0, 4, null)]
    [InlineData("pi = 3", "name", 0, 2, null)]
    [InlineData("f(e) = 3", "name", 2, 1, null)]
    [InlineData("a = b; b = a; a", "name", 11, 1, null)]
    [InlineData("f(x) = f(x-1); f(2)", "name", 7, 1, null)]
    [InlineData("a = 1; a = 2", "name", 7, 1, null)]
    [InlineData("sin(x, y)", "arity", 0, 3, null)]
    [InlineData("sin(3,5)", "arity", 0, 3, null)]
    [InlineData("sin()", "arity", 0, 5, null)]
    [InlineData("f(x) = x; f(1, 2)", "arity", 10, 1, null)]
    [InlineData("mean(x, y)", "arity", 0, 4, null)]
    [InlineData("x < 1", "condition", 2, 1, null)]
    [InlineData("2*(x and y)", "condition", 3, 7, null)]
    [InlineData("if(x, 1, 2)", "condition", 3, 1, null)]
    [InlineData("1/0", "domain", 2, 1, null)]
    [InlineData("1/(2-2)", "domain", 2, 5, null)]
    [InlineData("0^-1", "domain", 0, 4, null)]
    [InlineData("log^-11(1)", "domain", 0, 10, null)]
    [InlineData("pow(0, -1)", "domain", 0, 10, null)]
    [InlineData("a = 0; x/a", "domain", 9, 1, null)]
    [InlineData("f(t) = 1/t; f(0)", "domain", 12, 4, null)]
    [InlineData("x/(1/2 - 0.5)", "domain", 2, 11, null)]
    [InlineData("1e400", "number", 0, 5, null)]
    [InlineData("1e-400", "number", 0, 6, null)]
    [InlineData("sum(i, i, 1, 2.5)", "index", 13, 3, null)]
    [InlineData("sum(sum(i, i, 1, 2), i, 1, 2)", "index", 11, 1, null)]
    [InlineData("x[1.5]", "index", 2, 3, null)]
    [InlineData("x[n]", "index", 2, 1, null)]
    [InlineData("besselj(x, y)", "index", 8, 1, null)]
    [InlineData("b = i*2; sum(b, i, 1, 3)", "index", 13, 1, null)]
    [InlineData("diff(x^2, 3)", "index", 10, 1, null)]
    [InlineData("f'(x)", "syntax", 1, 1, null)]
    public void Mistakes_are_reported_where_they_are(string text, string kind, int start, int length, string? suggestion)
    {
        var error = Assert.Throws<FormulaSyntaxException>(() => FormulaParser.Parse(text));
        Assert.Equal((kind, new SourceSpan(start, length), suggestion), (error.Kind, error.Span, error.Suggestion));
    }

    [Fact]
    public void Several_independent_mistakes_are_reported_at_once()
    {
        _ = FormulaParser.TryParse("sinn(x) + 3,5 + (y", null, out _, out var errors);
        Assert.Equal([0, 11, 18], errors.Select(e => e.Span.Start));
        _ = FormulaParser.TryParse("foo(1/0); x[0.5]; max()", null, out _, out errors);
        Assert.Equal(["name", "index", "arity"], errors.Select(e => e.Kind));
    }

    [Theory]
    [InlineData("sinn(x)", "Unknown function 'sinn' — did you mean 'sin' or 'sinc' or 'sinh'? For a product write sinn*(…).")]
    [InlineData("3,5", "A comma separates arguments; the decimal sign is a point, as in 3.5, and thousands are not separated.")]
    [InlineData("sin(", "The formula ends after '('; a number, a name or a bracket is missing.")]
    [InlineData("atan2(x)", "'atan2' takes 2 arguments, not 1.")]
    [InlineData("a = b; b = a; a", "The definition of 'a' needs 'a' itself.")]
    public void Messages_are_plain_sentences(string text, string message) => Assert.Equal(message, Assert.Throws<FormulaSyntaxException>(() => FormulaParser.Parse(text)).Message);

    [Theory]
    [InlineData('(')]
    [InlineData('-')]
    [InlineData('|')]
    [InlineData('[')]
    public void Deep_nesting_is_refused(char c)
    {
        Assert.False(FormulaParser.TryParse(new string(c, 100_000) + "x", null, out _, out var errors));
        Assert.NotEmpty(errors);
    }

    [Theory]
    [InlineData("x^")]
    [InlineData("sin ")]
    [InlineData("(1+")]
    [InlineData("1/(")]
    [InlineData("not ")]
    [InlineData(@"\sqrt{")]
    [InlineData(@"\frac{1}{")]
    [InlineData("if(x<")]
    public void Repeated_nesting_is_refused_on_a_small_stack(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 50_000)) + "x";
        var ok = true;
        var thread = new Thread(() => ok = FormulaParser.TryParse(text, null, out _, out _), 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.False(ok);
    }

    [Fact]
    public void Limits_are_reported_as_such()
    {
        _ = FormulaParser.TryParse(new string('(', 100_000), null, out _, out var errors);
        Assert.Equal("limit", Assert.Single(errors).Kind);
        var options = new ParseOptions { Limits = new FormulaLimits { TextLength = 10, Nodes = 5 } };
        _ = FormulaParser.TryParse("x + y + z + 1", options, out _, out errors);
        Assert.Equal("limit", Assert.Single(errors).Kind);
        _ = FormulaParser.TryParse("x+y+z+w+1", options, out _, out errors);
        Assert.Equal("limit", Assert.Single(errors).Kind);
    }
}
