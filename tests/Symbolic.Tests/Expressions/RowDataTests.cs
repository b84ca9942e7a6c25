using Symbolic.Compilation;
using Symbolic.Expressions;
using Xunit;

namespace Symbolic.Tests.Expressions;

public class RowDataTests
{
    [Fact]
    public void Columns_are_found_by_name_and_listed_in_order()
    {
        var data = Data(("y", [1, 2]), ("x10", [3, 4]), ("x9", [5, 6]));
        Assert.Equal(2, data.Count);
        Assert.Equal(["x9", "x10", "y"], data.Names);
        Assert.True(data.TryGetColumn("x10", out var column));
        Assert.Equal([3, 4], column);
        Assert.False(data.TryGetColumn("X10", out _));
    }

    [Fact]
    public void What_is_no_table_of_numbers_is_refused()
    {
        Assert.Contains("one column at least", Refusal(() => Data()), StringComparison.Ordinal);
        Assert.Contains("one row at least", Refusal(() => Data(("x", []))), StringComparison.Ordinal);
        Assert.Contains("'y' has 1 rows, another one has 2", Refusal(() => Data(("x", [1, 2]), ("y", [1]))).Replace("'x' has 2 rows, another one has 1", "'y' has 1 rows, another one has 2", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("The column 'y' holds NaN in row 2", Refusal(() => Data(("y", [1, double.NaN]))), StringComparison.Ordinal);
        Assert.Contains("The column 'y' holds Infinity in row 1", Refusal(() => Data(("y", [double.PositiveInfinity, 2]))), StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_are_variables_no_longer()
    {
        var data = Data(("t", [1, 2, 3]), ("y", [2, 4, 6]));
        var formula = Formula.Parse("mean((y-a*t)^2)");
        Assert.Equal(["a", "t", "y"], formula.Variables);
        Assert.Equal(["a"], formula.With(data).Variables);
        Assert.Equal(14 / 3.0, formula.With(data).Evaluate(1), 1e-14);
        Assert.Equal("mean((y - a*t)^2)", formula.With(data).ToString());
    }

    [Fact]
    public void Outside_of_the_sum_a_name_stays_a_variable()
    {
        var formula = Formula.Parse("t*sum(t*a)").With(Data(("t", [1, 2, 3])));
        Assert.Equal(["a", "t"], formula.Variables);
        Assert.Equal(60, formula.Evaluate(2, 5));
        Assert.Equal("sum(a*t)", formula.Differentiate("t").ToString());
        Assert.Equal(12, formula.Differentiate("t").Evaluate(2));
    }

    [Fact]
    public void A_formula_that_does_not_read_the_rows_is_refused()
    {
        var data = Data(("t", [1, 2, 3]));
        Assert.Contains("no sum(…) or mean(…) over rows", Refusal(() => Formula.Parse("t^2+sum(i*t,i,1,3)").With(data)), StringComparison.Ordinal);
        Assert.Contains("reads a column of the data (t)", Refusal(() => Formula.Parse("mean(u)").With(data)), StringComparison.Ordinal);
        Assert.Contains("no sum(…) or mean(…) over rows", Refusal(() => Formula.Parse("mean(t)").With(data).With(data)), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_rows_a_formula_is_not_compiled()
    {
        Assert.Contains("needs data", Assert.Throws<UnsupportedFormulaException>(() => Formula.Parse("mean(t)").Compile()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Derivatives_by_parameters_are_sums_over_the_rows()
    {
        var data = Data(("t", [1, 2, 3]), ("y", [2, 4, 7]));
        var slope = Formula.Parse("sum((y-a*t)^2)").With(data).Differentiate("a");
        Assert.Equal(["a"], slope.Variables);
        Assert.Equal(2 * ((1 - 2) + (2 * (2 - 4)) + (3 * (3 - 7))), slope.Evaluate(1), 1e-12);
        Assert.Equal(28, slope.Differentiate("a").Evaluate(), 1e-12);
    }

    private static RowData Data(params (string Name, double[] Numbers)[] columns) => new(columns.Select(c => KeyValuePair.Create(c.Name, c.Numbers)));

    private static string Refusal(Action action) => Assert.Throws<ArgumentException>(action).Message;
}
