using Symbolic.Tests.Compilation.Loops;
using Symbolic.Verification;
using Xunit;

namespace Symbolic.Tests.Verification;

/// <summary>Derivatives of sums over rows, few and many, checked at a point.</summary>
public class RowsCheckTests
{
    private const string Logistic = "mean(ln(1+exp(-(2*k-1)*(a*x+b*y))))";

    [Theory]
    [InlineData(5)]
    [InlineData(300)]
    [InlineData(100_000)]
    public void Any_number_of_rows_is_checked_by_all_routes(int count)
    {
        var report = Formula.Parse(Logistic).With(Rows.Of(count)).Verify([0.3, -0.2], 2);
        Assert.Equal(Verdict.Verified, report.Verdict);
        Assert.Equal(5, report.Components.Length);
        Assert.All(report.Components, c => Assert.InRange(Math.Abs(c.Dual - c.Exact), 0, 1e-10 * Math.Max(1e-2, Math.Abs(c.Exact))));
    }

    [Fact]
    public void Sums_of_sums_over_many_rows_are_checked()
    {
        var report = Formula.Parse("mean((a*x-mean(a^2*x))^2)").With(Rows.Of(60_000)).Verify([0.7], 2);
        Assert.Equal(Verdict.Verified, report.Verdict);
    }

    [Fact]
    public void At_the_minimum_rounding_is_not_taken_for_a_mistake()
    {
        var data = Rows.Of(100_000);
        Assert.True(data.TryGetColumn("y", out var y));
        var report = Formula.Parse("mean((y-a)^2)").With(data).Verify([y.Average()], 2);
        Assert.NotEqual(Verdict.Disagrees, report.Verdict);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(20_000)]
    public void A_kink_in_one_row_is_found(int count)
    {
        var data = Rows.Of(count);
        Assert.True(data.TryGetColumn("x", out var x));
        var report = Formula.Parse("sum(abs(x-a))").With(data).Verify([x[count / 2]], 1);
        Assert.Contains($"abs(x - a) has a kink at 0, in row {(count / 2) + 1} of the data", report.Components.Single().Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sum(abs(x-i),i,1,3)", 2)]
    [InlineData("sum(if(x>i,x^2,x),i,1,300)", 7)]
    public void A_kink_in_a_sum_over_an_index_is_found(string text, double at)
    {
        var report = Formula.Parse(text).Verify([at], 1);
        Assert.Equal(Verdict.Kink, report.Components.Single().Verdict);
        Assert.Equal(Verdict.Verified, Formula.Parse(text).Verify([at + 0.5], 1).Verdict);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(100_000)]
    public void The_row_that_is_not_finite_is_named(int count)
    {
        var data = Rows.Of(count);
        Assert.True(data.TryGetColumn("x", out var x));
        var first = Array.FindIndex(x, t => t < -1.5) + 1;
        var report = Formula.Parse("mean(ln(x+a))").With(data).Verify([1.5], 1);
        Assert.Equal(Verdict.Domain, report.Verdict);
        Assert.Contains($"in row {first} of the data", report.Cause, StringComparison.Ordinal);
    }
}
