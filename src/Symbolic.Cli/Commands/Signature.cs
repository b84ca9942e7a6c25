using System.Text.RegularExpressions;
using Symbolic.Expressions;

namespace Symbolic.Cli.Commands;

/// <summary>
/// How a function is called, and what its parameters are called. A summary that names them, as «atan2(y, x): angle of …» does, is
/// taken at its word; else they are x, y, z, with n for a parameter that is a whole number.
/// </summary>
internal sealed partial record Signature(string Text, IReadOnlyList<string> Parameters, string Summary)
{
    private static readonly string[] UsualNames = ["x", "y", "z", "w"];

    public static Signature Of(FunctionDefinition f)
    {
        if (f.MaxArity == 0) return new(f.Name, [], f.Summary);
        var calls = Call().Matches(f.Summary).Where(m => m.Groups["name"].Value == f.Name).ToArray();
        if (calls is not [{ Index: 0 } first, ..])
        {
            string[] usual = f.MaxArity == int.MaxValue ? ["x", "y"] : [.. (f.Parameters.Contains(0) ? UsualNames.Prepend("n") : UsualNames).Take(f.MaxArity)];
            return new($"{f.Name}({string.Join(", ", usual)}{(f.MaxArity == int.MaxValue ? ", …" : "")})", usual, f.Summary);
        }

        var longest = calls.MaxBy(c => c.Length)!;
        var text = first.Value == longest.Value || f.MinArity == f.MaxArity ? first.Value : $"{first.Value}, {longest.Value}";
        string[] names = [.. longest.Groups["names"].Value.Split(", ").Where(n => n != "…")];
        var rest = f.Summary[first.Length..];
        return new(text, names, rest.StartsWith(": ", StringComparison.Ordinal) ? Sentence(rest[2..]) : f.Summary);
    }

    /// <summary>Begins with a capital, unless it begins with mathematics: «n-th», «min(…)».</summary>
    private static string Sentence(string text)
    {
        var word = text.AsSpan(0, Math.Max(0, text.IndexOf(' ', StringComparison.Ordinal)));
        return word.Length > 1 && !word.ContainsAnyExceptInRange('a', 'z') ? char.ToUpperInvariant(text[0]) + text[1..] : text;
    }

    [GeneratedRegex(@"(?<name>\w+)\((?<names>[\w…]+(, [\w…]+)*)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Call();
}
