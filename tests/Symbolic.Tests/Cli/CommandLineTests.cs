using System.Text.Json;
using Symbolic.Cli.Commands;
using Symbolic.Functions;

namespace Symbolic.Tests.Cli;

public class CommandLineTests
{
    public static TheoryData<string> HelpExamples => [.. Help.Examples.Values.SelectMany(e => e.Split('\n')).Select(l => l.Trim()).Where(l => l.StartsWith("symbolic ", StringComparison.Ordinal))];

    public static TheoryData<string> FunctionNames => [.. FunctionLibrary.Standard.Names, .. SpecialForm.All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(HelpExamples))]
    public void Every_example_of_the_help_runs(string line)
    {
        var run = CliRun.OfLine(line);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.NotEmpty(run.Output);
    }

    [Theory]
    [MemberData(nameof(FunctionNames))]
    public void Every_function_alias_and_form_is_explained_with_an_example_that_runs(string name)
    {
        var run = CliRun.Of("functions", name, "--json");
        Assert.Equal(0, run.ExitCode);
        var function = JsonDocument.Parse(run.Output).RootElement.GetProperty("functions")[0];
        Assert.NotEmpty(function.GetProperty("summary").GetString()!);
        Assert.Equal(0, CliRun.Of("functions", name).ExitCode);
        if (!function.TryGetProperty("example", out var example)) return;
        var formula = example.GetString()!;
        var eval = CliRun.Of(["eval", formula, .. Formula.Parse(formula).Variables.Select(v => $"{v}=0.5"), "--order", "2"]);
        Assert.Equal("", eval.Error);
        Assert.Equal(0, eval.ExitCode);
    }

    [Fact]
    public void Lines_of_tables_and_help_fit_into_80_columns()
    {
        string[][] commands = [["functions"], ["--help"], ["eval", "--help"], ["diff", "--help"], ["gradient", "exp(-(x1 - x2)^2/2)*sin(x1 + x2)*cos(x1 - x2)*sqrt(x1^2 + x2^2 + 1)"]];
        foreach (var line in commands.SelectMany(c => CliRun.Of(c).Output.Split('\n')).Where(l => l.StartsWith("  ", StringComparison.Ordinal))) Assert.InRange(line.Length, 0, 80);
    }

    [Fact]
    public void A_wrapped_formula_reads_back()
    {
        var output = CliRun.Of("diff", "exp(-(x1 - x2)^2/2)*sin(x1 + x2)*cos(x1 - x2)*sqrt(x1^2 + x2^2 + 1)", "x1").Output;
        var shown = output[(output.IndexOf("∂f/∂x1", StringComparison.Ordinal) + 6)..];
        Assert.Contains("\n  ", shown.Trim(), StringComparison.Ordinal);
        var exact = Formula.Parse("exp(-(x1 - x2)^2/2)*sin(x1 + x2)*cos(x1 - x2)*sqrt(x1^2 + x2^2 + 1)").Differentiate("x1");
        Assert.Equal(exact.ToString(), Formula.Parse(shown).ToString());
    }

    [Fact]
    public void Colour_is_written_only_where_it_is_wanted()
    {
        Assert.DoesNotContain("\e[", CliRun.WithBytes([], colour: false, "check", "x^2", "x=1").Output, StringComparison.Ordinal);
        Assert.Contains("\e[32m", CliRun.WithBytes([], colour: true, "check", "x^2", "x=1").Output, StringComparison.Ordinal);
        Assert.Contains("\e[31m", CliRun.WithBytes([], colour: true, "eval", "sin(").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("diff")]
    [InlineData("gradient")]
    [InlineData("hessian")]
    [InlineData("jacobian")]
    [InlineData("eval")]
    [InlineData("check")]
    public void Every_verb_answers_in_json_also_when_it_refuses(string verb)
    {
        var fine = CliRun.Of(verb, "2*3", "--json");
        Assert.Equal(0, fine.ExitCode);
        Assert.Equal("2*3", JsonDocument.Parse(fine.Output).RootElement.GetProperty("reading").GetString());
        var refused = CliRun.Of(verb, "2*", "--json");
        Assert.Equal(2, refused.ExitCode);
        Assert.Equal("", refused.Error);
        Assert.Equal("syntax", JsonDocument.Parse(refused.Output).RootElement.GetProperty("error").GetProperty("kind").GetString());
    }

    [Fact]
    public void A_command_that_takes_too_long_is_given_up()
    {
        // The second derivatives by 61 variables take many times the time allowed.
        var (waves, squares) = (string.Join('+', Enumerable.Range(0, 60).Select(i => $"sin(x{i}*x{i + 1})")), string.Join('+', Enumerable.Range(0, 60).Select(i => $"x{i}^2")));
        var slow = $"exp({waves})/(1+{squares})";
        using var error = new MemoryStream();
        var console = new Symbolic.Cli.ConsoleStreams(new MemoryStream(), new MemoryStream(), error);
        Assert.Equal(2, Symbolic.Cli.CommandLine.Run(["hessian", slow], console, TimeSpan.FromMilliseconds(100)));
        Assert.Contains("longer than 0.1 seconds", System.Text.Encoding.UTF8.GetString(error.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_that_goes_away_is_no_failure()
    {
        var console = new Symbolic.Cli.ConsoleStreams(new MemoryStream(), new ClosedPipe(), new MemoryStream());
        Assert.Equal(0, Symbolic.Cli.CommandLine.Run(["functions"], console));
        var batch = new Symbolic.Cli.ConsoleStreams(new MemoryStream("""{"formula":"1"}"""u8.ToArray()), new ClosedPipe(), new MemoryStream());
        Assert.Equal(0, Symbolic.Cli.CommandLine.Run(["batch"], batch));
    }

    private sealed class ClosedPipe : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("Broken pipe");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Broken pipe");
    }
}
