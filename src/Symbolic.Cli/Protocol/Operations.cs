using System.Text.Json;
using Symbolic.Parsing;

namespace Symbolic.Cli.Protocol;

/// <summary>The operations of the protocol; each writes its fields into an open JSON object.</summary>
internal static class Operations
{
    private static readonly Dictionary<string, Action<Utf8JsonWriter, Request>> ByName = new(StringComparer.Ordinal)
    {
        ["evaluate"] = EvaluateOperation.Answer,
        ["differentiate"] = DifferentiateOperation.Answer,
        ["check"] = (json, request) => CheckOperation.Answer(json, request),
        ["difference"] = DifferenceOperation.Answer,
    };

    public static void Run(Utf8JsonWriter json, Request request)
    {
        if (ByName.TryGetValue(request.Op, out var answer))
        {
            answer(json, request);
            return;
        }

        var guess = NameSuggestions.For(request.Op, ByName.Keys).FirstOrDefault() is { } close ? $" Did you mean \"{close}\"?" : "";
        throw new UserErrorException($"The operation \"{request.Op}\" is unknown; there are {string.Join(", ", ByName.Keys)}.{guess}");
    }

    /// <summary>How the formula was read.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="formula">The formula as read.</param>
    /// <param name="evaluation">The formula as evaluated, without the parameters that bound loops; null when it is not.</param>
    public static void Head(Utf8JsonWriter json, Formula formula, Evaluation? evaluation = null)
    {
        json.WriteString("reading", formula.Reading);
        json.Strings("variables", (evaluation?.Formula ?? formula).Variables);
    }
}
