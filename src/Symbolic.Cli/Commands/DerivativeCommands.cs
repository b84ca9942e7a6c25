using System.CommandLine;
using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;
using Symbolic.Differentiation.Steps;
using Symbolic.Expressions;

namespace Symbolic.Cli.Commands;

/// <summary>The verbs that show derivatives as formulas.</summary>
internal static class DerivativeCommands
{
    private const int MaxOrder = 20;

    public static Command Diff(ConsoleStreams console)
    {
        var (formula, variables, data, json, format) = (Arguments.Formula(), Arguments.Variables(), Arguments.Data(), Arguments.Json(), Format());
        var order = Arguments.Order(1, "How many times to differentiate.");
        var steps = new Option<bool>("--steps") { Description = "Shows the derivation rule by rule.", Arity = ArgumentArity.Zero };
        var command = new Command("diff", "The exact derivative of a formula, simplified.") { formula, variables, data, order, steps, format, json };
        command.SetAction(parsed =>
        {
            var notation = Notation(parsed.GetValue(format)!);
            var times = Arguments.Within(parsed.GetValue(order), 1, MaxOrder, "--order");
            string[] wanted = [.. parsed.GetValue(variables)!.Select(Point.VariableOf).Distinct()];
            var read = Arguments.Scalar((Read(parsed, formula, data, console) with { Wrt = wanted }).Parse(), "use 'symbolic jacobian'");
            IReadOnlyList<string> names = wanted.Length > 0 ? wanted : [.. read.Variables];
            if (parsed.GetValue(steps)) return ShowSteps(console, read, names, times);
            return parsed.GetValue(json) ? PrintDerivatives(console, read, names, times, notation) : ShowDerivatives(console, read, names, times, notation);
        });
        return command;
    }

    public static Command Gradient(ConsoleStreams console)
    {
        var (formula, data, json, format) = (Arguments.Formula(), Arguments.Data(), Arguments.Json(), Format());
        var command = new Command("gradient", "All first partial derivatives.") { formula, data, format, json };
        command.SetAction(parsed =>
        {
            var notation = Notation(parsed.GetValue(format)!);
            var read = Arguments.Scalar(Read(parsed, formula, data, console).Parse(), "use 'symbolic jacobian'");
            return parsed.GetValue(json) ? PrintDerivatives(console, read, read.Variables, 1, notation) : ShowDerivatives(console, read, read.Variables, 1, notation);
        });
        return command;
    }

    public static Command Hessian(ConsoleStreams console)
    {
        var (formula, data, json, format) = (Arguments.Formula(), Arguments.Data(), Arguments.Json(), Format());
        var command = new Command("hessian", "All second partial derivatives; the matrix is symmetric and each pair is shown once.") { formula, data, format, json };
        command.SetAction(parsed =>
        {
            var notation = Notation(parsed.GetValue(format)!);
            var request = Read(parsed, formula, data, console);
            if (parsed.GetValue(json)) return JsonAnswer.Print(console, answer => DifferentiateOperation.Answer(answer, request with { Order = 2, Format = notation }));
            var read = Arguments.Scalar(request.Parse(), "it has no Hessian matrix. Ask for its components one by one");
            var ink = Report.InkFor(console);
            Report.Reading(ink, read);
            if (read.Variables.IsEmpty) return NoVariables(ink);
            var hessian = read.Hessian();
            var table = new TextTable();
            foreach (var (i, j) in Report.LowerTriangle(read.Variables.Length))
                table.Add(new Cell(Report.Curvature(read.Variables[j], read.Variables[i], read.Variables.Length), Style.Dim), Report.FormulaCell(ExpressionFormat.Print(hessian[i, j], notation)));
            table.Render(ink);
            return ExitCode.Fine;
        });
        return command;
    }

