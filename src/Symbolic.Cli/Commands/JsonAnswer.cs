using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Symbolic.Cli.Commands;

/// <summary>Answers of verbs with <c>--json</c>: one object on one line, with the fields of the batch protocol.</summary>
internal static class JsonAnswer
{
    /// <summary>Formulas and the letters of names stay readable; nothing of it goes into a web page unescaped.</summary>
    public static JsonWriterOptions Layout { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints an object with the fields that <paramref name="fields"/> writes; nothing when that throws.</summary>
    public static int Print(ConsoleStreams console, Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Layout))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        console.Output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n");
        return ExitCode.Fine;
    }
}
