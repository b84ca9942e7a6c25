using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Symbolic.Parsing;

namespace Symbolic.Cli.Protocol;

/// <summary>Serves JSON Lines: one request a line, one answer a line, in order. A line that is not understood gets an error answer.</summary>
internal static class BatchServer
{
    private static readonly JsonWriterOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Serves until the input ends.</summary>
    public static void Serve(TextReader input, TextWriter output)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        while (input.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            Answer(line, buffer);
            output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
            output.Write('\n');
            output.Flush();
        }
    }

    /// <summary>Answers one line into an emptied buffer.</summary>
    public static void Answer(string line, ArrayBufferWriter<byte> buffer)
    {
        string? id = null;
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("id", out var idElement)) id = idElement.GetRawText();
            Write(buffer, id, Request.Read(root, id));
        }
        catch (JsonException e)
        {
            WriteError(buffer, id, json => Error(json, "json", $"The line is not JSON: {FirstSentence(e.Message)}", (int)(e.BytePositionInLine ?? 0)));
        }
        catch (FormulaSyntaxException e)
        {
            WriteError(buffer, id, json => SyntaxError(json, e));
        }
        catch (Exception e) when (Failure.Describe(e) is var (kind, message))
        {
            WriteError(buffer, id, json => Error(json, kind, message, position: null));
        }
    }

    /// <summary>Runs a request and writes its answer as one JSON object.</summary>
    public static void Write(ArrayBufferWriter<byte> buffer, string? id, Request request)
    {
        buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(buffer, Layout);
        json.WriteStartObject();
        WriteId(json, id);
        Operations.Run(json, request);
        json.WriteEndObject();
    }

    /// <summary>Everything that is wrong with a formula: the first thing in full, all of them in a list.</summary>
    public static void SyntaxError(Utf8JsonWriter json, FormulaSyntaxException e)
    {
        json.WriteStartObject("error");
        Diagnostic(json, e.Diagnostics[0]);
        if (e.Diagnostics.Length > 1)
        {
            json.WriteStartArray("all");
            foreach (var diagnostic in e.Diagnostics)
            {
                json.WriteStartObject();
                Diagnostic(json, diagnostic);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    public static void WriteError(ArrayBufferWriter<byte> buffer, string? id, Action<Utf8JsonWriter> error)
    {
        buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(buffer, Layout);
        json.WriteStartObject();
        WriteId(json, id);
        error(json);
        json.WriteEndObject();
    }

    private static void WriteId(Utf8JsonWriter json, string? id)
    {
        if (id is null) return;
        json.WritePropertyName("id");
        json.WriteRawValue(id);
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

    public static void Error(Utf8JsonWriter json, string kind, string message, int? position)
    {
        json.WriteStartObject("error");
        json.WriteString("kind", kind);
        json.WriteString("message", message);
        if (position is { } at) json.WriteNumber("position", at);
        json.WriteEndObject();
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? message : message[..(end + 1)];
    }
}
