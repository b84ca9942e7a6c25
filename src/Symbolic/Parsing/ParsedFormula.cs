using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Parsing;

/// <summary>A name that a text gives to an expression, <c>a = 9.81</c>, or to a function, <c>f(x, y) = x^2 + a*y</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Parameters">Names of the parameters; empty for a value. In <paramref name="Outputs"/> they are variables.</param>
/// <param name="Outputs">The body, with all other definitions put in; one tree, or those of a vector.</param>
/// <param name="IsVector">True when the body is a vector.</param>
public sealed record FormulaDefinition(string Name, ImmutableArray<string> Parameters, ImmutableArray<Expr> Outputs, bool IsVector)
{
    /// <summary>True for <c>f() …</c>: a function, to be called; false for a value.</summary>
    public bool IsFunction => !Parameters.IsEmpty;

    /// <summary>The body of a definition that is no vector.</summary>
    public Expr Body => Outputs[0];
}

/// <summary>A place where a variable is named.</summary>
public readonly record struct VariableOccurrence(string Name, SourceSpan Span);

/// <summary>What a text was read as.</summary>
public sealed record ParsedFormula
{
    /// <summary>The text as typed.</summary>
    public required string Text { get; init; }

    /// <summary>The result, which is the last statement: one tree, or one for each component of a vector.</summary>
    public required ImmutableArray<Expr> Outputs { get; init; }

    /// <summary>True when the text was a vector, <c>[f1, f2, …]</c>, even one of a single component.</summary>
    public bool IsVector { get; init; }

    /// <summary>True when the text was LaTeX.</summary>
    public bool IsLatex { get; init; }

    /// <summary>The name that the last statement defines; null when it is an expression.</summary>
    public string? DefinedName { get; init; }

    /// <summary>The definitions made in the text, in its order. They are put into <see cref="Outputs"/> already, as shared trees.</summary>
    public ImmutableArray<FormulaDefinition> Definitions { get; init; } = [];

    /// <summary>Readings that a person might have meant otherwise.</summary>
    public ImmutableArray<ReadingNote> Notes { get; init; } = [];

    /// <summary>Where variables are named, in the order of the text.</summary>
    public ImmutableArray<VariableOccurrence> Occurrences { get; init; } = [];

    /// <summary>The only output.</summary>
    /// <exception cref="InvalidOperationException">The text was a vector of several components.</exception>
    public Expr Output => Outputs.Length == 1 ? Outputs[0] : throw new InvalidOperationException("The formula is a vector.");
}
