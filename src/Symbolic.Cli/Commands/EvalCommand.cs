using System.CommandLine;
using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;

namespace Symbolic.Cli.Commands;

/// <summary><c>symbolic eval F x=1 y=2 --order 2</c>.</summary>
internal static class EvalCommand
{
    public static Command Create(ConsoleStreams console)
    {
        var (formula, point, data, json) = (Arguments.Formula(), Arguments.Point(), Arguments.Data(), Arguments.Json());
        var order = Arguments.Order(0, "0 for the value, 1 for the gradient too, 2 for the Hessian too.");
        var digits = Arguments.Whole("--digits", 10, "Significant digits shown, 1 to 17.");
        var command = new Command("eval", "Value, gradient and Hessian at a point.") { formula, point, data, order, digits, json };
        command.SetAction(parsed =>
        {
            var upTo = Arguments.Within(parsed.GetValue(order), 0, 2, "--order");
            var shown = Arguments.Within(parsed.GetValue(digits), 1, 17, "--digits");
            var at = Point.Parse(parsed.GetValue(point)!);
            var rows = Arguments.Rows(parsed.GetValue(data), parsed.GetRequiredValue(formula), console);
            var request = new Request { Formula = Arguments.Read(parsed.GetRequiredValue(formula), console), At = at, Order = upTo, Data = rows };
            if (parsed.GetValue(json)) return JsonAnswer.Print(console, answer => EvaluateOperation.Answer(answer, request));
            var read = request.ParseForNumbers();
            if (read.IsVector) ShowVector(console, read, at, upTo, shown);
            else ShowScalar(console, read, at, upTo, shown);
            return ExitCode.Fine;
        });
        return command;
    }

    private static void ShowScalar(ConsoleStreams console, Formula read, Point at, int order, int digits)
    {
        var evaluation = Evaluation.Prepare(read, wrt: null, at);
        var unused = Notes.OnUnused(read, at, wrt: null, evaluation.Formula).ToArray();
        var x = evaluation.Values(at);
        var n = x.Length;
        var (gradient, hessian) = (new double[n], new double[order == 2 ? n * n : 0]);
        var program = evaluation.Compile(order);
        var value = order == 0 ? program.Evaluate(x) : order == 1 ? program.Evaluate(x, gradient) : program.Evaluate(x, gradient, hessian);
        var shownGradient = order >= 1 ? gradient : [];
        var ink = Report.InkFor(console);
        Report.Reading(ink, read, Notes.OnReading(read, at), [.. Notes.OnBounds(read, evaluation), .. unused, .. NonFinite.Explain(evaluation, value, shownGradient, hessian, x)]);
        Place(ink, evaluation.Order, x);
        var table = new TextTable();
        table.Add(new Cell("value", Style.Dim), Number(value, digits));
        for (var i = 0; i < shownGradient.Length; i++) table.Add(new Cell(Report.Slope(evaluation.Order[i], n), Style.Dim), Number(gradient[i], digits));
        foreach (var (i, j) in Report.LowerTriangle(order == 2 ? n : 0))
            table.Add(new Cell(Report.Curvature(evaluation.Order[j], evaluation.Order[i], n), Style.Dim), Number(hessian[(i * n) + j], digits));
        table.Render(ink);
    }

    private static void ShowVector(ConsoleStreams console, Formula read, Point at, int order, int digits)
    {
        if (order == 2) throw new UserErrorException("A vector has no Hessian matrix; ask for --order 1, or for its components one by one.");
        var unused = Notes.OnUnused(read, at, wrt: null).ToArray();
        var table = new TextTable();
        for (var i = 0; i < read.Outputs.Length; i++)
        {
            var evaluation = Evaluation.Prepare(Formula.Of(read.Outputs[i]), read.Variables, at);
            var gradient = new double[evaluation.Order.Count];
            table.Add(new Cell($"f{i + 1}", Style.Dim), Number(evaluation.Compile(1).Evaluate(evaluation.Values(at), gradient), digits));
            for (var j = 0; j < gradient.Length && order == 1; j++) table.Add(new Cell($"∂f{i + 1}/∂{read.Variables[j]}", Style.Dim), Number(gradient[j], digits));
        }

        var ink = Report.InkFor(console);
        Report.Reading(ink, read, unused);
        Place(ink, read.Variables, at.In(read.Variables));
        table.Render(ink);
    }

    private static void Place(Ink ink, IReadOnlyList<string> names, double[] values)
    {
        if (names.Count == 0) return;
        ink.Line($"at {Report.At(names, values)}");
        ink.Line();
    }

    private static Cell Number(double value, int digits) => new(NumberFormat.Format(value, digits), AlignRight: true);
}
