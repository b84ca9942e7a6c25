using System.CommandLine;

namespace Symbolic.Cli.Commands;

/// <summary>Arguments and options that several verbs take.</summary>
internal static class Arguments
{
    public static Argument<string> Formula() => new("formula") { Description = "The formula, such as \"x^2*sin(y)\"; - reads it from standard input." };

    public static Argument<string[]> Variables() => new("variables")
    {
        Description = "Variables to differentiate by; all of them when none is named.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Argument<string[]> Point() => new("point")
    {
        Description = "Values of the variables, such as x=1 y=pi/2.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Option<bool> Json() => new("--json") { Description = "Answer in JSON." };

    public static Option<int> Order(int standard, string description)
    {
        var option = new Option<int>("--order") { Description = description, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !int.TryParse(text, out _)) result.AddError($"--order takes a whole number, not '{text}'.");
        });
        return option;
    }

    /// <summary>The formula of the argument, or all of standard input for <c>-</c>.</summary>
    public static string Read(string argument, ConsoleStreams console)
    {
        if (argument != "-") return argument;
        var text = console.Input.ReadToEnd().TrimEnd('\r', '\n');
        return text.Length > 0 ? text : throw new UserErrorException("Standard input is empty; a formula is expected there.");
    }
}
