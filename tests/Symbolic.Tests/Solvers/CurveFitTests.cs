using Symbolic.Solvers.Fitting;
using Symbolic.Solvers.Minimisation;

namespace Symbolic.Tests.Solvers;

public sealed class CurveFitTests
{
    private static readonly DataTable Line = new(("x", [1, 2, 3, 4, 5]), ("y", [1.1, 1.9, 3.2, 3.9, 5.1]));

    [Fact]
    public void A_straight_line_has_the_errors_of_linear_regression()
    {
        // By hand: Σ(x−x̄)² = 10, Σ(x−x̄)(y−ȳ) = 10, ȳ = 3.04, residuals 0.06, −0.14, 0.16, −0.14, 0.06.
        var fit = CurveFit.Fit(Formula.Parse("a + b*x"), Line, "y", [("a", 0), ("b", 0)]);
        Assert.Equal(0.04, fit["a"], 1e-14);
        Assert.Equal(1, fit["b"], 1e-14);
        Assert.Equal(0.072, fit.SumOfSquares, 1e-14);
        Assert.Equal(Math.Sqrt(0.072 / 3 / 10), fit.Parameters[1].StandardError, 1e-14);
        Assert.Equal(Math.Sqrt(0.072 / 3 * ((1.0 / 5) + (9.0 / 10))), fit.Parameters[0].StandardError, 1e-14);
        // t(0.975, 3) = 3.18244630528371.
        Assert.Equal(1 + (3.18244630528371 * fit.Parameters[1].StandardError), fit.Parameters[1].Upper, 1e-12);
        Assert.Equal(1 - (0.072 / 10.072), fit.RSquared, 1e-12);
        Assert.Equal(3, fit.DegreesOfFreedom);
    }

    [Fact]
    public void Weights_pull_towards_the_certain_rows()
    {
        var data = new DataTable(("t", [0, 1]), ("v", [0, 1]), ("s", [1, 2]));
        // The weighted mean of 0 and 1 with weights 1 and 1/4.
        Assert.Equal(0.2, CurveFit.Fit(Formula.Parse("c + 0*t"), data, "v", [("c", 3)], new FitOptions { Sigma = "s" })["c"], 1e-15);
    }

    [Fact]
    public void Parameters_that_the_data_do_not_determine_are_named()
    {
        var fit = CurveFit.Fit(Formula.Parse("(a + b)*x + c"), Line, "y", [("a", 1), ("b", 1), ("c", 0)]);
        Assert.Contains(fit.Warnings, w => w.Contains("a, b", StringComparison.Ordinal));
        Assert.Equal(1, fit["a"] + fit["b"], 1e-13);
        Assert.True(double.IsInfinity(fit.Parameters[0].StandardError));
        Assert.True(double.IsFinite(fit.Parameters[2].StandardError));
    }

    [Fact]
    public void A_start_outside_the_domain_gets_a_reason()
    {
        var fit = CurveFit.Fit(Formula.Parse("a*ln(b*x)"), Line, "y", [("a", 1), ("b", -1)]);
        Assert.Equal(StopReason.NotFiniteAtStart, fit.Reason);
        Assert.False(fit.Succeeded);
    }

    [Fact]
    public void What_does_not_fit_together_is_named()
    {
        var model = Formula.Parse("a + b*x");
        Assert.Contains("'b'", Assert.Throws<ArgumentException>(() => CurveFit.Fit(model, Line, "y", [("a", 0)])).Message, StringComparison.Ordinal);
        Assert.Contains("no column 'z'", Assert.Throws<ArgumentException>(() => CurveFit.Fit(model, Line, "z", [("a", 0), ("b", 0)])).Message, StringComparison.Ordinal);
        Assert.Contains("'q' does not occur", Assert.Throws<ArgumentException>(() => CurveFit.Fit(model, Line, "y", [("a", 0), ("b", 0), ("q", 1)])).Message, StringComparison.Ordinal);
        Assert.Contains("cannot determine", Assert.Throws<ArgumentException>(() => CurveFit.Fit(model, new DataTable(("x", [1]), ("y", [1])), "y", [("a", 0), ("b", 0)])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x,y\n1,2\n3\n", "Line 3 has 1 entries, the header names 2 columns.")]
    [InlineData("x,y\n1,two\n", "Line 2, column 'y': 'two' is not a number.")]
    [InlineData("1,2\n3,4\n", "Line 1: the first line must name the columns, such as x,y.")]
    [InlineData("", "The data are empty; a line that names the columns is expected first.")]
    public void Data_that_are_no_table_are_refused_with_line_and_column(string text, string message) =>
        Assert.Equal(message, Assert.Throws<DataFormatException>(() => DataTable.Read(new StringReader(text))).Message);

    [Theory]
    [InlineData("x,y\n1,2\n3,4\n")]
    [InlineData("# comment\nx; y\n\n1; 2\n3; 4\n")]
    [InlineData("x\ty\n1\t2\n3\t4")]
    [InlineData("x   y\n1   2\n 3 4 \n")]
    [InlineData("\"x\",\"y\"\r\n1,2\r\n3,4e0\r\n")]
    public void Tables_are_read_with_any_usual_separator(string text)
    {
        var data = DataTable.Read(new StringReader(text));
        Assert.Equal(["x", "y"], data.Names);
        Assert.Equal([1, 3], data["x"].ToArray());
        Assert.Equal([2, 4], data["y"].ToArray());
    }

    [Fact]
    public void Least_squares_take_any_vector_formula()
    {
        var result = LeastSquares.Minimize(Symbolic.Solvers.VectorFunction.Of(Formula.Parse("[10*(y - x^2), 1 - x]")), [-1.2, 1]);
        Assert.True(result.Succeeded);
        Assert.Equal([1, 1], result.X);
        Assert.Equal(0, result.SumOfSquares);
    }
}
