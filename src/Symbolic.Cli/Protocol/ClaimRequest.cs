using System.Text.Json;
using Symbolic.Expressions;
using Symbolic.Parsing;
using Symbolic.Verification.Claims;

namespace Symbolic.Cli.Protocol;

/// <summary>The field <c>claim</c> of a request: <c>{"gradient":[…],"hessian":[[…]]}</c>, numbers or formulas, null for what is not claimed.</summary>
internal sealed record ClaimRequest
{
    private const string Shape = "The field \"claim\" must be an object such as {\"gradient\":[\"2*x*y\",3.5],\"hessian\":[[\"2*y\",0],[0,1]]}, of numbers or formulas.";

    /// <summary>The claimed slopes; null when there are none.</summary>
    public IReadOnlyList<Formula?>? Gradient { get; init; }

    /// <summary>The claimed second derivatives, row by row; null when there are none.</summary>
    public IReadOnlyList<IReadOnlyList<Formula?>>? Hessian { get; init; }

    /// <summary>Reads the field.</summary>
    /// <exception cref="UserErrorException">It is of another shape.</exception>
    /// <exception cref="FormulaSyntaxException">A claimed derivative is no formula.</exception>
    public static ClaimRequest Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new UserErrorException(Shape);
        var claim = new ClaimRequest();
        foreach (var field in json.EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.Null) continue;
            claim = field.Name switch
            {
                "gradient" => claim with { Gradient = Row(field.Value) },
                "hessian" => claim with { Hessian = [.. Items(field.Value).Select(Row)] },
                _ => throw new UserErrorException(Shape),
            };
        }

        return claim is { Gradient: null, Hessian: null } ? throw new UserErrorException(Shape) : claim;
    }

    /// <summary>The claim about a formula of variables, of which only the first are differentiated by.</summary>
    /// <exception cref="UserErrorException">It does not fit.</exception>
    public DerivativeClaim For(IReadOnlyList<string> variables, int wanted, Point at, RowData? data = null)
    {
        var n = variables.Count;
        if (Gradient is not null && Gradient.Count != wanted) throw new UserErrorException($"The claimed gradient has {Gradient.Count} entries; {wanted} are expected.");
        if (Hessian is not null && (Hessian.Count != wanted || Hessian.Any(row => row.Count != wanted))) throw new UserErrorException($"The claimed Hessian must have {wanted} rows of {wanted} entries.");
        return ClaimTexts.Guard(() => DerivativeClaim.Of(
            variables,
            Gradient is null ? null : Enumerable.Range(0, n).Select(i => i < wanted ? At(Gradient[i]) : null),
            Hessian is null ? null : from i in Enumerable.Range(0, n) from j in Enumerable.Range(0, n) select i < wanted && j < wanted ? At(Hessian[i][j]) : null));

        // Names that are given a value but are no variables, such as the bound of a sum, are numbers.
        Formula? At(Formula? formula) => formula is null ? null
            : ClaimTexts.WithValues(data is not null && RowsOfData.AreMissing(formula) ? RowsOfData.Bind(formula, data, []) : formula, variables, at);
    }

    private static IEnumerable<JsonElement> Items(JsonElement json) => json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : throw new UserErrorException(Shape);

    private static Formula?[] Row(JsonElement json) => [.. Items(json).Select(Entry)];

    private static Formula? Entry(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => Formula.Of(json.GetDouble()),
        JsonValueKind.String => json.GetString() switch
        {
            "NaN" => Formula.Of(double.NaN),
            "Infinity" => Formula.Of(double.PositiveInfinity),
            "-Infinity" => Formula.Of(double.NegativeInfinity),
            var text => Formula.Parse(text!),
        },
        _ => throw new UserErrorException(Shape),
    };
}
