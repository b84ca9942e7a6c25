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

    [Fact]
    public void There_are_examples() => Assert.True(Names.Count >= 3);

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
