using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Functions;
using Symbolic.Printing;
using Xunit;
using static Symbolic.Expressions.AsTyped;

namespace Symbolic.Tests.Printing;

public sealed class TextPrinterTests
{
    private static readonly Expr X = new Variable("x");
    private static readonly Expr Y = new Variable("y");
    private static readonly Expr Z = new Variable("z");
    private static readonly Expr Pi = NamedConstants.Pi.AsTyped();
    private static readonly Expr I = new Variable("i", isIndex: true);

    private static Constant Ratio(int p, int q) => new(Number.FromRatio(p, q));

    private static Constant Decimal(string text) => new(Number.ParseDecimal(text));

    private static Constant N(int value) => Constant.Of(value);

    private static Expr Plus(params ImmutableArray<Expr> terms) => Sum(terms);

    private static Expr Times(params ImmutableArray<Expr> factors) => Product(factors);

    private static Expr Sin(Expr x) => Trigonometric.Sin.AsTyped(x);

    private static void Prints(params ReadOnlySpan<(Expr Tree, string Text)> table)
    {
        foreach (var (tree, text) in table) Assert.Equal(text, TextPrinter.Print(tree));
    }

    [Fact]
    public void Numbers_print_as_they_were_typed() => Prints(
        (N(12), "12"),
        (N(-7), "-7"),
        (Decimal("0.1"), "0.1"),
        (Decimal("6.02e23"), "6.02e23"),
        (Decimal("-1.5"), "-1.5"),
        (Ratio(2, 3), "2/3"),
        (Ratio(-2, 3), "-2/3"),
        (new Constant(Number.FromDouble(1) / Number.FromDouble(3)), "1/3"));

    [Fact]
    public void Terms_carry_their_signs() => Prints(
        (Plus(X, Y), "x + y"),
        (Plus(X, Negate(Y)), "x - y"),
        (Plus(Negate(X), Y), "-x + y"),
        (Plus(X, N(-2)), "x - 2"),
        (Plus(N(-2), X), "-2 + x"),
        (Plus(X, Ratio(-1, 2)), "x - 1/2"),
        (Plus(X, Ratio(2, 3)), "x + 2/3"),
        (Plus(X, Times(N(-2), Y, Z)), "x - 2*y*z"),
        (Plus(X, Times(Ratio(-2, 3), Y)), "x - 2/3*y"),
        (Plus(X, Times(N(-1), Reciprocal(Y))), "x - 1/y"),
        (Plus(X, Times(N(-3), Reciprocal(Y))), "x - 3/y"),
        (Plus(X, Negate(Power(Y, N(2)))), "x - y^2"));

    [Fact]
    public void A_sum_in_a_sum_stays_in_brackets() => Prints(
        (Plus(X, Plus(Y, Z)), "x + (y + z)"),
        (Plus(Plus(X, Y), Z), "(x + y) + z"),
        (Plus(X, Negate(Plus(Y, Z))), "x - (y + z)"),
        (Plus(X, Negate(Plus(Y, Negate(Z)))), "x - (y - z)"),
        (Negate(Plus(X, Negate(Y))), "-(x - y)"));

    [Fact]
    public void Products_show_coefficients_and_signs() => Prints(
        (Times(N(2), X, Sin(Y)), "2*x*sin(y)"),
        (Times(N(-1), X, Y), "-x*y"),
        (Times(N(-2), X), "-2*x"),
        (Times(Ratio(2, 3), X), "2/3*x"),
        (Times(Ratio(-1, 2), X), "-1/2*x"),
        (Times(X, Ratio(2, 3)), "x*(2/3)"),
        (Times(X, Ratio(1, 2)), "x/2"),
        (Times(X, Ratio(-1, 2)), "x*(-1/2)"),
        (Times(X, N(-2)), "x*(-2)"),
        (Times(X, Negate(Y)), "x*(-y)"),
        (Times(X, Decimal("0.5")), "x*0.5"),
        (Times(N(1), X), "1*x"),
        (Times(X, Plus(Y, N(1))), "x*(y + 1)"),
        (Times(N(-1), Plus(X, Y), Z), "-(x + y)*z"));

    [Fact]
    public void A_sign_that_the_reader_would_join_with_a_number_stays_apart() => Prints(
        (new Product([N(-1), N(2), X]), "(-1)*2*x"),
        (new Product([N(-1), Times(X, Y)]), "(-1)*(x*y)"),
        (Plus(X, new Product([N(-1), Times(X, Y)])), "x + (-1)*(x*y)"),
        (Plus(X, new Product([N(-1), N(-2), Y])), "x + (-1)*(-2)*y"),
        (Plus(X, Times(N(-2), Times(Y, Z))), "x - 2*(y*z)"));

