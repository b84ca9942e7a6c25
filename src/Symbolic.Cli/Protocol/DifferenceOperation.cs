using System.Text.Json;
using Symbolic.FiniteDifferences;

namespace Symbolic.Cli.Protocol;

/// <summary>Derivatives of the formula as a black box: from its values alone, with a bound on the error of each.</summary>
internal static class DifferenceOperation
{
    public static void Answer(Utf8JsonWriter json, Request request)
    {
        var formula = request.ParseForNumbers();
        if (formula.IsVector) throw new UserErrorException("The formula is a vector; take differences of its components one by one.");
        if (request.Points is not null) throw new UserErrorException("Differences are taken at one point; use \"at\".");
        if (request.Order == 0) throw new UserErrorException("The order of differences is 1 or 2.");
        var evaluation = Evaluation.Prepare(formula, request.Wrt, request.At);
        var unused = Notes.OnUnused(formula, request.At, request.Wrt, evaluation.Formula).ToArray();
        var all = evaluation.Values(request.At);
        var box = BlackBox(evaluation, all);
        var at = all.AsSpan(0, evaluation.With.Count);
        var options = DifferenceOptions.Default with { CancellationToken = request.Cancellation };
        Operations.Head(json, formula, evaluation);
        if ((request.Order ?? 1) == 2) Hessian(json, FiniteDifference.Hessian(box, at, options));
        else Gradient(json, FiniteDifference.Gradient(box, at, options));
        json.Strings("notes", [.. Notes.OnReading(formula, request.At), .. Notes.OnBounds(formula, evaluation), .. unused, .. Notes.OnAbsent(formula, request.Wrt), .. request.Ignored]);
    }

    /// <summary>The value as a function of the variables to differentiate by, the others held fast.</summary>
    private static Func<double[], double> BlackBox(Evaluation evaluation, double[] all)
    {
        var program = evaluation.Compile(0);
        var x = all.ToArray();
        return moved =>
        {
            moved.CopyTo(x, 0);
            return program.Evaluate(x);
        };
    }

    private static void Gradient(Utf8JsonWriter json, GradientEstimate estimate)
    {
        json.Number("value", estimate.Value);
        First(json, estimate);
        Status(json, "status", estimate.Components);
        json.WriteNumber("calls", estimate.Calls);
    }

    private static void Hessian(Utf8JsonWriter json, HessianEstimate estimate)
    {
        var n = estimate.Dimension;
        json.Number("value", estimate.Gradient.Value);
        First(json, estimate.Gradient);
        Square(json, "hessian", estimate, e => e.Value);
        Square(json, "hessianError", estimate, e => e.ErrorBound);
        Status(json, "status", estimate.Gradient.Components);
        json.WriteStartArray("hessianStatus");
        for (var i = 0; i < n; i++) Status(json, field: null, Enumerable.Range(0, n).Select(j => estimate[i, j]));
        json.WriteEndArray();
        json.WriteNumber("calls", estimate.Calls);
    }

    private static void First(Utf8JsonWriter json, GradientEstimate estimate)
    {
        json.Numbers("gradient", estimate.ToArray());
        json.Numbers("gradientError", [.. estimate.Components.Select(c => c.ErrorBound)]);
        if (!estimate.Components.Any(c => c.Status is EstimateStatus.Kink or EstimateStatus.OneSided)) return;
        json.Numbers("left", [.. estimate.Components.Select(c => c.Left)]);
        json.Numbers("right", [.. estimate.Components.Select(c => c.Right)]);
    }

    private static void Square(Utf8JsonWriter json, string field, HessianEstimate estimate, Func<DerivativeEstimate, double> part)
    {
        var n = estimate.Dimension;
        json.WriteStartArray(field);
        for (var i = 0; i < n; i++) json.Numbers([.. Enumerable.Range(0, n).Select(j => part(estimate[i, j]))]);
        json.WriteEndArray();
    }

    private static void Status(Utf8JsonWriter json, string? field, IEnumerable<DerivativeEstimate> estimates)
    {
        if (field is not null) json.WriteStartArray(field);
        else json.WriteStartArray();
        foreach (var estimate in estimates) json.WriteStringValue(NameOf(estimate.Status));
        json.WriteEndArray();
    }

    private static string NameOf(EstimateStatus status) => status switch
    {
        EstimateStatus.Ok => "ok",
        EstimateStatus.OneSided => "oneSided",
        EstimateStatus.TwoScale => "twoScale",
        EstimateStatus.Kink => "kink",
        EstimateStatus.NonFinite => "nonFinite",
        _ => "inconclusive",
    };
}
