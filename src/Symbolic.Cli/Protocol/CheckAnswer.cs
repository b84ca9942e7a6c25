using System.Text.Json;
using Symbolic.Verification;

namespace Symbolic.Cli.Protocol;

/// <summary>A verification report as JSON.</summary>
internal static class CheckAnswer
{
    public static void Write(Utf8JsonWriter json, VerificationReport report, IReadOnlyList<string>? wrt = null)
    {
        var components = report.Components.Where(c => wrt is null || c.Variables.All(wrt.Contains)).ToArray();
        var verdict = !double.IsFinite(report.Value) || components.Length == 0 ? report.Verdict : components.Max(c => c.Verdict);
        json.Number("value", report.Value);
        json.WriteString("verdict", NameOf(verdict));
        if (report.Cause.Length > 0) json.WriteString("cause", report.Cause);
        json.WriteStartArray("components");
        foreach (var component in components) Component(json, component);
        json.WriteEndArray();
        json.WriteNumber("calls", report.Calls);
    }

    /// <summary>A verdict as it is written in answers.</summary>
    public static string NameOf(Verdict verdict) => verdict switch
    {
        Verdict.Verified => "verified",
        Verdict.Kink => "kink",
        Verdict.Domain => "domain",
        Verdict.Inconclusive => "inconclusive",
        _ => "disagrees",
    };

    /// <summary>One derivative; of a vector, with the number of its component.</summary>
    public static void Component(Utf8JsonWriter json, ComponentReport c, int output = 0)
    {
        json.WriteStartObject();
        if (output > 0) json.WriteNumber("output", output);
        json.WriteString("of", c.Of);
        json.Number("exact", c.Exact);
        json.Number("dual", c.Dual);
        json.Number("difference", c.Difference);
        json.Number("error", c.Error);
        json.WriteNumber("digits", Math.Round(c.Digits, 1));
        json.WriteString("verdict", NameOf(c.Verdict));
        if (c.Verdict == Verdict.Kink || !double.IsNaN(c.Left))
        {
            json.Number("left", c.Left);
            json.Number("right", c.Right);
        }

        if (!double.IsNaN(c.TaylorOrder)) json.WriteNumber("taylorOrder", Math.Round(c.TaylorOrder, 2));
        if (c.Cause.Length > 0) json.WriteString("cause", c.Cause);
        json.WriteEndObject();
    }
}
