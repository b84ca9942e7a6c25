using System.Text.Json;
using Symbolic.Cli.Protocol;
using Symbolic.Expressions;

namespace Symbolic.Cli.Commands;

/// <summary>The catalogue as JSON.</summary>
internal static class FunctionsJson
{
    public static void Write(ConsoleStreams console, IReadOnlyList<FunctionDefinition> functions, IReadOnlyList<SpecialForm> forms) => JsonAnswer.Print(console, json =>
    {
        json.WriteStartArray("functions");
        foreach (var f in functions) Write(json, f);
        foreach (var form in forms) Write(json, form);
        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, FunctionDefinition f)
    {
        var signature = Signature.Of(f);
        json.WriteStartObject();
        json.WriteString("name", f.Name);
        json.WriteString("signature", signature.Text);
        json.Strings("aliases", f.Aliases);
        json.WriteString("family", f.Family);
        json.WriteNumber("minArity", f.MinArity);
        if (f.MaxArity < int.MaxValue) json.WriteNumber("maxArity", f.MaxArity);
        json.WriteString("summary", signature.Summary);
        json.WriteStartObject("derivatives");
        foreach (var (variable, derivative) in DerivativeTable.Of(f)) json.WriteString(variable, derivative);
        json.WriteEndObject();
        if (f.Kinks is { } kinks) json.WriteString("kinks", kinks);
        json.WriteString("example", f.Example);
        json.WriteString("source", f.Source);
        if (f.Evaluate is not null) json.WriteNumber("maxUlp", f.MaxUlp);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SpecialForm form)
    {
        json.WriteStartObject();
        json.WriteString("name", form.Name);
        json.WriteString("signature", form.Signature);
        json.WriteString("family", SpecialForm.Family);
        json.WriteString("summary", form.Summary);
        if (form.Example.Length > 0) json.WriteString("example", form.Example);
        json.WriteEndObject();
    }
}
