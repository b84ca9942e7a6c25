using System.CommandLine;
using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;
using Symbolic.Verification;

namespace Symbolic.Cli.Commands;

/// <summary><c>symbolic check F x=1 y=2</c>: value, gradient and Hessian, each number with its verdict.</summary>
internal static class CheckCommand
{
    private const int MaxShown = 40;
    private const int MaxFormulaShown = 600;

    public static Command Create(ConsoleStreams console)
    {
        var (formula, point, json) = (Arguments.Formula(), Arguments.Point(), Arguments.Json());
        var order = Arguments.Order(2, "1 for the gradient, 2 for the Hessian too.");
        var command = new Command("check", "Exact derivatives at a point, each checked by dual numbers and by finite differences.") { formula, point, order, json };
        var more = Checking.CheckOptions.AddTo(command);
        command.SetAction(parsed =>
        {
            if (more.Run(parsed, console, parsed.GetRequiredValue(formula), parsed.GetValue(point)!, parsed.GetValue(order), parsed.GetValue(json)) is { } code) return code;
            var upTo = Arguments.Within(parsed.GetValue(order), 1, 2, "--order");
            var at = Point.Parse(parsed.GetValue(point)!);
            var text = Arguments.Read(parsed.GetRequiredValue(formula), console);
            if (!parsed.GetValue(json)) return CodeOf(Show(console, new Request { Formula = text, At = at }.Parse(), at, upTo));
            var verdict = Verdict.Verified;
            JsonAnswer.Print(console, answer => verdict = CheckOperation.Answer(answer, new Request { Formula = text, At = at, Order = upTo }));
            return CodeOf(verdict);
        });
        return command;
    }

    private static int CodeOf(Verdict verdict) => verdict == Verdict.Disagrees ? ExitCode.CheckFailed : ExitCode.Fine;

    /// <summary>Prints the whole report; the result is the verdict on all of it.</summary>
    public static Verdict Show(ConsoleStreams console, Formula read, Point at, int order)
    {
        Arguments.Scalar(read, "check its components one by one");
        var evaluation = Evaluation.Prepare(read, wrt: null, at);
        var formula = evaluation.Formula;
        var unused = Notes.OnUnused(read, at, wrt: null).Concat(Notes.OnBounds(read, evaluation)).ToArray();
        var report = formula.Verify(evaluation.Values(at), order);
        var ink = Report.InkFor(console);
        Report.Reading(ink, read, Notes.OnReading(read, at), unused);
        if (report.Variables.Length > 0) ink.Line($"at {Report.At(report.Variables, report.At.AsSpan())}");
        ink.Line($"value {NumberFormat.Format(report.Value)}");
        if (report.Cause.Length > 0) ink.Line(report.Cause, Style.Warning);
        Section(ink, "Gradient", report.Gradient, c => Report.Slope(c.Variables[0], report.Variables.Length), c => formula.Differentiate(c.Variables[0]));
        Section(ink, "Hessian", report.Hessian, c => Report.Curvature(c.Variables[1], c.Variables[0], report.Variables.Length),
            c => formula.Differentiate(c.Variables[1]).Differentiate(c.Variables[0]));
        ink.Line();
        Conclude(ink, report);
        return report.Verdict;
    }

    private static void Section(Ink ink, string title, IReadOnlyList<ComponentReport> all, Func<ComponentReport, string> label, Func<ComponentReport, Formula> derivative)
    {
        if (all.Count == 0) return;
        ink.Line();
        ink.Line(title, Style.Heading);

        // What is not verified first, when there are more than can be looked at.
        var components = all.Count <= MaxShown ? all : [.. all.OrderByDescending(c => c.Verdict).Take(MaxShown)];
        var formulas = new TextTable();
        foreach (var c in components) formulas.Add(new Cell(label(c), Style.Dim), Report.FormulaCell(Shortened(derivative(c).ToString())));
        formulas.Render(ink);
        ink.Line();
        var numbers = new TextTable();
        numbers.Add(new Cell("", Style.Dim), new Cell("exact", Style.Dim, AlignRight: true), new Cell("difference ± bound", Style.Dim, AlignRight: true), new Cell("verdict", Style.Dim));
        foreach (var c in components)
            numbers.Add(new Cell(label(c), Style.Dim), new Cell(NumberFormat.Format(c.Exact), AlignRight: true), new Cell(Difference(c), AlignRight: true), VerdictCell(c));
        numbers.Render(ink);
        foreach (var c in components.Where(c => c.Cause.Length > 0)) ink.Line($"  {label(c)}: {c.Cause}", StyleOf(c.Verdict));
        if (components.Count < all.Count) ink.Line($"  and {all.Count - components.Count} more, which --json shows.", Style.Dim);
    }

    private static string Difference(ComponentReport c) => double.IsNaN(c.Difference) ? "none" : $"{NumberFormat.Format(c.Difference)} ± {NumberFormat.Bound(c.Error)}";

    private static string Shortened(string text) => text.Length <= MaxFormulaShown ? text : text[..(MaxFormulaShown - 2)] + " …";

    private static Cell VerdictCell(ComponentReport c) => new(c.Verdict switch
    {
        Verdict.Verified => $"verified to {Math.Floor(c.Digits):0} digits",
        Verdict.Kink => $"kink: left {NumberFormat.Format(c.Left, 6)}, right {NumberFormat.Format(c.Right, 6)}",
        _ => CheckAnswer.NameOf(c.Verdict),
    }, StyleOf(c.Verdict));

    private static Style StyleOf(Verdict verdict) => verdict switch
    {
        Verdict.Verified => Style.Good,
        Verdict.Disagrees => Style.Bad,
        _ => Style.Warning,
    };

    private static void Conclude(Ink ink, VerificationReport report)
    {
        var others = report.Components.Where(c => c.Verdict != Verdict.Verified).GroupBy(c => c.Verdict).Select(g => $"{g.Count()} {CheckAnswer.NameOf(g.Key)}").ToArray();
        var all = report.Components.Length;
        var summary = all == 0 ? "There is nothing to differentiate by."
            : others.Length > 0 ? $"{report.Components.Count(c => c.Verdict == Verdict.Verified)} of {all} {(all == 1 ? "derivative" : "derivatives")} verified; {string.Join(", ", others)}."
            : $"{(all == 1 ? "The derivative is" : $"All {all} derivatives are")} verified by dual numbers and by finite differences ({report.Calls} evaluations).";
        ink.Line(summary, StyleOf(report.Verdict));
    }
}
