using System.Collections.Immutable;
using System.Text.Json;
using Symbolic.Cli.Protocol;
using Symbolic.Solvers.Minimisation;

namespace Symbolic.Cli.Commands.Solvers;

/// <summary>Minima as JSON; values, gradients and Hessians are those of the formula, also when it was maximised.</summary>
internal sealed class MinimizeJson(Formula formula, int sign)
{
    public void Write(Utf8JsonWriter json, MinimizeResult result, bool trace)
    {
        json.WriteString("reading", formula.Reading);
        json.Strings("variables", result.Variables);
        Fields(json, result, trace);
    }

    public void WriteAll(Utf8JsonWriter json, string name, ImmutableArray<MinimizeResult> results, bool trace)
    {
        json.WriteString("reading", formula.Reading);
        json.Strings("variables", formula.Variables);
        json.WriteStartArray(name);
        foreach (var result in results)
        {
            json.WriteStartObject();
            Fields(json, result, trace);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public void Write(Utf8JsonWriter json, IntervalExtrema extrema, IntervalPoint best)
    {
        json.WriteString("reading", formula.Reading);
        json.Strings("variables", formula.Variables);
        json.Number("x", best.X);
        json.Number("value", best.Value);
        json.WriteString("where", best.Where);
        json.WriteStartArray("candidates");
        foreach (var p in extrema.Candidates)
        {
            json.WriteStartObject();
            json.Number("x", p.X);
            json.Number("value", p.Value);
            json.WriteString("where", p.Where);
            json.WriteString("kind", Camel(p.Kind.ToString()));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Strings("warnings", extrema.Warnings);
    }

    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private void Fields(Utf8JsonWriter json, MinimizeResult r, bool trace)
    {
        var n = r.X.Length;
        json.WriteString("method", MinimizeView.Name(r.Method));
        json.Numbers("x", r.X.AsSpan());
        json.Number("value", sign * r.Value);
        json.Numbers("gradient", [.. r.Gradient.Select(g => sign * g)]);
        json.Number("gradientNorm", r.GradientNorm);
        if (!r.Hessian.IsEmpty) json.Matrix("hessian", [.. r.Hessian.Select(h => sign * h)], n, n, n);
        if (!r.InverseHessianEstimate.IsEmpty) json.Matrix("inverseHessianEstimate", [.. r.InverseHessianEstimate.Select(h => sign * h)], n, n, n);
        json.Numbers("eigenvalues", [.. r.Eigenvalues.Select(e => sign * e).Order()]);
        json.WriteString("kind", Camel((sign < 0 ? Mirror(r.Kind) : r.Kind).ToString()));
        json.WriteBoolean("succeeded", r.Succeeded);
        json.WriteString("reason", Camel(r.Reason.ToString()));
        json.WriteString("message", r.Message);
        json.Strings("warnings", r.Warnings);
        if (r.Refined is { } refined) json.Numbers("refined", refined.AsSpan());
        json.WriteNumber("iterations", r.Iterations);
        Calls(json, r.Calls);
        if (trace) Trace(json, r);
    }

    private void Trace(Utf8JsonWriter json, MinimizeResult r)
    {
        json.WriteStartArray("trace");
        foreach (var t in r.Trace)
        {
            json.WriteStartObject();
            json.Numbers("x", t.X.AsSpan());
            json.Number("value", sign * t.Value);
            json.Number("gradientNorm", t.GradientNorm);
            json.Number("step", t.StepLength);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Calls(Utf8JsonWriter json, CallCounts calls)
    {
        json.WriteStartObject("calls");
        json.WriteNumber("values", calls.Values);
        json.WriteNumber("gradients", calls.Gradients);
        json.WriteNumber("hessians", calls.Hessians);
        json.WriteEndObject();
    }

    private static StationaryKind Mirror(StationaryKind kind) => kind switch
    {
        StationaryKind.Minimum => StationaryKind.Maximum,
        StationaryKind.Maximum => StationaryKind.Minimum,
        _ => kind,
    };
}
