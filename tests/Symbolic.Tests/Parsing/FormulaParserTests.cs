using Symbolic.Parsing;
using Xunit;

namespace Symbolic.Tests.Parsing;

public class FormulaParserTests
{
    [Theory]
    [InlineData("12", "12")]
    [InlineData("1.5", "1.5")]
    [InlineData(".5", "0.5")]
    [InlineData("2.", "2")]
    [InlineData("1e-3", "0.001")]
    [InlineData("6.02E23", "6.02e23")]
    [InlineData("2e3", "2000")]
    [InlineData("2e+3", "2000")]
    [InlineData("2e", "(* 2 e)")]
    [InlineData("2e x", "(* 2 e x)")]
    [InlineData("2exp(x)", "(* 2 (exp x))")]
    [InlineData("2e-x", "(+ (* 2 e) (* -1 x))")]
    public void Numbers(string text, string shape) => Reads(text, shape);

    [Theory]
    [InlineData("xy", "xy")]
    [InlineData("x2", "x2")]
    [InlineData("H2O + X1", "(+ H2O X1)")]
    [InlineData("Caster_Attack", "Caster_Attack")]
    [InlineData("A - a", "(+ A (* -1 a))")]
    [InlineData("größe*质量", "(* größe 质量)")]
    [InlineData("pi + π + e + E", "(+ pi pi e E)")]
    [InlineData("x[3]", "x[3]")]
    [InlineData("x[1+2]", "x[3]")]
    [InlineData("A[1,2]", "A[1,2]")]
    [InlineData("x[0]*x", "(* x[0] x)")]
    public void Names(string text, string shape) => Reads(text, shape);

    [Theory]
    [InlineData("a + b - c", "(+ a b (* -1 c))")]
    [InlineData("a - (b - c)", "(+ a (* -1 (+ b (* -1 c))))")]
    [InlineData("(a + b) + c", "(+ (+ a b) c)")]
    [InlineData("a*b/c", "(* a b (^ c -1))")]
    [InlineData("a/b/c", "(* a (^ b -1) (^ c -1))")]
    [InlineData("a/(b*c)", "(* a (^ (* b c) -1))")]
    [InlineData("(a*b)*c", "(* (* a b) c)")]
    [InlineData("a/b^2", "(* a (^ b -2))")]
    [InlineData("2/3", "(* 2 (^ 3 -1))")]
    [InlineData("1/x", "(^ x -1)")]
    [InlineData("1/2*x", "(* (^ 2 -1) x)")]
    [InlineData("1*x", "(* 1 x)")]
    [InlineData("1/x^(1/3)", "(^ x -1/3)")]
    [InlineData("-x^2", "(* -1 (^ x 2))")]
    [InlineData("-2*x", "(* -2 x)")]
    [InlineData("-1**2", "(* -1 (^ 1 2))")]
    [InlineData("2^3^2", "(^ 2 (^ 3 2))")]
    [InlineData("2^-3^2", "(^ 2 (* -1 (^ 3 2)))")]
    [InlineData("x**2", "(^ x 2)")]
    [InlineData("x^-1", "(^ x -1)")]
    [InlineData("a*-b", "(* a (* -1 b))")]
    [InlineData("a--b", "(+ a (* -1 (* -1 b)))")]
    [InlineData("1 - -2x", "(+ 1 (* -1 (* -2 x)))")]
    [InlineData("+x", "x")]
    [InlineData("-3", "-3")]
    [InlineData("-(x-y)", "(* -1 (+ x (* -1 y)))")]
    public void Operators(string text, string shape) => Reads(text, shape);

    [Theory]
    [InlineData("2x", "(* 2 x)")]
    [InlineData("2(x+1)", "(* 2 (+ x 1))")]
    [InlineData("(x+1)(y-1)", "(* (+ x 1) (+ y -1))")]
    [InlineData("x y", "(* x y)")]
    [InlineData("2 sin(x) cos(y)", "(* 2 (sin x) (cos y))")]
    [InlineData("3(1-x)^2exp(-x)", "(* 3 (^ (+ 1 (* -1 x)) 2) (exp (* -1 x)))")]
    [InlineData("x(y+1)", "(* x (+ y 1))")]
    [InlineData("1/2x", "(* (^ 2 -1) x)")]
    [InlineData("(2)(3)+4", "(+ (* 2 3) 4)")]
    [InlineData("6/2(1+2)", "(* 6 (^ 2 -1) (+ 1 2))")]
    [InlineData("2 pi (3/4)", "(* 2 pi (* 3 (^ 4 -1)))")]
    [InlineData("e^x(2x+2y)", "(* (^ e x) (+ (* 2 x) (* 2 y)))")]
    [InlineData("pi(x+1)", "(* pi (+ x 1))")]
    public void Juxtaposition(string text, string shape) => Reads(text, shape);

