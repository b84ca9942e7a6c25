using System.Collections.Immutable;

namespace Symbolic.Parsing;

/// <summary>One thing that is wrong with a text.</summary>
/// <param name="Kind">
/// <c>syntax</c>, <c>name</c> (unknown, reserved or defined twice), <c>arity</c>, <c>condition</c>, <c>domain</c> (division by zero),
/// <c>index</c>, <c>number</c> or <c>limit</c>.
/// </param>
/// <param name="Message">One plain sentence.</param>
/// <param name="Span">The place; of length 0 where something is missing.</param>
public readonly record struct Diagnostic(string Kind, string Message, SourceSpan Span)
{
    /// <summary>What could stand there, in words or signs; empty when nothing particular was expected.</summary>
    public ImmutableArray<string> Expected { get; init; } = [];

    /// <summary>Texts that could replace the characters of <see cref="Span"/>, the likeliest first.</summary>
    public ImmutableArray<string> Suggestions { get; init; } = [];

    /// <summary>The likeliest replacement; null when there is none.</summary>
    public string? Suggestion => Suggestions.IsDefaultOrEmpty ? null : Suggestions[0];

    /// <inheritdoc/>
    public bool Equals(Diagnostic other) => Kind == other.Kind && Message == other.Message && Span == other.Span;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Message, Span);
}
