using Symbolic.Cli.Output;

namespace Symbolic.Cli.Commands;

/// <summary>What the answers of all verbs begin with: how the formula was read, and what could have been meant otherwise.</summary>
internal static class Report
{
    public static Ink InkFor(ConsoleStreams console) => new(console.Output, console.Colour, console.Width);

    /// <summary>The reading and the notes.</summary>
    public static void Reading(Ink ink, Formula formula, IEnumerable<string>? moreNotes = null)
    {
        ink.Write($"f({string.Join(", ", formula.Variables)}) = ", Style.Dim);
        ink.Line(formula.Reading, Style.Heading);
        foreach (var note in formula.Notes.Select(n => n.Message).Concat(moreNotes ?? []))
        {
            ink.Write("note: ", Style.Warning);
            ink.Line(note);
        }

        ink.Line();
    }

    /// <summary>The point at which numbers are given.</summary>
    public static string At(IReadOnlyList<string> names, ReadOnlySpan<double> values)
    {
        var parts = new List<string>();
        for (var i = 0; i < names.Count; i++) parts.Add($"{names[i]} = {NumberFormat.Format(values[i])}");
        return string.Join(", ", parts);
    }

    /// <summary>A first derivative in the notation of partial derivatives, or of functions of one variable.</summary>
    public static string Slope(string variable, int variables) => variables == 1 ? $"df/d{variable}" : $"∂f/∂{variable}";

    /// <summary>A second derivative.</summary>
    public static string Curvature(string row, string column, int variables) =>
        variables == 1 ? $"d²f/d{row}²" : row == column ? $"∂²f/∂{row}²" : $"∂²f/∂{row}∂{column}";
}
