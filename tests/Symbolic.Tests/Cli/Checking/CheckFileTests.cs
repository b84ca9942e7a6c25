using System.Text.Json;
using Symbolic.Cli.Checking;

namespace Symbolic.Tests.Cli.Checking;

public sealed class CheckFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("symbolic").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private CliRun Check(string text, params string[] options)
    {
        var path = Path.Combine(_folder, "claims.sym");
        File.WriteAllText(path, text);
        return CliRun.Of(["check", path, .. options]);
    }

    private const string Right = """
        # derivatives of a pendulum
        g = 9.81
        f(x, y) = g*x^2*sin(y)      # what it is about
        df/dx = 2*g*x*sin(y)
        ∂f/∂y = g*x^2*cos(y)
        d2f/dxdy = 2*g*x*cos(y)
        d^2f/dx^2 = 2 g sin(y)
        d2f/dy2 = -f(x, y)
        at x=1 y=2
        at x = pi/2, y = 0.3
        box x=-1..1 y=0..2
        samples 20

        h(t) = ln(t)*t
        grad h = ln(t) + 1
        hess h = 1/t
        """;

    [Fact]
    public void Right_claims_pass_with_exit_code_0()
    {
        var run = Check(Right);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("All 7 claims are verified.", run.Output);
        Assert.Contains("claims.sym:3: f(x, y)", run.Output);
    }

    [Fact]
    public void The_file_in_the_README_passes()
    {
        var readme = File.ReadAllText(Project.Path("README.md"));
        var start = readme.IndexOf("    g = 9.81", StringComparison.Ordinal);
        var run = Check(readme[start..readme.IndexOf("\n\nIn `batch`", start, StringComparison.Ordinal)]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("All 9 claims are verified.", run.Output);
    }

    [Fact]
    public void Claims_about_sums_with_a_variable_bound_are_checked_where_it_has_a_value()
    {
        const string function = "f(x, n) = sum(x^i, i, 1, n)\n";
        var right = Check(function + "df/dx = sum(i*x^(i-1), i, 1, n)\nat x=0.5 n=4\nbox x=0..1 n=3");
        Assert.Equal((0, ""), (right.ExitCode, right.Error));
        Assert.Contains("The claim is verified.", right.Output);

        var wrong = Check(function + "df/dx = sum(x^(i-1), i, 1, n)\nat x=0.5 n=4");
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("disagrees at x = 0.5, n = 4", wrong.Output);

        var nowhere = Check(function + "df/dx = sum(i*x^(i-1), i, 1, n)");
        Assert.Equal(2, nowhere.ExitCode);
        Assert.Contains("Line 1: 'n' bounds a sum or product in f; give it a whole number", nowhere.Error);

        var byBound = Check(function + "df/dn = x\nat x=1 n=2");
        Assert.Equal(2, byBound.ExitCode);
        Assert.Contains("derivatives are not taken by it", byBound.Error);
    }

    [Fact]
    public void A_wrong_claim_fails_with_exit_code_1_its_line_and_the_edit()
    {
        var run = Check(Right.Replace("2 g sin(y)", "2 g cos(y)", StringComparison.Ordinal));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("line 7   d^2f/dx^2 disagrees", run.Output);
        Assert.Contains("cos(y)  →  ", run.Output);
        Assert.Contains("6 verified, 1 disagrees", run.Output);
    }

    [Fact]
    public void What_cannot_be_read_is_refused_with_places()
    {
        var run = Check("f(x) = x^2\ndf/dx = 2*y\nd3f/dx3 = 0\ndg/dx = 1\n  df/dx = 2*\nx + 1\nat x\nf(x = 2\ntolerance 7\ndf/dt = 2");
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        var lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["2", "3", "4", "5", "6", "7", "8", "9", "10"], lines.Select(l => l.Split(':')[1]).Distinct());
        foreach (var expected in new[]
        {
            "claims.sym:2:1: error: 'y' is no variable of f(x)", "claims.sym:3:1: error: Derivatives of order 1 and 2", "claims.sym:4:1: error: There is no function 'g'",
            "claims.sym:6:1: error: 'x + 1' claims nothing", "claims.sym:7:1: error: 'x' is not a value", "claims.sym:9:1: error: The tolerance", "claims.sym:10:1: error: 'dt' names no derivative",
        })
        {
            Assert.Contains(lines, l => l.StartsWith(expected, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_file_without_claims_is_refused()
    {
        var run = Check("f(x) = x^2\n");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("claims no derivative", run.Error);
    }

    [Fact]
    public void A_claim_made_twice_is_refused()
    {
        var run = Check("f(x) = x^2\ndf/dx = 2x\ndf/dx = 2*x");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("claims.sym:3:1: error: This derivative is claimed in line 2 already.", run.Error);
    }

    [Fact]
    public void Json_tells_line_verdict_and_mistake()
    {
        var run = Check("f(x, y) = x*y^2\ndf/dx = y^2\ndf/dy = x*y", "--json");
        Assert.Equal(1, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("disagrees", json.RootElement.GetProperty("verdict").GetString());
        var claims = json.RootElement.GetProperty("claims").EnumerateArray().ToArray();
        Assert.Equal([2, 3], claims.Select(c => c.GetProperty("line").GetInt32()));
        Assert.Equal("verified", claims[0].GetProperty("verdict").GetString());
        var mistake = claims[1].GetProperty("mistake");
        Assert.Equal("2*x*y", mistake.GetProperty("suggestion").GetString());
        Assert.Equal("factor", mistake.GetProperty("kind").GetString());
        Assert.Equal("exact", mistake.GetProperty("proof").GetString());
    }

    [Fact]
    public void Json_tells_what_cannot_be_read()
    {
        var run = Check("f(x) = x +\n", "--json");
        Assert.Equal(2, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(1, json.RootElement.GetProperty("errors")[0].GetProperty("line").GetInt32());
    }

    [Fact]
    public void A_point_without_a_value_names_its_line()
    {
        var run = Check("f(x, y) = x*y\ndf/dx = y\nat x=1");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Line 3:", run.Error);
        Assert.Contains("'y'", run.Error);
    }

    [Fact]
    public void Settings_above_the_first_function_hold_for_all()
    {
        var run = Check("tolerance 1e-3\nbox x=0..1\nf(x) = x^2\ndf/dx = 2.0000001x\ng(x) = x^3\ndg/dx = 3.1x^2");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("line 4   df/dx     verified", run.Output);
        Assert.Contains("line 6   dg/dx     disagrees", run.Output);
    }

    [Fact]
    public void A_line_with_an_open_bracket_goes_on()
    {
        var run = Check("f(x) = (x +\n  1)^2\ndf/dx = 2*(x\n + 1)");
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void Points_go_with_formulas_not_with_files()
    {
        var run = Check(Right, "--gradient", "1");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("says itself", run.Error);
    }

    [Theory]
    [InlineData("df/dx", 0, -1)]
    [InlineData("d f / d y", 1, -1)]
    [InlineData("∂f/∂x2", 2, -1)]
    [InlineData("d2f/dx^2", 0, 0)]
    [InlineData("d2f/dxdy", 0, 1)]
    [InlineData("∂²f/∂y∂x", 1, 0)]
    [InlineData("d^2 f/(dx dx2)", 0, 2)]
    [InlineData("d2f/dx2^2", 2, 2)]
    public void Heads_of_derivatives_are_read(string text, int row, int column) =>
        Assert.Equal((row, column), DerivativeHead.Parse(text, ["f"])!.Resolve(["x", "y", "x2"]));
}
