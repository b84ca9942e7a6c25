using System.CommandLine;
using System.Text.Json;
using Symbolic.Cli.Commands;
using Symbolic.Cli.Commands.Solvers;
using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;
using Symbolic.Cli.Repl;
using Symbolic.Parsing;

namespace Symbolic.Cli;

/// <summary>The verbs of the command line.</summary>
internal static class CommandLine
{
    /// <summary>Time for one command; a batch has a limit for each of its requests instead.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Time for work whose size the user has chosen, and which shows its progress and can be stopped by hand.</summary>
    private static readonly TimeSpan LongLimit = TimeSpan.FromHours(1);

    private static readonly string[] LongVerbs = ["grid", "minimize", "maximize", "fit", "ode"];

    /// <summary>Runs a command; the result is the exit code.</summary>
    public static int Run(IReadOnlyList<string> args, ConsoleStreams console, TimeSpan? limit = null)
    {
        try
        {
            var code = RunOrReport(args, console, limit);
            console.Flush();
            return code;
        }
        catch (IOException)
        {
            // The reader of a pipe has gone, as in «symbolic functions | head -1»: there is nobody to tell.
            return ExitCode.Fine;
        }
    }

    private static int RunOrReport(IReadOnlyList<string> args, ConsoleStreams console, TimeSpan? limit)
    {
        try
        {
            var parsed = Root(console).Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
            var asksForHelp = args.TakeWhile(a => a != "--").Any(a => a is "--help" or "-h" or "-?");
            if (!asksForHelp && Misuse.Of(args, parsed) is { } problem) throw new UserErrorException(problem) { Kind = "usage" };
            var configuration = new InvocationConfiguration { Output = console.Output, Error = console.Error, EnableDefaultExceptionHandler = false };
            return parsed.CommandResult.Command.Name == "batch" ? parsed.Invoke(configuration) : TimeLimit.Run(() => parsed.Invoke(configuration), limit ?? LimitOf(parsed.CommandResult.Command.Name, args));
        }
        catch (Exception e) when (e is not IOException)
        {
            if (args.TakeWhile(a => a != "--").Contains("--json")) JsonAnswer.Print(console, json => ErrorAnswer.Write(json, e));
            else Report(console, e);
            return Failure.IsDefect(e) ? ExitCode.InternalError : ExitCode.Refused;
        }
    }

    private static TimeSpan LimitOf(string verb, IReadOnlyList<string> args)
    {
        var samples = verb == "check" && args.Any(a => a.StartsWith("--box", StringComparison.Ordinal) || Checking.CheckFile.Find(a) is not null);
        return samples || LongVerbs.Contains(verb) ? LongLimit : Limit;
    }

    private static void Report(ConsoleStreams console, Exception exception)
    {
        var ink = new Ink(console.Error, console.ErrorColour, console.Width);
        if (exception is FormulaSyntaxException e)
        {
            DiagnosticRenderer.Render(ink, e.Text, e.Diagnostics);
            return;
        }

        ink.Write("error: ", Style.Bad);
        ink.Line(Failure.Describe(exception).Message);
    }

    private static RootCommand Root(ConsoleStreams console)
    {
        var root = new RootCommand("Turns a formula into derivatives that can be trusted: exact, compiled, and checked by independent methods.")
        {
            DerivativeCommands.Diff(console),
            DerivativeCommands.Gradient(console),
            DerivativeCommands.Hessian(console),
            DerivativeCommands.Jacobian(console),
            EvalCommand.Create(console),
            CheckCommand.Create(console),
            DifferenceCommand.Create(console),
            GridCommand.Create(console),
            ExportCommand.Create(console),
            FunctionsCommand.Create(console),
            PlotCommand.Create(console),
            RunCommand.Create(console),
            MinimizeCommand.Create(console),
            MinimizeCommand.Create(console, maximize: true),
            RootCommands.Root(console),
            RootCommands.Solve(console),
            FitCommand.Create(console),
            OdeCommand.Create(console),
            BatchCommand.Create(console),
        };
        root.Directives.Clear();
        Help.Install(root, console);
        root.SetAction(_ => PlainLoop.Run(console, prompts: false));
        return root;
    }
}
