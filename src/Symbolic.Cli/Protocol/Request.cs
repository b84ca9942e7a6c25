using System.Text.Json;
using Symbolic.Expressions;
using Symbolic.Parsing;

namespace Symbolic.Cli.Protocol;

/// <summary>One request of the batch protocol; the verbs of the command line make the same ones.</summary>
internal sealed record Request
{
    private static readonly string[] Fields = ["id", "op", "formula", "at", "points", "data", "wrt", "order", "format", "claim", "tolerance"];

    /// <summary>evaluate, differentiate, check or difference.</summary>
    public string Op { get; init; } = "evaluate";

    /// <summary>The formula.</summary>
    public required string Formula { get; init; }

    /// <summary>Values of the variables.</summary>
    public Point At { get; init; } = new();

    /// <summary>Columns of values in place of a point; null when absent.</summary>
    public IReadOnlyDictionary<string, double[]>? Points { get; init; }

    /// <summary>Rows that sums and means run over; null when absent.</summary>
    public RowData? Data { get; init; }

    /// <summary>How to give data, should they be missing.</summary>
    public string HowToGiveData { get; init; } = RowsOfData.AtCommandLine;

    /// <summary>Variables to differentiate by; null for all.</summary>
    public IReadOnlyList<string>? Wrt { get; init; }

    /// <summary>Highest derivative; null when absent, which each operation understands in its way.</summary>
    public int? Order { get; init; }

    /// <summary>Form in which formulas are answered.</summary>
    public string Format { get; init; } = "text";

    /// <summary>Derivatives that somebody wrote by hand, to be checked; null when absent.</summary>
    public ClaimRequest? Claim { get; init; }

    /// <summary>Relative error of a claimed derivative that counts; null when absent.</summary>
    public double? Tolerance { get; init; }

