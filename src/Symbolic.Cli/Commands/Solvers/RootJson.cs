using System.Text.Json;
using Symbolic.Cli.Protocol;
using Symbolic.Solvers.Roots;

namespace Symbolic.Cli.Commands.Solvers;

/// <summary>A root as JSON.</summary>
internal static class RootJson
{
    public static void Write(Utf8JsonWriter json, Formula formula, RootResult result, bool trace)
    {
        json.WriteString("reading", formula.Reading);
        json.Strings("variables", result.Variables);
        json.Numbers("x", result.X.AsSpan());
        json.Numbers("residual", result.Residual.AsSpan());
        json.Number("uncertainty", result.Uncertainty);
        json.WriteBoolean("succeeded", result.Succeeded);
        json.WriteString("reason", MinimizeJson.Camel(result.Reason.ToString()));
        json.WriteString("message", result.Message);
        json.WriteNumber("iterations", result.Iterations);
        MinimizeJson.Calls(json, result.Calls);
        if (!trace) return;
        json.WriteStartArray("trace");
        foreach (var t in result.Trace)
        {
            json.WriteStartObject();
            json.Numbers("x", t.X.AsSpan());
            json.Number("residual", t.ResidualNorm);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
