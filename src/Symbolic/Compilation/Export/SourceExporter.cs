using System.Collections.Immutable;
using Symbolic.Compilation.Export;
using Symbolic.Expressions;

namespace Symbolic.Compilation;

/// <summary>
/// Writes a compiled formula as source in another language: the same optimised program, statement by statement, with no dependencies
/// beyond the language's mathematics.
/// </summary>
public static class SourceExporter
{
    /// <summary>Most variables that a source names in its heading.</summary>
    private const int MaxListed = 40;

    /// <summary>
    /// The source. C#: a static class <paramref name="name"/> with <c>Evaluate(x)</c>, <c>Evaluate(x, gradient)</c>, <c>Evaluate(x, gradient, hessian)</c> over spans.
    /// C, Python and Julia: functions <c>name</c>, <c>name_gradient</c>, <c>name_hessian</c>. As many of them as the formula has derivatives.
    /// The Hessian of a formula with loops over more than 50 variables comes as a list: in place of the matrix there are <c>rows</c>,
    /// <c>columns</c> and <c>hessian</c>, both triangles, and entries with the same row and column are to be added up.
    /// </summary>
    /// <param name="formula">The formula, with the derivatives that are wanted.</param>
    /// <param name="language">The language.</param>
    /// <param name="name">Name of the class or function: letters, digits and _.</param>
    /// <exception cref="ArgumentException">The name is no name in every language.</exception>
    /// <exception cref="UnsupportedFormulaException">The language lacks a function that the formula calls.</exception>
    public static string Export(CompiledFormula formula, SourceLanguage language, string name = "formula")
    {
        ArgumentNullException.ThrowIfNull(formula);
        var dialect = DialectOf(language, name);
        var writer = new SourceWriter(dialect);
        var bodies = Enumerable.Range(0, formula.Order + 1).Select(order => writer.Write(formula, order)).ToArray();
        var hessian = formula.Order < 2 ? "" : SparseHessian.CountIn(bodies[2]) is { } count ? $"; {SparseHessian.Describe(count, dialect.FirstIndex)}" : "; the Hessian is a full matrix, row by row";
        var content = $"x holds {Listed(formula.Variables)}{hessian}.";
        return dialect.Compose(name, content, writer.Helpers, bodies);
    }

    /// <summary>
    /// The source of a vector of formulas. C#: a static class <paramref name="name"/> with <c>Evaluate(x, values)</c> and <c>Evaluate(x, values, jacobian)</c>
    /// over spans. C, Python and Julia: functions <c>name</c> and <c>name_jacobian</c>. The second only where the Jacobian was compiled.
    /// </summary>
    /// <inheritdoc cref="Export(CompiledFormula, SourceLanguage, string)"/>
    /// <param name="vector">The formulas, with their Jacobian where it is wanted.</param>
    /// <param name="language">The language.</param>
    /// <param name="name">Name of the class or function: letters, digits and _.</param>
    public static string Export(CompiledVector vector, SourceLanguage language, string name = "formula")
    {
        ArgumentNullException.ThrowIfNull(vector);
        var dialect = DialectOf(language, name);
        var writer = new SourceWriter(dialect);
        var bodies = Enumerable.Range(0, vector.Order + 1).Select(order => writer.Write(vector, order)).ToArray();
        var content = $"x holds {Listed(vector.Variables)}{(vector.Order == 1 ? $"; the Jacobian is a matrix of {vector.Count} rows and {vector.By.Length} columns, row by row" : "")}.";
        return dialect.Compose(name, content, writer.Helpers, bodies);
    }

    private static Dialect DialectOf(SourceLanguage language, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!char.IsAsciiLetter(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')) throw new ArgumentException($"'{name}' is no name.", nameof(name));
        return language switch
        {
            SourceLanguage.CSharp => new CSharpDialect(),
            SourceLanguage.C => new CDialect(),
            SourceLanguage.Python => new PythonDialect(),
            SourceLanguage.Julia => new JuliaDialect(),
            _ => throw new ArgumentOutOfRangeException(nameof(language)),
        };
    }

    /// <summary>The variables in their order, the middle of a long list left out.</summary>
    private static string Listed(ImmutableArray<Variable> variables) => variables.Length <= MaxListed
        ? string.Join(", ", variables.Select(v => v.Name))
        : $"{string.Join(", ", variables.Take(MaxListed / 2).Select(v => v.Name))}, …, {variables[^1].Name}";
}
