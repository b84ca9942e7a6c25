using System.Text.Json;

namespace Symbolic.Tests.Cli.Checking;

public class ClaimProtocolTests
{
    private static JsonElement Answer(string request)
    {
        var run = CliRun.WithInput(request + "\n", "batch");
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private static string[] Verdicts(JsonElement answer) => [.. answer.GetProperty("components").EnumerateArray().Select(c => $"{c.GetProperty("of").GetString()} {c.GetProperty("verdict").GetString()}")];

    [Fact]
    public void Numbers_and_formulas_are_judged_per_component()
    {
        var answer = Answer("""{"op":"check","formula":"x^2*y","at":{"x":1.5,"y":2},"claim":{"gradient":["2*x*y",2.2501],"hessian":[[4,3],["2*x",0]]}}""");
        Assert.Equal("disagrees", answer.GetProperty("verdict").GetString());
        Assert.Equal(["x verified", "y disagrees", "x,x verified", "x,y verified", "y,x verified", "y,y verified"], Verdicts(answer));
        Assert.Empty(answer.GetProperty("mistakes").EnumerateArray());
    }

    [Fact]
    public void A_wrong_formula_gets_its_edit()
    {
        var answer = Answer("""{"op":"check","formula":"x^2*y","at":{"x":1.5,"y":2},"claim":{"gradient":["x*y","x^2"]}}""");
        Assert.Equal("2*x*y", answer.GetProperty("mistakes")[0].GetProperty("suggestion").GetString());
    }

    [Fact]
    public void The_claim_follows_wrt_and_null_is_not_judged()
    {
        var answer = Answer("""{"op":"check","formula":"x^2*y*z","at":{"x":1.5,"y":2,"z":3},"wrt":["z","x"],"claim":{"gradient":["x^2*y",null]}}""");
        Assert.Equal(["z verified"], Verdicts(answer));
    }

    [Fact]
    public void The_tolerance_counts()
    {
        const string claim = "\"formula\":\"x^2\",\"at\":{\"x\":1},\"claim\":{\"gradient\":[2.00001]}";
        Assert.Equal("disagrees", Answer($$"""{"op":"check",{{claim}}}""").GetProperty("verdict").GetString());
        Assert.Equal("verified", Answer($$"""{"op":"check",{{claim}},"tolerance":1e-2}""").GetProperty("verdict").GetString());
    }

    [Theory]
    [InlineData("""{"op":"check","formula":"x*y","at":{"x":1,"y":1},"claim":{"gradient":[1]}}""", "2 are expected")]
    [InlineData("""{"op":"check","formula":"x*y","at":{"x":1,"y":1},"claim":[1,1]}""", "must be an object")]
    [InlineData("""{"op":"check","formula":"x*y","at":{"x":1,"y":1},"claim":{"gradient":[1,true]}}""", "must be an object")]
    [InlineData("""{"op":"check","formula":"x*y","at":{"x":1,"y":1},"claim":{"gradient":[1,"z"]}}""", "'z'")]
    [InlineData("""{"op":"check","formula":"x*y","at":{"x":1,"y":1},"claim":{"gradient":[1,"sin("]}}""", "ends after")]
    [InlineData("""{"op":"check","formula":"x*y","at":{"x":1,"y":1},"claim":{"hessian":[[1,1]]}}""", "rows")]
    [InlineData("""{"op":"check","formula":"x*y","at":{"x":1,"y":1},"claim":{"gradient":[1,1]},"tolerance":0}""", "tolerance")]
    public void A_claim_that_does_not_fit_is_refused(string request, string message) =>
        Assert.Contains(message, Answer(request).GetProperty("error").GetProperty("message").GetString());

    [Fact]
    public void A_claim_may_name_what_bounds_a_sum()
    {
        var answer = Answer("""{"op":"check","formula":"sum(x^i, i, 1, n)","at":{"x":0.5,"n":4},"claim":{"gradient":["sum(i*x^(i-1), i, 1, n)"]}}""");
        Assert.Equal(["x verified"], Verdicts(answer));
    }

    [Fact]
    public void Claims_that_are_not_finite_disagree()
    {
        var answer = Answer("""{"op":"check","formula":"x*y","at":{"x":1,"y":1},"claim":{"gradient":["NaN","Infinity"]}}""");
        Assert.Equal(["x disagrees", "y disagrees"], Verdicts(answer));
    }
}
