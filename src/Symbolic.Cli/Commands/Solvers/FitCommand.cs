using System.CommandLine;
using System.Text.Json;
using Symbolic.Cli.Checking;
using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;
using Symbolic.Solvers.Fitting;

namespace Symbolic.Cli.Commands.Solvers;

/// <summary><c>symbolic fit "y = a*exp(-b*x)" --data FILE.csv --parameters a=1,b=2</c>.</summary>
internal static class FitCommand
{
    public static Command Create(ConsoleStreams console)
    {
        var model = new Argument<string>("model") { Description = "The model, such as \"y = a*exp(-b*x)\" or, where only one column is left for the response, \"a*exp(-b*x)\"." };
        var data = SolverArguments.Text("--data", "FILE", "A table with a line of column names; - reads standard input.");
        var parameters = new Option<string[]>("--parameters") { Description = "Parameters with starting values, such as a=1,b=2.", HelpName = "LIST", AllowMultipleArgumentsPerToken = true };
        var response = SolverArguments.Text("--response", "COLUMN", "The column that the model is to match.");
        var sigma = SolverArguments.Text("--sigma", "COLUMN", "The column with the standard deviations of the response.");
        var confidence = SolverArguments.Text("--confidence", "P", "Level of the intervals. Without it 0.95.");
        var json = Arguments.Json();
        var command = new Command("fit", "The parameters of a model that bring it closest to data, with exact derivatives, standard errors and intervals.") { model, data, parameters, response, sigma, confidence, json };
        command.SetAction(parsed => SolverArguments.Refusing(() =>
        {
            var start = SolverArguments.Values(parsed.GetValue(parameters) ?? []);
            if (start.Count == 0) throw new UserErrorException("The parameters are missing; add --parameters a=1,b=2 with starting values.") { Kind = "missing" };
            var table = RowsOfData.Read(parsed.GetValue(data), console);
            var (target, text) = Sides(parsed.GetRequiredValue(model), table);
            var read = Arguments.Scalar(SolverArguments.Read(text, [.. table.Names, .. start.Select(p => p.Name)]), "a model gives one number for each row");
            var level = SolverArguments.Number(parsed, confidence) ?? 0.95;
            if (level is not (> 0 and < 1)) throw new UserErrorException("--confidence lies between 0 and 1.");
            var column = parsed.GetValue(response) ?? target ?? OnlyOne(read, table, parsed.GetValue(sigma));
            using var interrupt = new Interrupt(console);
            using var progress = new ProgressLine(console, "data");
            var search = LeastSquaresOptions.Default with { Cancellation = interrupt.Token, Progress = SolverArguments.Following(progress) };
            var fit = CurveFit.Fit(read, table, column, start, new FitOptions { Confidence = level, Sigma = parsed.GetValue(sigma), Search = search });
            progress.Clear();
            if (parsed.GetValue(json)) JsonAnswer.Print(console, answer => Write(answer, read, column, fit));
            else Show(console, read, column, table, fit);
            return fit.Succeeded ? ExitCode.Fine : fit.Reason == Symbolic.Solvers.Minimisation.StopReason.NotFiniteAtStart ? ExitCode.Refused : ExitCode.CheckFailed;
        }));
        return command;
    }

    /// <summary>Response and model of <c>y = …</c>, where y is a column.</summary>
    private static (string? Response, string Model) Sides(string text, DataTable table)
    {
        var sign = text.IndexOf('=', StringComparison.Ordinal);
        var isOneLine = !text.Contains(';', StringComparison.Ordinal) && !text.Contains('\n', StringComparison.Ordinal);
        if (sign > 0 && isOneLine && text[..sign].Trim() is var left && left.All(char.IsLetterOrDigit) && !table.Names.Contains(left) && !text[(sign + 1)..].StartsWith('='))
            throw new UserErrorException($"There is no column '{left}'; the data have {string.Join(", ", table.Names)}.") { Kind = "data", Names = [left] };
        return sign > 0 && table.Names.Contains(text[..sign].Trim()) && !text[(sign + 1)..].StartsWith('=') ? (text[..sign].Trim(), text[(sign + 1)..]) : (null, text);
    }

