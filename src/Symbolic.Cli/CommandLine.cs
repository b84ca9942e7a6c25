using System.CommandLine;
using System.CommandLine.Parsing;
using Symbolic.Cli.Commands;
using Symbolic.Cli.Output;
using Symbolic.Parsing;

namespace Symbolic.Cli;

/// <summary>The verbs of the command line.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command; the result is the exit code.</summary>
    public static int Run(IReadOnlyList<string> args, ConsoleStreams console)
    {
        var ink = new Ink(console.Error, console.Colour, console.Width);
        var root = Root(console);
        try
        {
            var parsed = root.Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
            if (Misuse(parsed) is { } problem) throw new UserErrorException(problem);
            return parsed.Invoke(new InvocationConfiguration { Output = console.Output, Error = console.Error, EnableDefaultExceptionHandler = false });
        }
        catch (FormulaSyntaxException e)
        {
            DiagnosticRenderer.Render(ink, e.Text, e.Diagnostics);
            return ExitCode.Refused;
        }
        catch (Exception e)
        {
            ink.Write("error: ", Style.Bad);
            ink.Line(Failure.Describe(e).Message);
            return Failure.IsDefect(e) ? ExitCode.InternalError : ExitCode.Refused;
        }
    }

    private static RootCommand Root(ConsoleStreams console)
    {
        var root = new RootCommand("Turns a formula into derivatives that you can trust: exact, compiled, and checked by independent methods.")
        {
            DerivativeCommands.Diff(console),
            DerivativeCommands.Gradient(console),
            DerivativeCommands.Hessian(console),
            DerivativeCommands.Jacobian(console),
            EvalCommand.Create(console),
            CheckCommand.Create(console),
            ExportCommand.Create(console),
            FunctionsCommand.Create(console),
            BatchCommand.Create(console),
        };
        root.SetAction(_ => BatchCommand.Welcome(console));
        return root;
    }

    /// <summary>What is wrong with the arguments; null when nothing is.</summary>
    private static string? Misuse(ParseResult parsed)
    {
        var known = parsed.CommandResult.Command.Options.Select(o => o.Name).Append("--help").ToArray();
        foreach (var token in parsed.CommandResult.Tokens.Concat(parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens)))
        {
            if (!token.Value.StartsWith("--", StringComparison.Ordinal) || token.Value.Length < 3 || !char.IsAsciiLetter(token.Value[2])) continue;
            var guess = NameSuggestions.For(token.Value, known).FirstOrDefault() is { } close ? $" Did you mean {close}?" : "";
            return $"The option {token.Value} is unknown.{guess} See 'symbolic {parsed.CommandResult.Command.Name} --help'.";
        }

        if (parsed.Errors.Count == 0) return null;
        if (parsed.CommandResult.Command is RootCommand root && parsed.UnmatchedTokens.Count > 0)
        {
            var word = parsed.UnmatchedTokens[0];
            var guess = NameSuggestions.For(word, [.. root.Subcommands.Select(c => c.Name)]).FirstOrDefault() is { } close ? $" Did you mean '{close}'?" : "";
            return $"There is no command '{word}'.{guess} See 'symbolic --help'.";
        }

        return parsed.Errors[0].Message;
    }
}
