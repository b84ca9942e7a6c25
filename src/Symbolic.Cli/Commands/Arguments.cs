using System.CommandLine;
using Symbolic.Cli.Protocol;
using Symbolic.Expressions;

namespace Symbolic.Cli.Commands;

/// <summary>Arguments and options that several verbs take.</summary>
internal static class Arguments
{
    /// <summary>Longest text that is read from standard input, in characters; the parser refuses much shorter ones.</summary>
    private const int MaxTextLength = 16_000_000;

    public static Argument<string> Formula() => new("formula") { Description = "The formula, such as \"x^2*sin(y)\"; - reads it from standard input." };

    public static Argument<string[]> Variables() => new("variables")
    {
        Description = "Variables to differentiate by, a derivative for each; all of them when none is named. A mixed derivative is diff(f, x, y) in the formula.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Argument<string[]> Point() => new("point")
    {
        Description = "Values of the variables, such as x=1 y=pi/2.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Option<string?> Data() => new("--data")
    {
        Description = "A table with a line of column names, whose rows sum(…) and mean(…) run over, as in \"mean((y - a*x - b)^2)\"; - reads standard input.",
        HelpName = "FILE",
    };

    /// <summary>The rows of the option; null when it is absent.</summary>
    /// <exception cref="UserErrorException">They cannot be read, or standard input is the formula already.</exception>
    public static RowData? Rows(string? file, string formula, ConsoleStreams console)
    {
        if (file is null) return null;
        if (file == "-" && formula == "-") throw new UserErrorException("Standard input is either the formula or the data.") { Kind = "usage" };
        return RowsOfData.Of(RowsOfData.Read(file, console));
    }

    public static Option<bool> Json() => new("--json") { Description = "Answer in JSON, on one line.", Arity = ArgumentArity.Zero };

    public static Option<int> Whole(string name, int standard, string description) =>
        new(name) { Description = $"{description} Without it {standard}.", DefaultValueFactory = _ => standard, HelpName = "N" };

    public static Option<int> Order(int standard, string description) => Whole("--order", standard, description);

    /// <summary>The value of an option, from a smallest to a largest.</summary>
    /// <exception cref="UserErrorException">It is outside.</exception>
    public static int Within(int value, int least, int most, string name) => value >= least && value <= most ? value
        : throw new UserErrorException($"{name} is from {least} to {most}, not {value}.") { Kind = "usage" };

    /// <summary>The formula of the argument, or all of standard input for <c>-</c>.</summary>
    /// <exception cref="UserErrorException">Standard input is empty, or far too long.</exception>
    public static string Read(string argument, ConsoleStreams console)
    {
        if (argument != "-") return argument;
        var buffer = new char[4096];
        var text = new System.Text.StringBuilder();
        while (text.Length <= MaxTextLength && console.Input.Read(buffer) is > 0 and var read) text.Append(buffer, 0, read);
        if (text.Length > MaxTextLength) throw new UserErrorException("Standard input is too long for a formula.") { Kind = "limit" };
        var formula = text.ToString().TrimEnd();
        return formula.Length > 0 ? formula : throw new UserErrorException("Standard input is empty; a formula is expected there.");
    }

    /// <summary>A formula that is no vector.</summary>
    /// <exception cref="UserErrorException">It is one.</exception>
    public static Formula Scalar(Formula formula, string instead) =>
        formula.IsVector ? throw new UserErrorException($"The formula is a vector; {instead}.") : formula;
}
