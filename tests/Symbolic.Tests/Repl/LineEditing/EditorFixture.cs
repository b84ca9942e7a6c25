using System.Collections.Immutable;
using Symbolic.Cli.Repl.LineEditing;

namespace Symbolic.Tests.Repl.LineEditing;

/// <summary>An editor on a terminal in memory, with a language small enough to see through: brackets, and three words to complete.</summary>
internal sealed class EditorFixture : IEditorSupport
{
    private static readonly string[] Words = ["sin(", "sinh(", "sqrt("];

    public EditorFixture(VirtualTerminal terminal, History? history = null)
    {
        Terminal = terminal;
        Screen = new Screen(terminal);
        History = history ?? new History();
        Editor = new LineEditor(terminal, Screen, this, History);
    }

    public VirtualTerminal Terminal { get; }

    public Screen Screen { get; }

    public History History { get; }

    public LineEditor Editor { get; }

    public Func<string, Preview?> Preview { get; set; } = _ => NoPreview;

    public Action<Screen>? Woken { get; set; }

    private static Preview NoPreview { get; } = new([], []);

    /// <summary>What the editor returns for the events of a script.</summary>
    public static string? Read(Action<VirtualTerminal> script, int width = 40, int height = 12) => On(script, width, height).Editor.Read();

    public static EditorFixture On(Action<VirtualTerminal> script, int width = 40, int height = 12)
    {
        var terminal = new VirtualTerminal(width, height);
        script(terminal);
        return new EditorFixture(terminal);
    }

    public IReadOnlyList<StyledSpan> Highlight(string text, int cursor) => [.. text.Select((c, i) => new StyledSpan(i, 1, char.IsDigit(c) ? TextStyle.Number : TextStyle.Plain))];

    public bool IsComplete(string text) => text.Count(c => c == '(') <= text.Count(c => c == ')');

    public CompletionList Complete(string text, int cursor)
    {
        var start = TextWalk.WordStart(text, cursor);
        return new CompletionList(start, [.. Words.Where(w => w.StartsWith(text[start..cursor], StringComparison.Ordinal)).Select(w => new Completion(w, "a function"))]);
    }

    public Preview? PreviewOf(string text) => Preview(text);

    public void OnWake(Screen screen) => Woken?.Invoke(screen);
}
