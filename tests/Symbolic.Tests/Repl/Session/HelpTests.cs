using Symbolic.Cli.Repl.Session;

namespace Symbolic.Tests.Repl.Session;

public sealed class HelpTests
{
    public static TheoryData<string> Examples => [.. HelpVerbs.Entries.Select(e => e.Example).Concat(Verbs.All.SelectMany(v => v.Examples)).Distinct()];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_runs(string example)
    {
        var (output, state) = SessionRun.Of("x^2", example);
        Assert.False(state.HasFailed || state.WasRefused, output);
    }

    [Fact]
    public void Every_command_has_an_example_or_works_on_a_file() =>
        Assert.Equal(["fit", "save", "load"], Verbs.All.Where(v => v.Examples.Length == 0).Select(v => v.Name));

    [Fact]
    public void Every_command_is_in_the_help()
    {
        var help = SessionRun.Output("help");
        Assert.All(Verbs.All, v => Assert.Contains(v.Usage, help, StringComparison.Ordinal));
    }
}
