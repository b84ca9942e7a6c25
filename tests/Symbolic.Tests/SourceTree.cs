using System.Runtime.CompilerServices;

namespace Symbolic.Tests;

/// <summary>Where the sources are, for tests that read them.</summary>
internal static class SourceTree
{
    /// <summary>Folder of the tests.</summary>
    public static string Tests { get; } = Path.GetDirectoryName(ThisFile())!;

    /// <summary>Folder of the library.</summary>
    public static string Library { get; } = Path.GetFullPath(Path.Combine(Tests, "..", "..", "src", "Symbolic"));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
