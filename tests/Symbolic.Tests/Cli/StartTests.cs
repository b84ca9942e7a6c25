using System.Diagnostics;
using System.Runtime;
using Symbolic.Tests.Cli;

namespace Symbolic.Tests.Cli
{
    /// <summary>What a short command costs before it begins: assemblies that are loaded, and methods that are compiled while it runs.</summary>
    public class StartTests
    {
        /// <summary>For matrices, screens, expression trees, patterns and processes: none of it is needed to answer a short question.</summary>
        private static readonly string[] Heavy = ["MathNet.Numerics", "Spectre.Console", "System.Linq.Expressions", "System.Text.RegularExpressions", "System.Diagnostics.Process"];

        [Theory]
        [InlineData("minimize \"100*(y-x^2)^2+(1-x)^2\" x=-1.2 y=1", 2000)]
        [InlineData("eval \"x^2*sin(y)\" x=1 y=2", 1450)]
        [InlineData("diff \"x^2*sin(y)\" x", 1300)]
        [InlineData("check \"x^2*sin(y) + exp(x*y)\" x=1 y=2", 2900)]
        [InlineData("--help", 450)]
        public void A_short_command_loads_and_compiles_little(string line, int most)
        {
            var (methods, assemblies) = Run(CliRun.Words(line));
            Assert.Contains("Symbolic.Cli", assemblies);
            Assert.Empty(assemblies.Intersect(Heavy));
            Assert.InRange(methods, 100, most);
        }

        private static (int Methods, string[] Assemblies) Run(IEnumerable<string> args)
        {
            var file = Path.GetTempFileName();
            try
            {
                var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Symbolic.Cli.exe" : "Symbolic.Cli");
                var start = new ProcessStartInfo(program, args) { UseShellExecute = false, RedirectStandardOutput = true };
                start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartTests).Assembly.Location;
                start.Environment[StartupHook.FileVariable] = file;
                using var process = Process.Start(start)!;
                Assert.NotEmpty(process.StandardOutput.ReadToEnd());
                process.WaitForExit();
                Assert.Equal(0, process.ExitCode);
                var lines = File.ReadAllLines(file);
                return (int.Parse(lines[0], System.Globalization.CultureInfo.InvariantCulture), lines[1..]);
            }
            finally
            {
                File.Delete(file);
            }
        }
    }
}

/// <summary>Runs in a child process before its program, and tells at its end what was compiled and loaded; the runtime knows it by this name.</summary>
#pragma warning disable MA0047 // The runtime looks for the type outside any namespace.
internal static class StartupHook
{
    /// <summary>The environment variable that names the file to write to.</summary>
    public const string FileVariable = "SYMBOLIC_START_REPORT";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(FileVariable) is not { } file) return;
        var before = JitInfo.GetCompiledMethodCount();
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            var methods = JitInfo.GetCompiledMethodCount() - before;
            var assemblies = AppDomain.CurrentDomain.GetAssemblies();
            var lines = new string[assemblies.Length + 1];
            lines[0] = methods.ToString(System.Globalization.CultureInfo.InvariantCulture);
            for (var i = 0; i < assemblies.Length; i++) lines[i + 1] = assemblies[i].GetName().Name!;
            File.WriteAllLines(file, lines);
        };
    }
}
#pragma warning restore MA0047
