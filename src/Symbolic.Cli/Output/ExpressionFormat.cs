using Symbolic.Expressions;
using Symbolic.Printing;

namespace Symbolic.Cli.Output;

/// <summary>The notations in which a formula can be written.</summary>
internal static class ExpressionFormat
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["text", "unicode", "latex", "mathml", "json"];

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
        _ => throw new UserErrorException($"The format '{format}' is unknown; there are {string.Join(", ", Names)}."),
    };
}
