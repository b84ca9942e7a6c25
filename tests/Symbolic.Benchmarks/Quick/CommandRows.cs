using System.Diagnostics;
using System.Runtime.InteropServices;
using Symbolic.Benchmarks.Measuring;

namespace Symbolic.Benchmarks.Quick;

/// <summary>The whole life of a command, from its start to the end of its answer, against a process that does nothing.</summary>
internal static class CommandRows
{
    private const int Runs = 25;

    /// <summary>Process start is to be the larger part.</summary>
    private const double Bar = 2;

    public static IEnumerable<RatioRow> Run()
    {
        if (Find() is not var (program, kind))
        {
            yield return new RatioRow("M valley", new DuelResult(double.NaN, double.NaN, double.NaN), Bar, Remark: "needs dotnet publish src/Symbolic.Cli");
            yield break;
        }

        yield return Cold(program, kind, "M help", "--help");
        yield return Cold(program, kind, "M valley", "minimize", "100*(y-x^2)^2+(1-x)^2", "x=-1.2", "y=1");
        yield return Cold(program, kind, "M check", "check", "x^2*sin(y) + exp(x*y)", "x=1", "y=2");
    }

    private static RatioRow Cold(string program, string kind, string name, params string[] arguments)
    {
        var (nothing, command, ratios) = (new List<double>(), new List<double>(), new List<double>());
        Life(Command());
        for (var i = 0; i < Runs; i++)
        {
            nothing.Add(Life(Self.With("--nothing")));
            command.Add(Life(Command()));
            ratios.Add(command[^1] / nothing[^1]);
        }

        return new RatioRow(name, new DuelResult(Duel.Median(nothing), Duel.Median(command), Duel.Median(ratios)), Bar, Remark: $"{kind}; baseline: a process that does nothing");

        ProcessStartInfo Command() => new(program, arguments) { UseShellExecute = false };
    }

    /// <summary>The program as it was published last for this platform, else as it was built last for release.</summary>
    private static (string Program, string Kind)? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Symbolic.sln"))) continue;
            var name = OperatingSystem.IsWindows() ? "symbolic.exe" : "symbolic";
            var built = Path.Combine(folder.FullName, "src", "Symbolic.Cli", "bin", "Release", "net10.0");
            var published = Path.Combine(built, RuntimeInformation.RuntimeIdentifier, "publish", name);
            if (File.Exists(published)) return (published, "published");
            return File.Exists(Path.Combine(built, name)) ? (Path.Combine(built, name), "built, not published") : null;
        }

        return null;
    }

    private static double Life(ProcessStartInfo command)
    {
        command.RedirectStandardOutput = true;
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(command)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }
}
