using System.Text.Json;
using Symbolic.Cli.Protocol;
using Symbolic.Verification;
using Symbolic.Verification.Claims;

namespace Symbolic.Cli.Checking;

/// <summary>A check of claimed derivatives, in JSON.</summary>
internal static class ClaimOperation
{
    /// <summary>Writes the answer to a request with a claim and gives the verdict.</summary>
    public static Verdict Answer(Utf8JsonWriter json, Request request, Formula formula)
    {
        var evaluation = Evaluation.Prepare(formula, request.Wrt, request.At);
        var unused = Notes.OnUnused(formula, request.At, request.Wrt, evaluation.Formula).ToArray();
        var claim = request.Claim!.For(evaluation.Order, evaluation.With.Count, request.At, request.Data);
        var at = evaluation.Values(request.At);
        var options = ClaimOptions.Default with { Tolerance = CheckOptions.RequireTolerance(request.Tolerance ?? ClaimOptions.Default.Tolerance), CancellationToken = request.Cancellation };
        var report = evaluation.Formula.VerifyClaim(claim, at, options);
        Operations.Head(json, formula, evaluation);
        ClaimJson.Write(json, report);
        ClaimJson.Mistakes(json, ClaimedDerivatives.MistakesIn(evaluation.Formula, claim, report.Components, at, request.Cancellation));
        json.Strings("notes", [.. Notes.OnReading(formula, request.At), .. Notes.OnBounds(formula, evaluation), .. unused, .. Notes.OnAbsent(formula, request.Wrt), .. request.Ignored]);
        return report.Verdict;
    }
}
