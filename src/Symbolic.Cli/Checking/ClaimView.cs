using Symbolic.Cli.Commands;
using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;
using Symbolic.Verification;
using Symbolic.Verification.Claims;

namespace Symbolic.Cli.Checking;

/// <summary><c>symbolic check F x=1 y=2 --gradient "2x*y; x^2"</c>.</summary>
internal static class ClaimView
{
    public static int Run(ConsoleStreams console, CheckRequest request)
    {
        var evaluation = request.Prepare();
        var isAnywhere = !evaluation.Formula.Variables.Any(request.At.Has) && request.At.Names.All(request.Formula.Variables.Contains);
        if (isAnywhere && !evaluation.Formula.Variables.IsEmpty) return BoxView.RunAtUsualPoints(console, request);
        var unused = Notes.OnUnused(request.Formula, request.At, wrt: null, evaluation.Formula).Concat(Notes.OnBounds(request.Formula, evaluation)).ToArray();
        var claim = request.Claim(evaluation.Formula)!;
        var at = evaluation.Values(request.At);
        var report = evaluation.Formula.VerifyClaim(claim, at, request.Strictness());
        var mistakes = ClaimedDerivatives.MistakesIn(evaluation.Formula, claim, report.Components, at);
        if (request.IsJson)
        {
            JsonAnswer.Print(console, json =>
            {
                Operations.Head(json, request.Formula, evaluation);
                ClaimJson.Write(json, report);
                ClaimJson.Mistakes(json, mistakes);
                json.Strings("notes", [.. Notes.OnReading(request.Formula, request.At), .. unused]);
            });
            return CheckOptions.CodeOf(report.Verdict);
        }

        var ink = Report.InkFor(console);
        Report.Reading(ink, request.Formula, Notes.OnReading(request.Formula, request.At), unused);
        Show(ink, report);
        var n = report.Variables.Length;
        foreach (var mistake in mistakes)
        {
            ink.Line();
            MistakeView.Show(ink, mistake, VerdictText.Label(mistake.Variables, n));
        }

        ink.Line();
        Conclude(ink, report);
        return CheckOptions.CodeOf(report.Verdict);
    }

    private static void Show(Ink ink, ClaimReport report)
    {
        var n = report.Variables.Length;
        if (n > 0) ink.Line($"at {Report.At(report.Variables, report.At.AsSpan())}");
        ink.Line($"value {NumberFormat.Format(report.Value)}");
        if (report.Cause.Length > 0) ink.Line(report.Cause, Style.Warning);
        ink.Line();
        var table = new TextTable();
        table.Add(new Cell("", Style.Dim), new Cell("claimed", Style.Dim, AlignRight: true), new Cell("exact", Style.Dim, AlignRight: true), new Cell("difference ± bound", Style.Dim, AlignRight: true), new Cell("verdict", Style.Dim));
        foreach (var c in report.Components)
        {
            table.Add(new Cell(VerdictText.Label(c.Variables, n), Style.Dim), new Cell(NumberFormat.Format(c.Claimed), AlignRight: true), new Cell(NumberFormat.Format(c.Exact), AlignRight: true),
                new Cell(double.IsNaN(c.Difference) ? "none" : $"{NumberFormat.Format(c.Difference, 8)} ± {NumberFormat.Bound(c.Error)}", AlignRight: true), VerdictText.Of(c.Verdict, c.Digits, c.Left, c.Right));
        }

        table.Render(ink);
        foreach (var c in report.Components.Where(c => c.Cause.Length > 0)) ink.Line($"  {VerdictText.Label(c.Variables, n)}: {c.Cause}", VerdictText.StyleOf(c.Verdict));
    }

    private static void Conclude(Ink ink, ClaimReport report)
    {
        var all = report.Components.Length;
        ink.Line(report.Verdict == Verdict.Verified
            ? $"{(all == 1 ? "The claimed derivative is" : $"All {all} claimed derivatives are")} verified."
            : $"Of {all} claimed {(all == 1 ? "derivative" : "derivatives")}: {VerdictText.Counts(report.Components.Select(c => c.Verdict))}.", VerdictText.StyleOf(report.Verdict));
    }
}
