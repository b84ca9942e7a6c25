using Symbolic.Cli.Repl.Session;

namespace Symbolic.Tests.Repl.Session;

public sealed class DataVerbTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();
    private readonly string _saved = Path.GetTempFileName();

    public DataVerbTests() => File.WriteAllText(_path, "t,y\n0,2\n1,1\n2,0.5\n");

    public void Dispose()
    {
        File.Delete(_path);
        File.Delete(_saved);
    }

    [Fact]
    public void Data_stick_and_are_shown()
    {
        Assert.Equal("  no data yet; data FILE reads a table with a line of column names\n", SessionRun.Output("data"));
        Assert.Equal("  3 rows of t, y\n", SessionRun.Output($"data {_path}"));
        Assert.Equal("  3 rows of t, y\n", SessionRun.Output($"data {_path}", "x^2", "data"));
        Assert.Equal("  data: 3 rows of t, y\n", SessionRun.Output($"data {_path}", "vars"));
        Assert.Equal("  no data\n", SessionRun.Output($"data {_path}", "data none"));
        Assert.Equal("  no data yet; data FILE reads a table with a line of column names\n", SessionRun.Output($"data {_path}", "forget all", "data"));
    }

    [Theory]
    [InlineData("sum(y*t)", "sum(t*y) = 2")]
    [InlineData("mean((y - a*t)^2) at a=1", "= 2.083333333  at a = 1")]
    [InlineData("grad sum(y*a) at a=1", "df/da  sum(y)  3.5  verified to")]
    [InlineData("hess sum(y*a^2) at a=1", "d²f/da²  sum(2·y)  7  verified to")]
    [InlineData("check sum(y*a^2) a=1", "All 2 derivatives are verified")]
    [InlineData("diff sum(t*a^2) a", "df/da = sum(2*a*t)")]
    [InlineData("minimize sum((y - a)^2) a=0", "minimum at a = 1.16666666")]
    [InlineData("fit y = p*exp(-q*t) --parameters p=1,q=1", "R squared")]
    [InlineData("classify sum((t - a)^2) a=1", "minimum: the Hessian is positive definite")]
    public void Commands_run_over_the_rows(string entry, string expected) =>
        Assert.Contains(expected, SessionRun.Output($"data {_path}", entry), StringComparison.Ordinal);

    [Fact]
    public void Definitions_read_the_data_that_are_there_when_they_are_used()
    {
        string[] entries = ["f(a) = sum((y - a*t)^2)", $"data {_path}", "f(1)"];
        Assert.Contains("6.25", SessionRun.Output(entries), StringComparison.Ordinal);
        Assert.Contains("6.25", SessionRun.Output(entries[1], entries[0], entries[2]), StringComparison.Ordinal);
        Assert.Contains("read them with data FILE", SessionRun.Output([.. entries, "data none", "check f a=1"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Data_are_saved_by_name()
    {
        var (_, state) = SessionRun.Of($"data {_path}", "f(a) = mean(y*a)", $"save {_saved}");
        var (_, loaded) = SessionRun.Of($"load {_saved}");
        Assert.Equal(state.Data!.Path, loaded.Data!.Path);
        Assert.Equal(3, loaded.Data.Rows.Count);
    }

    [Fact]
    public void A_file_that_is_no_table_is_refused_and_the_data_stay()
    {
        File.WriteAllText(_saved, "t,y\n1,\n");
        var (output, state) = SessionRun.Of($"data {_path}", $"data {_saved}");
        Assert.Equal("error: Line 2, column 'y' is empty; leave such lines out.\n", output);
        Assert.Equal(3, state.Data!.Rows.Count);
        Assert.StartsWith("error: There is no file 'no-such-file'", SessionRun.Output("data no-such-file"), StringComparison.Ordinal);
    }
}
