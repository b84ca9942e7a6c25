using Symbolic.Cli.Output;
using Symbolic.Printing;
using Symbolic.Tests.Generators;

namespace Symbolic.Tests.Printing;

public sealed class DisplayPrinterTests
{
    [Theory]
    [InlineData("x^2*sin(y)", "x²·sin(y)")]
    [InlineData("1/x", " 1\n───\n x")]
    [InlineData("-x/2", "  x\n−───\n  2")]
    [InlineData("a/b/c", "  a\n─────\n b·c")]
    [InlineData("(a + b)/(c - d)", " a + b\n───────\n c − d")]
    [InlineData("2*(1 + 1/x)", "  ⎛     1 ⎞\n2·⎜1 + ───⎟\n  ⎝     x ⎠")]
    [InlineData("sqrt(1 + x)", " ┌─────\n╲╱1 + x")]
    [InlineData("sqrt(x)", "√x")]
    [InlineData("(x/y)^2", "     2\n⎛ x ⎞\n⎜───⎟\n⎝ y ⎠")]
    [InlineData("x^(y + 1)", " y + 1\nx")]
    [InlineData("(x + 1)^y", "       y\n(x + 1)")]
    [InlineData("exp(x/2)", "   ⎛ x ⎞\nexp⎜───⎟\n   ⎝ 2 ⎠")]
    [InlineData("if(x > 0, x, 1)", "⎧ x  if x > 0\n⎩ 1  otherwise")]
    [InlineData("abs(1/x)", "│ 1 │\n│───│\n│ x │")]
    [InlineData("x - (y - z/2)", "    ⎛     z ⎞\nx − ⎜y − ───⎟\n    ⎝     2 ⎠")]
    [InlineData("面積/2", " 面積\n──────\n  2")]
    public void Formulas_are_laid_out_as_by_hand(string formula, string expected) =>
        Assert.Equal(expected, DisplayPrinter.TryPrint(Formula.Parse(formula).Expression, 60)!.ToString());

    [Fact]
    public void A_matrix_stands_in_brackets()
    {
        var cell = Formula.Parse("x^2").Expression;
        var half = Formula.Parse("1/x").Expression;
        Assert.Equal("⎡       1 ⎤\n⎢x²    ───⎥\n⎢       x ⎥\n⎢         ⎥\n⎢ 1       ⎥\n⎢───   x² ⎥\n⎣ x       ⎦", DisplayPrinter.TryPrintMatrix([[cell, half], [half, cell]], 60)!.ToString());
    }

    [Fact]
    public void What_is_too_wide_is_not_printed() => Assert.Null(DisplayPrinter.TryPrint(Formula.Parse("(a + b)/(c - d)").Expression, 6));

    [Fact]
    public void Rows_are_equally_wide_and_hold_every_name_and_number() => Property.Holds(ExprGenerator.Arbitrary, formula =>
    {
        if (DisplayPrinter.TryPrint(formula, 500) is not { } display) return;
        Assert.InRange(display.Baseline, 0, display.Rows.Length - 1);
        Assert.Single(display.Rows.Select(r => DisplayWidth.Of(r)).Distinct());
        var text = string.Concat(display.Rows);
        foreach (var variable in Symbolic.Expressions.Traversal.FreeVariables(formula)) Assert.Contains(variable.Name.Split('_')[0], text, StringComparison.Ordinal);
    }, count: 500, maxSize: 30);
}
