using System.Text;
using Symbolic.Cli.Repl.LineEditing;

namespace Symbolic.Tests.Repl.LineEditing;

public sealed class HistoryFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("symbolic-history").FullName;

    private string FilePath => Path.Combine(_folder, "deep", "history");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Entries_of_several_lines_and_with_backslashes_come_back()
    {
        string[] entries = ["x^2", "(a\n+b)", @"\frac{1}{2}", @"a\nb", "α·面"];
        foreach (var entry in entries) new HistoryFile(FilePath).Append(entry);
        Assert.Equal(entries, new HistoryFile(FilePath).Read());
    }

    [Fact]
    public void Half_a_line_that_a_crash_left_spoils_nothing_else()
    {
        new HistoryFile(FilePath).Append("first");
        File.AppendAllBytes(FilePath, [.. Encoding.UTF8.GetBytes("hal"), 0xE2, 0x82]);
        new HistoryFile(FilePath).Append("last");
        var read = new HistoryFile(FilePath).Read();
        Assert.Equal(("first", "last"), (read[0], read[^1]));
        Assert.Equal(3, read.Count);
    }

    [Fact]
    public void Sessions_side_by_side_lose_no_entry()
    {
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, session =>
        {
            var history = new History(new HistoryFile(FilePath));
            for (var i = 0; i < 25; i++) history.Add($"entry {session} {i}");
        });
        var read = new History(new HistoryFile(FilePath));
        var all = Enumerable.Range(0, read.Count).Select(i => read[i]).ToHashSet();
        Assert.Equal(100, all.Count);
        Assert.Superset(Enumerable.Range(0, 4).SelectMany(s => Enumerable.Range(0, 25).Select(i => $"entry {s} {i}")).ToHashSet(), all);
    }

    [Fact]
    public void A_very_long_history_is_cut_to_its_newest_entries()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllLines(FilePath, Enumerable.Range(0, 20_500).Select(i => $"e{i}"));
        Assert.Equal(20_500, new HistoryFile(FilePath).Read().Count);
        var kept = new HistoryFile(FilePath).Read();
        Assert.Equal(("e10500", "e20499", 10_000), (kept[0], kept[^1], kept.Count));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_no_error()
    {
        File.WriteAllText(Path.Combine(_folder, "deep"), "a file where a folder should be");
        var history = new History(new HistoryFile(FilePath));
        history.Add("x");
        Assert.Equal(1, history.Count);
    }
}
