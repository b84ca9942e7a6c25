using Symbolic.Cli.Commands;
using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;
using Symbolic.Verification;
using Symbolic.Verification.Claims;
using Symbolic.Verification.Diagnosis;
using Symbolic.Verification.Sampling;

namespace Symbolic.Cli.Checking;

/// <summary>What became of a claim of a file.</summary>
internal sealed record FileResult(FileFunction Function, FileClaim Claim, Verdict Verdict, double Digits, string Where, string Cause, Mistake? Mistake);

/// <summary><c>symbolic check FILE</c>: exit code 1 when a claim is wrong, 2 when the file cannot be read.</summary>
internal sealed class CheckFileCommand(ConsoleStreams console, double tolerance, bool isJson)
{
    private const int DefaultSamples = 100;

    public int Run(string path)
    {
        var file = CheckFile.Read(path);
        if (file.Problems.Count > 0) return Refuse(file);
        if (!file.Functions.Any()) throw new UserErrorException($"The file '{path}' claims no derivative; write a function such as f(x, y) = x^2*y and below it df/dx = 2*x*y.") { Kind = "file" };
        using var interrupt = new Interrupt(console);
        using var progress = new ProgressLine(console, "claims");
        var results = new List<FileResult>();
        var functions = file.Functions.ToArray();
        for (var i = 0; i < functions.Length && !interrupt.Token.IsCancellationRequested; i++)
        {
            results.AddRange(Check(functions[i], interrupt.Token));
            progress.Report((i + 1.0) / functions.Length);
        }

        progress.Clear();
        var verdict = results.Count == 0 ? Verdict.Inconclusive : results.Max(r => r.Verdict);
        if (isJson) Json(file, results, verdict);
        else Text(file, results, verdict);
        return CheckOptions.CodeOf(verdict);
    }

