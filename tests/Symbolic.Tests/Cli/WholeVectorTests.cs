using System.Text.Json;
using Symbolic.Tests.Repl.Session;

namespace Symbolic.Tests.Cli;

/// <summary>Values for the elements of a vector under its name.</summary>
public class WholeVectorTests
{
    private const string Squares = "sum(i*x[i]^2, i, 1, 3)";

    [Theory]
    [InlineData("x=1", "6")]
    [InlineData("x=[1,2,3]", "36")]
    [InlineData("x=[ sqrt(2), 0, 2/2 ]", "5")]
    public void A_number_goes_to_all_elements_and_a_list_to_one_after_the_other(string point, string value) =>
        Assert.Contains($"value  {value}\n", CliRun.Of("eval", Squares, point).Output, StringComparison.Ordinal);

    [Fact]
    public void An_element_keeps_what_it_is_given_itself() =>
        Assert.Contains("value  11\n", CliRun.Of("eval", Squares, "x=0", "x[2]=2", "x[3]=1").Output, StringComparison.Ordinal);

    [Fact]
    public void A_variable_of_the_same_name_is_another()
    {
        var run = CliRun.Of("eval", "x + x[1]", "x=1");
        Assert.Contains("'x[1]' has no value", run.Error, StringComparison.Ordinal);
        Assert.Contains("'x[1]' has no value", CliRun.Of("eval", "[x, x[1]]", "x=1").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x=[1,2]", "'x' is given a list of 2, and the formula has 3 of its elements, x[1] … x[3].")]
    [InlineData("x=[1,2,3,4]", "'x' is given a list of 4")]
    [InlineData("x=[1,,3]", "'x' is given no value")]
    [InlineData("x=[1,y,3]", "It depends on 'y'.")]
    [InlineData("x=[]", "is not a number")]
    public void A_list_that_does_not_fit_is_refused(string point, string message) =>
        Assert.Contains(message, CliRun.Of("eval", Squares, point).Error, StringComparison.Ordinal);

    [Fact]
    public void A_list_for_a_plain_variable_is_refused() =>
        Assert.Contains("the formula has no elements x[1], x[2], …; write one number.", CliRun.Of("eval", "x^2", "x=[1,2]").Error, StringComparison.Ordinal);

    [Fact]
    public void A_name_is_given_twice_whichever_way()
    {
        Assert.Contains("given a value twice", CliRun.Of("eval", Squares, "x=1", "x=[1,2,3]").Error, StringComparison.Ordinal);
        Assert.Contains("given a value twice", CliRun.Of("eval", Squares, "x=[1,2,3]", "x=[1,2,3]").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_are_known_once_the_bounds_of_loops_are()
    {
        var run = CliRun.Of("eval", "sum(x[i]^2, i, 1, n)", "n=3", "x=[1,2,3]");
        Assert.Contains("value  14\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("does not occur", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_is_asked_for_by_the_name_of_the_vector() =>
        Assert.Contains("add x=… y=…", CliRun.Of("eval", "sum(x[i]*y, i, 1, 30)").Error, StringComparison.Ordinal);

    [Fact]
    public void Starts_ranges_and_bounds_of_solvers_take_vectors()
    {
        const string valley = "sum(100*(x[i+1]-x[i]^2)^2 + (1-x[i])^2, i, 1, 2)";
        Assert.Contains("minimum at x[1] = 1, x[2] = 1", CliRun.Of("minimize", valley, "x=-1.2").Output, StringComparison.Ordinal);
        Assert.Contains("minimum at x[1] = 1, x[2] = 1", CliRun.Of("minimize", valley, "x=[-1.2,1,1]").Output, StringComparison.Ordinal);
        Assert.Contains("minimum on a bound at x[1] = 0.5", CliRun.Of("minimize", valley, "x=0", "--bounds", "x=..0.5").Output, StringComparison.Ordinal);
        Assert.Contains("x[1] = 1, x[2] = 2", CliRun.Of("minimize", "(x[1]-1)^2 + (x[2]-2)^2", "x=-5..5").Output, StringComparison.Ordinal);
        Assert.Contains("root at x[1] = 1.41421356237", CliRun.Of("solve", "[x[1]^2 - 2, x[1]*x[2] - 1]", "x=1").Output, StringComparison.Ordinal);
        Assert.Contains("add x=0, or a range such as x=-1..1", CliRun.Of("minimize", valley).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_box_and_a_constraint_take_vectors()
    {
        Assert.Contains("x[2] from -1 to 1", CliRun.Of("check", Squares, "--box", "x=-1..1", "--samples", "20").Output, StringComparison.Ordinal);
        Assert.Contains("x[1] = 0.5, x[2] = 0.5", CliRun.Of("minimize", "x[1]^2 + x[2]^2", "x=1", "--subject-to", "x[1] + x[2] = 1").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_takes_an_array()
    {
        var run = CliRun.WithInput("""{"op":"evaluate","formula":"x[1]+2*x[2]","at":{"x":[1,2]},"order":1}""" + "\n", "batch");
        var answer = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(5, answer.GetProperty("value").GetDouble());
    }

    [Fact]
    public void A_session_keeps_values_of_vectors()
    {
        string[] start = ["f = x[1]^2*x[2]", "at x=3"];
        Assert.Contains("= 27  at x[1] = 3, x[2] = 3", SessionRun.Output([.. start, "f"]), StringComparison.Ordinal);
        var check = SessionRun.Output([.. start, "check f x=2"]);
        Assert.Contains("at x[1] = 2, x[2] = 2", check, StringComparison.Ordinal);
        Assert.DoesNotContain("does not occur", check, StringComparison.Ordinal);
        Assert.Contains("minimum at x[1] = 1, x[2] = 0", SessionRun.Output("minimize (x[1]-1)^2 + x[2]^2 x=[5, 6]"), StringComparison.Ordinal);
    }
}
