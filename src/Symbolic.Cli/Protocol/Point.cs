using System.Globalization;
using Symbolic.Expressions;
using Symbolic.Parsing;

namespace Symbolic.Cli.Protocol;

/// <summary>Values for the variables of a formula, given by name.</summary>
internal sealed class Point
{
    private const int MaxNamesShown = 8;

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
        foreach (var part in assignments.SelectMany(Split))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0) throw new UserErrorException($"'{part}' is not a value for a variable; write it as name=value, for example x=1.5. A formula with spaces needs quotes.") { Kind = "usage" };
            var name = part[..at].Trim();
            point.Add(name, Finite(ParseValue(part[(at + 1)..].Trim(), name), name));
        }

        return point;
    }

    /// <summary>A number, or a formula without variables such as <c>pi/2</c>.</summary>
    public static double ParseValue(string text, string name)
    {
        switch (text)
        {
            case "": throw new UserErrorException($"'{name}' is given no value; write {name}=1.5.") { Kind = "value", Names = [name] };
            case "NaN" or "nan": return double.NaN;
            case "Infinity" or "inf" or "infinity": return double.PositiveInfinity;
            case "-Infinity" or "-inf" or "-infinity": return double.NegativeInfinity;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return value;
        if (Formula.TryParse(text, options: null, out var formula, out var diagnostics) && !formula!.IsVector && formula.Variables.IsEmpty)
            return formula.Evaluate();
        var why = formula is null && diagnostics.Length > 0 ? diagnostics[0].Message
            : formula is { IsVector: true } ? "A variable takes a single number."
            : $"It depends on '{formula!.Variables[0]}'.";
        throw new UserErrorException($"The value '{Shortened(text)}' of '{name}' is not a number. {why}") { Kind = "value", Names = [name] };
    }

    /// <summary>The value, when it is finite.</summary>
    /// <exception cref="UserErrorException">It is not.</exception>
    public static double Finite(double value, string name) => double.IsFinite(value) ? value
        : throw new UserErrorException($"The value of '{name}' is {(double.IsNaN(value) ? "not a number (NaN)" : "infinite")}; a point has finite coordinates.") { Kind = "value", Names = [name] };

    /// <summary>Takes a value for a name as it was written.</summary>
    /// <exception cref="UserErrorException">The name has one.</exception>
    public void Add(string name, double value)
    {
        if (!_values.TryAdd(VariableOf(name), value)) throw new UserErrorException($"The variable '{name}' is given a value twice.") { Names = [name] };
    }

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The values in the order of the names.</summary>
    /// <param name="names">The names.</param>
    /// <param name="data">Rows of the formula, in which a name may have been looked for; null when it has none.</param>
    /// <exception cref="UserErrorException">A variable has no value; the message names all such.</exception>
    public double[] In(IReadOnlyList<string> names, RowData? data = null)
    {
        var missing = names.Where(n => !Has(n)).ToArray();
        if (missing.Length == 0) return [.. names.Select(n => _values[n])];
        var shown = missing.Take(MaxNamesShown).ToArray();
        var more = missing.Length > shown.Length ? $" and {missing.Length - shown.Length} more" : "";
        var message = missing.Length == 1 ? $"The variable '{missing[0]}' has no value; add {missing[0]}=…"
            : $"The variables {string.Join(", ", shown.Select(n => $"'{n}'"))}{more} have no value; add {string.Join(" ", shown.Select(n => n + "=…"))}{(more.Length > 0 ? " …" : "")}";
        if (data is not null) message += $"; the data have the columns {RowsOfData.Columns(data)}";
        throw new UserErrorException(message) { Kind = "missing", Names = missing };
    }

    /// <summary>The name of a variable as the formula language writes it: <c>x₁</c> is <c>x_1</c>.</summary>
    /// <exception cref="UserErrorException">The text is no name, or the name of a constant.</exception>
    public static string VariableOf(string text) => Variable(text) ?? throw new UserErrorException(text is "e" or "pi" or "π"
        ? $"'{text}' is the constant, and cannot be a variable; choose another name."
        : $"'{Shortened(text)}' is not the name of a variable; a formula with spaces needs quotes.")
    { Kind = "name", Names = [text] };

    private static string? Variable(string text)
    {
        if (IsPlain(text)) return text;
        return FormulaParser.TryParse(text, new ParseOptions { Variables = [text] }, out var parsed, out _) && parsed!.Outputs is [Variable v] ? v.Name : null;
    }

    /// <summary>Names that need no reading, which are nearly all.</summary>
    private static bool IsPlain(string text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && text is not ("e" or "pi" or "and" or "or" or "not") && text.All(char.IsAsciiLetterOrDigit);

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..59] + "…";

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
            if (i > start || start == 0) yield return text[start..i].Trim();
            start = i + 1;
        }
    }
}
