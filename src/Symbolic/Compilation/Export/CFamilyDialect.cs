using Symbolic.Expressions;

namespace Symbolic.Compilation.Export;

/// <summary>What languages with braces and semicolons have in common.</summary>
internal abstract class CFamilyDialect : Dialect
{
    public override string Truth => "({0} ? 1.0 : 0.0)";

    public override string Select => "({0} != 0 ? {1} : {2})";

    public override string And => "({0} != 0 && {1} != 0 ? 1.0 : 0.0)";

    public override string Or => "({0} != 0 || {1} != 0 ? 1.0 : 0.0)";

    public override string Variable => "double {0} = {1};";

    public override string Store => "{0} = {1};";

    public override string Increase => "{0} += {1};";

    public override string? LoopEnd => "}";

    public override string IndexAsNumber => "(double){0}";
}

/// <summary>C#: a static class with three overloads of Evaluate.</summary>
internal sealed class CSharpDialect : CFamilyDialect
{
    public override string Assignment => "double {0} = {1};";

    public override string Sqrt => "Math.Sqrt({0})";

    public override string Exp => "Math.Exp({0})";

    public override string Power => "Math.Pow({0}, {1})";

    public override string Log => "Math.Log({0})";

    public override string PowerLog => "({0} == 0 && {1} > 0 ? 0 : Math.Pow({0}, {1}){2})";

    public override string NotANumber => "double.NaN";

    public override string Infinity => "double.PositiveInfinity";

    public override string IndexVariable => "int {0} = {1};";

    public override string LoopHead => "for (int {0} = {1}; {0} <= {2}; {0}++) {{";

    public override string? Clear(string row, long count) => $"{row}.Slice(0, {count}).Clear();";

    public override string? SpellingOf(FunctionSpelling spelling) => spelling.CSharp;

    public override SourceLibrary? Library => SourceLibrary.CSharp;

    public override string LibraryName(string function) => $"SpecialFunctions.{function}";

    public override string Compose(string name, string content, SourceHelpers helpers, IReadOnlyList<SourceBody> bodies)
    {
        var methods = bodies.Select(b =>
            $"{(SparseHessian.CountIn(b) is { } count ? $"    public const int HessianCount = {count};\n\n" : "")}    public static {(b.Value is null ? "void" : "double")} Evaluate({string.Join(", ", b.Rows.Select(r => $"Span<{(r.IsIndex ? "int" : "double")}> {r.Name}").Prepend("ReadOnlySpan<double> x"))})\n    {{\n"
            + $"{(b.Workspace is { } row ? $"        double[] {row.Name} = new double[{row.Size}];\n" : "")}{b.Indented(8)}{(b.Value is null ? "" : $"        return {b.Value};\n")}    }}\n");
        return $"using System;\n\n/// <summary>{content}</summary>\npublic static class {name}\n{{\n"
            + string.Join("\n", [.. methods, .. Types(helpers.Pieces)]) + "}\n";
    }

    /// <summary>The library's classes, nested and cut down to the members that are needed.</summary>
    private static IEnumerable<string> Types(IReadOnlyList<SourcePiece> pieces)
    {
        foreach (var type in pieces.Where(p => p.Kind == 't')) yield return Indented(type.Text, 4);
        foreach (var group in pieces.Where(p => p.Kind != 't').GroupBy(p => p.Name[..p.Name.IndexOf('.', StringComparison.Ordinal)]))
            yield return $"    private static class {group.Key}\n    {{\n{string.Join("\n", group.Select(p => Indented(p.Text, 8)))}    }}\n";
    }

    private static string Indented(string text, int columns) =>
        string.Concat(text.Split('\n').Select(line => line.Length == 0 ? "\n" : new string(' ', columns) + line + "\n"));
}

/// <summary>C99: three functions.</summary>
internal sealed class CDialect : CFamilyDialect
{
    /// <summary>Rows of up to this many numbers are on the stack.</summary>
    private const int MaxOnStack = 1_000;

    public override string Assignment => "const double {0} = {1};";

    public override string Sqrt => "sqrt({0})";

    public override string Exp => "exp({0})";

    public override string Power => "pow({0}, {1})";

    public override string Log => "log({0})";

    public override string PowerLog => "({0} == 0 && {1} > 0 ? 0.0 : pow({0}, {1}){2})";

    public override string NotANumber => "NAN";

    public override string Infinity => "INFINITY";

    public override string IndexVariable => "long {0} = {1};";

    public override string LoopHead => "for (long {0} = {1}; {0} <= {2}; {0}++) {{";

    public override string? Clear(string row, long count) => $"for (long i = 0; i < {count}; i++) {row}[i] = 0;";

    public override string? SpellingOf(FunctionSpelling spelling) => spelling.C;

    public override SourceLibrary? Library => SourceLibrary.C;

    public override string LibraryName(string function) => $"SpecialFunctions_{function}";

    public override string Compose(string name, string content, SourceHelpers helpers, IReadOnlyList<SourceBody> bodies)
    {
        var functions = bodies.Select(b =>
            $"{(SparseHessian.CountIn(b) is { } count ? $"enum {{ {name}_hessian_count = {count} }};\n\n" : "")}{(b.Value is null ? "void" : "double")} {name}{b.Suffix}({string.Join(", ", b.Rows.Select(r => $"{(r.IsIndex ? "long" : "double")} *{r.Name}").Prepend("const double *x"))})\n{{\n"
            + $"{Reserve(b.Workspace)}{b.Indented(4)}{(IsOnHeap(b.Workspace) ? $"    free({b.Workspace!.Name});\n" : "")}{(b.Value is null ? "" : $"    return {b.Value};\n")}}}\n");
        return $"/* {content} */\n#include <math.h>\n{(bodies.Any(b => IsOnHeap(b.Workspace)) ? "#include <stdlib.h>\n" : "")}" + LibrarySource(helpers.Pieces) + "\n" + string.Join("\n", functions);
    }

    private static bool IsOnHeap(SourceRow? row) => row is { Size: > MaxOnStack };

    /// <summary>Where there is no memory for the row, there is no value.</summary>
    private static string Reserve(SourceRow? row) => row is null ? ""
        : IsOnHeap(row) ? $"    double *{row.Name} = calloc({row.Size}, sizeof(double));\n    if ({row.Name} == NULL) return NAN;\n"
        : $"    double {row.Name}[{row.Size}] = {{0}};\n";

    /// <summary>Each piece is guarded, so that several exported sources may stand in one file. What relies on the order of roundings does not survive -ffast-math.</summary>
    private static string LibrarySource(IReadOnlyList<SourcePiece> pieces)
    {
        if (pieces.Count == 0) return "";
        var data = pieces.Where(p => p.Kind != 'f').Select(Guarded);
        var prototypes = pieces.Where(p => p.Kind == 'f').Select(p => p.Text[..p.Text.IndexOf(" {", StringComparison.Ordinal)] + ";\n");
        return "#include <string.h>\n\n#ifdef __FAST_MATH__\n#error \"These functions need IEEE arithmetic; compile without -ffast-math.\"\n#endif\n\n"
            + string.Concat([.. data, .. prototypes, "\n", .. pieces.Where(p => p.Kind == 'f').Select(Guarded)]);
    }

    private static string Guarded(SourcePiece piece) => $"#ifndef SYMBOLIC_{piece.Name}\n#define SYMBOLIC_{piece.Name}\n{piece.Text}\n#endif\n\n";
}
