using System.CommandLine;
using Symbolic.Cli.Checking;
using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;
using Symbolic.Verification;

namespace Symbolic.Cli.Commands;

/// <summary><c>symbolic check F x=1 y=2</c>: value, gradient and Hessian, each number with its verdict.</summary>
internal static class CheckCommand
{
    public static Command Create(ConsoleStreams console)
    {
        var (formula, point, data, json) = (Arguments.Formula(), Arguments.Point(), Arguments.Data(), Arguments.Json());
        var order = Arguments.Order(2, "1 for the gradient, 2 for the Hessian too.");
        var command = new Command("check", "Exact derivatives at a point, each checked by dual numbers and by finite differences.") { formula, point, data, order, json };
        var more = CheckOptions.AddTo(command);
        command.SetAction(parsed =>
        {
            var rows = Arguments.Rows(parsed.GetValue(data), parsed.GetRequiredValue(formula), console);
            if (more.Run(parsed, console, parsed.GetRequiredValue(formula), parsed.GetValue(point)!, rows, parsed.GetValue(order), parsed.GetValue(json)) is { } code) return code;
            var upTo = Arguments.Within(parsed.GetValue(order), 1, 2, "--order");
            var at = Point.Parse(parsed.GetValue(point)!);
            var text = Arguments.Read(parsed.GetRequiredValue(formula), console);
            var request = new Request { Formula = text, At = at, Order = upTo, Data = rows };
            if (!parsed.GetValue(json)) return CodeOf(Show(console, request.ParseForNumbers(), at, upTo));
            var verdict = Verdict.Verified;
            JsonAnswer.Print(console, answer => verdict = CheckOperation.Answer(answer, request));
            return CodeOf(verdict);
        });
        return command;
    }

    private static int CodeOf(Verdict verdict) => verdict == Verdict.Disagrees ? ExitCode.CheckFailed : ExitCode.Fine;

    /// <summary>Prints the whole report; the result is the verdict on all of it.</summary>
    public static Verdict Show(ConsoleStreams console, Formula read, Point at, int order)
    {
        if (read.IsVector) return VectorView.Show(console, read, at);
        var evaluation = Evaluation.Prepare(read, wrt: null, at);
        var formula = evaluation.Formula;
        var unused = Notes.OnUnused(read, at, wrt: null, evaluation.Formula).Concat(Notes.OnBounds(read, evaluation)).ToArray();
        var report = formula.Verify(evaluation.Values(at), order);
        var ink = Report.InkFor(console);
        Report.Reading(ink, read, Notes.OnReading(read, at), unused);
        if (report.Variables.Length > 0) ink.Line($"at {Report.At(report.Variables, report.At.AsSpan())}");
        ink.Line($"value {NumberFormat.Format(report.Value)}");
        if (report.Cause.Length > 0) ink.Line(report.Cause, Style.Warning);
        var n = report.Variables.Length;
        VerdictTable.Section(ink, "Gradient", [.. report.Gradient.Select(c => new Derived(Report.Slope(c.Variables[0], n), c, () => formula.Differentiate(c.Variables[0])))]);
        VerdictTable.Section(ink, "Hessian", [.. report.Hessian.Select(c => new Derived(Report.Curvature(c.Variables[1], c.Variables[0], n), c, () => formula.Differentiate(c.Variables[1]).Differentiate(c.Variables[0])))]);
        ink.Line();
        VerdictTable.Conclude(ink, report.Components, report.Calls, report.Verdict);
        return report.Verdict;
    }
}
