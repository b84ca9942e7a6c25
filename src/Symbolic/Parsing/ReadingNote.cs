using System.Collections.Immutable;
using Symbolic.Expressions;

namespace Symbolic.Parsing;

/// <summary>A reading that a person might have meant otherwise, such as <c>1/2x</c>.</summary>
/// <param name="Message">One sentence that says how it was read and how to write the other reading.</param>
/// <param name="Span">The place.</param>
public sealed record ReadingNote(string Message, SourceSpan Span)
{
    /// <summary>What was read, written out: <c>(1/2)*x</c>.</summary>
    public string Reading { get; init; } = "";

    /// <summary>The other reading, written out, which may replace the characters of <see cref="Span"/>; null when there is none.</summary>
    public string? Alternative { get; init; }

    /// <summary>The outputs of the whole formula in the other reading, to show values side by side; empty when there are none.</summary>
    public ImmutableArray<Expr> AlternativeOutputs { get; init; } = [];
}
