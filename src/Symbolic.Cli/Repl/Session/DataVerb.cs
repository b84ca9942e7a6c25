using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;

namespace Symbolic.Cli.Repl.Session;

/// <summary>The command that gives rows to sums and means.</summary>
internal static class DataVerb
{
    /// <summary>How data are given in a session.</summary>
    public const string HowToGive = "read them with data FILE";

    public static Verb Verb { get; } = new("data", "data FILE", "the table whose rows sum(f) and mean(f) run over from now on; data alone shows it, data none forgets it", Run) { TakesFile = true, Examples = ["data"] };

    /// <summary>The number of rows and the names of the columns.</summary>
    public static string Describe(SessionData data) => $"{data.Rows.Count} {(data.Rows.Count == 1 ? "row" : "rows")} of {RowsOfData.Columns(data.Rows)}";

    private static SessionState Run(Request request)
    {
        var (state, text) = (request.State, request.Text.Trim().Trim('"'));
        if (text is "none" or "off")
        {
            request.Ink.Line("  no data", Style.Dim);
            return state with { Data = null };
        }

        if (text.Length > 0) state = state with { Data = Read(text, state.Folder) };
        if (state.Data is { } data) request.Ink.Line($"  {Describe(data)}");
        else request.Ink.Line("  no data yet; data FILE reads a table with a line of column names", Style.Dim);
        return state;
    }

    /// <summary>The table of a file, which a file of formulas names as seen from its own folder.</summary>
    private static SessionData Read(string file, string folder)
    {
        if (file.StartsWith("~/", StringComparison.Ordinal)) file = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), file[2..]);
        if (folder.Length > 0 && !File.Exists(file)) file = Path.Combine(folder, file);
        if (file == "-") throw new UserErrorException("The data of a session come from a file; write data FILE.");
        return new SessionData(Path.GetFullPath(file), RowsOfData.Of(RowsOfData.ReadFile(file)));
    }
}
