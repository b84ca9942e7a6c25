using System.Diagnostics;

namespace Symbolic.Tests.Cli;

/// <summary>Every file of examples is built and run as its reader would, and prints what stands beside it.</summary>
public class ExamplesTests
{
    // Building one takes seconds; a machine that is busy, minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static TheoryData<string> Names => [.. Directory.GetFiles(Project.Path("examples"), "*.cs").Select(f => Path.GetFileNameWithoutExtension(f)).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Example_prints_what_is_expected(string name)
    {
        var (code, output, error) = await Run($"examples/{name}.cs");
        Assert.True(code == 0, output + error);
        var path = Project.Path($"examples/{name}.expected.txt");
        if (Project.Updates) await File.WriteAllTextAsync(path, output, TestContext.Current.CancellationToken);
        else Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), output);
    }

    public static TheoryData<string> FormulaFiles => [.. Directory.GetFiles(Project.Path("examples"), "*.sym").Select(f => Path.GetFileNameWithoutExtension(f)).Order()];

    /// <summary>The first line of a formula file says how it is executed.</summary>
    [Theory]
    [MemberData(nameof(FormulaFiles))]
    public async Task Formula_file_prints_what_is_expected(string name)
    {
        var file = Project.Path($"examples/{name}.sym");
        var first = File.ReadLines(file).First();
        Assert.Matches($"^# symbolic (run|check) examples/{name}.sym$", first);
        var run = CliRun.Of(CliRun.Words(first[2..])[0], file);
        Assert.DoesNotContain("This is a bug", run.Output + run.Error, StringComparison.Ordinal);
        var path = Project.Path($"examples/{name}.expected.txt");
        var actual = $"{run.Output}{run.Error}[exit {run.ExitCode}]\n";
        if (Project.Updates) await File.WriteAllTextAsync(path, actual, TestContext.Current.CancellationToken);
        else Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), actual);
    }

    [Fact]
    public void Formula_files_that_show_no_mistakes_end_well()
    {
        foreach (var name in FormulaFiles.Select(row => row.Data).Where(n => n is not ("mistakes" or "reasons")))
            Assert.EndsWith("[exit 0]\n", File.ReadAllText(Project.Path($"examples/{name}.expected.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_examples() => Assert.True(Names.Count >= 3 && FormulaFiles.Count >= 8);

    private static async Task<(int Code, string Output, string Error)> Run(string file)
    {
        var start = new ProcessStartInfo("dotnet", ["run", file]) { WorkingDirectory = Project.Root, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };

        // Servers that outlive the build would keep the pipes open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        using var process = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output, await error);
    }
}
