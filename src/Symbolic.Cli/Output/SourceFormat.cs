using Symbolic.Compilation;

namespace Symbolic.Cli.Output;

/// <summary>The programming languages in which a formula and its derivatives can be written.</summary>
internal static class SourceFormat
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["csharp", "c", "python", "julia"];

    /// <summary>The language of a name; null when the name is none.</summary>
    public static SourceLanguage? Find(string name) => name switch
    {
        "csharp" or "c#" or "cs" => SourceLanguage.CSharp,
        "c" => SourceLanguage.C,
        "python" => SourceLanguage.Python,
        "julia" => SourceLanguage.Julia,
        _ => null,
    };

    /// <summary>A source file that computes a formula, and its gradient and Hessian up to an order; of a vector its Jacobian.</summary>
    public static string Write(Formula formula, SourceLanguage language, int order) => formula.IsVector
        ? SourceExporter.Export(formula.CompileVector(Math.Min(order, 1)), language)
        : SourceExporter.Export(formula.Compile(order), language);
}
