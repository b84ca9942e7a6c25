using System.Text;
using System.Text.Json;
using Symbolic.Cli.Protocol;

namespace Symbolic.Tests.Cli;

public class BatchProtocolTests
{
    [Fact]
    public void Evaluation_gives_value_gradient_and_hessian_in_the_order_asked_for()
    {
        var answer = Ask("""{"id":1,"formula":"x^2*sin(y)","at":{"x":1.5,"y":0.5},"wrt":["y","x"],"order":2}""");
        Assert.Equal(1, answer.GetProperty("id").GetInt32());
        Assert.Equal("x^2*sin(y)", answer.GetProperty("reading").GetString());
        Assert.Equal(["x", "y"], Texts(answer.GetProperty("variables")));
        Assert.Equal(2.25 * Math.Sin(0.5), answer.GetProperty("value").GetDouble(), 1e-15);
        Assert.Equal([2.25 * Math.Cos(0.5), 3 * Math.Sin(0.5)], Numbers(answer.GetProperty("gradient")), Near);
        Assert.Equal([-2.25 * Math.Sin(0.5), 3 * Math.Cos(0.5)], Numbers(answer.GetProperty("hessian")[0]), Near);
        Assert.Equal([3 * Math.Cos(0.5), 2 * Math.Sin(0.5)], Numbers(answer.GetProperty("hessian")[1]), Near);
        Assert.Empty(answer.GetProperty("notes").EnumerateArray());
    }

    [Fact]
    public void Order_is_0_and_all_variables_are_meant_unless_said_otherwise()
    {
        var plain = Ask("""{"formula":"x*y","at":{"x":2,"y":3}}""");
        Assert.Equal(6, plain.GetProperty("value").GetDouble());
        Assert.False(plain.TryGetProperty("gradient", out _));
        Assert.False(plain.TryGetProperty("id", out _));
        Assert.Equal([3, 2], Numbers(Ask("""{"formula":"x*y","at":{"x":2,"y":3},"order":1}""").GetProperty("gradient")));
        Assert.Equal([2], Numbers(Ask("""{"formula":"x*y","at":{"x":2,"y":3},"order":1,"wrt":["y"]}""").GetProperty("gradient")));
    }

    [Theory]
    [InlineData("""{"formula":"2*sinc","at":{"sinc":3}}""", 6)]
    [InlineData("""{"formula":"beta*x","at":{"beta":2,"x":3}}""", 6)]
    [InlineData("""{"formula":"sinc(0)*x","at":{"x":3}}""", 3)]
    public void A_name_that_is_given_a_value_wins_over_a_function(string request, double value) =>
        Assert.Equal(value, Ask(request).GetProperty("value").GetDouble());

    [Fact]
    public void Constant_formulas_need_no_point() => Assert.Equal(5, Ask("""{"formula":"2+3"}""").GetProperty("value").GetDouble());

