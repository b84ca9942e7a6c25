using Symbolic.Expressions;

namespace Symbolic.Compilation.Export;

/// <summary>C#: a static class with three overloads of Evaluate.</summary>
internal sealed class CSharpDialect : Dialect
{
    public override string Assignment => "double {0} = {1};";

    public override string Sqrt => "Math.Sqrt({0})";

    public override string Exp => "Math.Exp({0})";

    public override string Power => "Math.Pow({0}, {1})";

    public override string PowerLog => "({0} == 0 && {1} > 0 ? 0 : Math.Pow({0}, {1}) * Math.Pow(Math.Log({0}), {2}))";

    public override string Truth => "({0} ? 1.0 : 0.0)";

    public override string Select => "({0} != 0 ? {1} : {2})";

    public override string And => "({0} != 0 && {1} != 0 ? 1.0 : 0.0)";

    public override string Or => "({0} != 0 || {1} != 0 ? 1.0 : 0.0)";

    public override string NotANumber => "double.NaN";

    public override string Infinity => "double.PositiveInfinity";

    public override string Input(int i) => $"x[{i}]";

    public override string Store(string row, int i, string value) => $"{row}[{i}] = {value};";

    public override string? ClearHessian(long count) => $"hessian.Slice(0, {count}).Clear();";

    public override string? SpellingOf(FunctionSpelling spelling) => spelling.CSharp;

    public override string? HelperOf(FunctionSpelling spelling) => spelling.CSharpHelper;

    public override string Compose(string name, IReadOnlyList<string> variables, IReadOnlyList<string> helpers, IReadOnlyList<SourceBody> bodies)
    {
        string[] parameters = ["ReadOnlySpan<double> x", "Span<double> gradient", "Span<double> hessian"];
        var methods = bodies.Select(b =>
            $"    public static double Evaluate({string.Join(", ", parameters[..(b.Order + 1)])})\n    {{\n{b.Indented(8)}        return {b.Value};\n    }}\n");
        return $"using System;\n\n/// <summary>x holds {string.Join(", ", variables)}; the Hessian is a full matrix, row by row.</summary>\npublic static class {name}\n{{\n"
            + string.Join("\n", [.. methods, .. helpers.Select(h => h + "\n")]) + "}\n";
    }
}

/// <summary>C99: three functions.</summary>
internal sealed class CDialect : Dialect
{
    public override string Assignment => "const double {0} = {1};";

    public override string Sqrt => "sqrt({0})";

    public override string Exp => "exp({0})";

    public override string Power => "pow({0}, {1})";

    public override string PowerLog => "({0} == 0 && {1} > 0 ? 0.0 : pow({0}, {1}) * pow(log({0}), {2}))";

    public override string Truth => "({0} ? 1.0 : 0.0)";

    public override string Select => "({0} != 0 ? {1} : {2})";

    public override string And => "({0} != 0 && {1} != 0 ? 1.0 : 0.0)";

    public override string Or => "({0} != 0 || {1} != 0 ? 1.0 : 0.0)";

    public override string NotANumber => "NAN";

    public override string Infinity => "INFINITY";

    public override string Input(int i) => $"x[{i}]";

    public override string Store(string row, int i, string value) => $"{row}[{i}] = {value};";

    public override string? ClearHessian(long count) => $"for (long i = 0; i < {count}; i++) hessian[i] = 0;";

    public override string? SpellingOf(FunctionSpelling spelling) => spelling.C;

    public override string? HelperOf(FunctionSpelling spelling) => null;

    public override string Compose(string name, IReadOnlyList<string> variables, IReadOnlyList<string> helpers, IReadOnlyList<SourceBody> bodies)
    {
        string[] parameters = ["const double *x", "double *gradient", "double *hessian"];
        string[] suffixes = ["", "_gradient", "_hessian"];
        var functions = bodies.Select(b =>
            $"double {name}{suffixes[b.Order]}({string.Join(", ", parameters[..(b.Order + 1)])})\n{{\n{b.Indented(4)}    return {b.Value};\n}}\n");
        return $"/* x holds {string.Join(", ", variables)}; the Hessian is a full matrix, row by row. */\n#include <math.h>\n\n" + string.Join("\n", functions);
    }
}
