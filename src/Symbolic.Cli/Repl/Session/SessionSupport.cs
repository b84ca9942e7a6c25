using Symbolic.Cli.Repl.LineEditing;

namespace Symbolic.Cli.Repl.Session;

/// <summary>Tells the editor about the language of the session.</summary>
internal sealed class SessionSupport(LivePreview previews, PendingBadges badges) : IEditorSupport
{
    /// <summary>What the session remembers when the entry is begun.</summary>
    public SessionState State { get; set; } = SessionState.Initial;

    public IReadOnlyList<StyledSpan> Highlight(string text, int cursor) => SyntaxHighlighter.Highlight(State, text, cursor);

    public bool IsComplete(string text) => SourceText.IsComplete(text);

    public CompletionList Complete(string text, int cursor) => Completer.Complete(State, text, cursor);

    public Preview? PreviewOf(string text) => string.IsNullOrWhiteSpace(text) ? Preview.Nothing : previews.Of(State, text);

    public void OnWake(Screen screen) => badges.Show(screen);
}