    [Theory]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("1e400")]
    [InlineData("12345678901234567890.5")]
    [InlineData("\"a\\u00e9\"")]
    [InlineData("[1,{\"a\":[null,true]}]")]
    public void Id_comes_back_as_it_was(string id)
    {
        Assert.StartsWith($"{{\"id\":{id},", Line($"{{\"id\":{id},\"formula\":\"1\"}}"), StringComparison.Ordinal);
        Assert.StartsWith($"{{\"id\":{id},\"error\"", Line($"{{\"id\":{id},\"formula\":\"sin(\"}}"), StringComparison.Ordinal);
        Assert.StartsWith($"{{\"id\":{id},\"error\"", Line($"{{\"formula\":7,\"id\":{id}}}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Differentiation_answers_formulas_in_the_notation_asked_for()
    {
        Assert.Equal("2*x*sin(y)", Ask("""{"op":"differentiate","formula":"x^2*sin(y)","wrt":["x"]}""").GetProperty("derivatives").GetProperty("x").GetString());
        Assert.Equal(@"2 x \sin\left(y\right)", Ask("""{"op":"differentiate","formula":"x^2*sin(y)","wrt":["x"],"format":"latex"}""").GetProperty("derivatives").GetProperty("x").GetString());
        var second = Ask("""{"op":"differentiate","formula":"x^2*y","order":2}""");
        Assert.Equal(["2*y", "2*x"], Texts(second.GetProperty("hessian")[0]));
        Assert.Equal(["2*x", "0"], Texts(second.GetProperty("hessian")[1]));
        Assert.Equal(["cos(x)", "0"], Texts(Ask("""{"op":"differentiate","formula":"[sin(x), y]"}""").GetProperty("jacobian")[0]));
    }

    [Fact]
    public void Check_gives_a_verdict_for_each_component()
    {
        var answer = Ask("""{"op":"check","formula":"abs(x)","at":{"x":0},"order":1}""");
        Assert.Equal("kink", answer.GetProperty("verdict").GetString());
        var component = answer.GetProperty("components")[0];
        Assert.Equal("x", component.GetProperty("of").GetString());
        foreach (var field in new[] { "exact", "dual", "difference", "error", "digits" }) Assert.Equal(JsonValueKind.Number, component.GetProperty(field).ValueKind);
        Assert.Equal((-1, 1), (component.GetProperty("left").GetDouble(), component.GetProperty("right").GetDouble()));
        Assert.NotEmpty(component.GetProperty("cause").GetString()!);
        Assert.Equal("verified", Ask("""{"op":"check","formula":"x^2*y","at":{"x":1,"y":2}}""").GetProperty("verdict").GetString());
    }

    [Fact]
    public void Differences_come_with_bounds_that_hold()
    {
        var answer = Ask("""{"op":"difference","formula":"exp(x)*y","at":{"x":1,"y":2},"order":2}""");
        Assert.Equal(["ok", "ok"], Texts(answer.GetProperty("status")));
        Assert.True(answer.GetProperty("calls").GetInt32() > 0);
        double[] gradient = [2 * Math.E, Math.E];
        double[][] hessian = [[2 * Math.E, Math.E], [Math.E, 0]];
        for (var i = 0; i < 2; i++)
        {
            Assert.InRange(answer.GetProperty("gradient")[i].GetDouble() - gradient[i], -answer.GetProperty("gradientError")[i].GetDouble(), answer.GetProperty("gradientError")[i].GetDouble());
            for (var j = 0; j < 2; j++)
            {
                var bound = answer.GetProperty("hessianError")[i][j].GetDouble();
                Assert.InRange(answer.GetProperty("hessian")[i][j].GetDouble() - hessian[i][j], -bound, bound);
            }
        }
    }

    [Fact]
    public void Differences_by_some_variables_hold_the_others_fast()
    {
        var answer = Ask("""{"op":"difference","formula":"x^2*y","at":{"x":3,"y":2},"wrt":["x"]}""");
        Assert.Equal([12], Numbers(answer.GetProperty("gradient")), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.False(answer.TryGetProperty("hessian", out _));
    }

    [Fact]
    public void Columns_of_points_are_answered_by_columns()
    {
        var answer = Ask("""{"formula":"x^2*y","points":{"x":[1,2,3],"y":[4,5,6]},"order":2}""");
        Assert.Equal([4, 20, 54], Numbers(answer.GetProperty("values")));
        Assert.Equal([8, 20, 36], Numbers(answer.GetProperty("gradients")[0]));
        Assert.Equal([1, 4, 9], Numbers(answer.GetProperty("gradients")[1]));
        Assert.Equal([8, 10, 12], Numbers(answer.GetProperty("hessians")[0][0]));
        Assert.Equal([2, 4, 6], Numbers(answer.GetProperty("hessians")[1][0]));
        Assert.Equal([2, 2], Numbers(Ask("""{"formula":"2","points":{"x":[1,5]}}""").GetProperty("values")));
        Assert.Empty(Numbers(Ask("""{"formula":"x","points":{"x":[]}}""").GetProperty("values")));
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_strings_and_explained()
    {
        var answer = Ask("""{"formula":"1/x","at":{"x":0},"order":1}""");
        Assert.Equal("Infinity", answer.GetProperty("value").GetString());
        Assert.Equal("-Infinity", answer.GetProperty("gradient")[0].GetString());
        Assert.Contains("divides by zero", answer.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("NaN", Ask("""{"formula":"ln(x)","points":{"x":[1,-1]}}""").GetProperty("values")[1].GetString());
        Assert.Contains("Row 1", Ask("""{"formula":"ln(x)","points":{"x":[1,-1]}}""").GetProperty("notes")[1].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Both_readings_come_with_their_values()
    {
        var note = Ask("""{"formula":"1/2x","at":{"x":3}}""").GetProperty("notes")[0].GetString();
        Assert.Contains("1.5 as read, 0.1666666667 in the other reading", note, StringComparison.Ordinal);
    }

    [Fact]
    public void Position_counts_utf16_units()
    {
        var error = Ask("""{"formula":"x² + 𝑦 + sinn(x)"}""").GetProperty("error");
        Assert.Equal("x² + 𝑦 + ".Length, error.GetProperty("position").GetInt32());
        Assert.Equal(4, error.GetProperty("length").GetInt32());
        Assert.Equal("sin", error.GetProperty("suggestion").GetString());
        Assert.Equal("""{"é":1,x""".Length - 1, Ask("""{"é":1,x}""").GetProperty("error").GetProperty("position").GetInt32());
    }

    [Fact]
    public void Syntax_errors_say_all_that_is_wrong()
    {
        var error = Ask("""{"id":5,"formula":"sin("}""").GetProperty("error");
        Assert.Equal(("syntax", 4, 0), (error.GetProperty("kind").GetString(), error.GetProperty("position").GetInt32(), error.GetProperty("length").GetInt32()));
        Assert.NotEmpty(error.GetProperty("expected").EnumerateArray());
        Assert.True(error.TryGetProperty("suggestion", out _));
        Assert.Equal(2, Ask("""{"formula":"sinn(x) + cos(y"}""").GetProperty("error").GetProperty("all").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"formula":"x+y","at":{"x":1}}""", "missing", "'y'")]
    [InlineData("""{"formula":"x","points":{"y":[1]}}""", "missing", "'x'")]
    [InlineData("""{"formula":"x","points":{"x":[1],"y":[1,2]}}""", "request", "equally long")]
    [InlineData("""{"formula":"x","at":{"x":1},"points":{"x":[1]}}""", "request", "not both")]
    [InlineData("""{"formula":"x","at":[1]}""", "request", "\"at\"")]
    [InlineData("""{"formula":"x","at":{"x":true}}""", "value", "'x'")]
    [InlineData("""{"formula":"x","at":{"x":1,"x":2}}""", "request", "twice")]
    [InlineData("""{"formula":"x","at":{"x":"NaN"}}""", "value", "NaN")]
    [InlineData("""{"formula":"x","at":{"x":1e999}}""", "value", "infinite")]
    [InlineData("""{"formula":"x","at":{"x":1},"order":3}""", "request", "\"order\"")]
    [InlineData("""{"formula":"x","at":{"x":1},"wrt":"x"}""", "request", "\"wrt\"")]
    [InlineData("""{"formula":"x","at":{"x":1},"wrt":["x","x"],"order":1}""", "request", "twice")]
    [InlineData("""{"formula":"x","op":"chek"}""", "request", "check")]
    [InlineData("""{"formula":"x*e","at":{"x":1,"e":3}}""", "name", "constant")]
    [InlineData("""{"formula":"x","at":{"x":1},"wrt":["2"]}""", "name", "'2'")]
    [InlineData("""{"formula":7}""", "request", "\"formula\"")]
    [InlineData("""{"at":{"x":1}}""", "request", "\"formula\"")]
    [InlineData("""[1]""", "request", "object")]
    [InlineData("""nonsense""", "json", "not JSON")]
    [InlineData("""{"formula":"x" """, "json", "not JSON")]
    [InlineData("""{"formula":"\ud800"}""", "json", "surrogate")]
    [InlineData("""{"formula":"sum(i, i, 1, n)","points":{"n":[1,2]}}""", "request", "'n'")]
    [InlineData("""{"formula":"sum(i, i, 1, n)","at":{"n":1.5}}""", "value", "'n'")]
    [InlineData("""{"formula":"[x, y]","op":"check","at":{"x":1,"y":1},"claim":{"gradient":[1,1]}}""", "request", "vector")]
    [InlineData("""{"formula":"x^2","op":"differentiate","format":"latx"}""", "request", "latex")]
    [InlineData("""{"formula":"x","op":"difference","at":{"x":1},"order":0}""", "request", "order")]
    public void What_cannot_be_served_is_refused_with_its_reason(string request, string kind, string says)
    {
        var error = Ask(request).GetProperty("error");
        Assert.Equal(kind, error.GetProperty("kind").GetString());
        Assert.Contains(says, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_given_a_value_wins_over_a_function_of_that_name()
    {
        Assert.Equal(6, Ask("""{"formula":"2gamma","at":{"gamma":3}}""").GetProperty("value").GetDouble());
        Assert.Equal([2, 4], Numbers(Ask("""{"formula":"beta*2","points":{"beta":[1,2]}}""").GetProperty("values")));
        Assert.Equal("2*zeta", Ask("""{"op":"differentiate","formula":"zeta^2","wrt":["zeta"]}""").GetProperty("derivatives").GetProperty("zeta").GetString());
        Assert.Equal(1, CliRun.Of("eval", "gamma", "gamma=1", "--json").Output.Count(c => c == '\n'));
        Assert.Contains("2*gamma", CliRun.Of("diff", "gamma^2", "gamma").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_fields_are_noted() =>
        Assert.Contains("did you mean \"order\"", Ask("""{"formula":"x","at":{"x":1},"ordre":2}""").GetProperty("notes")[0].GetString(), StringComparison.Ordinal);

    [Fact]
    public void A_parameter_that_bounds_a_sum_is_not_differentiated_by()
    {
        var answer = Ask("""{"formula":"sum(x^i, i, 1, n)","at":{"x":2,"n":3},"order":1}""");
        Assert.Equal(["x"], Texts(answer.GetProperty("variables")));
        Assert.Equal([17], Numbers(answer.GetProperty("gradient")));
        Assert.Contains("'n'", answer.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_keep_the_order_of_requests_and_broken_lines_are_one_answer_each()
    {
        var input = new StringBuilder("\uFEFF");
        for (var i = 0; i < 50; i++) input.Append(i % 5 == 0 ? "broken\r\n" : $"{{\"id\":{i},\"formula\":\"{i}+x\",\"at\":{{\"x\":1}}}}\r\n").Append("  \n");
        input.Append("""{"id":50,"formula":"1"}""");
        var lines = CliRun.WithInput(input.ToString(), "batch").Output.Split('\n');
        Assert.Equal("", lines[^1]);
        Assert.Equal(52, lines.Length);
        for (var i = 0; i <= 50; i++) Assert.StartsWith(i % 5 == 0 && i < 50 ? "{\"error\":" : $"{{\"id\":{i},\"reading\":", lines[i], StringComparison.Ordinal);
    }

    [Fact]
    public void A_late_request_is_given_up_and_the_next_is_served()
    {
        // The 1,891 second derivatives by 61 variables, simplified, take many times the time allowed.
        var (waves, squares) = (string.Join('+', Enumerable.Range(0, 60).Select(i => $"sin(x{i}*x{i + 1})")), string.Join('+', Enumerable.Range(0, 60).Select(i => $"x{i}^2")));
        var slow = $$"""{"id":"slow","op":"differentiate","order":2,"formula":"exp({{waves}})/(1+{{squares}})"}""";
        using var output = new MemoryStream();
        BatchServer.Serve(new MemoryStream(Encoding.UTF8.GetBytes(slow + "\n" + """{"id":2,"formula":"1"}""")), output, TimeSpan.FromMilliseconds(400));
        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("""{"id":"slow","error":{"kind":"time",""", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("""{"id":2,""", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Long_lines_do_not_stay_in_memory_and_lines_meet_no_buffer_edge()
    {
        var input = new StringBuilder();
        for (var i = 0; i < 40; i++) input.Append($"{{\"id\":{i},\"formula\":\"1{new string(' ', i * 5000)}\"}}\n");
        var lines = CliRun.WithInput(input.ToString(), "batch").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{{\"id\":{i},\"reading\":\"1\",\"variables\":[],\"value\":1,\"notes\":[]}}"), lines);
    }

    private static string Line(string request) => CliRun.WithInput(request + "\n", "batch").Output;

    private static JsonElement Ask(string request)
    {
        var line = Line(request);
        Assert.EndsWith("\n", line, StringComparison.Ordinal);
        return JsonDocument.Parse(line).RootElement;
    }

    private static string[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetString()!)];

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetDouble())];

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 4 * Math.BitIncrement(Math.Abs(b)) * 1.2e-16;
}
