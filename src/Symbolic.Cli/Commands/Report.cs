using Symbolic.Cli.Output;

namespace Symbolic.Cli.Commands;

/// <summary>What the answers of all verbs begin with: how the formula was read, and what could have been meant otherwise.</summary>
internal static class Report
{
    private const int MaxNamesShown = 10;
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    public static Ink InkFor(ConsoleStreams console) => new(console.Output, console.Colour, console.Width);

    /// <summary>The reading and its notes.</summary>
    public static void Reading(Ink ink, Formula formula, IEnumerable<string>? moreNotes = null) =>
        Reading(ink, formula, formula.Notes.Select(n => n.Message), moreNotes ?? []);

    /// <summary>The reading and all notes.</summary>
    public static void Reading(Ink ink, Formula formula, IEnumerable<string> notes, IEnumerable<string> moreNotes)
    {
        ink.Write(formula.Variables.IsEmpty ? "f = " : $"f({Names(formula.Variables)}) = ", Style.Dim);
        ink.Line(formula.Reading, Style.Heading);
        foreach (var note in notes.Concat(moreNotes))
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
        for (var i = 0; i < Math.Min(names.Count, MaxNamesShown); i++) parts.Add($"{names[i]} = {NumberFormat.Format(values[i])}");
        if (names.Count > MaxNamesShown) parts.Add("…");
        return string.Join(", ", parts);
    }

    /// <summary>A derivative by one variable, in the notation of partial derivatives or of functions of one variable.</summary>
    public static string Slope(string variable, int variables, int order = 1)
    {
        var d = variables == 1 ? "d" : "∂";
        var power = order == 1 ? "" : string.Concat(order.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(c => Superscripts[c - '0']));
        return $"{d}{power}f/{d}{variable}{power}";
    }

    /// <summary>A second derivative.</summary>
    public static string Curvature(string row, string column, int variables) =>
        row == column ? Slope(row, variables, 2) : $"∂²f/∂{row}∂{column}";

    /// <summary>The pairs of a symmetric matrix.</summary>
    public static IEnumerable<(int Row, int Column)> LowerTriangle(int size) =>
        Enumerable.Range(0, size).SelectMany(i => Enumerable.Range(0, i + 1).Select(j => (i, j)));

    /// <summary>A formula in a table.</summary>
    public static Cell FormulaCell(string text) => new(text) { Wrap = Wrap.Formula };

    private static string Names(IReadOnlyList<string> names) => names.Count <= MaxNamesShown
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(MaxNamesShown - 2))}, …, {names[^1]}";
}
