using Symbolic.Compilation;
using Symbolic.Expressions;
using Symbolic.Functions;
using Xunit;

namespace Symbolic.Tests.Compilation;

public class ForwardProgramTests
{
    private static readonly Variable X = new("x");
    private static readonly Variable Y = new("y");
    private static readonly Expr LnX = Exponential.Ln.AsTyped(X);

    [Fact]
    public void Polynomials_have_exact_derivatives()
    {
        // x³y² + x/y at (2, 4)
        var e = (Algebra.Power(X, 3) * Algebra.Square(Y)) + (X / Y);
        AssertDerivatives(e, 2, 4, 128.5, 192.25, 64 - 0.125, 192, 96 - 0.0625, 16 + 0.0625);
    }

    [Fact]
    public void Functions_are_differentiated_twice_by_their_rules()
    {
        // sin(x·y) and exp(sin x)
        var (c, s) = (Math.Cos(0.6), Math.Sin(0.6));
        AssertDerivatives(Trigonometric.Sin.AsTyped(X * Y), 0.5, 1.2, s, 1.2 * c, 0.5 * c, -1.44 * s, c - (0.6 * s), -0.25 * s);
        (c, s) = (Math.Cos(0.5), Math.Sin(0.5));
        var f = Math.Exp(s);
        AssertDerivatives(Exponential.Exp.AsTyped(Trigonometric.Sin.AsTyped(X)), 0.5, 0, f, c * f, 0, ((c * c) - s) * f, 0, 0);
    }

    [Fact]
    public void Roots_quotients_and_rational_powers()
    {
        AssertDerivatives(Algebra.Sqrt(X * Y), 4, 9, 6, 0.75, 1.0 / 3, -1 / (4 * 8.0) * 3, 1.0 / (4 * 6), -2 / (4 * 27.0));
        AssertDerivatives(Algebra.Power(X, new Constant(Number.FromRatio(5, 3))), 8, 0, 32, 20.0 / 3, 0, 10.0 / 9 / 2, 0, 0);
        AssertDerivatives(Y / X, 2, 3, 1.5, -0.75, 0.5, 0.75, -0.25, 0);
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(0.5, -1.5)]
    public void General_powers(double x, double y)
    {
        var (p, l) = (Math.Pow(x, y), Math.Log(x));
        AssertDerivatives(AsTyped.Power(X, Y), x, y, p, y * p / x, p * l, y * (y - 1) * p / x / x, (1 + (y * l)) * p / x, p * l * l);
        AssertDerivatives(
            AsTyped.Product([AsTyped.Power(X, Y), LnX]), x, y, p * l, ((y * l) + 1) * p / x, p * l * l,
            ((y * (y - 1) * l) + (2 * y) - 1) * p / x / x, ((y * l * l) + (2 * l)) * p / x, p * l * l * l);
    }

    [Fact]
    public void Powers_at_base_zero_have_the_limits_of_their_derivatives()
    {
        AssertDerivatives(AsTyped.Power(X, Y), 0, 3, 0, 0, 0, 0, 0, 0);
        AssertDerivatives(AsTyped.Power(X, Y), 0, 2, 0, 0, 0, 2, 0, 0);
        AssertDerivatives(AsTyped.Power(X, Y), 0, 1, 0, 1, 0, 0, double.NegativeInfinity, 0);
        AssertDerivatives(AsTyped.Power(X, 1 + (0 * Y)), 0, 1, 0, 1, 0, 0, 0, 0);
    }

    [Fact]
    public void Negative_bases_have_derivatives_by_the_base()
    {
        var gradient = new double[2];
        Assert.Equal(-8, new ForwardProgram([X, Y], AsTyped.Power(X, Y)).Evaluate([-2, 3], gradient));
        Assert.Equal(12, gradient[0]);
        Assert.Equal(double.NaN, gradient[1]);
    }

