using System.Collections.Immutable;

namespace Symbolic.Cli.Repl.LineEditing;

/// <summary>What is shown below the text while it is typed.</summary>
/// <param name="Lines">Lines with their styles.</param>
/// <param name="Marks">Stretches of the text to be underlined.</param>
internal sealed record Preview(ImmutableArray<(string Text, TextStyle Style)> Lines, ImmutableArray<StyledSpan> Marks)
{
    public static Preview Nothing { get; } = new([], []);
}

/// <summary>A text that could stand in place of the word before the cursor.</summary>
/// <param name="Text">The text.</param>
/// <param name="Hint">What it is: a signature, a value.</param>
internal sealed record Completion(string Text, string Hint = "");

/// <summary>What could stand between <paramref name="Start"/> and the cursor.</summary>
internal sealed record CompletionList(int Start, ImmutableArray<Completion> Items);

/// <summary>What the editor asks of the language that is edited.</summary>
internal interface IEditorSupport
{
    /// <summary>Styles for a text with the cursor at a position; stretches that are not named are plain.</summary>
    IReadOnlyList<StyledSpan> Highlight(string text, int cursor);

    /// <summary>Whether the text is an entry as it stands; otherwise Enter begins another line.</summary>
    bool IsComplete(string text);

    /// <summary>What could stand in place of the word before the cursor.</summary>
    CompletionList Complete(string text, int cursor);

    /// <summary>What is known of a text: null while that is still being worked out, in which case the terminal is woken later.</summary>
    Preview? PreviewOf(string text);

    /// <summary>Called when the terminal was woken: shows on the screen what has been worked out.</summary>
    void OnWake(Screen screen);
}
