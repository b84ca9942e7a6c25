using System.Diagnostics;

namespace Symbolic.Benchmarks.Measuring;

/// <summary>This program as a child process.</summary>
internal static class Self
{
    /// <summary>The program with other arguments, whether it was started by its own name or with dotnet.</summary>
    public static ProcessStartInfo With(params string[] arguments)
    {
        var program = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? new ProcessStartInfo(program, [Path.Combine(AppContext.BaseDirectory, "Symbolic.Benchmarks.dll"), .. arguments]) { UseShellExecute = false }
            : new ProcessStartInfo(program, arguments) { UseShellExecute = false };
    }
}
