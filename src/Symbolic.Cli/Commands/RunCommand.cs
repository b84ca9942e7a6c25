using System.CommandLine;
using Symbolic.Cli.Repl.Session;

namespace Symbolic.Cli.Commands;

/// <summary><c>symbolic run FILE</c>: carries out a file of formulas, as <c>load</c> does in a session.</summary>
internal static class RunCommand
{
    public static Command Create(ConsoleStreams console)
    {
        var file = new Argument<string>("file") { Description = "A file of formulas, definitions and commands of the session; - reads standard input." };
        var command = new Command("run", "Carries out a file of formulas, such as 'save' writes in a session.") { file };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            var text = path == "-" ? console.Input.ReadToEnd() : StateVerbs.ReadFile(path);
            using var page = new Page(console.Width, console.Colour);
            var state = FormulaFile.Run(SessionState.Initial, text, page, CancellationToken.None, path == "-" ? "" : path);
            console.Output.Write(page.Finish());
            return state.ExitCode;
        });
        return command;
    }
}
