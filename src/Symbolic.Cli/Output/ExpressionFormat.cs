using Symbolic.Expressions;
using Symbolic.Parsing;
using Symbolic.Printing;

namespace Symbolic.Cli.Output;

/// <summary>The notations in which a formula can be written.</summary>
internal static class ExpressionFormat
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["text", "unicode", "latex", "mathml", "json"];

    /// <summary>Refuses a notation that there is not.</summary>
    /// <exception cref="UserErrorException">The name is none of <see cref="Names"/>.</exception>
    public static void Require(string format)
    {
        if (!Names.Contains(format)) throw Unknown(format);
    }

    public static string Print(Formula formula, string format) => formula.IsVector
        ? $"[{string.Join(", ", formula.Outputs.Select(o => Print(o, format)))}]"
        : Print(formula.Outputs[0], format);

    public static string Print(Expr expr, string format) => format switch
    {
        "text" => TextPrinter.Print(expr),
        "unicode" => UnicodePrinter.Print(expr),
        "latex" => LatexPrinter.Print(expr),
        "mathml" => MathMlPrinter.Print(expr),
        "json" => JsonTreePrinter.Print(expr),
        _ => throw Unknown(format),
    };

    private static UserErrorException Unknown(string format) =>
        new($"The format '{format}' is unknown; there are {string.Join(", ", Names)}.{(NameSuggestions.For(format, Names).FirstOrDefault() is { } close ? $" Did you mean '{close}'?" : "")}");
}
