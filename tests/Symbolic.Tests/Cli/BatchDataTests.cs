using System.Text.Json;

namespace Symbolic.Tests.Cli;

/// <summary>Rows of data in requests of the batch protocol.</summary>
public class BatchDataTests
{
    private const string Data = "\"data\":{\"t\":[0,1,2],\"y\":[2,1,0.5]}";

    [Fact]
    public void Sums_and_means_run_over_the_rows_of_a_request()
    {
        var answer = Ask($"{{\"formula\":\"mean((y-a*t)^2)\",\"at\":{{\"a\":1}},\"order\":2,{Data}}}");
        Assert.Equal(["a"], answer.GetProperty("variables").EnumerateArray().Select(v => v.GetString()));
        Assert.Equal((4 + 0 + 2.25) / 3, answer.GetProperty("value").GetDouble(), 1e-15);
        Assert.Equal(-2 * (0 + 0 + (2 * -1.5)) / 3, answer.GetProperty("gradient")[0].GetDouble(), 1e-15);
        Assert.Equal(2 * 5 / 3.0, answer.GetProperty("hessian")[0][0].GetDouble(), 1e-15);
        Assert.Empty(answer.GetProperty("notes").EnumerateArray());
    }

    [Fact]
    public void Derivatives_are_by_what_is_no_column()
    {
        var answer = Ask($"{{\"op\":\"differentiate\",\"formula\":\"sum((y-a*t)^2)\",{Data}}}");
        Assert.Contains("sum(-2*t*(y - a*t))", answer.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, answer.GetProperty("variables").GetArrayLength());
    }

    [Fact]
    public void Rows_are_checked_differenced_and_evaluated_at_many_points()
    {
        var check = Ask($"{{\"op\":\"check\",\"formula\":\"mean((y-a*t)^2)\",\"at\":{{\"a\":1}},{Data}}}");
        Assert.Equal("verified", check.GetProperty("verdict").GetString());
        var difference = Ask($"{{\"op\":\"difference\",\"formula\":\"mean((y-a*t)^2)\",\"at\":{{\"a\":1}},{Data}}}");
        Assert.Equal(2, difference.GetProperty("gradient")[0].GetDouble(), 1e-9);
        var many = Ask($"{{\"formula\":\"sum(y*a)\",\"points\":{{\"a\":[1,2]}},\"order\":1,{Data}}}");
        Assert.Equal([3.5, 7], many.GetProperty("values").EnumerateArray().Select(v => v.GetDouble()));
        Assert.Equal([3.5, 3.5], many.GetProperty("gradients")[0].EnumerateArray().Select(v => v.GetDouble()));
    }

    [Fact]
    public void A_claim_may_be_a_sum_over_the_rows()
    {
        string Request(string claim) => $"{{\"op\":\"check\",\"formula\":\"sum((y-a*t)^2)\",\"at\":{{\"a\":1}},\"claim\":{{\"gradient\":[\"{claim}\"]}},{Data}}}";
        Assert.Equal("verified", Ask(Request("sum(-2*t*(y-a*t))")).GetProperty("verdict").GetString());
        Assert.Equal("disagrees", Ask(Request("sum(-t*(y-a*t))")).GetProperty("verdict").GetString());
    }

    [Theory]
    [InlineData("""{"formula":"mean(t*a)","at":{"a":1}}""", """The formula has a sum or mean over rows of data; add "data", for example {"x":[1,2],"y":[3,4]}.""")]
    [InlineData("""{"op":"check","formula":"mean(t*a)","at":{"a":1}}""", """The formula has a sum or mean over rows of data; add "data", for example {"x":[1,2],"y":[3,4]}.""")]
    [InlineData("""{"formula":"mean(t*a)","at":{"a":1},"data":{"t":[1,2],"y":[1]}}""", "The column 'y' has 1 rows, another one has 2.")]
    [InlineData("""{"formula":"mean(t*a)","at":{"a":1},"data":{"t":[1,null]}}""", "The column 't' has no number in row 2; leave such rows out.")]
    [InlineData("""{"formula":"mean(t*a)","at":{"a":1},"data":{"t":[1,"NaN"]}}""", "The column 't' holds NaN in row 2; leave such rows out.")]
    [InlineData("""{"formula":"mean(t*a)","at":{"a":1},"data":{"t":[]}}""", "Data need one row at least.")]
    [InlineData("""{"formula":"mean(t*a)","at":{"a":1},"data":{}}""", "Data need one column at least.")]
    [InlineData("""{"formula":"mean(t*a)","at":{"a":1},"data":[1]}""", """The field "data" must be an object of equally long arrays of numbers, for example {"t":[1,2],"y":[3,4]}.""")]
    [InlineData("""{"formula":"a^2","at":{"a":1},"data":{"t":[1]}}""", "The formula has no sum(…) or mean(…) over rows of data.")]
    [InlineData("""{"formula":"mean(t*b)","at":{"a":1},"data":{"t":[1]}}""", "The variable 'b' has no value; add b=…; the data have the columns t")]
    [InlineData("""{"formula":"mean(t*a)","at":{"a":1,"t":2},"data":{"t":[1]}}""", "'t' is a column of the data and is given a value, too; name one of them otherwise.")]
    public void What_does_not_fit_is_said(string request, string message) =>
        Assert.Equal(message, Ask(request).GetProperty("error").GetProperty("message").GetString());

    private static JsonElement Ask(string request) => JsonDocument.Parse(CliRun.WithInput(request + "\n", "batch").Output).RootElement;
}
