using Symbolic.Cli.Protocol;

namespace Symbolic.Cli.Repl.Session;

/// <summary>Values of a session that stick: what they are for the variables of a formula.</summary>
internal static class StickyPoint
{
    /// <summary>The value of a variable: its own, or for an element of a vector, in a formula without a variable of that name, the one given to the name.</summary>
    public static double? Find(this IReadOnlyDictionary<string, double> point, string variable, IReadOnlyList<string> variables)
    {
        if (point.TryGetValue(variable, out var value)) return value;
        return Point.WholeOf(variable) is var whole && whole != variable && point.TryGetValue(whole, out value) && !variables.Contains(whole) ? value : null;
    }

    /// <summary>The values of variables in their order; null when one has none.</summary>
    public static double[]? At(this IReadOnlyDictionary<string, double> point, IReadOnlyList<string> variables)
    {
        var values = new double[variables.Count];
        for (var i = 0; i < values.Length; i++)
        {
            if (point.Find(variables[i], variables) is not { } value) return null;
            values[i] = value;
        }

        return values;
    }
}
