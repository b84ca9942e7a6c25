using System.CommandLine;
using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;

namespace Symbolic.Cli.Commands;

/// <summary><c>symbolic eval F x=1 y=2 --order 2</c>.</summary>
internal static class EvalCommand
{
    public static Command Create(ConsoleStreams console)
    {
        var (formula, point, json) = (Arguments.Formula(), Arguments.Point(), Arguments.Json());
        var order = Arguments.Order(0, "0 for the value, 1 for the gradient too, 2 for the Hessian too.");
        var digits = new Option<int>("--digits") { Description = "Significant digits shown, 1 to 17.", DefaultValueFactory = _ => 10 };
        var command = new Command("eval", "Value, gradient and Hessian at a point.") { formula, point, order, digits, json };
        command.SetAction(parsed =>
        {
            var text = Arguments.Read(parsed.GetRequiredValue(formula), console);
            var at = Point.Parse(parsed.GetValue(point)!);
            var upTo = parsed.GetValue(order);
            if (upTo is < 0 or > 2) throw new UserErrorException("--order is 0, 1 or 2.");
            var shown = parsed.GetValue(digits);
            if (shown is < 1 or > 17) throw new UserErrorException("--digits is from 1 to 17.");
            if (parsed.GetValue(json)) return JsonAnswer.Print(console, new Request { Formula = text, At = at, Order = upTo });
            Show(console, Formula.Parse(text), at, upTo, shown);
            return ExitCode.Fine;
        });
        return command;
    }

    private static void Show(ConsoleStreams console, Formula read, Point at, int order, int digits)
    {
        if (read.IsVector) throw new UserErrorException("The formula is a vector; evaluate its components, or use 'symbolic jacobian'.");
        var evaluation = Evaluation.Prepare(read, wrt: null, at);
        var unused = Notes.OnUnused(read, at, wrt: null).ToArray();
        var x = evaluation.Values(at);
        var n = x.Length;
        var (gradient, hessian) = (new double[n], new double[order == 2 ? n * n : 0]);
        var program = evaluation.Compile(order);
        var value = order == 0 ? program.Evaluate(x) : order == 1 ? program.Evaluate(x, gradient) : program.Evaluate(x, gradient, hessian);
        var shownGradient = order >= 1 ? gradient : [];
        var ink = Report.InkFor(console);
        Report.Reading(ink, read, [.. unused, .. NonFinite.Explain(evaluation, value, shownGradient, hessian, x)]);
        if (n > 0) ink.Line($"  at {Report.At(evaluation.Order, x)}");
        ink.Line();
        var table = new TextTable();
        table.Add(new Cell("value", Style.Dim), new Cell(NumberFormat.Format(value, digits), AlignRight: true));
        for (var i = 0; i < shownGradient.Length; i++) table.Add(new Cell(Report.Slope(evaluation.Order[i], n), Style.Dim), new Cell(NumberFormat.Format(gradient[i], digits), AlignRight: true));
        for (var i = 0; i < n && order == 2; i++)
        {
            for (var j = 0; j <= i; j++)
                table.Add(new Cell(Report.Curvature(evaluation.Order[j], evaluation.Order[i], n), Style.Dim), new Cell(NumberFormat.Format(hessian[(i * n) + j], digits), AlignRight: true));
        }

        table.Render(ink);
    }
}
