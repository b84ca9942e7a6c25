using Symbolic.Expressions;
using Symbolic.Parsing;
using Xunit;

namespace Symbolic.Tests.Parsing;

/// <summary>Misreadings that people met in other programs.</summary>
public class KnownPainsTests
{
    [Fact]
    public void A_misspelt_function_is_an_error_with_two_fixes()
    {
        var error = Assert.Throws<FormulaSyntaxException>(() => FormulaParser.Parse("flor(x) - 3"));
        Assert.Equal(["floor", "flor*"], error.Diagnostics[0].Suggestions.Where(s => s is "floor" or "flor*"));
        Assert.Contains("flor*(…)", error.Message, StringComparison.Ordinal);
        Assert.Equal("(log10 x)", Read("log10(x)"));
        Assert.Equal("(+ (floor x) -3)", Read("floor(x)-3"));
    }

    [Fact]
    public void Names_are_not_torn_apart()
    {
        Assert.Equal("(+ X1 X2 H2Ca2)", Read("X1+X2+H2Ca2"));
        Assert.Equal("Caster_Attack", Read("Caster_Attack"));
        Assert.Contains("x*y", Assert.Single(FormulaParser.Parse("xy + x - y").Notes).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Juxtaposition_has_one_rule()
    {
        Assert.Equal("(+ (* 2 3) 4)", Read("(2)(3)+4"));
        Assert.Equal("(* (^ e x) (+ (* 2 x) (* 2 y)))", Read("e^x(2x+2y)"));
        Assert.Equal("(* 2 pi (* 3 (^ 4 -1)))", Read("2 pi (3/4)"));
        Assert.Single(FormulaParser.Parse("6/2(1+2)").Notes);
    }

    [Fact]
    public void Minus_binds_looser_than_power()
    {
        Assert.Equal("(* -1 (^ 1 2))", Read("-1**2"));
        Assert.Equal("(exp (* -1 (^ (+ x (* -1 x0)) 2)))", Read("exp(-(x-x0)^2)"));
        Assert.Equal("(^ 2 (* -1 (^ 3 2)))", Read("2^-3^2"));
    }

    [Theory]
    [InlineData("(3-9)(5-15")]
    [InlineData("x ( x + 1")]
    [InlineData("x + 1) * 2")]
    [InlineData("x + 1 @ 2")]
    public void Nothing_is_dropped_after_a_mistake(string text) => Assert.False(FormulaParser.TryParse(text, null, out _, out _));

    [Fact]
    public void Only_pi_and_e_are_reserved_and_declared_names_win()
    {
        Assert.Equal("(+ E I S N lambda)", Read("E + I + S + N + lambda"));
        var options = new ParseOptions { Variables = ["beta", "gamma"] };
        Assert.Equal("(* beta gamma)", Shape.Of(FormulaParser.Parse("beta gamma", options).Output));
        Assert.Equal("(* beta (+ x 1))", Shape.Of(FormulaParser.Parse("beta(x + 1)", options).Output));
        Assert.Equal("(* 2 gamma)", Read("gamma = gamma0; 2gamma").Replace("gamma0", "gamma", StringComparison.Ordinal));
    }

    [Fact]
    public void Log_is_ln_and_says_so()
    {
        var formula = FormulaParser.Parse("log(x) + log(y)");
        Assert.Equal("(+ (ln x) (ln y))", Shape.Of(formula.Output));
        Assert.Contains("ln", Assert.Single(formula.Notes).Message, StringComparison.Ordinal);
        Assert.Empty(FormulaParser.Parse("log(x, 2)").Notes);
    }

    [Theory]
    [InlineData("1.500,00")]
    [InlineData("3,3 + 2,1")]
    [InlineData("1 000 + 2")]
    public void Decimal_commas_and_separators_are_errors(string text) => Assert.False(FormulaParser.TryParse(text, null, out _, out _));

    [Fact]
    public void Numbers_and_signs_mean_what_they_look_like()
    {
        Assert.Equal("-2.5e-18", Read("-25E-19"));
        Assert.Equal("25.5", ConstantFolding.Fold(FormulaParser.Parse("1.500 * 17").Output) is Constant c ? c.Value.ToString() : "");
        Assert.Equal(4, FormulaParser.Parse("[1,2,3,4]").Outputs.Length);
        Assert.Equal("(+ 1 (* -1 (* -2 x)))", Read("1 - -2x"));
    }

    [Fact]
    public void Errors_say_where_what_and_how()
    {
        var error = Assert.Throws<FormulaSyntaxException>(() => FormulaParser.Parse("2*(x + )"));
        Assert.Equal(new SourceSpan(7, 1), error.Span);
        Assert.NotEmpty(error.Expected);
        Assert.Equal("A number, a name or a bracket is missing between '+' and ')'.", error.Message);
    }

    private static string Read(string text) => Shape.Of(FormulaParser.Parse(text).Output);
}
