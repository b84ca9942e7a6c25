using System.Text.Json;
using Symbolic.Parsing;

namespace Symbolic.Cli.Protocol;

/// <summary>The field <c>error</c> of an answer.</summary>
internal static class ErrorAnswer
{
    /// <summary>What went wrong, with its place where it has one.</summary>
    public static void Write(Utf8JsonWriter json, Exception exception)
    {
        json.WriteStartObject("error");
        if (exception is FormulaSyntaxException e) Syntax(json, e.Diagnostics);
        else Other(json, exception);
        json.WriteEndObject();
    }

    private static void Other(Utf8JsonWriter json, Exception exception)
    {
        var (kind, message) = Failure.Describe(exception);
        json.WriteString("kind", kind);
        json.WriteString("message", message);
        if (exception is not UserErrorException user) return;
        if (user.Position is { } position) json.WriteNumber("position", position);
        if (user.Names.Count > 0) json.Strings("names", user.Names);
    }

    /// <summary>Everything that is wrong with a formula: the first thing in full, all of them in a list.</summary>
    private static void Syntax(Utf8JsonWriter json, IReadOnlyList<Diagnostic> diagnostics)
    {
        Diagnostic(json, diagnostics[0]);
        if (diagnostics.Count == 1) return;
        json.WriteStartArray("all");
        foreach (var diagnostic in diagnostics)
        {
            json.WriteStartObject();
            Diagnostic(json, diagnostic);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Diagnostic(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteString("kind", diagnostic.Kind);
        json.WriteString("message", diagnostic.Message);
        json.WriteNumber("position", diagnostic.Span.Start);
        json.WriteNumber("length", diagnostic.Span.Length);
        json.Strings("expected", diagnostic.Expected.IsDefault ? [] : diagnostic.Expected);
        json.WriteString("suggestion", diagnostic.Suggestion);
    }
}
