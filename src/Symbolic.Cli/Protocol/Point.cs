using System.Globalization;
using Symbolic.Expressions;
using Symbolic.Parsing;

namespace Symbolic.Cli.Protocol;

/// <summary>Values for the variables of a formula, given by name.</summary>
internal sealed class Point() : Given<double>("value")
{
    /// <summary>Reads <c>x=1</c>, <c>y=pi/2</c>, <c>z=[1, 2]</c>; several may stand in one text, separated by commas.</summary>
    /// <exception cref="UserErrorException">A text is no assignment, or a name is given twice.</exception>
    public static Point Parse(IEnumerable<string> assignments)
    {
        var point = new Point();
        point.Take(assignments, FiniteValue, part => new UserErrorException($"'{part}' is not a value for a variable; write it as name=value, for example x=1.5. A formula with spaces needs quotes.") { Kind = "usage" });
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

    /// <summary>A finite number, or a formula without variables that is one.</summary>
    public static double FiniteValue(string text, string name) => Finite(ParseValue(text.Trim(), name), name);

    /// <summary>The value, when it is finite.</summary>
    /// <exception cref="UserErrorException">It is not.</exception>
    public static double Finite(double value, string name) => double.IsFinite(value) ? value
        : throw new UserErrorException($"The value of '{name}' is {(double.IsNaN(value) ? "not a number (NaN)" : "infinite")}; a point has finite coordinates.") { Kind = "value", Names = [name] };

    /// <summary>The values in the order of the names.</summary>
    /// <param name="names">The names.</param>
    /// <param name="data">Rows of the formula, in which a name may have been looked for; null when it has none.</param>
    /// <exception cref="UserErrorException">A variable has no value; the message names all such.</exception>
    public double[] In(IReadOnlyList<string> names, RowData? data = null) => InOrder(names, missing =>
        (missing.Length == 1 ? $"The variable '{missing[0]}' has no value; add {missing[0]}=…"
            : $"The variables {ListText.Some(missing.Select(n => $"'{n}'"), ", ")} have no value; add {ListText.Some(missing.Select(WholeOf).Distinct().Select(n => n + "=…"), " ")}")
        + (data is null ? "" : $"; the data have the columns {RowsOfData.Columns(data)}"));

    /// <summary>The name under which a variable can be given a value together with others: of an element that of its vector.</summary>
    public static string WholeOf(string name) => name.IndexOf('[', StringComparison.Ordinal) is > 0 and var bracket ? name[..bracket] : name;

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
}
