using System.CommandLine;
using Symbolic.Cli.Protocol;

namespace Symbolic.Cli.Commands;

/// <summary><c>symbolic batch</c>: JSON Lines in, JSON Lines out.</summary>
internal static class BatchCommand
{
    public static Command Create(ConsoleStreams console)
    {
        var command = new Command("batch", "Serves requests as JSON Lines from standard input, one answer a line.")
        {
            new Option<bool>("--json") { Description = "Accepted for all verbs; the answers are JSON anyway.", Arity = ArgumentArity.Zero },
        };
        command.SetAction(_ =>
        {
            BatchServer.Serve(console.InputBytes, console.OutputBytes);
            return ExitCode.Fine;
        });
        return command;
    }
}
