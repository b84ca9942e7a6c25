using Symbolic.Compilation;
using Symbolic.Expressions;
using Symbolic.Functions;
using Xunit;

namespace Symbolic.Tests.Compilation;

public class TapeBuilderTests
{
    private static readonly Variable X = new("x");
    private static readonly Variable Y = new("y");

    [Fact]
    public void Computes_sums_products_and_powers_as_they_stand()
    {
        Assert.Equal(7.5, Run((2 * X) + (3 * Y) - Constant.Half, 1, 2));
        Assert.Equal(9, Run(Algebra.Square(X), -3, 0));
        Assert.Equal(1.0 / 8, Run(Algebra.Power(X, -3), 2, 0));
        Assert.Equal(Math.Sqrt(5), Run(Algebra.Sqrt(X), 5, 0));
        Assert.Equal(1 / (5 * Math.Sqrt(5)), Run(Algebra.Power(X, -1.5), 5, 0));
        Assert.Equal(Math.Pow(5, 1.0 / 3), Run(AsTyped.Power(X, new Constant(Number.FromRatio(1, 3))), 5, 0));
        Assert.Equal(double.PositiveInfinity, Run(Algebra.Power(X, 1.5), double.PositiveInfinity, 0));
        Assert.Equal(Math.Pow(1.01, 1000000), Run(Algebra.Power(X, 1000000), 1.01, 0));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(7)]
    [InlineData(1e300)]
    public void Divides_by_the_denominator_of_a_fraction(double x)
    {
        Assert.Equal(x / 3, Run(X / 3, x, 0));
        Assert.Equal(2 * x / 3, Run(2 * X / 3, x, 0));
        Assert.Equal(-(x / 3), Run(-X / 3, x, 0));
        Assert.Equal(0.1 * x, Run(AsTyped.Product([new Constant(Number.ParseDecimal("0.1")), X]), x, 0));
        Assert.Equal(x / (3 * 7.0), Run(X / 3 / Y, x, 7));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(-0.0, 3)]
    [InlineData(-2, 5)]
    [InlineData(double.NegativeInfinity, 3)]
    [InlineData(double.PositiveInfinity, -2)]
    [InlineData(double.NegativeInfinity, -3)]
    [InlineData(0, -2)]
    [InlineData(-0.0, -3)]
    [InlineData(double.NaN, 2)]
    [InlineData(1.5, 40)]
    [InlineData(1e200, 2)]
    [InlineData(1e-200, -2)]
    public void Integer_powers_have_the_special_values_of_the_library_power(double x, int n) => Assert.Equal(Math.Pow(x, n), Run(AsTyped.Power(X, n), x, 0));

    [Theory]
    [InlineData(-1, 0.5)]
    [InlineData(-8, 1.5)]
    [InlineData(double.NegativeInfinity, 0.5)]
    [InlineData(-1, -0.5)]
    public void Half_powers_of_negative_numbers_are_no_numbers(double x, double n) => Assert.Equal(double.NaN, Run(AsTyped.Power(X, n), x, 0));

    [Fact]
    public void Anything_to_the_power_zero_is_one()
    {
        Assert.Equal(1, Run(AsTyped.Power(X, 0), 0, 0));
        Assert.Equal(1, Run(AsTyped.Power(X, AsTyped.Sum([Y, -1])), 0, 1));
    }

