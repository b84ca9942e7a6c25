using System.CommandLine;
using System.CommandLine.Parsing;
using Symbolic.Parsing;

namespace Symbolic.Cli;

/// <summary>What is wrong with the words of a command line, in one sentence that says what to do.</summary>
internal static class Misuse
{
    /// <summary>The sentence; null when nothing is wrong.</summary>
    public static string? Of(IReadOnlyList<string> args, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (UnknownCommand(parsed) is { } noCommand) return noCommand;
        if (UnknownOption(args, command) is { } noOption) return noOption;
        foreach (var option in parsed.CommandResult.Children.OfType<OptionResult>())
        {
            if (option.Errors.FirstOrDefault() is { } error) return OptionError(option, error);
        }

        if (parsed.Errors.Count == 0) return null;
        if (parsed.UnmatchedTokens.Count > 0) return TooMany(command, parsed.UnmatchedTokens[0]);
        return parsed.CommandResult.Children.OfType<ArgumentResult>().FirstOrDefault(a => a.Errors.Any()) is { } argument
            ? $"The {argument.Argument.Name} {(argument.Argument.Name.EndsWith('s') ? "are" : "is")} missing. {See(command)}"
            : $"{parsed.Errors[0].Message} {See(command)}";
    }

    private static string? UnknownCommand(ParseResult parsed)
    {
        if (parsed.CommandResult.Command is not RootCommand root || parsed.UnmatchedTokens.Count == 0) return null;
        var word = parsed.UnmatchedTokens[0];
        if (word.StartsWith("--", StringComparison.Ordinal)) return $"The option {word} is unknown. {See(root)}";
        return $"There is no command '{word}'.{Guess(word, root.Subcommands.Select(c => c.Name))} {See(root)}";
    }

    /// <summary>A word with two hyphens and a letter is meant as an option, unless it stands behind <c>--</c>.</summary>
    private static string? UnknownOption(IReadOnlyList<string> args, Command command)
    {
        foreach (var word in args)
        {
            if (word == "--") break;
            if (word is not ['-', '-', var letter, ..] || !char.IsAsciiLetter(letter)) continue;
            var name = word.Split('=', ':')[0];
            string[] known = [.. command.Options.Select(o => o.Name), "--help"];
            if (known.Contains(name) || command is RootCommand && name == "--version") continue;
            return $"The option {name} is unknown.{Guess(name, known)} {See(command)} A formula that begins with -- goes behind a -- of its own.";
        }

        return null;
    }

    private static string OptionError(OptionResult option, ParseError error)
    {
        var name = option.Option.Name;
        if (option.Tokens.Count == 0) return $"{name} needs a value.";
        if (option.Tokens.Count > 1 || option.IdentifierTokenCount > 1) return $"{name} is given twice.";
        return option.Option.ValueType == typeof(int) ? $"{name} takes a whole number, not '{option.Tokens[0].Value}'." : error.Message;
    }

    private static string TooMany(Command command, string word) => word.Contains('=', StringComparison.Ordinal)
        ? $"'symbolic {command.Name}' takes no values such as '{word}'; for numbers at a point use 'symbolic eval FORMULA {word} --order 1'."
        : $"'{word}' is one argument too many; a formula with spaces needs quotes. {See(command)}";

    private static string Guess(string word, IEnumerable<string> known) =>
        NameSuggestions.For(word, known).FirstOrDefault() is { } close ? $" Did you mean {close}?" : "";

    private static string See(Command command) => command is RootCommand ? "See 'symbolic --help'." : $"See 'symbolic {command.Name} --help'.";
}
