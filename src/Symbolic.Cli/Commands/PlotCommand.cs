using System.CommandLine;
using Symbolic.Cli.Repl.Session;

namespace Symbolic.Cli.Commands;

/// <summary><c>symbolic plot F x=-3..3</c>: a curve with its derivative, or a map with contours and gradient.</summary>
internal static class PlotCommand
{
    public static Command Create(ConsoleStreams console)
    {
        var formula = Arguments.Formula();
        var over = new Argument<string[]>("over") { Description = "One or two intervals such as x=-3..3, and values of the other variables.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("plot", "Draws a formula in the terminal: over one interval with its derivative, over two with contours and gradient.") { formula, over };
        command.SetAction(parsed =>
        {
            var read = Formula.Parse(Arguments.Read(parsed.GetRequiredValue(formula), console));
            var ink = Report.InkFor(console);
            Report.Reading(ink, read);
            var values = parsed.GetValue(over)!.Select(v => Repl.Session.Arguments.Parse(v)).SelectMany(a => a.Formula.Length > 0 ? throw new UserErrorException($"'{a.Formula}' is no interval; write x=-3..3. A formula with spaces needs quotes.") { Kind = "usage" } : a.Values);
            PlotVerbs.Draw(ink, console.Colour, SessionState.Initial, read, values, CancellationToken.None);
            return ExitCode.Fine;
        });
        return command;
    }
}