    [Fact]
    public void Integer_powers_stay_within_the_bound_of_repeated_squaring()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var (x, n) = (0.5 + random.NextDouble(), random.Next(2, 33));
            var exact = Math.Pow(x, n);
            Assert.InRange(Run(AsTyped.Power(X, n), x, 0), exact * (1 - (n * 1.2e-16)), exact * (1 + (n * 1.2e-16)));
        }
    }

    [Fact]
    public void A_quotient_is_one_division()
    {
        var tape = TapeBuilder.Build([X, Y], X / Y / (1 + X) / Algebra.Sqrt(Y));
        Assert.Single(tape.Instructions, i => i.Op == TapeOp.Divide);
    }

    [Fact]
    public void Common_subexpressions_are_computed_once_across_outputs()
    {
        var e = Exponential.Exp.Of(X * Y);
        var tape = TapeBuilder.Build([X, Y], e + X, e * Y, AsTyped.Power(new Call(NamedConstants.E, []), AsTyped.Product([Y, X])));
        // x·y, exp, +, ·
        Assert.Equal(4, tape.InstructionCount);
        Assert.Equal(3, tape.OutputCount);
    }

    [Fact]
    public void A_negated_term_is_subtracted()
    {
        var tape = TapeBuilder.Build([X, Y], AsTyped.Sum([AsTyped.Negate(X), Y]), AsTyped.Sum([Y, AsTyped.Product([-2, X])]));
        Assert.DoesNotContain(tape.Instructions, i => i.Op == TapeOp.Negate);
        Assert.Equal(3, tape.InstructionCount);
    }

    [Fact]
    public void Signs_of_zero_are_those_of_plain_arithmetic()
    {
        // −x − y at x = 1, y = −1 is −1 + 1 = +0, not −(x + y) = −0.
        var e = AsTyped.Sum([AsTyped.Negate(X), AsTyped.Negate(Y)]);
        Assert.Equal(double.PositiveInfinity, 1 / Run(e, 1, -1));
        Assert.Equal(double.NegativeInfinity, 1 / Run(AsTyped.Negate(X + Y), 1, -1));
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 2, 0)]
    [InlineData(0, -1, double.PositiveInfinity)]
    [InlineData(-2, 3, -8)]
    [InlineData(-2, 0.5, double.NaN)]
    [InlineData(-0.0, -1, double.NegativeInfinity)]
    [InlineData(double.PositiveInfinity, -1, 0)]
    public void General_powers_follow_IEEE(double x, double y, double expected) => Assert.Equal(expected, Run(AsTyped.Power(X, Y), x, y));

    [Theory]
    [InlineData(0, 2, 0)]
    [InlineData(0, 0.001, 0)]
    [InlineData(0, 0, double.NegativeInfinity)]
    [InlineData(1, 3, 0)]
    public void A_power_times_the_logarithm_of_its_base_has_its_limit_at_zero(double x, double y, double expected)
    {
        Assert.Equal(expected, Run(Algebra.Power(X, Y) * Exponential.Ln.Of(X), x, y));
        Assert.Equal(3 * expected, Run(3 * Algebra.Power(X, Y) * Exponential.Ln.Of(X), x, y));
    }

    [Fact]
    public void Powers_of_logarithms_are_counted()
    {
        var ln = Exponential.Ln.Of(X);
        var e = Algebra.Power(X, Y) * Algebra.Power(ln, 3) * Y;
        Assert.Equal(Math.Pow(3, 2.5) * Math.Log(3) * Math.Log(3) * Math.Log(3) * 2.5, Run(e, 3, 2.5), 1e-13);
        Assert.Equal(0, Run(e, 0, 2.5));
    }

    [Fact]
    public void A_branch_that_is_not_taken_never_poisons()
    {
        var e = AsTyped.Piecewise([Conditions.Less.AsTyped(X, 0), Exponential.Ln.Of(-X), Conditions.GreaterOrEqual.AsTyped(X, 1), Exponential.Ln.Of(X), 5]);
        Assert.Equal(Math.Log(2), Run(e, -2, 0));
        Assert.Equal(Math.Log(2), Run(e, 2, 0));
        Assert.Equal(5, Run(e, 0, 0));
        Assert.Equal(5, Run(e, double.NaN, 0));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(0, 1)]
    [InlineData(double.NaN, 1)]
    public void Conditions_are_one_or_zero(double x, double y)
    {
        Assert.Equal(x < y ? 1 : 0, Run(Conditions.Less.AsTyped(X, Y), x, y));
        Assert.Equal(x <= y ? 1 : 0, Run(Conditions.LessOrEqual.AsTyped(X, Y), x, y));
        Assert.Equal(x > y ? 1 : 0, Run(Conditions.Greater.AsTyped(X, Y), x, y));
        Assert.Equal(x >= y ? 1 : 0, Run(Conditions.GreaterOrEqual.AsTyped(X, Y), x, y));
        Assert.Equal(x == y ? 1 : 0, Run(Conditions.Equal.AsTyped(X, Y), x, y));
        Assert.Equal(x != y ? 1 : 0, Run(Conditions.NotEqual.AsTyped(X, Y), x, y));
        Assert.Equal(x != 0 && y != 0 ? 1 : 0, Run(Conditions.And.AsTyped(X, Y), x, y));
        Assert.Equal(x != 0 || y != 0 ? 1 : 0, Run(Conditions.Or.AsTyped(X, Y), x, y));
        Assert.Equal(x == 0 ? 1 : 0, Run(Conditions.Not.AsTyped(X), x, y));
    }

    [Fact]
    public void Registered_functions_are_called_whatever_their_delegate_is_bound_to()
    {
        var offset = 3.0;
        var shifted = new FunctionDefinition("shifted", 1) { Evaluate = (double a) => a + offset, Partials = (_, _) => [1] };
        var largest = new FunctionDefinition("largest", 1, int.MaxValue) { Evaluate = (Func<double, double, double>)Math.Max, Partials = (a, _) => a };
        var fma = new FunctionDefinition("fma", 3) { Evaluate = (double a, double b, double c) => (a * b) + c, Partials = (a, _) => [a[1], a[0], 1] };
        Assert.Equal(4, Run(shifted.Of(X), 1, 0));
        Assert.Equal(9, Run(largest.Of(X, 9, Y, -3), 1, 2));
        Assert.Equal(1, Run(largest.Of(X), 1, 2));
        Assert.Equal(11, Run(fma.Of(X, Y, 5), 2, 3));
    }

    [Fact]
    public void Functions_made_of_others_are_expanded()
    {
        var twice = new FunctionDefinition("twice", 1) { Expansion = a => 2 * a[0] };
        var four = new FunctionDefinition("four", 1) { Expansion = a => twice.Of(twice.Of(a[0])) };
        Assert.Equal(12, Run(four.Of(X), 3, 0));
        FunctionDefinition? endless = null;
        endless = new FunctionDefinition("endless", 1) { Expansion = a => endless!.Of(a[0] + 1) };
        Assert.Throws<UnsupportedFormulaException>(() => Run(endless.Of(X), 1, 0));
        FunctionDefinition? circular = null;
        circular = new FunctionDefinition("circular", 1) { Expansion = a => 1 + circular!.Of(a[0]) };
        Assert.Throws<UnsupportedFormulaException>(() => Run(circular.Of(X), 1, 0));
    }

    [Fact]
    public void Loops_with_constant_bounds_are_written_out()
    {
        var i = new Variable("i", isIndex: true);
        var j = new Variable("j", isIndex: true);
        Assert.Equal(1 + 4 + 9 + 16, Run(Reduction.Over(ReductionKind.Sum, AsTyped.Power(i, 2), "i", 1, 4), 0, 0));
        Assert.Equal(120, Run(Reduction.Over(ReductionKind.Product, i, "i", 1, 5), 0, 0));
        Assert.Equal(1, Run(Reduction.Over(ReductionKind.Product, i, "i", 5, 1), 0, 0));
        Assert.Equal(0, Run(Reduction.Over(ReductionKind.Sum, i, "i", 5, 1), 0, 0));
        var nested = Reduction.Over(ReductionKind.Sum, Reduction.Over(ReductionKind.Sum, AsTyped.Product([i, j, X]), "j", 1, i), "i", 1, 3);
        Assert.Equal(1 + (2 * 3) + (3 * 6), Run(nested, 1, 0));
        var shadowed = Reduction.Over(ReductionKind.Sum, AsTyped.Sum([i, Reduction.Over(ReductionKind.Sum, i, "i", 1, i)]), "i", 1, 3);
        Assert.Equal(6 + 1 + 3 + 6, Run(shadowed, 0, 0));
    }

    [Fact]
    public void Nested_loops_that_are_too_long_are_refused_soon()
    {
        string[] indices = ["i", "j", "k", "l"];
        Expr loop = AsTyped.Product([X, .. indices.Select(i => new Variable(i, isIndex: true))]);
        foreach (var index in indices) loop = Reduction.Over(ReductionKind.Sum, loop, index, 1, 2000);
        Assert.Contains("too long", Assert.Throws<UnsupportedFormulaException>(() => Run(loop, 1, 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_inner_loop_that_does_not_depend_on_the_outer_index_is_written_out_once()
    {
        Expr loop = X;
        foreach (var index in new[] { "i", "j", "k" }) loop = Reduction.Over(ReductionKind.Sum, loop, index, 1, 1000);
        Assert.InRange(TapeBuilder.Build([X], loop).InstructionCount, 1, 3000);
        Assert.Equal(1e9, Run(loop, 1, 0));
    }

    [Fact]
    public void Elements_take_the_value_of_the_index()
    {
        var i = new Variable("i", isIndex: true);
        var previous = Element.Of("x", [AsTyped.Sum([i, -1])]);
        var body = AsTyped.Piecewise([Conditions.Equal.AsTyped(i, 1), 10, AsTyped.Product([Element.Of("x", [i]), previous])]);
        var sum = Reduction.Over(ReductionKind.Sum, body, "i", 1, 3);
        var tape = TapeBuilder.Build([new Variable("x[1]"), new Variable("x[2]"), new Variable("x[3]")], sum);
        Assert.Equal(10 + (3 * 2) + (5 * 3), Run(tape, 2, 3, 5)[0]);
    }

    [Fact]
    public void What_cannot_be_compiled_is_refused_with_a_reason()
    {
        var i = new Variable("i", isIndex: true);
        Assert.Throws<UnsupportedFormulaException>(() => Run(Reduction.OverRows(ReductionKind.Mean, X), 0, 0));
        Assert.Throws<UnsupportedFormulaException>(() => Run(Reduction.Over(ReductionKind.Sum, i, "i", 1, X), 0, 0));
        Assert.Throws<UnsupportedFormulaException>(() => Run(Reduction.Over(ReductionKind.Sum, i, "i", 1, 1.5), 0, 0));
        Assert.Throws<UnsupportedFormulaException>(() => Run(Reduction.Over(ReductionKind.Sum, i, "i", 1, 2_000_000_000), 0, 0));
        Assert.Throws<ArgumentException>(() => Run(PendingDerivative.Of(X, [X]), 0, 0));
        Assert.Throws<ArgumentException>(() => Run(new Variable("z"), 0, 0));
        Assert.Throws<ArgumentException>(() => Run(i, 0, 0));
        Assert.Throws<ArgumentException>(() => TapeBuilder.Build([X, X], X));
    }

    [Fact]
    public void Deep_wide_and_shared_trees_take_linear_time()
    {
        Expr chain = X;
        for (var i = 0; i < 20_000; i++) chain = AsTyped.Product([AsTyped.Sum([chain, 1]), Constant.Half]);
        Assert.Equal(40_000, TapeBuilder.Build([X], chain).InstructionCount);
        Expr squares = X;
        for (var i = 0; i < 60; i++) squares = AsTyped.Sum([AsTyped.Power(squares, 2), 1]);
        Assert.Equal(120, TapeBuilder.Build([X], squares).InstructionCount);
        var wide = AsTyped.Sum([.. Enumerable.Range(1, 20_000).Select(i => AsTyped.Product([i, AsTyped.Power(X, i)]))]);
        Assert.Equal(20_000.0 * 20_001 / 2, Run(wide, 1, 0));
    }

    [Fact]
    public void Slots_are_reused()
    {
        Expr chain = X;
        for (var i = 0; i < 1000; i++) chain = AsTyped.Sum([AsTyped.Product([chain, chain]), Y]);
        var program = SlotProgram.Of(TapeBuilder.Build([X, Y], chain));
        Assert.InRange(program.SlotCount, 3, 4);
    }

    private static double Run(Expr e, double x, double y) => Run(TapeBuilder.Build([X, Y], e), x, y)[0];

    private static double[] Run(Tape tape, params double[] inputs)
    {
        var outputs = new Real[tape.OutputCount];
        Interpreter.Run(SlotProgram.Of(tape), inputs.Select(Real.From).ToArray(), outputs);
        return [.. outputs.Select(o => o.Primal)];
    }
}
