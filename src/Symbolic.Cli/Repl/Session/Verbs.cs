using System.Collections.Immutable;

namespace Symbolic.Cli.Repl.Session;

/// <summary>The commands of the session, in the order of the help.</summary>
internal static class Verbs
{
    public static ImmutableArray<Verb> All { get; } =
    [
        .. DerivativeVerbs.All,
        .. PointVerbs.All,
        .. PlotVerbs.All,
        .. SolverVerbs.All,
        .. NotationVerbs.All,
        .. StateVerbs.All,
        .. HelpVerbs.All,
    ];

    private static readonly Dictionary<string, Verb> ByName = All.SelectMany(v => v.Aliases.Prepend(v.Name), (v, name) => (name, v)).ToDictionary(p => p.name, p => p.v, StringComparer.Ordinal);

    /// <summary>The words of all commands.</summary>
    public static IEnumerable<string> Words => ByName.Keys;

    /// <summary>The command of a word; null when there is none.</summary>
    public static Verb? Find(string word) => ByName.GetValueOrDefault(word);
}
