using System.Text.Json;
using Symbolic.Cli.Output;

namespace Symbolic.Cli.Protocol;

/// <summary>Pieces that several answers are made of.</summary>
internal static class JsonParts
{
    public static void Strings(this Utf8JsonWriter json, string field, IEnumerable<string> values)
    {
        json.WriteStartArray(field);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    public static void Strings(this Utf8JsonWriter json, IEnumerable<string> values)
    {
        json.WriteStartArray();
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    public static void Number(this Utf8JsonWriter json, string field, double value)
    {
        json.WritePropertyName(field);
        NumberFormat.Write(json, value);
    }

    public static void Numbers(this Utf8JsonWriter json, string field, ReadOnlySpan<double> values)
    {
        json.WritePropertyName(field);
        json.Numbers(values);
    }

    public static void Numbers(this Utf8JsonWriter json, ReadOnlySpan<double> values)
    {
        json.WriteStartArray();
        foreach (var value in values) NumberFormat.Write(json, value);
        json.WriteEndArray();
    }

    /// <summary>The leading rows×columns block of a row-major matrix of some width.</summary>
    public static void Matrix(this Utf8JsonWriter json, string field, ReadOnlySpan<double> values, int rows, int columns, int width)
    {
        json.WriteStartArray(field);
        for (var i = 0; i < rows; i++) json.Numbers(values.Slice(i * width, columns));
        json.WriteEndArray();
    }
}
