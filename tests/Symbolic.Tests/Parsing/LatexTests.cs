using Symbolic.Parsing;
using Xunit;

namespace Symbolic.Tests.Parsing;

public class LatexTests
{
    [Theory]
    [InlineData(@"\frac{x^2}{\sqrt{y}}", "(* (^ x 2) (^ y -1/2))")]
    [InlineData(@"\frac{2x}{y}", "(* 2 x (^ y -1))")]
    [InlineData(@"\frac{1}{x}", "(^ x -1)")]
    [InlineData(@"\frac{a}{b} \frac{c}{d}", "(* a (^ b -1) c (^ d -1))")]
    [InlineData(@"\left(\frac{a}{b}\right) c", "(* (* a (^ b -1)) c)")]
    [InlineData(@"-\frac{2 x}{y}", "(* -2 x (^ y -1))")]
    [InlineData(@"\sin x", "(sin x)")]
    [InlineData(@"\sin^{2} x", "(^ (sin x) 2)")]
    [InlineData(@"\sin^{-1} x", "(asin x)")]
    [InlineData(@"\arctan\left(x\right)", "(atan x)")]
    [InlineData(@"2\sin x\cos y", "(* 2 (sin x) (cos y))")]
    [InlineData(@"\operatorname{erf}\left(x\right)", "(erf x)")]
    [InlineData(@"\left(x+1\right)\left(y-1\right)", "(* (+ x 1) (+ y -1))")]
    [InlineData(@"\left|x\left|y\right|z\right|", "(abs (* x (abs y) z))")]
    [InlineData(@"\lvert x\rvert", "(abs x)")]
    [InlineData(@"|x|\cdot 2", "(* (abs x) 2)")]
    [InlineData(@"x_{1} \times x_2", "(* x_1 x_2)")]
    [InlineData(@"x_{\mathrm{max}} \div 2", "(* x_max (^ 2 -1))")]
    [InlineData(@"\alpha x + \beta", "(+ (* alpha x) β)")]
    [InlineData(@"2\pi r", "(* 2 pi r)")]
    [InlineData(@"e^{-x^2}\,", "(^ e (* -1 (^ x 2)))")]
    [InlineData(@"xy\cdot\mathit{xy}", "(* x y xy)")]
    [InlineData(@"\sqrt[3]{x}", "(cbrt x)")]
    [InlineData(@"\sqrt[n]{x}", null)]
    [InlineData(@"\sqrt[5]{x}", "(root x 5)")]
    [InlineData(@"\log_2 x", "(log2 x)")]
    [InlineData(@"\log_{10}\left(x\right)", "(log10 x)")]
    [InlineData(@"\ln x + \log x", "(+ (ln x) (ln x))")]
    [InlineData(@"\left\lfloor x + 1 \right\rfloor", "(floor (+ x 1))")]
    [InlineData(@"J_0(x) + J_{1}\left(x\right)", "(+ (besselj 0 x) (besselj 1 x))")]
    [InlineData(@"\Gamma(x)", "(gamma x)")]
    [InlineData(@"\sum_{i=1}^{n} x_i^2", "(Sum #i (^ x[#i] 2) 1 n)")]
    [InlineData(@"\sum_{i=1}^{3} x_{i+1}", "(Sum #i x[(+ #i 1)] 1 3)")]
    [InlineData(@"\prod\limits_{k=1}^{4} \left(k + x\right)", "(Product #k (+ #k x) 1 4)")]
    [InlineData(@"\begin{cases} -x & x < 0 \\ x & \text{otherwise} \end{cases}", "(piecewise (less x 0) (* -1 x) x)")]
    [InlineData("\\begin{cases}\n 0, & \\text{if } x \\le 0 \\land y = 1, \\\\\n x, & \\text{otherwise} \\end{cases}", "(piecewise (and (lessorequal x 0) (equal y 1)) 0 x)")]
    [InlineData(@"6.02 \cdot 10^{23}", "6.02e23")]
    [InlineData(@"x[i]\space", null)]
    [InlineData(@"\max\left(x, y, 2\right)", "(max x y 2)")]
    public void LaTeX_is_read(string text, string? shape)
    {
        if (shape is null) Assert.False(FormulaParser.TryParse(text, null, out _, out _));
        else Assert.Equal(shape, Shape.Of(FormulaParser.Parse(text).Output));
    }

    [Fact]
    public void A_run_of_letters_carries_a_note()
    {
        var note = Assert.Single(FormulaParser.Parse(@"ab\cdot c").Notes);
        Assert.Equal(new SourceSpan(0, 2), note.Span);
        Assert.Equal("a*b", note.Reading);
    }

    [Theory]
    [InlineData(@"\frac{x}{", 9)]
    [InlineData(@"\sinn x", 0)]
    [InlineData(@"\begin{matrix} x \end{matrix}", 0)]
    [InlineData(@"\left(x", 7)]
    [InlineData(@"\infty", 0)]
    [InlineData(@"x \pm y", 2)]
    [InlineData(@"\sum x", 0)]
    public void Wrong_LaTeX_is_reported_where_it_is(string text, int position)
    {
        Assert.False(FormulaParser.TryParse(text, null, out _, out var errors));
        Assert.Equal(position, errors[0].Span.Start);
    }
}
