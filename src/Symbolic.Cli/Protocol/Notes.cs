using Symbolic.Parsing;

namespace Symbolic.Cli.Protocol;

/// <summary>What an answer says in words beside its numbers.</summary>
internal static class Notes
{
    /// <summary>Notes on how a formula was read.</summary>
    public static IEnumerable<string> OnReading(Formula formula) => formula.Notes.Select(Of);

    /// <summary>Names that were given a value for nothing.</summary>
    public static IEnumerable<string> OnUnused(Formula formula, Point point, IReadOnlyList<string>? wrt) => point.Names
        .Where(name => !formula.Variables.Contains(name) && wrt?.Contains(name) != true)
        .Select(name => $"'{name}' does not occur in the formula.");

    /// <summary>Names to differentiate by that the formula does not hold.</summary>
    public static IEnumerable<string> OnAbsent(Formula formula, IReadOnlyList<string>? wrt) => (wrt ?? [])
        .Where(name => !formula.Variables.Contains(name))
        .Select(name => $"The formula does not depend on '{name}'; its derivative is 0.");

    private static string Of(ReadingNote note) => note.Message;
}