    [Fact]
    public void A_product_in_a_product_stays_in_brackets() => Prints(
        (Times(X, Times(Y, Z)), "x*(y*z)"),
        (Times(Times(X, Y), Z), "(x*y)*z"),
        (Times(Times(N(-1), X), Y), "(-x)*y"),
        (Times(Times(X, Reciprocal(Y)), Z), "(x/y)*z"),
        (Times(X, Times(Y, Reciprocal(Z))), "x*(y/z)"));

    [Fact]
    public void Divisors_follow_the_factors_before_them() => Prints(
        (Times(X, Reciprocal(Y)), "x/y"),
        (Times(X, Reciprocal(Y), Reciprocal(Z)), "x/y/z"),
        (Times(X, Reciprocal(Times(Y, Z))), "x/(y*z)"),
        (Times(X, Reciprocal(Y), Z), "x/y*z"),
        (Times(Reciprocal(X), Y), "1/x*y"),
        (Times(N(-1), Reciprocal(X), Y), "-1/x*y"),
        (Times(N(1), Reciprocal(X)), "1*x^(-1)"),
        (Times(N(1), Sqrt(X), Reciprocal(Y)), "1*sqrt(x)/y"),
        (Times(N(-2), Y, Power(Plus(X, Negate(Y)), N(-2))), "-2*y/(x - y)^2"),
        (Times(X, Power(Plus(Power(X, N(2)), Power(Y, N(2))), Ratio(-1, 2))), "x/sqrt(x^2 + y^2)"),
        (Times(X, Power(Plus(X, Negate(Y)), N(-1))), "x/(x - y)"),
        (Times(X, Reciprocal(N(-2))), "x/(-2)"),
        (Times(X, Reciprocal(Times(X, Reciprocal(Y)))), "x/(x/y)"),
        (Times(X, Reciprocal(Power(Y, Z))), "x/y^z"));

    [Fact]
    public void Reciprocals_stand_alone() => Prints(
        (Reciprocal(X), "1/x"),
        (Power(X, N(-2)), "1/x^2"),
        (Power(X, Ratio(-1, 2)), "1/sqrt(x)"),
        (Power(X, Ratio(-2, 3)), "1/x^(2/3)"),
        (Times(Y, Power(X, Ratio(-2, 3))), "y/x^(2/3)"),
        (new Power(Power(X, Ratio(2, 3)), N(-1)), "(x^(2/3))^(-1)"),
        (new Power(Power(X, Times(N(2), Reciprocal(N(3)))), N(-1)), "(x^(2/3))^(-1)"),
        (Power(X, Decimal("-0.5")), "1/x^0.5"),
        (Power(Sin(X), N(-2)), "1/sin(x)^2"),
        (Reciprocal(Power(Power(X, N(2)), N(3))), "1/(x^2)^3"),
        (new Power(Power(X, N(2)), N(-1)), "(x^2)^(-1)"),
        (new Power(Sqrt(X), N(-1)), "sqrt(x)^(-1)"),
        (Power(Reciprocal(X), N(2)), "(1/x)^2"),
        (Reciprocal(Reciprocal(X)), "1/(1/x)"));

    [Fact]
    public void Powers_group_to_the_right() => Prints(
        (Power(X, Power(Y, Z)), "x^y^z"),
        (Power(Power(X, Y), Z), "(x^y)^z"),
        (Power(Power(X, N(2)), N(3)), "(x^2)^3"),
        (Power(X, N(0)), "x^0"),
        (Power(X, Negate(Y)), "x^(-y)"),
        (Power(X, Ratio(2, 3)), "x^(2/3)"),
        (Power(X, Plus(Y, N(1))), "x^(y + 1)"),
        (Power(X, Times(N(2), Y)), "x^(2*y)"),
        (Power(X, Reciprocal(Y)), "x^(1/y)"),
        (Power(N(-2), N(2)), "(-2)^2"),
        (Power(Ratio(2, 3), X), "(2/3)^x"),
        (Power(Plus(X, N(1)), N(2)), "(x + 1)^2"),
        (Power(Times(X, Y), N(2)), "(x*y)^2"),
        (Power(Negate(X), N(2)), "(-x)^2"),
        (Negate(Power(X, N(2))), "-x^2"),
        (Power(Sin(X), N(2)), "sin(x)^2"));

    [Fact]
    public void An_exact_half_is_a_root_and_a_typed_one_is_not() => Prints(
        (Sqrt(X), "sqrt(x)"),
        (Sqrt(Plus(X, Y)), "sqrt(x + y)"),
        (Power(X, Decimal("0.5")), "x^0.5"),
        (Power(Sqrt(X), N(2)), "sqrt(x)^2"),
        (Power(X, Sqrt(Y)), "x^sqrt(y)"),
        (Times(X, Reciprocal(Sqrt(Times(N(2), Pi)))), "x/sqrt(2*pi)"));