    public static Command Jacobian(ConsoleStreams console)
    {
        var (formula, data, json, format) = (Arguments.Formula(), Arguments.Data(), Arguments.Json(), Format());
        var command = new Command("jacobian", "The first derivatives of a vector of formulas, component by component.") { formula, data, format, json };
        formula.Description = "The vector, such as \"[x*y, sin(x)]\"; - reads it from standard input.";
        command.SetAction(parsed =>
        {
            var notation = Notation(parsed.GetValue(format)!);
            var read = Read(parsed, formula, data, console).Parse();
            if (parsed.GetValue(json))
            {
                return JsonAnswer.Print(console, answer =>
                {
                    Operations.Head(answer, read);
                    DifferentiateOperation.Jacobian(answer, read, read.Variables, notation);
                    answer.Strings("notes", Notes.OnReading(read));
                });
            }

            var ink = Report.InkFor(console);
            Report.Reading(ink, read);
            if (read.Variables.IsEmpty) return NoVariables(ink);
            var table = new TextTable();
            var jacobian = read.Jacobian();
            for (var i = 0; i < read.Outputs.Length; i++)
            {
                for (var j = 0; j < read.Variables.Length; j++)
                    table.Add(new Cell($"∂f{i + 1}/∂{read.Variables[j]}", Style.Dim), Report.FormulaCell(ExpressionFormat.Print(jacobian[i, j], notation)));
            }

            table.Render(ink);
            return ExitCode.Fine;
        });
        return command;
    }

    private static Request Read(ParseResult parsed, Argument<string> formula, Option<string?> data, ConsoleStreams console) => new()
    {
        Data = Arguments.Rows(parsed.GetValue(data), parsed.GetRequiredValue(formula), console),
        Formula = Arguments.Read(parsed.GetRequiredValue(formula), console),
    };

    private static Option<string> Format() => new("--format")
    {
        Description = $"Notation of the derivatives: {string.Join(", ", ExpressionFormat.Names)}.",
        DefaultValueFactory = _ => "text",
        HelpName = "NAME",
    };

    private static string Notation(string name)
    {
        ExpressionFormat.Require(name);
        return name;
    }

    private static int PrintDerivatives(ConsoleStreams console, Formula formula, IReadOnlyList<string> names, int order, string format) => JsonAnswer.Print(console, json =>
    {
        Operations.Head(json, formula);
        json.WriteNumber("order", order);
        json.WriteStartObject("derivatives");
        foreach (var name in names) json.WriteString(name, ExpressionFormat.Print(formula.Differentiate(name, order), format));
        json.WriteEndObject();
        json.Strings("notes", [.. Notes.OnReading(formula), .. Notes.OnAbsent(formula, names)]);
    });

    private static int ShowDerivatives(ConsoleStreams console, Formula formula, IReadOnlyList<string> names, int order, string format)
    {
        var ink = Report.InkFor(console);
        Report.Reading(ink, formula, Notes.OnAbsent(formula, names));
        if (names.Count == 0) return NoVariables(ink);
        var table = new TextTable();
        foreach (var name in names)
            table.Add(new Cell(Report.Slope(name, formula.Variables.Length, order), Style.Dim), Report.FormulaCell(ExpressionFormat.Print(formula.Differentiate(name, order), format)));
        table.Render(ink);
        return ExitCode.Fine;
    }

    private static int ShowSteps(ConsoleStreams console, Formula formula, IReadOnlyList<string> names, int order)
    {
        var ink = Report.InkFor(console);
        Report.Reading(ink, formula, Notes.OnAbsent(formula, names));
        if (names.Count == 0) return NoVariables(ink);
        foreach (var name in names)
        {
            var current = formula;
            for (var i = 0; i < order; i++)
            {
                var derivative = current.Differentiate(name);
                StepsText.Write(ink, Derivation.Of(current.Evaluated, new Variable(name)), name, derivative);
                current = derivative;
            }
        }

        return ExitCode.Fine;
    }

    private static int NoVariables(Ink ink)
    {
        ink.Line("  The formula has no variables; every derivative is 0.");
        return ExitCode.Fine;
    }
}
