using System.Collections.Immutable;
using Symbolic.Expressions;
using Symbolic.Parsing;

namespace Symbolic.Cli.Repl.Session;

/// <summary>A definition as it was typed, and what it was read as.</summary>
internal sealed record SessionDefinition(string Text, FormulaDefinition Definition)
{
    public string Name => Definition.Name;

    /// <summary><c>f(x, y)</c> or <c>a</c>.</summary>
    public string Head => Definition.IsFunction ? $"{Name}({string.Join(", ", Definition.Parameters)})" : Name;
}

/// <summary>A table that was read.</summary>
/// <param name="Path">The whole name of its file.</param>
/// <param name="Rows">Its rows.</param>
internal sealed record SessionData(string Path, RowData Rows);

/// <summary>All that a session remembers. Immutable: a command that is cancelled has changed nothing.</summary>
internal sealed record SessionState
{
    /// <summary>The start of every session.</summary>
    public static SessionState Initial { get; } = new();

    /// <summary>What was defined; each definition uses only those before it.</summary>
    public ImmutableArray<SessionDefinition> Definitions { get; init; } = [];

    /// <summary>Values that stick until they are changed.</summary>
    public ImmutableSortedDictionary<string, double> Point { get; init; } = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>The rows that sums and means run over; null without data.</summary>
    public SessionData? Data { get; init; }

    /// <summary>The last result, which <c>ans</c> stands for.</summary>
    public Formula? Answer { get; init; }

    /// <summary>Significant digits of numbers.</summary>
    public int Digits { get; init; } = 10;

    /// <summary>Whether formulas may take several rows.</summary>
    public bool TwoDimensional { get; init; } = true;

    /// <summary>Names of variables that were used, for completion.</summary>
    public ImmutableSortedSet<string> Seen { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The folder of the file that is being executed; "" outside one.</summary>
    public string Folder { get; init; } = "";

    /// <summary>What the session is asked to do next: leave.</summary>
    public bool IsLeaving { get; init; }

    /// <summary>Whether a check has failed, which a script tells the shell.</summary>
    public bool HasFailed { get; init; }

    /// <summary>Whether an entry was refused, which a script tells the shell, too.</summary>
    public bool WasRefused { get; init; }

    /// <summary>What the process says to the shell at the end of a script.</summary>
    public int ExitCode => WasRefused ? Cli.ExitCode.Refused : HasFailed ? Cli.ExitCode.CheckFailed : Cli.ExitCode.Fine;

    /// <summary>The definition of a name; null when there is none.</summary>
    public SessionDefinition? Find(string name) => Definitions.FirstOrDefault(d => d.Name == name);
}