    [Fact]
    public void Formulas_of_the_field_read_as_a_mathematician_writes_them() => Prints(
        (Times(Power(X, X), Plus(Exponential.Ln.AsTyped(X), N(1))), "x^x*(ln(x) + 1)"),
        (Times(N(-1), X, Exponential.Exp.AsTyped(Times(N(-1), Power(X, N(2)), Reciprocal(N(2)))), Power(Times(N(2), Pi), Ratio(-1, 2))), "-x*exp(-x^2/2)/sqrt(2*pi)"),
        (Times(N(-1), Y, Reciprocal(Plus(Power(X, N(2)), Power(Y, N(2))))), "-y/(x^2 + y^2)"));

    [Fact]
    public void Conditions_are_written_as_signs()
    {
        var less = Conditions.Less.AsTyped(X, N(0));
        var equal = Conditions.Equal.AsTyped(Plus(X, Y), N(1));
        Prints(
            (less, "x < 0"),
            (equal, "x + y == 1"),
            (Conditions.And.AsTyped(less, equal), "x < 0 and x + y == 1"),
            (Conditions.And.AsTyped(Conditions.Or.AsTyped(less, equal), less), "(x < 0 or x + y == 1) and x < 0"),
            (Conditions.Or.AsTyped(Conditions.And.AsTyped(less, equal), less), "x < 0 and x + y == 1 or x < 0"),
            (Conditions.Or.AsTyped(less, Conditions.Or.AsTyped(less, equal)), "x < 0 or (x < 0 or x + y == 1)"),
            (Conditions.Not.AsTyped(less), "not (x < 0)"),
            (Conditions.And.AsTyped(Conditions.Not.AsTyped(less), equal), "not (x < 0) and x + y == 1"),
            (Piecewise([less, Negate(X), X]), "if(x < 0, -x, x)"),
            (Piecewise([less, N(0), equal, N(1), X]), "piecewise(x < 0, 0, x + y == 1, 1, x)"),
            (Plus(X, Piecewise([less, Negate(X), X])), "x + if(x < 0, -x, x)"));
    }

    [Fact]
    public void Loops_name_their_index()
    {
        var element = Element.Of("x", [Plus(I, N(1))]);
        Prints(
            (new Variable("x[3]"), "x[3]"),
            (element, "x[i+1]"),
            (Element.Of("a", [I, Plus(I, N(-1))]), "a[i,i-1]"),
            (Element.Of("a", [Times(N(2), Plus(I, N(1)))]), "a[2*(i+1)]"),
            (Reduction.Over(ReductionKind.Sum, Power(element, N(2)), "i", N(1), N(10)), "sum(x[i+1]^2, i, 1, 10)"),
            (Reduction.Over(ReductionKind.Product, I, "i", N(1), Plus(X, N(1))), "prod(i, i, 1, x + 1)"),
            (Reduction.OverRows(ReductionKind.Mean, Plus(X, N(1))), "mean(x + 1)"),
            (Reduction.OverRows(ReductionKind.Sum, X), "sum(x)"));
    }

    [Fact]
    public void Derivatives_that_are_not_carried_out_are_written_as_asked()
    {
        var (x, y) = ((Variable)X, (Variable)Y);
        Prints(
            (PendingDerivative.Of(Sin(X), [x]), "diff(sin(x), x)"),
            (PendingDerivative.Of(Sin(X), [x, x, x]), "diff(sin(x), x, 3)"),
            (PendingDerivative.Of(Sin(X), [x, y]), "diff(sin(x), x, y)"),
            (PendingDerivative.Of(Sin(X), [x, x, y]), "diff(sin(x), x, 2, y)"));
    }

    [Theory]
    [InlineData("x + (2*y)", 0)]
    [InlineData("(1/2)*x", 1)]
    [InlineData("(x/y)*z", 2)]
    [InlineData("x^(y^z)", 3)]
    [InlineData("-(x^2)", 4)]
    [InlineData("-(x/y)*z", 5)]
    [InlineData("-(1/x)*y", 6)]
    public void Every_grouping_can_be_shown(string text, int which)
    {
        Expr[] trees = [Plus(X, Times(N(2), Y)), Times(Reciprocal(N(2)), X), Times(X, Reciprocal(Y), Z), Power(X, Power(Y, Z)), Negate(Power(X, N(2))), Times(N(-1), X, Reciprocal(Y), Z), Times(N(-1), Reciprocal(X), Y)];
        Assert.Equal(text, TextPrinter.PrintFullyParenthesised(trees[which]));
    }

    [Fact]
    public void Pieces_carry_their_style()
    {
        var markup = TextPrinter.ToMarkup(Times(N(2), Pi, Sin(X)));
        Assert.Equal("2*pi*sin(x)", markup.ToString());
        Assert.Equal(
            [MarkupStyle.Number, MarkupStyle.Operator, MarkupStyle.Constant, MarkupStyle.Operator, MarkupStyle.Function, MarkupStyle.Bracket, MarkupStyle.Variable, MarkupStyle.Bracket],
            markup.Parts.Select(p => p.Style));
    }
}
