using System.Globalization;
using System.Text.RegularExpressions;
using Symbolic.Expressions;
using Symbolic.Parsing;

namespace Symbolic.Cli.Repl.Session;

/// <summary><c>d/dx x^2</c>, <c>d²/dx² sin(x)</c>, <c>∂/∂y x*y</c>, <c>df/dx</c> and <c>f''</c> for a function that is defined.</summary>
internal static partial class LeibnizNotation
{
    /// <summary>The formula and the names to differentiate by; null when the entry is something else.</summary>
    public static (string Formula, IReadOnlyList<string> Names)? Match(SessionState state, string entry)
    {
        if (Primes().Match(entry) is { Success: true } primes) return OfPrimes(state, primes.Groups["f"].Value, primes.Groups["p"].Length);
        if (Pattern().Match(entry) is not { Success: true } match) return null;
        var (function, rest) = (match.Groups["f"].Value, entry[match.Length..].Trim());
        if (state.Find("d") is not null || (function.Length > 0 && (state.Find(function) is null || rest.Length > 0)) || (function.Length == 0 && rest.Length == 0)) return null;
        var (above, below) = (Order(match.Groups["n"].Value), Order(match.Groups["m"].Value));
        if (above != below) throw new UserErrorException($"The orders above and below differ: {above} and {below}.");
        if (above is < 1 or > 12) throw new UserErrorException("The order of a derivative is from 1 to 12.");
        var variable = FormulaParser.Parse(match.Groups["x"].Value).Outputs is [Variable v] ? v.Name : match.Groups["x"].Value;
        return (function.Length > 0 ? function : rest, [.. Enumerable.Repeat(variable, above)]);
    }

    /// <summary><c>f''</c> alone: the derivative of a definition with one variable, for which there is nothing else to say.</summary>
    private static (string, IReadOnlyList<string>)? OfPrimes(SessionState state, string name, int order)
    {
        if (order > 12 || state.Find(name) is not { Definition: { IsVector: false } definition }) return null;
        var variables = definition.IsFunction ? definition.Parameters : [.. Traversal.FreeVariables(definition.Body).Select(v => v.Name)];
        return variables is [var only] ? (name, [.. Enumerable.Repeat(only, order)]) : null;
    }

    private static int Order(string text)
    {
        var digits = string.Concat(text.Where(c => c is not ('^' or '{' or '}')).Select(c => c switch { '²' => '2', '³' => '3', '⁴' => '4', '⁵' => '5', '⁶' => '6', '⁷' => '7', '⁸' => '8', '⁹' => '9', _ => c }));
        return digits.Length == 0 ? 1 : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var order) ? order : 0;
    }

    [GeneratedRegex(@"^(?<f>[\p{L}][\p{L}\p{Nd}_]*)(?<p>['′]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Primes();

    [GeneratedRegex(@"^[d∂](?<n>\^?\d{1,3}|[²³⁴-⁹])?\s*(?<f>[\p{L}][\p{L}\p{Nd}_]*)?\s*/\s*[d∂](?<x>[\p{L}][\p{L}\p{M}\p{Nd}_₀-₉]*?)(?<m>\^\d{1,3}|[²³⁴-⁹])?(?=[\s(\[|\\]|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