    private int Refuse(CheckFile file)
    {
        if (isJson)
        {
            JsonAnswer.Print(console, json =>
            {
                json.WriteString("file", file.Name);
                json.WriteStartArray("errors");
                foreach (var problem in file.Problems)
                {
                    json.WriteStartObject();
                    json.WriteNumber("line", problem.Line);
                    json.WriteNumber("column", problem.Column);
                    json.WriteString("message", problem.Message);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
            return ExitCode.Refused;
        }

        var ink = new Ink(console.Error, console.ErrorColour, console.Width);
        foreach (var problem in file.Problems)
        {
            ink.Write($"{file.Name}:{problem.Line}:{problem.Column}: ", Style.Heading);
            ink.Write("error: ", Style.Bad);
            ink.Line(problem.Message);
        }

        return ExitCode.Refused;
    }

    private IEnumerable<FileResult> Check(FileFunction function, CancellationToken cancellation)
    {
        var strictness = ClaimOptions.Default with { Tolerance = function.Tolerance ?? tolerance, CancellationToken = cancellation };
        var judged = Judge(function, strictness).ToList();
        var worstOfAll = judged.Find(j => j.Verdict == Verdict.Disagrees);
        var wrong = judged.Where(j => j.Verdict == Verdict.Disagrees).Select(j => j.Of).ToHashSet();
        var mistakes = worstOfAll is null ? [] : ClaimedDerivatives.MistakesIn(worstOfAll.About.Formula, worstOfAll.About.Claim, wrong, worstOfAll.Point.Length > 0 ? worstOfAll.Point : null, cancellation);
        foreach (var c in function.Claims)
        {
            var of = c.Column < 0 ? function.Variables[c.Row] : $"{function.Variables[c.Row]},{function.Variables[c.Column]}";
            var all = judged.Where(j => j.Of == of).ToList();
            var worst = all.OrderByDescending(j => j.Verdict).ThenBy(j => j.Digits).FirstOrDefault() ?? new Judged(BoundFunction.Of(function, new Point()), of, Verdict.Domain, 0, [], "", "the formula itself has no finite value here");
            yield return new FileResult(function, c, worst.Verdict, worst.Digits, worst.Where, worst.Cause, mistakes.FirstOrDefault(m => m.Of == of));
        }
    }

    private sealed record Judged(BoundFunction About, string Of, Verdict Verdict, double Digits, double[] Point, string Where, string Cause);

    private static IEnumerable<Judged> Judge(FileFunction function, ClaimOptions strictness)
    {
        ClaimCheck? check = null;
        foreach (var (line, point) in function.Points)
        {
            var at = InLine(line, () => point.In(function.Variables));
            var about = InLine(line, () => BoundFunction.Of(function, point));
            if (check is null || about.IsBound) check = new ClaimCheck(about.Formula, about.Claim, strictness);
            double[] left = [.. about.Claim.Variables.Select(v => point[v])];
            foreach (var c in check.At(left).Components) yield return new Judged(about, c.Of, c.Verdict, c.Digits, left, $"at {Report.At(function.Variables, at)}", c.Cause);
        }

        foreach (var (line, box) in function.Boxes)
        {
            var about = InLine(line, () => BoundFunction.Of(function, box.Fixed()));
            var sides = InLine(line, () => box.InOrder(about.Claim.Variables));
            var options = SampleOptions.Default with { Samples = function.Samples ?? DefaultSamples, CancellationToken = strictness.CancellationToken };
            foreach (var judged in Of(about, BoxCheck.Run(about.Formula, about.Claim, sides, options, strictness))) yield return judged;
        }

        if (function.Points.Count + function.Boxes.Count > 0) yield break;
        var free = InLine(function.Line, () => BoundFunction.Of(function, new Point()));
        foreach (var judged in Of(free, ClaimedDerivatives.AtUsualPoints(free.Formula, free.Claim, strictness))) yield return judged;
    }

    private static T InLine<T>(int line, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (UserErrorException e)
        {
            throw new UserErrorException($"Line {line}: {e.Message}", e) { Kind = e.Kind, Names = e.Names };
        }
    }

    /// <summary>Points outside the domain count only where all are.</summary>
    private static IEnumerable<Judged> Of(BoundFunction about, BoxReport report) => report.Components.Select(c =>
    {
        var isAt = $"at {Report.At(report.Variables, c.WorstAt.AsSpan())}";
        var isInside = c.Verdict == Verdict.Domain && c.Counts[(int)Verdict.Verified] > 0 && c.Counts[(int)Verdict.Domain] < report.Samples;
        return c.Verdict == Verdict.Verified || isInside
            ? new Judged(about, c.Of, Verdict.Verified, c.FewestDigits, [], $"at {c.Counts[0]} random points", "")
            : new Judged(about, c.Of, c.Verdict, c.FewestDigits, [.. c.WorstAt], $"{isAt} ({c.Counts[(int)c.Verdict]} of {report.Samples} points)", c.WorstCause);
    });

    private void Text(CheckFile file, List<FileResult> results, Verdict verdict)
    {
        var ink = Report.InkFor(console);
        foreach (var function in results.GroupBy(r => r.Function))
        {
            ink.Write($"{file.Name}:{function.Key.Line}: ", Style.Dim);
            ink.Line($"{function.Key.Name}({string.Join(", ", function.Key.Variables)}) = {function.Key.Formula.Reading}", Style.Heading);
            foreach (var result in function) Line(ink, result);
            ink.Line();
        }

        ink.Line(verdict == Verdict.Verified
            ? $"{(results.Count == 1 ? "The claim is" : $"All {results.Count} claims are")} verified."
            : $"Of {results.Count} {(results.Count == 1 ? "claim" : "claims")}: {VerdictText.Counts(results.Select(r => r.Verdict))}.", VerdictText.StyleOf(verdict));
    }

    private static void Line(Ink ink, FileResult result)
    {
        ink.Write($"  line {result.Claim.Line,-3} {result.Claim.Label,-9} ", Style.Dim);
        var cell = VerdictText.Of(result.Verdict, result.Digits);
        ink.Write(cell.Text, cell.Style);
        ink.Line($" {result.Where}");
        if (result.Cause.Length > 0) ink.Line($"           {result.Cause}");
        if (result.Mistake is { } mistake) MistakeView.Show(ink, mistake, result.Claim.Label, "           ");
    }

    private void Json(CheckFile file, List<FileResult> results, Verdict verdict) => JsonAnswer.Print(console, json =>
    {
        json.WriteString("file", file.Name);
        json.WriteString("verdict", CheckAnswer.NameOf(verdict));
        json.WriteStartArray("claims");
        foreach (var result in results)
        {
            json.WriteStartObject();
            json.WriteNumber("line", result.Claim.Line);
            json.WriteString("function", result.Function.Name);
            json.WriteString("derivative", result.Claim.Label);
            json.WriteString("claimed", result.Claim.Formula.ToString());
            json.WriteString("verdict", CheckAnswer.NameOf(result.Verdict));
            json.WriteNumber("digits", Math.Round(result.Digits, 1));
            json.WriteString("where", result.Where);
            if (result.Cause.Length > 0) json.WriteString("cause", result.Cause);
            if (result.Mistake is { } mistake)
            {
                json.WriteStartObject("mistake");
                ClaimJson.Mistake(json, mistake);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