    /// <summary>Fields that mean nothing here, in words.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>Stops the work.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Reads a line of JSON.</summary>
    /// <exception cref="UserErrorException">A field is missing or of the wrong kind; the message says which.</exception>
    public static Request Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new UserErrorException("A request is a JSON object with a field \"formula\".");
        if (json.TryGetProperty("at", out _) && json.TryGetProperty("points", out _)) throw new UserErrorException("A request has either \"at\" or \"points\", not both.");
        return new Request
        {
            Op = Text(json, "op") ?? "evaluate",
            Formula = Text(json, "formula") ?? throw new UserErrorException("The field \"formula\" is missing."),
            At = Given(json, "at") is { } at ? ReadPoint(at) : new Point(),
            Points = Given(json, "points") is { } points ? ReadPoints(points) : null,
            Data = Given(json, "data") is { } data ? RowsOfData.Of(ReadRows(data)) : null,
            HowToGiveData = RowsOfData.InRequest,
            Wrt = Given(json, "wrt") is { } wrt ? ReadNames(wrt) : null,
            Order = Given(json, "order") is { } order ? ReadOrder(order) : null,
            Format = Text(json, "format") ?? "text",
            Claim = Given(json, "claim") is { } claim ? ClaimRequest.Read(claim) : null,
            Tolerance = Given(json, "tolerance") is { } tolerance ? ReadNumber(tolerance, "tolerance") : null,
            Ignored = ReadIgnored(json),
        };
    }

    /// <summary>
    /// The formula, read, over its rows. Names that the request gives values to, or differentiates by, are variables even where a function
    /// has the name.
    /// </summary>
    /// <exception cref="FormulaSyntaxException">It is none.</exception>
    /// <exception cref="UserErrorException">Data and formula do not fit.</exception>
    public Formula Parse()
    {
        string[] given = [.. At.Names, .. Points?.Keys ?? []];
        var formula = Symbolic.Formula.Parse(Formula, new ParseOptions { Variables = [.. given, .. Wrt ?? [], .. Data?.Names ?? []], Cancellation = Cancellation });
        return RowsOfData.Bind(formula, Data, [.. given, .. Wrt ?? []]);
    }

    /// <summary>The formula, read, whose numbers are wanted.</summary>
    /// <exception cref="FormulaSyntaxException">It is none.</exception>
    /// <exception cref="UserErrorException">Data and formula do not fit, or data are missing.</exception>
    public Formula ParseForNumbers()
    {
        var formula = RowsOfData.Require(Parse(), HowToGiveData);
        // Components hold fewer variables: what a name is given to is known of the whole only.
        if (formula.IsVector && Points is null) At.In(formula.Variables);
        return formula;
    }

    private static JsonElement? Given(JsonElement json, string field) => json.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Text(JsonElement json, string field)
    {
        if (Given(json, field) is not { } value) return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new UserErrorException($"The field \"{field}\" must be a string.");
    }

    private static int ReadOrder(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var order) && order is >= 0 and <= 2
        ? order
        : throw new UserErrorException("The field \"order\" must be 0, 1 or 2.");

    private static Point ReadPoint(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) throw new UserErrorException("The field \"at\" must be an object of numbers, for example {\"x\":1.5}.");
        var point = new Point();
        foreach (var entry in value.EnumerateObject())
        {
            if (entry.Value.ValueKind == JsonValueKind.Array) point.Add(entry.Name, [.. entry.Value.EnumerateArray().Select(v => Coordinate(v, entry.Name))]);
            else point.Add(entry.Name, Coordinate(entry.Value, entry.Name));
        }

        return point;

        static double Coordinate(JsonElement value, string name) => Point.Finite(ReadNumber(value, name), name);
    }

    private static double ReadNumber(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String => Point.ParseValue(value.GetString()!, name),
        _ => throw new UserErrorException($"The value of '{name}' must be a number.") { Kind = "value", Names = [name] },
    };

    private static Dictionary<string, double[]> ReadPoints(JsonElement value)
    {
        const string shape = "The field \"points\" must be an object of equally long arrays of numbers, for example {\"x\":[1,2],\"y\":[3,4]}.";
        if (value.ValueKind != JsonValueKind.Object) throw new UserErrorException(shape);
        var columns = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var entry in value.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.Array) throw new UserErrorException(shape);
            if (!columns.TryAdd(Point.VariableOf(entry.Name), [.. entry.Value.EnumerateArray().Select(v => ReadNumber(v, entry.Name))]))
                throw new UserErrorException($"The variable '{entry.Name}' is given values twice.") { Names = [entry.Name] };
        }

        if (columns.Values.Select(c => c.Length).Distinct().Count() > 1) throw new UserErrorException(shape);
        return columns;
    }

    private static Dictionary<string, double[]> ReadRows(JsonElement value)
    {
        const string shape = "The field \"data\" must be an object of equally long arrays of numbers, for example {\"t\":[1,2],\"y\":[3,4]}.";
        if (value.ValueKind != JsonValueKind.Object) throw new UserErrorException(shape) { Kind = "data" };
        var columns = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var entry in value.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.Array) throw new UserErrorException(shape) { Kind = "data" };
            if (!columns.TryAdd(Point.VariableOf(entry.Name), [.. entry.Value.EnumerateArray().Select((v, row) => Cell(v, entry.Name, row))]))
                throw new UserErrorException($"The column '{entry.Name}' is given twice.") { Kind = "data", Names = [entry.Name] };
        }

        return columns;

        static double Cell(JsonElement cell, string column, int row) => cell.ValueKind is JsonValueKind.Number or JsonValueKind.String ? ReadNumber(cell, column)
            : throw new UserErrorException($"The column '{column}' has no number in row {row + 1}; leave such rows out.") { Kind = "data", Names = [column] };
    }

    private static string[] ReadNames(JsonElement value)
    {
        const string shape = "The field \"wrt\" must be an array of names, for example [\"x\",\"y\"].";
        if (value.ValueKind != JsonValueKind.Array) throw new UserErrorException(shape);
        return [.. value.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.String ? Point.VariableOf(v.GetString()!) : throw new UserErrorException(shape))];
    }

    private static IReadOnlyList<string> ReadIgnored(JsonElement json)
    {
        List<string>? ignored = null;
        foreach (var field in json.EnumerateObject())
        {
            if (Fields.Any(field.NameEquals)) continue;
            var guess = NameSuggestions.For(field.Name, Fields).FirstOrDefault() is { } close ? $"; did you mean \"{close}\"?" : ".";
            (ignored ??= []).Add($"The field \"{field.Name}\" is unknown and was ignored{guess}");
        }

        return (IReadOnlyList<string>?)ignored ?? [];
    }
}
