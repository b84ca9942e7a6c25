using System.Diagnostics;
using System.Runtime.Loader;

namespace Symbolic.Tests.Compilation.Export;

/// <summary>Compilers and interpreters of other languages, where the machine has them.</summary>
internal static class ForeignTools
{
    /// <summary>Runs a program; null when it is not there.</summary>
    public static string? Run(string file, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(file, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{file}: {errors.Result}{output}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Compiles C# with the compiler of the SDK and loads the class; null when there is only a runtime.</summary>
    public static Type? CompileCSharp(string source, string name, string folder)
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var sdks = Path.Combine(runtime, "..", "..", "..", "sdk");
        var compiler = Directory.Exists(sdks) ? Directory.EnumerateFiles(sdks, "csc.dll", SearchOption.AllDirectories).FirstOrDefault() : null;
        if (compiler is null) return null;
        var (code, library) = (Path.Combine(folder, name + ".cs"), Path.Combine(folder, name + ".dll"));
        File.WriteAllText(code, source);
        Run("dotnet", "exec", compiler, "-nologo", "-noconfig", "-nostdlib", "-warnaserror", "-nullable", "-t:library", $"-out:{library}",
            $"-r:{Path.Combine(runtime, "System.Private.CoreLib.dll")}", $"-r:{Path.Combine(runtime, "System.Runtime.dll")}", code);
        return new AssemblyLoadContext(name, isCollectible: true).LoadFromAssemblyPath(library).GetType(name);
    }
}