    private static string OnlyOne(Formula model, DataTable table, string? sigma)
    {
        var free = table.Names.Where(n => !model.Variables.Contains(n) && n != sigma).ToArray();
        return free.Length == 1 ? free[0]
            : throw new UserErrorException(free.Length == 0 ? "No column is left for the response: the model uses all of them." : $"Any of {string.Join(", ", free)} could be the response; write the model as \"{free[^1]} = …\" or add --response {free[^1]}.") { Kind = "missing" };
    }

    private static void Show(ConsoleStreams console, Formula read, string response, DataTable data, FitResult fit)
    {
        var ink = Report.InkFor(console);
        ink.Write($"{response} = ", Style.Dim);
        ink.Line(read.Reading, Style.Heading);
        ink.Line();
        var table = new TextTable();
        table.Add(new Cell("", Style.Dim), Head("value"), Head("standard error"), Head($"{NumberFormat.Format(100 * fit.Confidence, 4)} % interval"));
        foreach (var p in fit.Parameters)
            table.Add(new Cell(p.Name, Style.Dim), Number(p.Value, 11), Number(p.StandardError, 6), new Cell($"{NumberFormat.Format(p.Lower, 6)} … {NumberFormat.Format(p.Upper, 6)}", AlignRight: true));
        table.Render(ink);
        ink.Line();
        var summary = new TextTable();
        summary.Add(new Cell("sum of squares", Style.Dim), NumberFormat.Format(fit.SumOfSquares, 11));
        summary.Add(new Cell("residual deviation", Style.Dim), $"{NumberFormat.Format(fit.ResidualDeviation)} ({data.RowCount} rows, {fit.DegreesOfFreedom} degrees of freedom)");
        if (double.IsFinite(fit.RSquared)) summary.Add(new Cell("R squared", Style.Dim), NumberFormat.Format(fit.RSquared, 6));
        summary.Add(new Cell("iterations", Style.Dim), $"{fit.Iterations}, {fit.Calls.Values} passes for values, {fit.Calls.Gradients} for derivatives");
        summary.Render(ink);
        ink.Line(fit.Message, fit.Succeeded ? Style.Good : Style.Warning);
        foreach (var warning in fit.Warnings)
        {
            ink.Write("warning: ", Style.Warning);
            ink.Line(warning);
        }
    }

    private static void Write(Utf8JsonWriter json, Formula read, string response, FitResult fit)
    {
        json.WriteString("reading", read.Reading);
        json.WriteString("response", response);
        json.WriteStartArray("parameters");
        foreach (var p in fit.Parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", p.Name);
            json.Number("value", p.Value);
            json.Number("standardError", p.StandardError);
            json.Numbers("interval", [p.Lower, p.Upper]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        var n = fit.Parameters.Length;
        if (!fit.Covariance.IsEmpty) json.Matrix("covariance", fit.Covariance.AsSpan(), n, n, n);
        json.Number("confidence", fit.Confidence);
        json.Number("sumOfSquares", fit.SumOfSquares);
        json.WriteNumber("degreesOfFreedom", fit.DegreesOfFreedom);
        json.Number("rSquared", fit.RSquared);
        json.Numbers("residuals", fit.Residuals.AsSpan());
        json.WriteBoolean("succeeded", fit.Succeeded);
        json.WriteString("reason", MinimizeJson.Camel(fit.Reason.ToString()));
        json.WriteString("message", fit.Message);
        json.Strings("warnings", fit.Warnings);
        json.WriteNumber("iterations", fit.Iterations);
        MinimizeJson.Calls(json, fit.Calls);
    }

    private static Cell Head(string text) => new(text, Style.Dim, AlignRight: true);

    private static Cell Number(double value, int digits) => new(NumberFormat.Format(value, digits), AlignRight: true);
}
