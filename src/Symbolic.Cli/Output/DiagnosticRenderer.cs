using Symbolic.Parsing;

namespace Symbolic.Cli.Output;

/// <summary>Shows what is wrong with a text: the line, a caret under the place, and what to do.</summary>
internal static class DiagnosticRenderer
{
    private const int MaxShown = 8;
    private const int MaxMessage = 1000;

    public static void Render(Ink ink, string text, IReadOnlyList<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics.Take(MaxShown)) Render(ink, text, diagnostic);
        if (diagnostics.Count > MaxShown) ink.Line($"and {diagnostics.Count - MaxShown} more");
    }

    private static void Render(Ink ink, string text, Diagnostic diagnostic)
    {
        ink.Write("error: ", Style.Bad);
        ink.Line(diagnostic.Message.Length <= MaxMessage ? diagnostic.Message : diagnostic.Message[..MaxMessage] + "…");
        if (!string.IsNullOrWhiteSpace(text)) Place(ink, text, diagnostic.Span);
        if (!diagnostic.Expected.IsDefaultOrEmpty) ink.Line($"  expected: {string.Join(", ", diagnostic.Expected)}", Style.Dim);
        if (!diagnostic.Suggestions.IsDefaultOrEmpty) ink.Line($"  try: {string.Join("   or: ", diagnostic.Suggestions.Select(s => s.Length == 0 ? "leave it out" : s))}", Style.Dim);
    }

    private static void Place(Ink ink, string text, SourceSpan span)
    {
        var (line, column, shown) = Excerpt(text, span.Start, ink.Width - 4);
        ink.Line($"  {shown.TrimEnd()}");
        var marked = shown.AsSpan(column, Math.Clamp(span.Length, 0, shown.Length - column));
        ink.Line($"  {new string(' ', DisplayWidth.Of(shown.AsSpan(0, column)))}{new string('^', Math.Max(1, DisplayWidth.Of(marked)))}", Style.Bad);
        if (line > 1) ink.Line($"  on line {line}", Style.Dim);
    }

    /// <summary>The line of a place, its number from 1, and the column of the place in the part of the line that is shown.</summary>
    private static (int Line, int Column, string Shown) Excerpt(string text, int position, int width)
    {
        position = Math.Clamp(position, 0, text.Length);
        var start = position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;
        var end = text.IndexOf('\n', position);
        if (end < 0) end = text.Length;
        var line = text.AsSpan(0, start).Count('\n') + 1;
        var from = Math.Max(start, Math.Min(position - (width / 2), end - width));
        if (from > start && char.IsLowSurrogate(text[from])) from++;
        var length = Math.Min(width, end - from);
        var shown = new string([.. text.Substring(from, length).Select(c => char.IsControl(c) ? ' ' : c)]);
        return (line, Math.Clamp(position - from, 0, shown.Length), shown);
    }
}
