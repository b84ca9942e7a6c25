using System.Diagnostics;
using System.Globalization;
using System.Runtime.Loader;
using Xunit;

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

    /// <summary>Runs a Python program that uses NumPy; the test is skipped where there is no Python or no NumPy.</summary>
    public static string RunPython(string file)
    {
        var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        try
        {
            if (Run(python, "-c", "import numpy") is null) Assert.Skip("There is no Python.");
        }
        catch (InvalidOperationException)
        {
            Assert.Skip("There is no NumPy.");
        }

        return Run(python, file)!;
    }

    /// <summary>A number as Python and C print it.</summary>
    public static double Number(string text) => text switch
    {
        "nan" or "-nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

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
