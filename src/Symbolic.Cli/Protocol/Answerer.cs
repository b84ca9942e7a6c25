using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Symbolic.Cli.Commands;

namespace Symbolic.Cli.Protocol;

/// <summary>Answers request lines, one after the other, into a buffer that is used again. Used by one thread at a time.</summary>
internal sealed class Answerer : IDisposable
{
    private const int UsualSize = 1 << 16;

    private readonly CancellationToken _cancellation;
    private readonly Utf8JsonWriter _json;
    private ArrayBufferWriter<byte> _buffer = new(4096);
    private volatile string? _id;

    public Answerer(CancellationToken cancellation, string? id = null)
    {
        (_cancellation, _id) = (cancellation, id);
        _json = new Utf8JsonWriter(_buffer, JsonAnswer.Layout);
    }

    /// <summary>The id of the request at work, as it was written; null when it has none or none is known yet.</summary>
    public string? Id => _id;

    /// <summary>The answer to a line, with its end of line; valid until the next call.</summary>
    public ReadOnlySpan<byte> Answer(ReadOnlyMemory<byte> line)
    {
        _id = null;
        try
        {
            return Write(Understand(line));
        }
        catch (Exception e)
        {
            return Refuse(e);
        }
    }

    /// <summary>The answer to a line that is too long to be read.</summary>
    public ReadOnlySpan<byte> RefuseTooLong()
    {
        _id = null;
        return Refuse(new UserErrorException($"The line is longer than {LineReader.MaxLength >> 20} MB.") { Kind = "limit" });
    }

    /// <summary>The answer to a request that cannot be served.</summary>
    public ReadOnlySpan<byte> Refuse(Exception exception) => Write(json => ErrorAnswer.Write(json, exception));

    public void Dispose() => _json.Dispose();

    private Action<Utf8JsonWriter> Understand(ReadOnlyMemory<byte> line)
    {
        if (!Utf8.IsValid(line.Span)) throw new UserErrorException("The line is not UTF-8.") { Kind = "json" };
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("id", out var id)) _id = OnOneLine(id);
            var request = Request.Read(root) with { Cancellation = _cancellation };
            return json => Operations.Run(json, request);
        }
        catch (JsonException e)
        {
            var bytes = (int)Math.Min(e.BytePositionInLine ?? 0, line.Length);
            throw new UserErrorException($"The line is not JSON: {FirstSentence(e.Message)}", e) { Kind = "json", Position = Encoding.UTF8.GetCharCount(line.Span[..bytes]) };
        }
        catch (InvalidOperationException e)
        {
            // The only way a string of valid JSON cannot be had: \ud800 without its other half.
            throw new UserErrorException("A string of the request holds half of a surrogate pair.", e) { Kind = "json" };
        }
    }

    private ReadOnlySpan<byte> Write(Action<Utf8JsonWriter> fields)
    {
        if (_buffer.Capacity > UsualSize) _buffer = new(4096);
        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
        _json.WriteStartObject();
        if (_id is { } id)
        {
            _json.WritePropertyName("id");
            _json.WriteRawValue(id);
        }

        fields(_json);
        _json.WriteEndObject();
        _json.Flush();
        _buffer.GetSpan(1)[0] = (byte)'\n';
        _buffer.Advance(1);
        return _buffer.WrittenSpan;
    }

    /// <summary>A carriage return may stand between the parts of a value, and would end the line for some readers.</summary>
    private static string OnOneLine(JsonElement id) => id.GetRawText().Replace('\r', ' ');

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? message : message[..(end + 1)];
    }
}
