using System.CommandLine;
using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;
using Symbolic.FiniteDifferences;

namespace Symbolic.Cli.Commands;

/// <summary><c>symbolic difference F x=1</c>: derivatives of the formula as a black box, from its values alone, with bounds.</summary>
internal static class DifferenceCommand
{
    public static Command Create(ConsoleStreams console)
    {
        var (formula, point, json) = (Arguments.Formula(), Arguments.Point(), Arguments.Json());
        var order = Arguments.Order(1, "1 for the gradient, 2 for the Hessian too.");
        var command = new Command("difference", "Derivatives from values alone, as of a black box, each with a bound on its error.") { formula, point, order, json };
        command.SetAction(parsed =>
        {
            var upTo = Arguments.Within(parsed.GetValue(order), 1, 2, "--order");
            var at = Point.Parse(parsed.GetValue(point)!);
            var text = Arguments.Read(parsed.GetRequiredValue(formula), console);
            if (parsed.GetValue(json)) return JsonAnswer.Print(console, answer => DifferenceOperation.Answer(answer, new Request { Op = "difference", Formula = text, At = at, Order = upTo }));
            Show(console, Arguments.Scalar(Formula.Parse(text), "take differences of its components one by one"), at, upTo);
            return ExitCode.Fine;
        });
        return command;
    }

    private static void Show(ConsoleStreams console, Formula read, Point at, int order)
    {
        var evaluation = Evaluation.Prepare(read, wrt: null, at);
        var unused = Notes.OnUnused(read, at, wrt: null, evaluation.Formula).Concat(Notes.OnBounds(read, evaluation)).ToArray();
        var x = evaluation.Values(at);
        var program = evaluation.Compile(0);
        var hessian = order == 2 && x.Length > 0 ? FiniteDifference.Hessian(p => program.Evaluate(p), x) : null;
        var gradient = hessian?.Gradient ?? FiniteDifference.Gradient(p => program.Evaluate(p), x);
        var ink = Report.InkFor(console);
        Report.Reading(ink, read, Notes.OnReading(read, at), unused);
        if (x.Length > 0) ink.Line($"at {Report.At(evaluation.Order, x)}");
        ink.Line($"value {NumberFormat.Format(gradient.Value)}");
        if (x.Length == 0) return;
        ink.Line();
        var table = new TextTable();
        table.Add(new Cell("", Style.Dim), new Cell("difference", Style.Dim, AlignRight: true), new Cell("± bound", Style.Dim, AlignRight: true), new Cell("step", Style.Dim, AlignRight: true), new Cell("calls", Style.Dim, AlignRight: true), new Cell("status", Style.Dim));
        for (var i = 0; i < x.Length; i++) Row(table, Report.Slope(evaluation.Order[i], x.Length), gradient[i]);
        foreach (var (i, j) in Report.LowerTriangle(hessian?.Dimension ?? 0)) Row(table, Report.Curvature(evaluation.Order[j], evaluation.Order[i], x.Length), hessian![i, j]);
        table.Render(ink);
        ink.Line();
        var calls = hessian?.Calls ?? gradient.Calls;
        ink.Line(calls == 1 ? "1 evaluation of the formula." : $"{calls} evaluations of the formula.");
    }

    private static void Row(TextTable table, string label, DerivativeEstimate e) => table.Add(
        new Cell(label, Style.Dim),
        new Cell(NumberFormat.Format(e.Value, 15), AlignRight: true),
        new Cell(NumberFormat.Bound(e.ErrorBound), AlignRight: true),
        new Cell(NumberFormat.Bound(e.Step), AlignRight: true),
        new Cell(NumberFormat.Format(e.Calls), AlignRight: true),
        StatusOf(e));

    private static Cell StatusOf(DerivativeEstimate e) => e.Status switch
    {
        EstimateStatus.Ok => new Cell("ok", Style.Good),
        EstimateStatus.OneSided => new Cell("one-sided", Style.Warning),
        EstimateStatus.Kink => new Cell($"kink: left {NumberFormat.Format(e.Left, 6)}, right {NumberFormat.Format(e.Right, 6)}", Style.Warning),
        EstimateStatus.TwoScale => new Cell($"two scales, at the other one {NumberFormat.Format(e.OtherScaleValue, 6)}", Style.Warning),
        EstimateStatus.NonFinite => new Cell("not finite", Style.Warning),
        _ => new Cell(e.NoiseLevel > 0 ? $"inconclusive, noise {NumberFormat.Bound(e.NoiseLevel)}" : "inconclusive", Style.Warning),
    };
}
