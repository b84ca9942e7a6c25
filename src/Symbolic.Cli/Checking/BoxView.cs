using Symbolic.Cli.Commands;
using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;
using Symbolic.Verification;
using Symbolic.Verification.Claims;
using Symbolic.Verification.Sampling;

namespace Symbolic.Cli.Checking;

/// <summary><c>symbolic check F --box x=-1..1 y=0..2 --samples 1000</c>.</summary>
internal static class BoxView
{
    public static int Run(ConsoleStreams console, CheckRequest request)
    {
        using var interrupt = new Interrupt(console);
        using var progress = new ProgressLine(console, "points");
        var formula = request.Prepare().Formula;
        var claim = request.Claim(formula);
        var box = request.Box!.InOrder(formula.Variables);
        var options = new SampleOptions { Samples = request.Samples, Seed = request.Seed, Progress = progress, CancellationToken = interrupt.Token };
        var report = claim is null
            ? BoxCheck.Run(formula, box, request.Order, options)
            : BoxCheck.Run(formula, claim, box, options, request.Strictness());
        progress.Clear();
        var unused = request.Box!.Names.Except(request.Formula.Variables).Select(name => $"'{name}' does not occur in the formula.");
        return Show(console, request, claim, report, unused);
    }

    /// <summary>A claim with neither point nor box.</summary>
    public static int RunAtUsualPoints(ConsoleStreams console, CheckRequest request)
    {
        var formula = request.Prepare().Formula;
        var claim = request.Claim(formula)!;
        return Show(console, request, claim, ClaimedDerivatives.AtUsualPoints(formula, claim, request.Strictness()), []);
    }

    private static int Show(ConsoleStreams console, CheckRequest request, DerivativeClaim? claim, BoxReport report, IEnumerable<string> notes)
    {
        var evaluation = request.Prepare();
        notes = notes.Concat(Notes.OnBounds(request.Formula, evaluation));
        var worst = report.Components.FirstOrDefault(c => c.Verdict == Verdict.Disagrees);
        var mistakes = claim is null || worst is null ? [] : ClaimedDerivatives.MistakesIn(evaluation.Formula, claim, [.. report.Components.Where(c => c.Verdict == Verdict.Disagrees).Select(c => c.Of)], [.. worst.WorstAt]);
        if (request.IsJson)
        {
            JsonAnswer.Print(console, json =>
            {
                Operations.Head(json, request.Formula);
                ClaimJson.Box(json, report);
                if (claim is not null) ClaimJson.Mistakes(json, mistakes);
                json.Strings("notes", [.. Notes.OnReading(request.Formula), .. notes]);
            });
            return CheckOptions.CodeOf(report.Verdict);
        }

        var ink = Report.InkFor(console);
        Report.Reading(ink, request.Formula, notes);
        ink.Line($"{report.Samples} random points, {string.Join(", ", report.Variables.Select((v, i) => $"{v} from {NumberFormat.Format(report.Box[i].From)} to {NumberFormat.Format(report.Box[i].To)}"))}, seed {report.Seed}");
        if (report.IsCancelled) ink.Line("Stopped before all points were done.", Style.Warning);
        ink.Line();
        Table(ink, report, isClaim: claim is not null);
        foreach (var mistake in mistakes)
        {
            ink.Line();
            MistakeView.Show(ink, mistake, VerdictText.Label(mistake.Variables, report.Variables.Length));
        }

        ink.Line();
        Conclude(ink, report);
        return CheckOptions.CodeOf(report.Verdict);
    }

    private static void Table(Ink ink, BoxReport report, bool isClaim)
    {
        var n = report.Variables.Length;
        var shown = Enum.GetValues<Verdict>().Where(v => v == Verdict.Verified || report.Count(v) > 0).ToArray();
        var table = new TextTable();
        table.Add([new Cell("", Style.Dim), .. shown.Select(v => new Cell(CheckAnswer.NameOf(v), Style.Dim, AlignRight: true)), new Cell("fewest digits", Style.Dim, AlignRight: true)]);
        foreach (var c in report.Components)
        {
            table.Add([new Cell(LabelOf(c), Style.Dim), .. shown.Select(v => new Cell(c.Counts[(int)v].ToString(System.Globalization.CultureInfo.InvariantCulture), c.Counts[(int)v] == 0 ? Style.Dim : VerdictText.StyleOf(v), AlignRight: true)),
                new Cell(c.Counts[0] == 0 ? "" : $"{Math.Floor(c.FewestDigits):0}", AlignRight: true)]);
        }

        table.Render(ink);
        foreach (var c in report.Components.Where(c => c.Verdict is not Verdict.Verified).OrderByDescending(c => c.Verdict).Take(8))
        {
            ink.Line();
            ink.Line($"{LabelOf(c)} {CheckAnswer.NameOf(c.Verdict)} at {Report.At(report.Variables, c.WorstAt.AsSpan())}", VerdictText.StyleOf(c.Verdict));
            ink.Line(isClaim ? $"  claimed {NumberFormat.Format(c.WorstValue)}, exact {NumberFormat.Format(c.WorstReference)}" : $"  exact {NumberFormat.Format(c.WorstValue)}, difference {NumberFormat.Format(c.WorstReference)}");
            if (c.WorstCause.Length > 0) ink.Line($"  {c.WorstCause}");
        }

        // Of a symmetric matrix the lower triangle is checked, and named in the order of the variables.
        string LabelOf(BoxComponentReport c) => VerdictText.Label(isClaim ? c.Variables : [.. c.Variables.Reverse()], n);
    }

    private static void Conclude(Ink ink, BoxReport report)
    {
        var all = report.Components.Sum(c => c.Counts.Sum());
        var counts = Enum.GetValues<Verdict>().Where(v => report.Count(v) > 0).Select(v => VerdictText.Count(v, report.Count(v)));
        ink.Line(report.Verdict == Verdict.Verified ? $"All {all} derivatives at {report.Samples} points are verified." : $"Of {all} derivatives at {report.Samples} points: {string.Join(", ", counts)}.", VerdictText.StyleOf(report.Verdict));
    }
}
