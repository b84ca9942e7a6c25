using System.CommandLine;
using Symbolic.Cli.Checking;
using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;
using Symbolic.Parsing;
using Symbolic.Solvers.Fitting;
using Symbolic.Solvers.Minimisation;
using Symbolic.Verification.Sampling;

namespace Symbolic.Cli.Commands.Solvers;

/// <summary>Arguments that the solving verbs share, and refusals of the solvers in the words of the command line.</summary>
internal static class SolverArguments
{
    public static Option<string> Text(string name, string help, string description) => new(name) { Description = description, HelpName = help };

    public static Option<bool> Flag(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>The value of an option that takes a number or a formula without variables.</summary>
    public static double? Number(ParseResult parsed, Option<string> option) =>
        parsed.GetValue(option) is { } text ? Point.FiniteValue(text, option.Name) : null;

    /// <summary>A formula whose starting values name its variables.</summary>
    public static Formula Read(string text, IEnumerable<string> names) => Formula.Parse(text, new ParseOptions { Variables = [.. names] });

    /// <summary>Names and values in the order in which they were typed, as in <c>a=1,b=2</c>.</summary>
    public static List<(string Name, double Value)> Values(IEnumerable<string> texts)
    {
        var pairs = new List<(string, double)>();
        foreach (var text in texts.SelectMany(t => t.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            var sign = text.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0) throw new UserErrorException($"'{text}' gives no value; write it as name=value, for example a=1.") { Kind = "usage" };
            var name = text[..sign].Trim() is var typed && typed.Contains('\'', StringComparison.Ordinal) ? typed : Point.VariableOf(typed);
            if (pairs.Exists(p => p.Item1 == name)) throw new UserErrorException($"'{name}' is given a value twice.") { Names = [name] };
            pairs.Add((name, Point.FiniteValue(text[(sign + 1)..], name)));
        }

        return pairs;
    }

    /// <summary>Equations as differences: <c>[x^2 = y, sin(x)]</c> is <c>[(x^2) - (y), sin(x)]</c>.</summary>
    public static string Differences(string text)
    {
        var bare = text.Trim();
        var isVector = bare.StartsWith('[') && bare.EndsWith(']');
        if (isVector) bare = bare[1..^1];
        if (bare.Contains(';', StringComparison.Ordinal) || bare.Contains('\n', StringComparison.Ordinal)) return text;
        var parts = ListText.Split(bare).Select(part =>
        {
            var sign = EqualsSign(part);
            return sign < 0 ? part : $"({part[..sign]}) - ({part[(sign + 1)..]})";
        });
        var joined = string.Join(", ", parts);
        return isVector ? $"[{joined}]" : joined;
    }

    /// <summary>Shows each iteration while somebody waits; never ends the search.</summary>
    public static Func<IterationRecord, bool> Following(ProgressLine progress, int sign = 1) => t =>
    {
        progress.Say(() => $"iteration {t.Iteration}, value {NumberFormat.Format(sign * t.Value, 6)}");
        return true;
    };

    /// <summary>Runs a solver; what it says of its arguments becomes a refusal.</summary>
    public static T Refusing<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is ArgumentException || (e is FormatException and not FormulaSyntaxException))
        {
            var message = e is ArgumentException { ParamName: { } name } ? e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : e.Message;
            throw new UserErrorException(message, e) { Kind = e is DataFormatException ? "data" : "value" };
        }
    }

    private static int EqualsSign(string part)
    {
        for (var i = 0; i < part.Length; i++)
        {
            if (part[i] == '=' && (i == 0 || part[i - 1] is not ('<' or '>' or '!' or '=' or ':')) && (i + 1 == part.Length || part[i + 1] != '=')) return i;
        }

        return -1;
    }
}
