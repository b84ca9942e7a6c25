using Symbolic.Cli.Output;

namespace Symbolic.Cli.Repl.Session;

/// <summary>A file of entries, such as <c>save</c> writes: formulas, definitions and commands, with comments behind <c>#</c>.</summary>
internal static class FormulaFile
{
    /// <summary>Files may load files, but not for ever.</summary>
    private const int MaxNesting = 20;

    [ThreadStatic]
    private static int nesting;

    /// <summary>Carries out every entry, printing it before its answer.</summary>
    public static SessionState Run(SessionState state, string text, Page page, CancellationToken cancellation, string path = "")
    {
        var outside = state.Folder;
        state = state with { Folder = path.Length > 0 ? Path.GetDirectoryName(Path.GetFullPath(path)) ?? "" : outside };
        if (nesting >= MaxNesting) throw new UserErrorException("The files load each other without end.");
        nesting++;
        try
        {
            foreach (var (entry, _) in SourceText.Entries(text))
            {
                cancellation.ThrowIfCancellationRequested();
                page.Ink.Line($"> {entry.Replace("\n", "\n… ", StringComparison.Ordinal)}", Style.Dim);
                state = Interpreter.Run(state, entry, page, cancellation);
                if (state.IsLeaving) break;
            }
        }
        finally
        {
            nesting--;
        }

        return state with { Folder = outside };
    }
}
