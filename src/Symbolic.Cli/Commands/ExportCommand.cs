using System.CommandLine;
using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;
using Symbolic.Cli.Repl.Plotting;

namespace Symbolic.Cli.Commands;

/// <summary><c>symbolic export F --to latex --order 1</c>: formula and derivatives in another notation, as source code, or which of them are not 0.</summary>
internal static class ExportCommand
{
    public static Command Create(ConsoleStreams console)
    {
        var (formula, data, json) = (Arguments.Formula(), Arguments.Data(), Arguments.Json());
        var to = new Option<string>("--to") { Description = $"Notation: {string.Join(", ", ExpressionFormat.Names)}; or source code: {string.Join(", ", SourceFormat.Names)}; or which second derivatives (of a vector: first) are not 0: pattern (a Matrix Market file), spy (a picture).", DefaultValueFactory = _ => "", HelpName = "NAME" };
        var order = Arguments.Order(0, "0 for the formula, 1 for the gradient too, 2 for the Hessian too; each on a line of its own.");
        var command = new Command("export", "The formula and its derivatives in another notation.") { formula, to, data, order, json };
        command.SetAction(parsed =>
        {
            var format = parsed.GetRequiredValue(to);
            if (format.Length == 0) throw new UserErrorException($"--to is missing; there are {string.Join(", ", ExpressionFormat.Names.Concat(SourceFormat.Names).Concat(PatternFormat.Names))}.") { Kind = "usage" };
            var language = SourceFormat.Find(format);
            var isPattern = PatternFormat.Names.Contains(format);
            if (language is null && !isPattern) ExpressionFormat.Require(format);
            var upTo = Arguments.Within(parsed.GetValue(order), 0, 2, "--order");
            var rows = Arguments.Rows(parsed.GetValue(data), parsed.GetRequiredValue(formula), console);
            var read = new Request { Formula = Arguments.Read(parsed.GetRequiredValue(formula), console), Data = rows }.Parse();
            if (language is not null) RowsOfData.Require(read, RowsOfData.AtCommandLine);
            if (isPattern) return PrintPattern(console, read, format, parsed.GetValue(json));
            if (read.IsVector && upTo == 2) throw new UserErrorException("A vector has no Hessian matrix; export its components one by one.");
            if (language is { } target) return PrintSource(console, read, upTo, format, SourceFormat.Write(read, target, upTo), parsed.GetValue(json));
            if (parsed.GetValue(json)) return Print(console, read, upTo, format);
            foreach (var part in Parts(read, upTo)) console.Output.Write(ExpressionFormat.Print(part, format) + "\n");
            return ExitCode.Fine;
        });
        return command;
    }

    private static int PrintSource(ConsoleStreams console, Formula read, int order, string format, string source, bool inJson)
    {
        if (inJson)
        {
            return JsonAnswer.Print(console, json =>
            {
                Operations.Head(json, read);
                json.WriteString("format", format);
                json.WriteNumber("order", order);
                json.WriteString("source", source);
                json.Strings("notes", Notes.OnReading(read));
            });
        }

        console.Output.Write(source.EndsWith('\n') ? source : source + "\n");
        return ExitCode.Fine;
    }

    private static int PrintPattern(ConsoleStreams console, Formula read, string format, bool inJson)
    {
        var pattern = PatternFormat.Of(read);
        if (inJson)
        {
            return JsonAnswer.Print(console, json =>
            {
                Operations.Head(json, read);
                json.WriteString("format", format);
                json.WriteString("matrix", pattern.IsSymmetric ? "hessian" : "jacobian");
                json.WriteNumber("rows", pattern.RowCount);
                json.WriteNumber("columns", pattern.ColumnCount);
                json.Numbers("row_starts", [.. pattern.RowStarts.Select(i => (double)i)]);
                json.Numbers("column_indices", [.. pattern.Columns.Select(i => (double)i)]);
                json.Strings("notes", Notes.OnReading(read));
            });
        }

        if (format == "pattern")
        {
            console.Output.Write(pattern.ToMatrixMarket());
            return ExitCode.Fine;
        }

        var ink = Report.InkFor(console);
        Report.Reading(ink, read);
        SpyPlot.Draw(ink, pattern, read.Variables);
        return ExitCode.Fine;
    }

    private static int Print(ConsoleStreams console, Formula read, int order, string format) => JsonAnswer.Print(console, json =>
    {
        Operations.Head(json, read);
        json.WriteString("format", format);
        json.WriteString("formula", ExpressionFormat.Print(read, format));
        if (order >= 1 && read.IsVector) DifferentiateOperation.Jacobian(json, read, read.Variables, format);
        else if (order >= 1) json.Strings("gradient", read.Gradient().Select(d => ExpressionFormat.Print(d, format)));
        if (order == 2) Matrix(json, read.Hessian(), format);
        json.Strings("notes", Notes.OnReading(read));
    });

    private static void Matrix(System.Text.Json.Utf8JsonWriter json, Formula[,] hessian, string format)
    {
        json.WriteStartArray("hessian");
        for (var i = 0; i < hessian.GetLength(0); i++) json.Strings(Enumerable.Range(0, hessian.GetLength(1)).Select(j => ExpressionFormat.Print(hessian[i, j], format)));
        json.WriteEndArray();
    }

    private static IEnumerable<Formula> Parts(Formula read, int order)
    {
        yield return read;
        if (order >= 1)
        {
            foreach (var derivative in read.IsVector ? read.Jacobian().Cast<Formula>() : read.Gradient()) yield return derivative;
        }

        if (order < 2) yield break;
        var hessian = read.Hessian();
        foreach (var (i, j) in Report.LowerTriangle(read.Variables.Length)) yield return hessian[i, j];
    }
}
