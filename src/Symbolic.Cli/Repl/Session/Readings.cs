using Symbolic.Cli.Output;
using Symbolic.Expressions;
using Symbolic.Parsing;
using Symbolic.Printing;

namespace Symbolic.Cli.Repl.Session;

/// <summary>Shows how a formula was read: in full when that is not what was typed, and with what else it could have meant.</summary>
internal static class Readings
{
    /// <summary>Larger formulas are shown on one line.</summary>
    private const int MaxDisplayed = 400;

    /// <summary>Columns that a badge may take.</summary>
    private const int RoomBeside = 28;

    /// <summary>Shows notes, each with the values of both readings at a point.</summary>
    public static void ShowNotes(Request request, Formula formula)
    {
        foreach (var note in formula.Notes)
        {
            request.Page.Note(note.Message);
            if (Values(request, formula, note) is { } values) request.Ink.Line($"      {values}", Style.Dim);
        }
    }

    /// <summary>Whether the text says the same as the reading, blanks aside.</summary>
    public static bool IsSame(string text, string reading) =>
        text.AsSpan().IndexOfAny(' ', '\n') < 0 ? text == reading.Replace(" ", "", StringComparison.Ordinal)
            : text.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal) == reading.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>A formula behind a label such as <c>f(x) =</c>, in rows where there is room and something to gain.</summary>
    /// <param name="request">Where to, and how.</param>
    /// <param name="label">The label.</param>
    /// <param name="formula">The formula.</param>
    /// <param name="style">Its style.</param>
    /// <param name="beside">What stands behind it on the same line, or on a line of its own where there is no room.</param>
    public static void ShowDisplay(Request request, string label, Formula formula, Style style = Style.Plain, Cell beside = default)
    {
        if (request.State.TwoDimensional && !formula.IsVector && formula.Outputs[0].TreeSize <= MaxDisplayed
            && DisplayPrinter.TryPrint(formula.Outputs[0], request.Page.Width - label.Length - 4) is { Rows.Length: > 1 } display)
        {
            ShowRows(request.Ink, label, display, style, beside);
            return;
        }

        request.Ink.Write($"  {label}", Style.Dim);
        var text = formula.ToString();
        request.Ink.Write(text, style);
        EndLine(request.Ink, label.Length + text.Length, beside);
    }

    /// <summary>Rows behind a label, which stands at the height of the main line.</summary>
    public static void ShowRows(Ink ink, string label, DisplayText display, Style style = Style.Plain, Cell beside = default)
    {
        for (var i = 0; i < display.Rows.Length; i++)
        {
            ink.Write("  " + (i == display.Baseline ? label : new string(' ', DisplayWidth.Of(label))), Style.Dim);
            var row = display.Rows[i].TrimEnd();
            if (row.Length > 0) ink.Write(row, style);
            if (i == display.Baseline && beside.Text is not null) ink.Write(new string(' ', display.Width - row.Length));
            EndLine(ink, label.Length + display.Width, i == display.Baseline ? beside : default);
        }
    }

    private static void EndLine(Ink ink, int used, Cell beside)
    {
        if (beside.Text is not null)
        {
            if (used + RoomBeside > ink.Width) ink.Line();
            ink.Write("  ");
            ink.Write(beside.Text, beside.Style);
        }

        ink.Line();
    }

    private static string? Values(Request request, Formula formula, ReadingNote note)
    {
        if (note.AlternativeOutputs.Length != 1 || formula.IsVector || note.Alternative is null) return null;
        try
        {
            var other = Formula.Of(note.AlternativeOutputs[0]);
            var names = formula.Variables.Union(other.Variables).ToArray();
            var at = names.Select((n, i) => request.State.Point.GetValueOrDefault(n, 3 + i)).ToArray();
            double At(Formula f) => f.Compile(0, names).Evaluate(at);
            var point = string.Join(", ", names.Select((n, i) => $"{n} = {NumberFormat.Format(at[i], 6)}"));
            return $"{request.Number(At(formula))} as read, {request.Number(At(other))} otherwise{(point.Length > 0 ? $", at {point}" : "")}";
        }
        catch (Exception e) when (!Failure.IsDefect(e))
        {
            return null;
        }
    }
}
