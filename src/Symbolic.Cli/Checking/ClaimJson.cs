using System.Text.Json;
using Symbolic.Cli.Protocol;
using Symbolic.Parsing;
using Symbolic.Verification;
using Symbolic.Verification.Claims;
using Symbolic.Verification.Diagnosis;
using Symbolic.Verification.Sampling;

namespace Symbolic.Cli.Checking;

/// <summary>Verdicts on claims, mistakes and boxes as JSON.</summary>
internal static class ClaimJson
{
    public static void Write(Utf8JsonWriter json, ClaimReport report)
    {
        json.Number("value", report.Value);
        json.WriteString("verdict", CheckAnswer.NameOf(report.Verdict));
        if (report.Cause.Length > 0) json.WriteString("cause", report.Cause);
        json.WriteStartArray("components");
        foreach (var component in report.Components) Component(json, component);
        json.WriteEndArray();
        json.WriteNumber("calls", report.Calls);
    }

    public static void Mistakes(Utf8JsonWriter json, IEnumerable<Mistake> mistakes)
    {
        json.WriteStartArray("mistakes");
        foreach (var mistake in mistakes)
        {
            json.WriteStartObject();
            Mistake(json, mistake);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Mistake(Utf8JsonWriter json, Mistake mistake)
    {
        json.WriteString("of", mistake.Of);
        json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(mistake.Kind.ToString()));
        json.WriteString("claimed", mistake.Claimed);
        json.WriteString("suggestion", mistake.Suggestion.ToString());
        json.WriteString("explanation", mistake.Explanation);
        Span(json, "wrong", mistake.Wrong);
        Span(json, "right", mistake.Right);
        json.WriteString("proof", mistake.Proof == Proof.Exact ? "exact" : "numeric");
    }

    public static void Box(Utf8JsonWriter json, BoxReport report)
    {
        json.WriteString("verdict", CheckAnswer.NameOf(report.Verdict));
        json.WriteNumber("samples", report.Samples);
        json.WriteNumber("seed", report.Seed);
        json.WriteStartObject("box");
        for (var i = 0; i < report.Box.Length; i++) json.Numbers(report.Variables[i], [report.Box[i].From, report.Box[i].To]);
        json.WriteEndObject();
        json.WriteStartArray("components");
        foreach (var c in report.Components) Component(json, report, c);
        json.WriteEndArray();
        json.WriteNumber("calls", report.Calls);
        if (report.IsCancelled) json.WriteBoolean("cancelled", true);
    }

    private static void Component(Utf8JsonWriter json, BoxReport report, BoxComponentReport c)
    {
        json.WriteStartObject();
        json.WriteString("of", c.Of);
        json.WriteString("verdict", CheckAnswer.NameOf(c.Verdict));
        json.WriteStartObject("counts");
        foreach (var verdict in Enum.GetValues<Verdict>()) json.WriteNumber(CheckAnswer.NameOf(verdict), c.Counts[(int)verdict]);
        json.WriteEndObject();
        json.WriteNumber("fewestDigits", Math.Round(c.FewestDigits, 1));
        json.WriteStartObject("worst");
        json.WriteStartObject("at");
        for (var i = 0; i < c.WorstAt.Length; i++) json.Number(report.Variables[i], c.WorstAt[i]);
        json.WriteEndObject();
        json.Number("value", c.WorstValue);
        json.Number("reference", c.WorstReference);
        if (c.WorstCause.Length > 0) json.WriteString("cause", c.WorstCause);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Component(Utf8JsonWriter json, ClaimComponentReport c)
    {
        json.WriteStartObject();
        json.WriteString("of", c.Of);
        json.Number("claimed", c.Claimed);
        json.Number("exact", c.Exact);
        json.Number("dual", c.Dual);
        json.Number("difference", c.Difference);
        json.Number("error", c.Error);
        json.WriteNumber("digits", Math.Round(c.Digits, 1));
        json.Number("relativeError", c.RelativeError);
        json.WriteString("verdict", CheckAnswer.NameOf(c.Verdict));
        if (!double.IsNaN(c.Left))
        {
            json.Number("left", c.Left);
            json.Number("right", c.Right);
        }

        if (!double.IsNaN(c.TaylorOrder)) json.WriteNumber("taylorOrder", Math.Round(c.TaylorOrder, 2));
        if (c.Cause.Length > 0) json.WriteString("cause", c.Cause);
        json.WriteEndObject();
    }

    private static void Span(Utf8JsonWriter json, string field, SourceSpan span)
    {
        json.WriteStartObject(field);
        json.WriteNumber("position", span.Start);
        json.WriteNumber("length", span.Length);
        json.WriteEndObject();
    }
}
