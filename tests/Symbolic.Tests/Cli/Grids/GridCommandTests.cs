using System.Text.Json;
using Symbolic.FiniteDifferences.Grids;

namespace Symbolic.Tests.Cli.Grids;

public sealed class GridCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("symbolic").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string File(string name) => Path.Combine(_folder, name);

    /// <summary>x²y + 3y² on 7×6 nodes at distances 0.5 and 2.</summary>
    private string Sampled(string name)
    {
        var grid = GridData.Sample(p => (p[0] * p[0] * p[1]) + (3 * p[1] * p[1]), GridAxis.Uniform(7, 0.5), GridAxis.Uniform(6, 2));
        if (name.EndsWith("npy", StringComparison.Ordinal)) NpyFile.Write(File(name), grid);
        else CsvGrid.WriteFile(File(name), grid);
        return File(name);
    }

    [Theory]
    [InlineData("f.npy")]
    [InlineData("f.csv")]
    public void The_Hessian_is_written_with_its_indices_as_leading_axes(string name)
    {
        var run = CliRun.Of("grid", Sampled(name), "--spacing", "0.5,2", "--hessian", "--out", File("h.npy"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var hessian = NpyFile.Read(File("h.npy"));
        Assert.Equal([2, 2, 7, 6], hessian.Shape);
        Assert.Equal(2 * 4.0, hessian[0, 0, 3, 2], 1e-10);
        Assert.Equal(2 * 1.5, hessian[0, 1, 3, 2], 1e-10);
        Assert.Equal(hessian[0, 1, 3, 2], hessian[1, 0, 3, 2]);
        Assert.Equal(6, hessian[1, 1, 3, 2], 1e-10);
    }

    [Fact]
    public void A_gradient_as_text_gets_a_file_for_each_component()
    {
        var run = CliRun.Of("grid", Sampled("f.csv"), "--spacing", "0.5,2", "--gradient", "--out", File("g.csv"), "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal((1.5 * 1.5) + (6 * 4.0), CsvGrid.ReadFile(File("g_1.csv"))[3, 2], 1e-9);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal([File("g_0.csv"), File("g_1.csv")], json.RootElement.GetProperty("files").EnumerateArray().Select(f => f.GetString()!));
    }

    [Fact]
    public void The_Laplacian_has_the_shape_of_the_grid()
    {
        Assert.Equal(0, CliRun.Of("grid", Sampled("f.npy"), "--spacing", "0.5,2", "--laplacian", "--out", File("l.npy")).ExitCode);
        Assert.Equal(8 + 6.0, NpyFile.Read(File("l.npy"))[3, 2], 1e-9);
    }

    [Fact]
    public void The_flattest_node_is_named_with_its_coordinates()
    {
        using var json = JsonDocument.Parse(CliRun.Of("grid", Sampled("f.npy"), "--spacing", "0.5,2", "--flattest", "--json").Output);
        var flat = json.RootElement.GetProperty("flattest");
        Assert.Equal([0, 0], flat.GetProperty("node").EnumerateArray().Select(n => n.GetInt32()));
        Assert.Equal(0, flat.GetProperty("gradientNorm").GetDouble(), 1e-9);
    }

    [Fact]
    public void What_cannot_be_done_is_refused_in_words()
    {
        System.IO.File.WriteAllText(File("broken.npy"), "nothing");
        foreach (var (args, message) in new (string[], string)[]
        {
            (["grid", File("none.npy"), "--gradient"], "no file"),
            (["grid", File("broken.npy"), "--gradient"], "not a .npy"),
            (["grid", Sampled("f.npy")], "one of --gradient"),
            (["grid", Sampled("f.npy"), "--gradient", "--spacing", "1,2,3"], "one for each"),
            (["grid", Sampled("f.npy"), "--gradient", "--spacing", "0"], "must not be 0"),
            (["grid", Sampled("f.npy"), "--gradient", "--accuracy", "3"], "2, 4 or 6"),
            (["grid", Sampled("f.npy"), "--gradient", "--out", File("no/such/folder.npy")], "cannot be written"),
            (["grid", Sampled("f.npy"), "--flattest", "--out", File("x.npy")], "nothing to write"),
        })
        {
            var run = CliRun.Of(args);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains(message, run.Error);
        }
    }
}
