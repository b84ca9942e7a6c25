using Symbolic.Expressions;

namespace Symbolic.Printing;

/// <summary>
/// Formulas as text of the formula language, exactly as the tree stands: reading the text gives the tree back (numbers folded).
/// Large trees whose parts are shared, and very deep ones, are written as definitions: <c>t1 = x^2 + 1; t2 = t1^2 + 1; t2^2 + 1</c>.
/// </summary>
public static class TextPrinter
{
    /// <summary>The text.</summary>
    public static string Print(Expr expression) => ToMarkup(expression).ToString();

    /// <summary>The text with every implied grouping shown: <c>((1/2)*x) + (y^2)</c>.</summary>
    public static string PrintFullyParenthesised(Expr expression) => Write(expression, fullyParenthesised: true).ToString();

    /// <summary>The text as styled pieces.</summary>
    public static Markup ToMarkup(Expr expression) => Write(expression, fullyParenthesised: false);

    private static Markup Write(Expr expression, bool fullyParenthesised)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var parts = NamedParts.Of(expression);
        var notation = new TextNotation { Names = parts.Names, FullyParenthesised = fullyParenthesised };
        notation.WriteWithDefinitions(expression, parts);
        return notation.ToMarkup();
    }

    private sealed class TextNotation : LinearNotation
    {
        protected override string Times => "*";

        protected override string Minus => "-";
    }
}
