using Symbolic.Cli.Commands;
using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;
using Symbolic.Verification;

namespace Symbolic.Cli.Checking;

/// <summary>A derivative with its verdict.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Component">The verdict.</param>
/// <param name="Derivative">The derivative as a formula, made when it is shown.</param>
internal sealed record Derived(string Label, ComponentReport Component, Func<Formula> Derivative);

/// <summary>Derivatives with their verdicts as a table.</summary>
internal static class VerdictTable
{
    private const int MaxShown = 40;
    private const int MaxFormulaShown = 600;

    /// <summary>The derivatives as formulas, then as numbers, and what there is to say of them.</summary>
    public static void Section(Ink ink, string title, IReadOnlyList<Derived> all)
    {
        if (all.Count == 0) return;
        ink.Line();
        ink.Line(title, Style.Heading);

        // What is not verified first, when there are more than can be looked at.
        var components = all.Count <= MaxShown ? all : [.. all.OrderByDescending(c => c.Component.Verdict).Take(MaxShown)];
        var formulas = new TextTable();
        foreach (var c in components) formulas.Add(new Cell(c.Label, Style.Dim), Report.FormulaCell(Shortened(c.Derivative().ToString())));
        formulas.Render(ink);
        ink.Line();
        var numbers = new TextTable();
        numbers.Add(new Cell("", Style.Dim), new Cell("exact", Style.Dim, AlignRight: true), new Cell("difference ± bound", Style.Dim, AlignRight: true), new Cell("verdict", Style.Dim));
        foreach (var (label, c, _) in components)
            numbers.Add(new Cell(label, Style.Dim), new Cell(NumberFormat.Format(c.Exact), AlignRight: true), new Cell(Difference(c), AlignRight: true), VerdictText.Of(c.Verdict, c.Digits, c.Left, c.Right));
        numbers.Render(ink);
        foreach (var (label, c, _) in components.Where(c => c.Component.Cause.Length > 0)) ink.Line($"  {label}: {c.Cause}", VerdictText.StyleOf(c.Verdict));
        if (components.Count < all.Count) ink.Line($"  and {all.Count - components.Count} more, which --json shows.", Style.Dim);
    }

    private static string Difference(ComponentReport c) => double.IsNaN(c.Difference) ? "none" : $"{NumberFormat.Format(c.Difference)} ± {NumberFormat.Bound(c.Error)}";

    private static string Shortened(string text) => text.Length <= MaxFormulaShown ? text : text[..(MaxFormulaShown - 2)] + " …";

    /// <summary>How many were verified.</summary>
    public static void Conclude(Ink ink, IReadOnlyList<ComponentReport> components, int calls, Verdict verdict)
    {
        var others = components.Where(c => c.Verdict != Verdict.Verified).GroupBy(c => c.Verdict).Select(g => $"{g.Count()} {CheckAnswer.NameOf(g.Key)}").ToArray();
        var all = components.Count;
        var summary = all == 0 ? "There is nothing to differentiate by."
            : others.Length > 0 ? $"{components.Count(c => c.Verdict == Verdict.Verified)} of {all} {(all == 1 ? "derivative" : "derivatives")} verified; {string.Join(", ", others)}."
            : $"{(all == 1 ? "The derivative is" : $"All {all} derivatives are")} verified by dual numbers and by finite differences ({calls} evaluations).";
        ink.Line(summary, VerdictText.StyleOf(verdict));
    }
}