    [Fact]
    public void What_does_not_depend_on_a_variable_is_not_poisoned_by_an_infinite_slope()
    {
        var e = Algebra.Sqrt(X) + (Y * Y);
        AssertDerivatives(e, 0, 3, 9, double.PositiveInfinity, 6, double.NegativeInfinity, 0, 2);
    }

    [Fact]
    public void Untaken_branches_do_not_poison()
    {
        var e = AsTyped.Piecewise([Conditions.Greater.AsTyped(X, 0), Algebra.Square(X) * Y, LnX]);
        AssertDerivatives(e, 2, 5, 20, 20, 4, 10, 4, 0);
        AssertDerivatives(AsTyped.Piecewise([Conditions.GreaterOrEqual.AsTyped(X, 0), X * Y, LnX]), 0, 5, 0, 5, 0, 0, 1, 0);
    }

    [Fact]
    public void A_function_without_a_rule_has_no_derivative_but_a_value()
    {
        var f = new FunctionDefinition("f", 1) { Evaluate = (Func<double, double>)Math.Floor };
        var gradient = new double[2];
        Assert.Equal(3 + 4, new ForwardProgram([X, Y], f.AsTyped(X) + (2 * Y)).Evaluate([3.5, 2], gradient));
        Assert.Equal([double.NaN, 2], gradient);
    }

    [Fact]
    public void Rules_may_use_the_value_and_parameters()
    {
        // value: tan′ = 1 + tan²; parameter: power(n, x) with a rule that looks at n
        FunctionDefinition? raised = null;
        raised = new FunctionDefinition("raised", 2)
        {
            Evaluate = (double n, double x) => Math.Pow(x, n),
            Parameters = [0],
            Partials = (a, _) => [0, a[0] is Constant { Value.IsZero: true } ? 0 : a[0] * new Call(raised!, [Algebra.Add(a[0], -1), a[1]])],
        };
        AssertDerivatives(new Call(raised, [3, X * Y]), 2, 1, 8, 12, 24, 12, 36, 48);
        AssertDerivatives(new Call(raised, [0, X * Y]), 0, 1, 1, 0, 0, 0, 0, 0);
        var tan = new FunctionDefinition("tan", 1) { Evaluate = (Func<double, double>)Math.Tan, Partials = (_, value) => [1 + Algebra.Square(value)] };
        var t = Math.Tan(0.7);
        AssertDerivatives(tan.AsTyped(X), 0.7, 0, t, 1 + (t * t), 0, 2 * t * (1 + (t * t)), 0, 0);
    }

    [Fact]
    public void Functions_of_many_arguments_use_the_rule_for_all_of_them()
    {
        var product = new FunctionDefinition("prod3", 1, int.MaxValue)
        {
            Evaluate = (double a, double b) => a * b,
            Partials = (a, value) => [.. a.Select((_, i) => Algebra.Product([.. a.Where((_, j) => j != i)]))],
        };
        AssertDerivatives(product.AsTyped(X, Y, X), 3, 5, 45, 30, 9, 10, 6, 0);
    }

    [Fact]
    public void Directional_derivatives_are_gradients_times_directions()
    {
        var program = new ForwardProgram([X, Y], Algebra.Square(X) * Y);
        Assert.Equal(new Dual(12, (12 * 0.5) + (4 * 2)), program.Directional([2, 3], [0.5, 2]));
    }

    private static void AssertDerivatives(Expr e, double x, double y, double value, double fx, double fy, double fxx, double fxy, double fyy)
    {
        var (gradient, hessian) = (new double[2], new double[4]);
        var actual = new ForwardProgram([X, Y], e).Evaluate([x, y], gradient, hessian);
        double[] expected = [value, fx, fy, fxx, fxy, fxy, fyy];
        double[] all = [actual, .. gradient, .. hessian];
        for (var i = 0; i < expected.Length; i++)
        {
            // A handful of roundings.
            if (double.IsFinite(expected[i])) Assert.Equal(expected[i], all[i], 1e-14 * Math.Max(1, Math.Abs(expected[i])));
            else Assert.Equal(expected[i], all[i]);
        }
    }
}
