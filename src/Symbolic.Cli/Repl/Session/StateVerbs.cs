using System.Globalization;
using System.Text;
using Symbolic.Cli.Output;

namespace Symbolic.Cli.Repl.Session;

/// <summary>Commands about the session itself.</summary>
internal static class StateVerbs
{
    private const long MaxFileSize = 2_000_000;

    public static IEnumerable<Verb> All =>
    [
        DataVerb.Verb,
        new("vars", "vars", "what is defined, and the point", Vars) { Examples = ["vars"] },
        new("forget", "forget f", "removes a definition or a value of the point; forget all removes everything", Forget) { Examples = ["forget all"] },
        new("save", "save FILE", "writes definitions and point to a file, which symbolic run FILE executes", Save) { TakesFile = true },
        new("load", "load FILE", "executes a file", Load) { TakesFile = true },
        new("set", "set digits 17", "digits of numbers (1 to 17); set rows off writes every formula on one line", Set) { Examples = ["set digits 17", "set rows off"] },
        new("quit", "quit", "leaves, as Ctrl-D does", request => request.State with { IsLeaving = true }) { Aliases = ["exit"], Examples = ["quit"] },
    ];

    private static SessionState Vars(Request request)
    {
        var state = request.State;
        if (state.Definitions.IsEmpty && state.Point.IsEmpty && state.Data is null) request.Ink.Line("  nothing is defined yet; f(x) = x^2 defines a function, a = 9.81 a value", Style.Dim);
        var table = new TextTable();
        foreach (var definition in state.Definitions)
            table.Add(new Cell(definition.Head, Style.Heading), "=", new Cell(string.Join(", ", definition.Definition.Outputs.Select(o => Formula.Of(o).ToString()))) { Wrap = Wrap.Formula });
        table.Render(request.Ink);
        if (!state.Point.IsEmpty) request.Ink.Line($"  at {string.Join(", ", state.Point.Select(p => $"{p.Key} = {request.Number(p.Value)}"))}");
        if (state.Data is { } data) request.Ink.Line($"  data: {DataVerb.Describe(data)}");
        return state;
    }

    private static SessionState Forget(Request request)
    {
        var state = request.State;
        var names = request.Text.Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0) throw new UserErrorException("Say what: forget f, or forget all.");
        if (names is ["all"]) return SessionState.Initial with { Digits = state.Digits, TwoDimensional = state.TwoDimensional };
        foreach (var name in names)
        {
            if (state.Point.ContainsKey(name) && state.Find(name) is null) state = state with { Point = state.Point.Remove(name) };
            else state = DefinitionList.Remove(state, name);
        }

        return state;
    }

    private static SessionState Save(Request request)
    {
        var state = request.State;
        var text = new StringBuilder("# Formulas of a session; symbolic run FILE executes them.\n");
        if (state.Data is { } data) text.Append("data ").Append(data.Path).Append('\n');
        foreach (var definition in state.Definitions) text.Append(definition.Text).Append('\n');
        if (!state.Point.IsEmpty) text.Append("at ").AppendJoin(", ", state.Point.Select(p => $"{p.Key}={p.Value.ToString("R", CultureInfo.InvariantCulture)}")).Append('\n');
        var path = FileName(request);
        try
        {
            File.WriteAllText(path, text.ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The file cannot be written: {e.Message}", e);
        }

        request.Ink.Line($"  {state.Definitions.Length} {(state.Definitions.Length == 1 ? "definition" : "definitions")} written to {path}", Style.Dim);
        return state;
    }

    private static SessionState Load(Request request)
    {
        var path = FileName(request);
        if (!File.Exists(path) && request.State.Folder.Length > 0) path = Path.Combine(request.State.Folder, path);
        return FormulaFile.Run(request.State, ReadFile(path), request.Page, request.Cancellation, path);
    }

    /// <summary>The text of a formula file.</summary>
    /// <exception cref="UserErrorException">It cannot be read.</exception>
    public static string ReadFile(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaxFileSize }) throw new UserErrorException($"'{path}' is too large for a file of formulas.");
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UserErrorException($"The file cannot be read: {e.Message}", e);
        }
    }

    private static string FileName(Request request)
    {
        var path = request.Text.Trim().Trim('"');
        if (path.Length == 0) throw new UserErrorException("The name of the file is missing.");
        return path.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..]) : path;
    }

    private static SessionState Set(Request request)
    {
        var words = request.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["digits", var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) && digits is >= 1 and <= 17) return request.State with { Digits = digits };
        if (words is ["rows", "on" or "off"]) return request.State with { TwoDimensional = words[1] == "on" };
        throw new UserErrorException("There are: set digits 1 to 17, set rows on, set rows off.");
    }
}
