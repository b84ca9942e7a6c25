using System.Runtime.CompilerServices;

namespace Symbolic.Tests.Cli;

/// <summary>Files of the project's own tree, which some tests compare with and rewrite on demand.</summary>
internal static class Project
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>SYMBOLIC_UPDATE_GOLDEN=1 rewrites what a test compares with, to be reviewed by eye.</summary>
    public static bool Updates => Environment.GetEnvironmentVariable("SYMBOLIC_UPDATE_GOLDEN") == "1";

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    private static string Find([CallerFilePath] string here = "")
    {
        foreach (var start in new[] { AppContext.BaseDirectory, here })
        {
            for (var folder = System.IO.Path.GetDirectoryName(start); folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
            {
                if (File.Exists(System.IO.Path.Combine(folder, "Symbolic.sln"))) return folder;
            }
        }

        throw new InvalidOperationException("The tests run outside the project's tree.");
    }
}
