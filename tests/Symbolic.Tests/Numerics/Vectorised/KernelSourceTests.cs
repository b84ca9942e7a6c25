using System.Runtime.CompilerServices;
using Symbolic.Tests.Numerics.Vectorised.Kernels;
using Xunit;

namespace Symbolic.Tests.Numerics.Vectorised;

public sealed class KernelSourceTests
{
    /// <summary>Set the variable SYMBOLIC_WRITE_KERNELS to 1 to write the files anew.</summary>
    [Fact]
    public void The_written_kernels_are_those_of_the_definitions()
    {
        string folder = Path.GetFullPath(Path.Combine(Here(), "../../../../src/Symbolic/Numerics/Vectorised"));
        bool write = string.Equals(Environment.GetEnvironmentVariable("SYMBOLIC_WRITE_KERNELS"), "1", StringComparison.Ordinal);
        foreach ((string name, string text) in KernelWriter.Files())
        {
            string path = Path.Combine(folder, name);
            if (write)
                File.WriteAllText(path, text);
            Assert.Equal(text, File.ReadAllText(path));
        }
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
