using System.Collections.Immutable;

namespace Symbolic.Parsing;

/// <summary>A text is not a formula. The message is that of the first thing wrong; <see cref="Diagnostics"/> holds all of them.</summary>
public sealed class FormulaSyntaxException : FormatException
{
    /// <summary>An exception for what was found wrong with a text.</summary>
    public FormulaSyntaxException(string text, ImmutableArray<Diagnostic> diagnostics)
        : base(diagnostics.IsDefaultOrEmpty ? SyntaxMessages.Empty : diagnostics[0].Message)
    {
        Text = text;
        Diagnostics = diagnostics.IsDefaultOrEmpty ? [new Diagnostic("syntax", SyntaxMessages.Empty, default)] : diagnostics;
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Everything that is wrong, in the order of the text; at least one.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>Kind of the first, such as <c>syntax</c>.</summary>
    public string Kind => Diagnostics[0].Kind;

    /// <summary>Place of the first.</summary>
    public SourceSpan Span => Diagnostics[0].Span;

    /// <summary>What was expected there.</summary>
    public ImmutableArray<string> Expected => Diagnostics[0].Expected;

    /// <summary>What could stand there instead; null when nothing comes to mind.</summary>
    public string? Suggestion => Diagnostics[0].Suggestion;
}
