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

    private static readonly ParserConfiguration AsTyped = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <summary>Makes each verb, in the order of the help.</summary>
    private static readonly Dictionary<string, Func<ConsoleStreams, Command>> Verbs = new()
    {
        ["diff"] = DerivativeCommands.Diff,
        ["gradient"] = DerivativeCommands.Gradient,
        ["hessian"] = DerivativeCommands.Hessian,
        ["jacobian"] = DerivativeCommands.Jacobian,
        ["eval"] = EvalCommand.Create,
        ["check"] = CheckCommand.Create,
        ["difference"] = DifferenceCommand.Create,
        ["grid"] = GridCommand.Create,
        ["export"] = ExportCommand.Create,
        ["functions"] = FunctionsCommand.Create,
        ["plot"] = PlotCommand.Create,
        ["run"] = RunCommand.Create,
        ["minimize"] = console => MinimizeCommand.Create(console),
        ["maximize"] = console => MinimizeCommand.Create(console, maximize: true),
        ["root"] = RootCommands.Root,
        ["solve"] = RootCommands.Solve,
        ["fit"] = FitCommand.Create,
        ["ode"] = OdeCommand.Create,
        ["batch"] = BatchCommand.Create,
    };

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
            var parsed = Understand(args, console);
            var configuration = new InvocationConfiguration { Output = console.Output, Error = console.Error, EnableDefaultExceptionHandler = false };
            return parsed.CommandResult.Command.Name == "batch" ? parsed.Invoke(configuration) : TimeLimit.Run(() => parsed.Invoke(configuration), limit ?? LimitOf(parsed.CommandResult.Command.Name, args));
        }
        catch (Exception e) when (e is not IOException)
        {
            if (args.TakeWhile(a => a != "--").Contains("--json")) Answer(console, e);
            else Report(console, e);
            return Failure.IsDefect(e) ? ExitCode.InternalError : ExitCode.Refused;
        }
    }

    private static TimeSpan LimitOf(string verb, IReadOnlyList<string> args)
    {
        var samples = verb == "check" && args.Any(a => a.StartsWith("--box", StringComparison.Ordinal) || Checking.CheckFile.Find(a) is not null);
        return samples || LongVerbs.Contains(verb) ? LongLimit : Limit;
    }

    private static void Answer(ConsoleStreams console, Exception exception) => JsonAnswer.Print(console, json => ErrorAnswer.Write(json, exception));

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

    /// <summary>The words of a command line, understood.</summary>
    /// <exception cref="UserErrorException">They are misused.</exception>
    private static ParseResult Understand(IReadOnlyList<string> args, ConsoleStreams console)
    {
        if (Alone(args, console) is { } alone && Misuse.Of(args, alone) is null) return alone;
        var parsed = Whole(args, console);
        var asksForHelp = args.TakeWhile(a => a != "--").Any(a => a is "--help" or "-h" or "-?");
        return asksForHelp || Misuse.Of(args, parsed) is not { } problem ? parsed : throw new UserErrorException(problem) { Kind = "usage" };
    }

    /// <summary>
    /// The words understood with their verb alone, without the time that the others take to be made; null where they may be about more
    /// than that verb, as help is.
    /// </summary>
    internal static ParseResult? Alone(IReadOnlyList<string> args, ConsoleStreams console) =>
        args.Count > 0 && Verbs.TryGetValue(args[0], out var create) && !args.Any(MayAskForHelp)
            ? new Command("symbolic") { create(console) }.Parse(args, AsTyped)
            : null;

    /// <summary>The words understood with every verb.</summary>
    internal static ParseResult Whole(IReadOnlyList<string> args, ConsoleStreams console) => Root(console).Parse(args, AsTyped);

    private static bool MayAskForHelp(string word) => word is ['-' or '/', 'h' or '?', ..] || word.StartsWith("--help", StringComparison.Ordinal);

    private static RootCommand Root(ConsoleStreams console)
    {
        var root = new RootCommand("Turns a formula into derivatives that can be trusted: exact, compiled, and checked by independent methods.");
        foreach (var create in Verbs.Values) root.Subcommands.Add(create(console));
        root.Directives.Clear();
        Help.Install(root, console);
        root.SetAction(_ => PlainLoop.Run(console, prompts: false));
        return root;
    }
}
