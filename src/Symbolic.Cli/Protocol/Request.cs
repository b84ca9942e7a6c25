using System.Text.Json;

namespace Symbolic.Cli.Protocol;

/// <summary>One request of the batch protocol; the verbs of the command line make the same ones.</summary>
internal sealed record Request
{
    /// <summary>What the answer repeats: any JSON value, as it was written; null when absent.</summary>
    public string? Id { get; init; }

    /// <summary>evaluate, differentiate, check …</summary>
    public string Op { get; init; } = "evaluate";

    /// <summary>The formula.</summary>
    public required string Formula { get; init; }

    /// <summary>Values of the variables.</summary>
    public Point At { get; init; } = new();

    /// <summary>Columns of values in place of a point; null when absent.</summary>
    public IReadOnlyDictionary<string, double[]>? Points { get; init; }

    /// <summary>Variables to differentiate by; null for all.</summary>
    public IReadOnlyList<string>? Wrt { get; init; }

    /// <summary>Highest derivative; null when absent, which each operation understands in its way.</summary>
    public int? Order { get; init; }

    /// <summary>Form in which formulas are answered.</summary>
    public string Format { get; init; } = "text";

    /// <summary>Reads a line of JSON.</summary>
    /// <exception cref="UserErrorException">A field is missing or of the wrong kind; the message says which.</exception>
    public static Request Read(JsonElement json, string? id)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new UserErrorException("A request is a JSON object with a field \"formula\".");
        var order = json.TryGetProperty("order", out var o) ? ReadOrder(o) : (int?)null;
        if (json.TryGetProperty("at", out _) && json.TryGetProperty("points", out _)) throw new UserErrorException("A request has either \"at\" or \"points\", not both.");
        return new Request
        {
            Id = id,
            Op = Text(json, "op") ?? "evaluate",
            Formula = Text(json, "formula") ?? throw new UserErrorException("The field \"formula\" is missing."),
            At = json.TryGetProperty("at", out var at) ? ReadPoint(at) : new Point(),
            Points = json.TryGetProperty("points", out var points) ? ReadPoints(points) : null,
            Wrt = json.TryGetProperty("wrt", out var wrt) ? ReadNames(wrt) : null,
            Order = order,
            Format = Text(json, "format") ?? "text",
        };
    }

    private static string? Text(JsonElement json, string field)
    {
        if (!json.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new UserErrorException($"The field \"{field}\" must be a string.");
    }

    private static int ReadOrder(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var order) && order is >= 0 and <= 2
        ? order
        : throw new UserErrorException("The field \"order\" must be 0, 1 or 2.");

    private static Point ReadPoint(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) throw new UserErrorException("The field \"at\" must be an object of numbers, for example {\"x\":1.5}.");
        var point = new Point();
        foreach (var entry in value.EnumerateObject()) point[Point.NameOf(entry.Name)] = ReadNumber(entry.Value, entry.Name);
        return point;
    }

    private static double ReadNumber(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String => Point.ParseValue(value.GetString()!, name),
        _ => throw new UserErrorException($"The value of {name} must be a number."),
    };

    private static Dictionary<string, double[]> ReadPoints(JsonElement value)
    {
        const string shape = "The field \"points\" must be an object of equally long arrays of numbers, for example {\"x\":[1,2],\"y\":[3,4]}.";
        if (value.ValueKind != JsonValueKind.Object) throw new UserErrorException(shape);
        var columns = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var entry in value.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.Array) throw new UserErrorException(shape);
            columns[Point.NameOf(entry.Name)] = [.. entry.Value.EnumerateArray().Select(v => ReadNumber(v, entry.Name))];
        }

        if (columns.Values.Select(c => c.Length).Distinct().Count() > 1) throw new UserErrorException(shape);
        return columns;
    }

    private static string[] ReadNames(JsonElement value)
    {
        const string shape = "The field \"wrt\" must be an array of names, for example [\"x\",\"y\"].";
        if (value.ValueKind != JsonValueKind.Array) throw new UserErrorException(shape);
        return [.. value.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.String ? Point.NameOf(v.GetString()!) : throw new UserErrorException(shape))];
    }
}
