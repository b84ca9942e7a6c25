using System.Text.RegularExpressions;

namespace Symbolic.Cli.Checking;

/// <summary>The left side of a claimed derivative: <c>df/dx</c>, <c>d2f/dxdy</c>, <c>∂²f/∂x²</c>.</summary>
internal sealed partial record DerivativeHead(string Function, int Order, string Below)
{
    /// <summary>Reads a head; null when the text is none.</summary>
    public static DerivativeHead? Parse(string text, IEnumerable<string> functions)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var above = Plain(text[..slash]);
        var below = Plain(text[(slash + 1)..]);
        if (!above.StartsWith('d')) return null;
        // The longest name first: with f2 and f, «df2/dx» is about f2 and «d2f/dx2» about f.
        foreach (var name in functions.OrderByDescending(f => f.Length))
        {
            if (!above.EndsWith(name, StringComparison.Ordinal)) continue;
            var power = above[1..^name.Length].TrimStart('^');
            if (power.Length == 0) return new DerivativeHead(name, 1, below);
            if (power == "2") return new DerivativeHead(name, 2, below);
            if (int.TryParse(power, out _)) throw new UserErrorException("Derivatives of order 1 and 2 can be checked.");
        }

        return Name().Match(above) is { Success: true } match ? throw new UserErrorException($"There is no function '{match.Groups["name"].Value}' above this line.") : null;
    }

    /// <summary>Row and column of the derivative; −1 as column for one of order 1.</summary>
    /// <exception cref="UserErrorException">The variables do not fit.</exception>
    public (int Row, int Column) Resolve(IReadOnlyList<string> variables)
    {
        var readings = Readings(0, Order, variables).ToArray();
        if (readings.Length == 0) throw new UserErrorException($"'{Below}' names no derivative of order {Order} by the variables {string.Join(", ", variables)}.");
        if (readings.Length > 1) throw new UserErrorException($"'{Below}' can be read in more than one way; write the variables apart, as in d2{Function}/dx dy.");
        return Order == 1 ? (readings[0][0], -1) : (readings[0][0], readings[0][1]);
    }

    /// <summary>Every way to read what stands below as differentials of the variables, of this order together.</summary>
    private IEnumerable<int[]> Readings(int start, int order, IReadOnlyList<string> variables)
    {
        if (start == Below.Length && order == 0) yield return [];
        if (start >= Below.Length || order == 0 || Below[start] != 'd') yield break;
        for (var v = 0; v < variables.Count; v++)
        {
            var name = variables[v];
            if (string.CompareOrdinal(Below, start + 1, name, 0, name.Length) != 0) continue;
            var end = start + 1 + name.Length;
            foreach (var rest in Readings(end, order - 1, variables)) yield return [v, .. rest];
            if (order < 2) continue;
            var powerEnd = Below.AsSpan(end).StartsWith("^2") ? end + 2 : Below.AsSpan(end).StartsWith("2") ? end + 1 : 0;
            if (powerEnd == 0) continue;
            foreach (var rest in Readings(powerEnd, order - 2, variables)) yield return [v, v, .. rest];
        }
    }

    private static string Plain(string text) => Space().Replace(text, "").Replace('∂', 'd').Replace('²', '2');

    [GeneratedRegex(@"[\s()]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Space();

    [GeneratedRegex(@"^d\^?\d*(?<name>[\p{L}_][\p{L}\p{Nd}_]*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
