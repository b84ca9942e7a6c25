using System.CommandLine;
using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;
using Symbolic.Verification;

namespace Symbolic.Cli.Commands;

/// <summary><c>symbolic check F x=1 y=2</c>: value, gradient and Hessian, each number with its verdict.</summary>
internal static class CheckCommand
{
    public static Command Create(ConsoleStreams console)
    {
        var (formula, point, json) = (Arguments.Formula(), Arguments.Point(), Arguments.Json());
        var order = Arguments.Order(2, "1 for the gradient, 2 for the Hessian too.");
        var command = new Command("check", "Exact derivatives at a point, each checked by dual numbers and by finite differences.") { formula, point, order, json };
        command.SetAction(parsed =>
        {
            var text = Arguments.Read(parsed.GetRequiredValue(formula), console);
            var at = Point.Parse(parsed.GetValue(point)!);
            var upTo = parsed.GetValue(order);
            if (upTo is < 1 or > 2) throw new UserErrorException("--order is 1 or 2.");
            if (parsed.GetValue(json))
            {
                return JsonAnswer.Print(console, new Request { Op = "check", Formula = text, At = at, Order = upTo },
                    answer => answer.Contains("\"verdict\":\"disagrees\"", StringComparison.Ordinal) ? ExitCode.CheckFailed : ExitCode.Fine);
            }

            return Show(console, Formula.Parse(text), at, upTo);
        });
        return command;
    }

    private static int Show(ConsoleStreams console, Formula read, Point at, int order)
    {
        if (read.IsVector) throw new UserErrorException("The formula is a vector; check its components one by one.");
        var evaluation = Evaluation.Prepare(read, wrt: null, at);
        var formula = evaluation.Formula;
        var unused = Notes.OnUnused(read, at, wrt: null).ToArray();
        var report = formula.Verify(evaluation.Values(at), order);
        var ink = Report.InkFor(console);
        Report.Reading(ink, read, unused);
        if (report.Variables.Length > 0) ink.Line($"at {Report.At(report.Variables, report.At.AsSpan())}");
        ink.Line($"value {NumberFormat.Format(report.Value)}");
        if (report.Cause.Length > 0) ink.Line(report.Cause, Style.Warning);
        var n = report.Variables.Length;
        if (!report.Gradient.IsEmpty)
        {
            ink.Line();
            ink.Line("Gradient", Style.Heading);
            var gradient = formula.Gradient();
            Table(ink, report.Gradient, i => Report.Slope(report.Gradient[i].Variables[0], n), i => gradient[i].ToString());
        }

        if (!report.Hessian.IsEmpty)
        {
            ink.Line();
            ink.Line("Hessian", Style.Heading);
            var hessian = formula.Hessian();
            Table(ink, report.Hessian, i => Report.Curvature(report.Hessian[i].Variables[1], report.Hessian[i].Variables[0], n),
                i => hessian[formula.Variables.IndexOf(report.Hessian[i].Variables[0]), formula.Variables.IndexOf(report.Hessian[i].Variables[1])].ToString());
        }

        ink.Line();
        Conclude(ink, report);
        return report.Verdict == Verdict.Disagrees ? ExitCode.CheckFailed : ExitCode.Fine;
    }

    private static void Table(Ink ink, IReadOnlyList<ComponentReport> components, Func<int, string> label, Func<int, string> derivative)
    {
        var table = new TextTable();
        for (var i = 0; i < components.Count; i++)
        {
            table.Add(new Cell(label(i), Style.Dim), derivative(i));
        }

        table.Render(ink);
        ink.Line();
        var numbers = new TextTable();
        numbers.Add(new Cell("", Style.Dim), new Cell("exact", Style.Dim, AlignRight: true), new Cell("difference ± bound", Style.Dim, AlignRight: true), new Cell("verdict", Style.Dim));
        for (var i = 0; i < components.Count; i++)
        {
            var c = components[i];
            numbers.Add(new Cell(label(i), Style.Dim), new Cell(NumberFormat.Format(c.Exact), AlignRight: true),
                new Cell($"{NumberFormat.Format(c.Difference)} ± {NumberFormat.Bound(c.Error)}", AlignRight: true), VerdictCell(c));
        }

        numbers.Render(ink);
        foreach (var c in components.Where(c => c.Cause.Length > 0)) ink.Line($"  {label(IndexOf(components, c))}: {c.Cause}", StyleOf(c.Verdict));
    }

    private static int IndexOf(IReadOnlyList<ComponentReport> components, ComponentReport component)
    {
        for (var i = 0; i < components.Count; i++)
        {
            if (ReferenceEquals(components[i], component)) return i;
        }

        return -1;
    }

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
        var verified = report.Components.Count(c => c.Verdict == Verdict.Verified);
        var summary = report.Components.IsEmpty ? "There is nothing to differentiate by."
            : verified == report.Components.Length ? $"All {verified} derivatives verified by dual numbers and by finite differences ({report.Calls} evaluations)."
            : $"{verified} of {report.Components.Length} derivatives verified; the others: {string.Join(", ", report.Components.Where(c => c.Verdict != Verdict.Verified).GroupBy(c => c.Verdict).Select(g => $"{g.Count()} {CheckAnswer.NameOf(g.Key)}"))}.";
        ink.Line(summary, StyleOf(report.Verdict));
    }
}
