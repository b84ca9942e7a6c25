using System.CommandLine;
using Symbolic.Cli.Output;

namespace Symbolic.Cli.Commands;

/// <summary><c>symbolic export F --to latex --order 1</c>: formula and derivatives in another notation.</summary>
internal static class ExportCommand
{
    public static Command Create(ConsoleStreams console)
    {
        var formula = Arguments.Formula();
        var to = new Option<string>("--to") { Description = $"Notation: {string.Join(", ", ExpressionFormat.Names)}.", Required = true };
        var order = Arguments.Order(0, "0 for the formula, 1 for the gradient too, 2 for the Hessian too.");
        var command = new Command("export", "The formula and its derivatives in another notation.") { formula, to, order };
        command.SetAction(parsed =>
        {
            var read = Formula.Parse(Arguments.Read(parsed.GetRequiredValue(formula), console));
            var format = parsed.GetRequiredValue(to);
            var upTo = parsed.GetValue(order);
            if (upTo is < 0 or > 2) throw new UserErrorException("--order is 0, 1 or 2.");
            if (read.IsVector && upTo == 2) throw new UserErrorException("The Hessian of a vector is not a matrix; export its components one by one.");
            foreach (var text in Parts(read, upTo)) console.Output.Write(ExpressionFormat.Print(text, format) + "\n");
            return ExitCode.Fine;
        });
        return command;
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
        for (var i = 0; i < read.Variables.Length; i++)
        {
            for (var j = 0; j <= i; j++) yield return hessian[i, j];
        }
    }
}
