using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Symbolic.Cli.Protocol;
using Symbolic.Expressions;

namespace Symbolic.Cli.Commands;

/// <summary>The catalogue as JSON.</summary>
internal static class FunctionsJson
{
    public static void Write(TextWriter output, IEnumerable<FunctionDefinition> functions)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var f in functions) Write(json, f);
            json.WriteEndArray();
        }

        output.Write(Encoding.UTF8.GetString(stream.ToArray()) + "\n");
    }

    private static void Write(Utf8JsonWriter json, FunctionDefinition f)
    {
        json.WriteStartObject();
        json.WriteString("name", f.Name);
        json.Strings("aliases", f.Aliases);
        json.WriteString("family", f.Family);
        json.WriteNumber("minArity", f.MinArity);
        if (f.MaxArity < int.MaxValue) json.WriteNumber("maxArity", f.MaxArity);
        json.WriteString("summary", f.Summary);
        json.WriteStartObject("derivatives");
        foreach (var (label, derivative) in DerivativeTable.Of(f)) json.WriteString(label.Split(' ')[^1], derivative);
        json.WriteEndObject();
        json.WriteString("example", f.Example);
        json.WriteString("source", f.Source);
        json.WriteNumber("maxUlp", f.MaxUlp);
        json.WriteEndObject();
    }
}
