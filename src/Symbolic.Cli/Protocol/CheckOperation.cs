using System.Text.Json;
using Symbolic.Verification;

namespace Symbolic.Cli.Protocol;

/// <summary>The derivatives at a point, each with its verdict.</summary>
internal static class CheckOperation
{
    /// <summary>Writes the answer and gives the verdict on all of it.</summary>
    public static Verdict Answer(Utf8JsonWriter json, Request request)
    {
        var formula = request.ParseForNumbers();
        if (request.Points is not null) throw new UserErrorException("A check is made at one point; use \"at\".");
        if (request.Order == 0) throw new UserErrorException("The order of a check is 1 or 2.");
        if (formula.IsVector) return Vector(json, request, formula);
        if (request.Claim is not null) return Checking.ClaimOperation.Answer(json, request, formula);
        var evaluation = Evaluation.Prepare(formula, wrt: null, request.At);
        var unused = Notes.OnUnused(formula, request.At, request.Wrt, evaluation.Formula).ToArray();
        var report = evaluation.Formula.Verify(evaluation.Values(request.At), request.Order ?? 2);
        Operations.Head(json, formula, evaluation);
        CheckAnswer.Write(json, report, request.Wrt);
        json.Strings("notes", [.. Notes.OnReading(formula, request.At), .. Notes.OnBounds(formula, evaluation), .. unused, .. Notes.OnAbsent(formula, request.Wrt), .. request.Ignored]);
        return report.Verdict;
    }

    private static Verdict Vector(Utf8JsonWriter json, Request request, Formula formula)
    {
        if (request.Claim is not null) throw new UserErrorException("The formula is a vector; check what is claimed of its components one by one.");
        var unused = Notes.OnUnused(formula, request.At, request.Wrt).ToArray();
        var check = VectorCheck.Of(formula, request.At);
        Operations.Head(json, formula);
        check.Write(json, request.Wrt);
        json.Strings("notes", [.. Notes.OnReading(formula), .. unused, .. Notes.OnAbsent(formula, request.Wrt), .. request.Ignored]);
        return check.Verdict;
    }
}
