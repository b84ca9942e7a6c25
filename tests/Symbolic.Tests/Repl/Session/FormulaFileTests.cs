using Symbolic.Cli.Repl.Session;
using Symbolic.Tests.Cli;

namespace Symbolic.Tests.Repl.Session;

public sealed class FormulaFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void What_is_saved_comes_back()
    {
        var (_, saved) = SessionRun.Of("f(x, y) = x^2 + a*y # why not", "a = 9.81", "at x=1/3, y=-2", $"save {_path}");
        var (_, loaded) = SessionRun.Of($"load {_path}");
        Assert.Equal(saved.Definitions.Select(d => (d.Head, d.Definition.Body)), loaded.Definitions.Select(d => (d.Head, d.Definition.Body)));
        Assert.Equal(saved.Point, loaded.Point);
    }

    [Fact]
    public void A_file_is_run_from_the_command_line()
    {
        File.WriteAllText(_path, "# a comment\nf(x) = (x\n  + 1)^2\n\ndiff f x   # the derivative\n");
        var run = CliRun.Of("run", _path);
        Assert.Equal("> f(x) = (x\n…   + 1)^2\n  f(x) = (x + 1)^2\n> diff f x\n  df/dx = 2*x + 2  verified to 14 digits\n", run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void A_mistake_in_a_file_is_told_to_the_shell()
    {
        File.WriteAllText(_path, "x^\n2 + 2\n");
        var run = CliRun.Of("run", _path);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("The formula ends after '^'", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("> 2 + 2\n  4\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_is_fitted_to_data_beside_the_file_with_what_the_file_defines()
    {
        var data = Path.ChangeExtension(_path, ".csv");
        File.WriteAllText(data, "t,y\n0,2\n1,1\n2,0.5\n3,0.25\n");
        try
        {
            File.WriteAllText(_path, $"m(t) = a*exp(-b*t)\nfit y = m(t) --data {Path.GetFileName(data)} --parameters a=1,b=1\n");
            var run = CliRun.Of("run", _path);
            Assert.Equal(0, run.ExitCode);
            Assert.Contains("y = a*exp(-b*t)", run.Output, StringComparison.Ordinal);
            Assert.Contains("b  0.69314718056", run.Output, StringComparison.Ordinal);
            Assert.Contains("a*exp(-b*t)", SessionRun.Output($"fit \"y = a*exp(-b*t)\" --data {data} --parameters a=1,b=1", "ans"), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(data);
        }
    }

    [Theory]
    [InlineData("minimize x x=1", 1)]
    [InlineData("solve x^2 + 1 x=3", 1)]
    [InlineData("minimize ln(x) x=-1", 2)]
    [InlineData("ode x' = -x --to 1", 2)]
    [InlineData("minimize x^2 x=1", 0)]
    public void What_a_solver_says_is_told_to_the_shell(string entry, int code)
    {
        File.WriteAllText(_path, entry);
        Assert.Equal(code, CliRun.Of("run", _path).ExitCode);
    }

    [Fact]
    public void A_file_that_loads_itself_comes_to_an_end()
    {
        File.WriteAllText(_path, $"load {_path}\n1 + 1\n");
        Assert.Contains("load each other without end", SessionRun.Output($"load {_path}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_terminal_lines_are_answered_one_by_one()
    {
        var run = CliRun.WithInput("f(x) = (x +\n1)^2\nf'(1)\nquit\n5\n");
        Assert.Equal("  f(x) = (x + 1)^2\n  4\n", run.Output);
    }
}
