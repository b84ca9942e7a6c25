using System.Globalization;
using Symbolic.Parsing;

namespace Symbolic.Cli.Protocol;

/// <summary>Values for the variables of a formula, given by name.</summary>
internal sealed class Point
{
    private readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);

    /// <summary>The names that were given a value.</summary>
    public IReadOnlyCollection<string> Names => _values.Keys;

    public double this[string name]
    {
        get => _values[name];
        set => _values[name] = value;
    }

    /// <summary>Reads <c>x=1</c>, <c>y=pi/2</c>; several may stand in one text, separated by commas.</summary>
    /// <exception cref="UserErrorException">A text is no assignment, or a name is given twice.</exception>
    public static Point Parse(IEnumerable<string> assignments)
    {
        var point = new Point();
        foreach (var text in assignments)
        {
            foreach (var part in Split(text))
            {
                var at = part.IndexOf('=', StringComparison.Ordinal);
                if (at <= 0) throw new UserErrorException($"'{part}' is not a value for a variable; write it as name=value, for example x=1.5.");
                var name = NameOf(part[..at].Trim());
                if (point.Has(name)) throw new UserErrorException($"The variable '{name}' is given a value twice.");
                point[name] = ParseValue(part[(at + 1)..].Trim(), name);
            }
        }

        return point;
    }

    /// <summary>A number, or a formula without variables such as <c>pi/2</c>.</summary>
    public static double ParseValue(string text, string name)
    {
        switch (text)
        {
            case "NaN": return double.NaN;
            case "Infinity" or "inf" or "infinity": return double.PositiveInfinity;
            case "-Infinity" or "-inf" or "-infinity": return double.NegativeInfinity;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)) return value;
        if (Formula.TryParse(text, options: null, out var formula, out var diagnostics) && !formula!.IsVector && formula.Variables.IsEmpty)
            return formula.Evaluate();
        var why = formula is null && diagnostics.Length > 0 ? " " + diagnostics[0].Message : "";
        throw new UserErrorException($"The value '{text}' of {name} is not a number.{why}");
    }

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The values in the order of the names.</summary>
    /// <exception cref="UserErrorException">A variable has no value; the message names all such.</exception>
    public double[] In(IReadOnlyList<string> names)
    {
        var missing = names.Where(n => !Has(n)).ToArray();
        if (missing.Length == 1) throw new UserErrorException($"The variable '{missing[0]}' has no value; add {missing[0]}=…") { Kind = "missing" };
        if (missing.Length > 1)
            throw new UserErrorException($"The variables {string.Join(", ", missing.Select(n => $"'{n}'"))} have no value; add {string.Join(" ", missing.Select(n => n + "=…"))}") { Kind = "missing" };
        return [.. names.Select(n => _values[n])];
    }

    /// <summary>The name as the formula language writes it: <c>x₁</c> is <c>x_1</c>.</summary>
    public static string NameOf(string text) =>
        FormulaParser.TryParse(text, new ParseOptions { Variables = [text] }, out var parsed, out _) && parsed!.Outputs is [Expressions.Variable v] ? v.Name : text;

    /// <summary>Splits at commas outside brackets.</summary>
    private static IEnumerable<string> Split(string text)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] is '(' or '[') depth++;
            if (i < text.Length && text[i] is ')' or ']') depth--;
            if (i < text.Length && (text[i] != ',' || depth > 0)) continue;
            if (i > start) yield return text[start..i].Trim();
            start = i + 1;
        }
    }
}
