using Symbolic.Cli.Commands;
using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;
using Symbolic.Verification;

namespace Symbolic.Cli.Checking;

/// <summary><c>symbolic check F x=1 --steps</c>: error of differences against the step, a V for each variable.</summary>
internal static class StepsView
{
    private const int Rows = 17;
    private const int Left = 8;

    public static int Run(ConsoleStreams console, CheckRequest request)
    {
        var evaluation = Evaluation.Prepare(request.Formula, wrt: null, request.At);
        var at = evaluation.Values(request.At);
        var curves = evaluation.Formula.Variables.Select(v => StepCurve.Of(evaluation.Formula, at, v)).ToArray();
        if (request.IsJson)
        {
            JsonAnswer.Print(console, json =>
            {
                Operations.Head(json, request.Formula, evaluation);
                json.WriteStartArray("steps");
                foreach (var curve in curves)
                {
                    json.WriteStartObject();
                    json.WriteString("of", curve.Variable);
                    json.Number("exact", curve.Exact);
                    json.Numbers("step", [.. curve.Steps]);
                    json.Numbers("forward", [.. curve.Forward]);
                    json.Numbers("central", [.. curve.Central]);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.Strings("notes", Notes.OnReading(request.Formula, request.At));
            });
            return ExitCode.Fine;
        }

        var ink = Report.InkFor(console);
        Report.Reading(ink, request.Formula, Notes.OnReading(request.Formula, request.At), []);
        if (at.Length > 0) ink.Line($"at {Report.At(evaluation.Order, at)}");
        foreach (var curve in curves)
        {
            ink.Line();
            Plot(ink, curve, at.Length);
        }

        return ExitCode.Fine;
    }

    private static void Plot(Ink ink, StepCurve curve, int variables)
    {
        ink.Line($"{Report.Slope(curve.Variable, variables)} = {NumberFormat.Format(curve.Exact)}; relative error of differences against the step", Style.Heading);
        if (!double.IsFinite(curve.Exact))
        {
            ink.Line("  The exact derivative is not finite here.", Style.Warning);
            return;
        }

        var width = Math.Min(ink.Width, 80) - Left - 3;
        var canvas = new char[Rows, width];
        for (var r = 0; r < Rows; r++)
        {
            for (var c = 0; c < width; c++) canvas[r, c] = ' ';
        }

        Draw(canvas, curve.Steps, curve.Forward, '+');
        Draw(canvas, curve.Steps, curve.Central, 'o');
        for (var r = 0; r < Rows; r++)
        {
            var label = r % 4 == 0 ? $"1e{-r}" : "";
            var line = new string([.. Enumerable.Range(0, width).Select(c => canvas[r, c])]).TrimEnd();
            ink.Line($"{(r == 0 ? "≥1" : label).PadLeft(Left - 1)} |{line}");
        }

        ink.Line($"{new string(' ', Left)}+{new string('-', width)}");
        var ticks = new char[width + 4];
        Array.Fill(ticks, ' ');
        for (var exponent = -16; exponent <= 0; exponent += 4)
        {
            var text = exponent == 0 ? "1" : $"1e{exponent}";
            var column = Math.Min(Column(Math.Pow(10, exponent), width), width - text.Length);
            text.CopyTo(0, ticks, column, text.Length);
        }

        ink.Line($"{new string(' ', Left + 1)}{new string(ticks).TrimEnd()}  step h");
        ink.Line($"  o central (f(x+h) - f(x-h))/2h, best {Best(curve.Steps, curve.Central)}");
        ink.Line($"  + forward (f(x+h) - f(x))/h, best {Best(curve.Steps, curve.Forward)}");
        ink.Line($"  Right of the best step the formula of the difference is too coarse, left of it rounding in f takes over.", Style.Dim);
    }

    private static string Best(IReadOnlyList<double> steps, IReadOnlyList<double> errors)
    {
        var best = Enumerable.Range(0, steps.Count).Where(i => !double.IsNaN(errors[i])).DefaultIfEmpty(-1).MinBy(i => i < 0 ? 0 : errors[i]);
        return best < 0 ? "none" : $"{NumberFormat.Bound(errors[best])} at h = {NumberFormat.Bound(steps[best])}";
    }

    private static void Draw(char[,] canvas, IReadOnlyList<double> steps, IReadOnlyList<double> errors, char mark)
    {
        var width = canvas.GetLength(1);
        for (var i = 0; i < steps.Count; i++)
        {
            if (double.IsNaN(errors[i])) continue;
            var row = errors[i] == 0 ? Rows - 1 : (int)Math.Clamp(Math.Round(-Math.Log10(errors[i])), 0, Rows - 1);
            canvas[row, Column(steps[i], width)] = mark;
        }
    }

    private static int Column(double step, int width) => (int)Math.Clamp(Math.Round((Math.Log10(step) + 16) / 16 * (width - 1)), 0, width - 1);
}
