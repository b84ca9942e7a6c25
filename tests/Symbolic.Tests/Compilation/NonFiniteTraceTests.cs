using Symbolic.Compilation;
using Symbolic.Expressions;
using Symbolic.Functions;
using Xunit;

namespace Symbolic.Tests.Compilation;

public class NonFiniteTraceTests
{
    private static readonly Variable X = new("x");
    private static readonly Variable Y = new("y");

    [Fact]
    public void Names_the_first_part_that_went_wrong_and_its_operands()
    {
        var ln = Exponential.Ln.AsTyped(X - Y);
        var cause = Find((2 * Y) + Exponential.Exp.AsTyped(ln * Y), 1, 3);
        Assert.NotNull(cause);
        Assert.Equal(ln, cause.Expression);
        Assert.Equal([-2.0], cause.OperandValues);
        Assert.Equal(double.NaN, cause.Value);
    }

    [Fact]
    public void A_finite_value_has_no_cause() => Assert.Null(Find(X + Y, 1, 2));

    [Fact]
    public void A_value_that_was_absorbed_is_not_blamed()
    {
        // 1/exp(x) is 0 although exp(x) overflows; ln(y) is what makes the sum NaN.
        var e = AsTyped.Sum([AsTyped.Reciprocal(Exponential.Exp.AsTyped(X)), Exponential.Ln.AsTyped(Y)]);
        Assert.Equal(Exponential.Ln.AsTyped(Y), Find(e, 1000, -1)?.Expression);
    }

    [Fact]
    public void NaN_is_traced_to_NaN_before_infinity()
    {
        var e = AsTyped.Sum([AsTyped.Reciprocal(X), Exponential.Ln.AsTyped(Y)]);
        Assert.Equal(Exponential.Ln.AsTyped(Y), Find(e, 0, -1)?.Expression);
        Assert.Equal(AsTyped.Reciprocal(X), Find(e, 0, 1)?.Expression);
    }

    [Fact]
    public void An_untaken_branch_is_not_blamed()
    {
        var e = AsTyped.Piecewise([Conditions.Less.AsTyped(X, 0), Exponential.Ln.AsTyped(X), AsTyped.Reciprocal(Y)]);
        Assert.Equal(AsTyped.Reciprocal(Y), Find(e, 1, 0)?.Expression);
        Assert.Equal(Exponential.Ln.AsTyped(X), Find(e, -1, 0)?.Expression);
    }

    [Fact]
    public void A_variable_that_is_not_finite_is_its_own_cause()
    {
        var cause = Find(X * Y, double.NaN, 1);
        Assert.Equal(X, cause?.Expression);
        Assert.Empty(cause!.OperandValues);
    }

    [Fact]
    public void A_term_of_a_loop_is_named_with_its_index()
    {
        var i = new Variable("i", isIndex: true);
        var sum = Reduction.Over(ReductionKind.Sum, Reduction.Over(ReductionKind.Sum, Exponential.Ln.AsTyped(AsTyped.Sum([X, AsTyped.Negate(i)])), "j", 1, i), "i", 1, 3);
        Assert.Equal(Exponential.Ln.AsTyped(AsTyped.Sum([X, AsTyped.Negate(3)])), Find(sum, 2.5, 0)?.Expression);
    }

    private static NonFiniteCause? Find(Expr e, double x, double y) => NonFiniteTrace.Find(e, [X, Y], [x, y]);
}
