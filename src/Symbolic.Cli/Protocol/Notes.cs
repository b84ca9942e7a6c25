using Symbolic.Cli.Output;
using Symbolic.Parsing;

namespace Symbolic.Cli.Protocol;

/// <summary>What an answer says in words beside its numbers.</summary>
internal static class Notes
{
    /// <summary>Notes on how a formula was read.</summary>
    public static IEnumerable<string> OnReading(Formula formula) => formula.Notes.Select(n => n.Message);

    /// <summary>Notes on how a formula was read, with what the other reading gives at a point.</summary>
    public static IEnumerable<string> OnReading(Formula formula, Point at) => formula.Notes.Select(n => n.Message + Both(formula, n, at));

    /// <summary>Names that were given a value for nothing.</summary>
    /// <param name="formula">The formula as it was read.</param>
    /// <param name="point">The values.</param>
    /// <param name="wrt">Names to differentiate by; null for all variables.</param>
    /// <param name="bound">The formula with its loop bounds filled in, when they were: only then all elements in loops are known.</param>
    public static IEnumerable<string> OnUnused(Formula formula, Point point, IReadOnlyList<string>? wrt, Formula? bound = null) => point.Names
        .Where(name => !formula.Variables.Contains(name) && bound?.Variables.Contains(name) != true && wrt?.Contains(name) != true)
        .Select(name => $"'{name}' does not occur in the formula.");

    /// <summary>Variables that derivatives are not taken by, though nobody said so.</summary>
    public static IEnumerable<string> OnBounds(Formula formula, Evaluation evaluation) => formula.Variables.Except(evaluation.Formula.Variables)
        .Select(name => $"'{name}' bounds a sum or product; it is a parameter, and derivatives are not taken by it.");

    /// <summary>Names to differentiate by that the formula does not hold.</summary>
    public static IEnumerable<string> OnAbsent(Formula formula, IReadOnlyList<string>? wrt) => (wrt ?? [])
        .Where(name => !formula.Variables.Contains(name))
        .Select(name => $"The formula does not depend on '{name}'; its derivative is 0.");

    /// <summary>Both values side by side; nothing when the other reading cannot be evaluated here, or gives the same.</summary>
    private static string Both(Formula formula, ReadingNote note, Point at)
    {
        if (note.AlternativeOutputs is not [var other] || formula.IsVector) return "";
        var (read, meant) = (ValueOf(formula, at), ValueOf(Formula.Of(other), at));
        return read is { } a && meant is { } b && !a.Equals(b) ? $" Here: {NumberFormat.Format(a)} as read, {NumberFormat.Format(b)} in the other reading." : "";
    }

    private static double? ValueOf(Formula formula, Point at)
    {
        if (!formula.Variables.All(at.Has)) return null;
        try
        {
            var evaluation = Evaluation.Prepare(formula, wrt: null, at);
            return evaluation.Compile(0).Evaluate(evaluation.Values(at));
        }
        catch (Exception e) when (!Failure.IsDefect(e))
        {
            // The formula as read is answered, or refused, elsewhere; the other reading is only an addition.
            return null;
        }
    }
}
