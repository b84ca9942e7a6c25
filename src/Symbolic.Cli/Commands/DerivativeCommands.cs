using System.CommandLine;
using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;

namespace Symbolic.Cli.Commands;

/// <summary>The verbs that show derivatives as formulas.</summary>
internal static class DerivativeCommands
{
    private const int MaxOrder = 20;

    public static Command Diff(ConsoleStreams console)
    {
        var (formula, variables, json, format) = (Arguments.Formula(), Arguments.Variables(), Arguments.Json(), Format());
        var order = Arguments.Order(1, "How many times to differentiate.");
        var command = new Command("diff", "The exact derivative of a formula, simplified.") { formula, variables, order, format, json };
        command.SetAction(parsed =>
        {
            var text = Arguments.Read(parsed.GetRequiredValue(formula), console);
            var names = parsed.GetValue(variables)!.Select(Point.NameOf).ToArray();
            var times = parsed.GetValue(order);
            if (times is < 1 or > MaxOrder) throw new UserErrorException($"--order is from 1 to {MaxOrder}.");
            if (parsed.GetValue(json) && times <= 2)
                return JsonAnswer.Print(console, new Request { Op = "differentiate", Formula = text, Wrt = names.Length > 0 ? names : null, Order = times, Format = parsed.GetValue(format)! });
            var read = Formula.Parse(text);
            if (read.IsVector) throw new UserErrorException("The formula is a vector; use 'symbolic jacobian'.");
            ShowDerivatives(console, read, names.Length > 0 ? names : [.. read.Variables], times, parsed.GetValue(format)!);
            return ExitCode.Fine;
        });
        return command;
    }

    public static Command Gradient(ConsoleStreams console)
    {
        var (formula, json, format) = (Arguments.Formula(), Arguments.Json(), Format());
        var command = new Command("gradient", "All first partial derivatives.") { formula, format, json };
        command.SetAction(parsed =>
        {
            var text = Arguments.Read(parsed.GetRequiredValue(formula), console);
            if (parsed.GetValue(json)) return JsonAnswer.Print(console, new Request { Op = "differentiate", Formula = text, Format = parsed.GetValue(format)! });
            var read = Formula.Parse(text);
            if (read.IsVector) throw new UserErrorException("The formula is a vector; use 'symbolic jacobian'.");
            ShowDerivatives(console, read, [.. read.Variables], 1, parsed.GetValue(format)!);
            return ExitCode.Fine;
        });
        return command;
    }

    public static Command Hessian(ConsoleStreams console)
    {
        var (formula, json, format) = (Arguments.Formula(), Arguments.Json(), Format());
        var command = new Command("hessian", "All second partial derivatives.") { formula, format, json };
        command.SetAction(parsed =>
        {
            var text = Arguments.Read(parsed.GetRequiredValue(formula), console);
            var notation = parsed.GetValue(format)!;
            if (parsed.GetValue(json)) return JsonAnswer.Print(console, new Request { Op = "differentiate", Formula = text, Order = 2, Format = notation });
            var read = Formula.Parse(text);
            if (read.IsVector) throw new UserErrorException("The formula is a vector; use 'symbolic jacobian'.");
            var ink = Report.InkFor(console);
            Report.Reading(ink, read);
            var table = new TextTable();
            var hessian = read.Hessian();
            var names = read.Variables;
            for (var i = 0; i < names.Length; i++)
            {
                for (var j = 0; j <= i; j++) table.Add(new Cell(Report.Curvature(names[j], names[i], names.Length), Style.Dim), ExpressionFormat.Print(hessian[i, j], notation));
            }

            table.Render(ink);
            return ExitCode.Fine;
        });
        return command;
    }

    public static Command Jacobian(ConsoleStreams console)
    {
        var (formula, json, format) = (Arguments.Formula(), Arguments.Json(), Format());
        var command = new Command("jacobian", "The first derivatives of a vector such as \"[x*y, sin(x)]\", a row for each component.") { formula, format, json };
        command.SetAction(parsed =>
        {
            var text = Arguments.Read(parsed.GetRequiredValue(formula), console);
            var notation = parsed.GetValue(format)!;
            if (parsed.GetValue(json)) return JsonAnswer.Print(console, new Request { Op = "differentiate", Formula = text, Format = notation });
            var read = Formula.Parse(text);
            var ink = Report.InkFor(console);
            Report.Reading(ink, read);
            var table = new TextTable();
            var jacobian = read.Jacobian();
            for (var i = 0; i < read.Outputs.Length; i++)
            {
                for (var j = 0; j < read.Variables.Length; j++)
                    table.Add(new Cell($"∂f{i + 1}/∂{read.Variables[j]}", Style.Dim), ExpressionFormat.Print(jacobian[i, j], notation));
            }

            table.Render(ink);
            return ExitCode.Fine;
        });
        return command;
    }

    private static Option<string> Format()
    {
        var option = new Option<string>("--format") { Description = $"Notation: {string.Join(", ", ExpressionFormat.Names)}.", DefaultValueFactory = _ => "text" };
        option.AcceptOnlyFromAmong([.. ExpressionFormat.Names]);
        return option;
    }

    private static void ShowDerivatives(ConsoleStreams console, Formula formula, IReadOnlyList<string> names, int order, string format)
    {
        var ink = Report.InkFor(console);
        Report.Reading(ink, formula, Notes.OnAbsent(formula, names));
        if (names.Count == 0)
        {
            ink.Line("  The formula has no variables; every derivative is 0.");
            return;
        }

        var table = new TextTable();
        foreach (var name in names)
        {
            var label = order == 1 ? Report.Slope(name, formula.Variables.Length) : $"d^{order}f/d{name}^{order}";
            table.Add(new Cell(label, Style.Dim), ExpressionFormat.Print(formula.Differentiate(name, order), format));
        }

        table.Render(ink);
    }
}