    [Theory]
    [InlineData("sin x", "(sin x)")]
    [InlineData("sin 2x", "(sin (* 2 x))")]
    [InlineData("sin x^2", "(sin (^ x 2))")]
    [InlineData("sin x + y", "(+ (sin x) y)")]
    [InlineData("sin x cos y", "(* (sin x) (cos y))")]
    [InlineData("sin cos x", "(sin (cos x))")]
    [InlineData("sin -x", "(sin (* -1 x))")]
    [InlineData("sin^2 x", "(^ (sin x) 2)")]
    [InlineData("sin^2(x)", "(^ (sin x) 2)")]
    [InlineData("sin (x) y", "(* (sin x) y)")]
    [InlineData("sin x*y", "(* (sin x) y)")]
    [InlineData("sin(x)^2", "(^ (sin x) 2)")]
    public void Functions_without_parentheses(string text, string shape) => Reads(text, shape);

    [Theory]
    [InlineData("if(x < 0, -x, x)", "(piecewise (less x 0) (* -1 x) x)")]
    [InlineData("if(0 < x <= 1, 1, 2)", "(piecewise (and (less 0 x) (lessorequal x 1)) 1 2)")]
    [InlineData("if(not x == 1 and (y != 2 or x >= y), 1, 2)", "(piecewise (and (not (equal x 1)) (or (notequal y 2) (greaterorequal x y))) 1 2)")]
    [InlineData("if(x = 0, 1, 2)", "(piecewise (equal x 0) 1 2)")]
    [InlineData("piecewise(x<0, 0, x<1, x, 1)", "(piecewise (less x 0) 0 (less x 1) x 1)")]
    public void Conditions(string text, string shape) => Reads(text, shape);

    [Theory]
    [InlineData("sum(i^2, i, 1, 10)", "(Sum #i (^ #i 2) 1 10)")]
    [InlineData("prod(x[i+1], i, 1, n)", "(Product #i x[(+ #i 1)] 1 n)")]
    [InlineData("sum(sum(i*j, j, i, 3), i, 1, 3)", "(Sum #i (Sum #j (* #i #j) #i 3) 1 3)")]
    [InlineData("mean((y - x)^2)", "(Mean (^ (+ y (* -1 x)) 2))")]
    [InlineData("sum(x)", "(Sum x)")]
    [InlineData("diff(x^3, x)", "(diff (^ x 3) x)")]
    [InlineData("diff(x^3, x, 3)", "(diff (^ x 3) x x x)")]
    [InlineData("diff(x^3*y, x, 2, y)", "(diff (* (^ x 3) y) x x y)")]
    public void Loops_and_derivatives(string text, string shape) => Reads(text, shape);

    [Theory]
    [InlineData("a = 9.81; a*t", "(* 9.81 t)")]
    [InlineData("a := 2\n a*t", "(* 2 t)")]
    [InlineData("f(x, y) = x^2 + a*y; a = 3; f(u, 2v)", "(+ (^ u 2) (* 3 (* 2 v)))")]
    [InlineData("f(x) = x^2", "(^ x 2)")]
    [InlineData("sin = 3; sin + 1", "(+ 3 1)")]
    [InlineData("x +\n 1", "(+ x 1)")]
    [InlineData("(x\n+ 1)", "(+ x 1)")]
    [InlineData("f(t) = sum(t*i, i, 1, 3); f(i)", "(Sum #i1 (* i #i1) 1 3)")]
    public void Definitions(string text, string shape) => Reads(text, shape);

    [Theory]
    [InlineData("x²", "(^ x 2)")]
    [InlineData("x⁻¹", "(^ x -1)")]
    [InlineData("x¹⁰y", "(* (^ x 10) y)")]
    [InlineData("x₁ + x₁₀", "(+ x_1 x_10)")]
    [InlineData("a−b·c÷d", "(+ a (* -1 b c (^ d -1)))")]
    [InlineData("（ｘ＋１）＾２", "(^ (+ x 1) 2)")]
    [InlineData("２×π", "(* 2 pi)")]
    [InlineData("½x", "(* (^ 2 -1) x)")]
    [InlineData("if(x ≤ 1, 1, 2)", "(piecewise (lessorequal x 1) 1 2)")]
    public void Typographic_characters(string text, string shape) => Reads(text, shape);

    [Fact]
    public void A_vector_has_several_outputs()
    {
        var formula = FormulaParser.Parse("[x*y, sin x]");
        Assert.True(formula.IsVector);
        Assert.Equal(["(* x y)", "(sin x)"], formula.Outputs.Select(Shape.Of));
    }

    private static void Reads(string text, string shape) => Assert.Equal(shape, Shape.Of(FormulaParser.Parse(text).Output));
}
