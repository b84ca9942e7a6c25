using System.Collections.Immutable;
using System.Globalization;
using Symbolic.Cli.Output;
using Symbolic.Solvers.Minimisation;

namespace Symbolic.Cli.Commands.Solvers;

/// <summary>Shows minima to people, or as JSON.</summary>
internal sealed class MinimizeView(ConsoleStreams console, Formula formula, bool maximize, bool json, bool trace, Checking.ProgressLine? progress = null, bool plot = false)
{
    private const int MaxCandidates = 40;

    private readonly int _sign = maximize ? -1 : 1;

    /// <summary>One result.</summary>
    public int Show(MinimizeResult result)
    {
        progress?.Clear();
        if (json) Answer(result);
        else Print(result);
        return ExitFor(result);
    }

    /// <summary>Several methods from one start.</summary>
    public int Show(ImmutableArray<MinimizeResult> results)
    {
        progress?.Clear();
        if (json)
        {
            JsonAnswer.Print(console, answer => new MinimizeJson(formula, _sign).WriteAll(answer, "methods", results, trace));
            return results.Any(r => r.Succeeded) ? ExitCode.Fine : ExitCode.CheckFailed;
        }

        var ink = Report.InkFor(console);
        Report.Reading(ink, formula);
        var table = new TextTable();
        table.Add(Heads("method", "iterations", "values", "gradients", "Hessians", "value", "gradient", "ended"));
        foreach (var r in results)
        {
            table.Add(Name(r.Method), Right(r.Iterations), Right(r.Calls.Values), Right(r.Calls.Gradients), Right(r.Calls.Hessians),
                Right(NumberFormat.Format(_sign * r.Value, 6)), Right(NumberFormat.Format(r.GradientNorm, 2)), new Cell(Word(r), r.Succeeded ? Style.Good : Style.Warning));
        }

        table.Render(ink);
        var best = results.Where(r => !double.IsNaN(r.Value)).MinBy(r => r.Value);
        if (best is not null) Conclude(ink, best);
        return results.Any(r => r.Succeeded) ? ExitCode.Fine : ExitCode.CheckFailed;
    }

    /// <summary>The distinct minima found from many starts.</summary>
    public int ShowAll(ImmutableArray<MinimizeResult> results, int starts)
    {
        progress?.Clear();
        if (json)
        {
            JsonAnswer.Print(console, answer => new MinimizeJson(formula, _sign).WriteAll(answer, "minima", results, trace));
            return results.IsEmpty ? ExitCode.CheckFailed : ExitCode.Fine;
        }

        var ink = Report.InkFor(console);
        Report.Reading(ink, formula);
        ink.Line(results.IsEmpty ? $"No {Extremum} was found from {starts} starts." : $"{results.Length} distinct stationary {(results.Length == 1 ? "point" : "points")} from {starts} starts, the best first:");
        var table = new TextTable();
        foreach (var r in results) table.Add(Right(NumberFormat.Format(_sign * r.Value)), Report.At(r.Variables, r.X.AsSpan()), new Cell(KindText(r.Kind), Style.Dim));
        table.Render(ink);
        return results.IsEmpty ? ExitCode.CheckFailed : ExitCode.Fine;
    }

    /// <summary>Extrema on an interval.</summary>
    public int Show(IntervalExtrema extrema)
    {
        var best = maximize ? extrema.Maximum : extrema.Minimum;
        var exit = double.IsInfinity(best.Value) ? ExitCode.CheckFailed : ExitCode.Fine;
        if (json)
        {
            JsonAnswer.Print(console, answer => new MinimizeJson(formula, _sign).Write(answer, extrema, best));
            return exit;
        }

        var ink = Report.InkFor(console);
        Report.Reading(ink, formula, extrema.Warnings);
        var x = formula.Variables[0];
        ink.Line(double.IsInfinity(best.Value) ? $"no {Extremum}: the function {(maximize ? "rises" : "falls")} without end at {x} = {NumberFormat.Format(best.X)} ({best.Where})"
            : $"{(maximize ? "greatest" : "least")} value {NumberFormat.Format(best.Value)} at {x} = {NumberFormat.Format(best.X)} ({best.Where})", double.IsInfinity(best.Value) ? Style.Warning : Style.Heading);
        var shown = extrema.Candidates.OrderBy(p => _sign * p.Value).Take(MaxCandidates).OrderBy(p => p.X).ToArray();
        var table = new TextTable();
        foreach (var p in shown)
            table.Add(new Cell($"{x} = {NumberFormat.Format(p.X)}"), Right(NumberFormat.Format(p.Value)), p.Where, new Cell(p.Kind == StationaryKind.Unknown ? "" : p.Kind.ToString().ToLowerInvariant(), Style.Dim));
        table.Render(ink);
        if (shown.Length < extrema.Candidates.Length) ink.Line($"  and {extrema.Candidates.Length - shown.Length} more, which --json shows.", Style.Dim);
        return exit;
    }

    /// <summary>How a method is called on the command line.</summary>
    public static string Name(MinimizeMethod method) => MinimizeCommand.Methods.WordFor(m => m == method) ?? "automatic";

    private string Extremum => maximize ? "maximum" : "minimum";

    private static int ExitFor(MinimizeResult result) => result.Succeeded ? ExitCode.Fine : result.Reason == StopReason.NotFiniteAtStart ? ExitCode.Refused : ExitCode.CheckFailed;

    private void Answer(MinimizeResult result) => JsonAnswer.Print(console, answer => new MinimizeJson(formula, _sign).Write(answer, result, trace));

    private void Print(MinimizeResult r)
    {
        var ink = Report.InkFor(console);
        Report.Reading(ink, formula);
        if (trace) Trace(ink, r);
        if (plot) PathPlot.Draw(ink, console.Colour, formula, r, _sign);
        Conclude(ink, r);
        var table = new TextTable();
        table.Add(new Cell("value", Style.Dim), NumberFormat.Format(_sign * r.Value, 12));
        table.Add(new Cell("gradient", Style.Dim), $"{NumberFormat.Format(r.GradientNorm, 3)} (largest component)");
        if (!r.Eigenvalues.IsEmpty) table.Add(new Cell("curvatures", Style.Dim), Curvatures(r.Eigenvalues));
        table.Add(new Cell("method", Style.Dim), $"{Name(r.Method)}, {r.Iterations} iterations, {r.Calls.Values} values, {r.Calls.Gradients} gradients, {r.Calls.Hessians} Hessians");
        table.Render(ink);
        ink.Line(r.Message, r.Succeeded ? Style.Good : Style.Warning);
        foreach (var warning in r.Warnings)
        {
            ink.Write("warning: ", Style.Warning);
            ink.Line(warning);
        }
    }

    private string Curvatures(ImmutableArray<double> eigenvalues)
    {
        var shown = new string[Math.Min(eigenvalues.Length, 8)];
        for (var i = 0; i < shown.Length; i++) shown[i] = NumberFormat.Format(_sign * eigenvalues[i], 6);
        return string.Join(", ", shown) + (eigenvalues.Length > shown.Length ? ", …" : "");
    }

    private void Conclude(Ink ink, MinimizeResult r) =>
        ink.Line($"{KindText(r.Kind)} at {string.Join(", ", r.Variables.Take(10).Select((v, i) => $"{v} = {NumberFormat.Format(r.X[i], 12)}"))}{(r.Variables.Length > 10 ? ", …" : "")}", Style.Heading);

    private void Trace(Ink ink, MinimizeResult r)
    {
        var table = new TextTable();
        table.Add(Heads(["", .. r.Variables.Take(6), "value", "gradient", "step"]));
        foreach (var t in r.Trace)
        {
            table.Add([Right(t.Iteration), .. t.X.Take(6).Select(x => Right(NumberFormat.Format(x, 8))), Right(NumberFormat.Format(_sign * t.Value, 8)),
                Right(NumberFormat.Format(t.GradientNorm, 3)), Right(NumberFormat.Format(t.StepLength, 3))]);
        }

        table.Render(ink);
        ink.Line();
    }

    private string KindText(StationaryKind kind) => kind switch
    {
        StationaryKind.Minimum => Extremum,
        StationaryKind.Maximum => maximize ? "minimum" : "maximum",
        StationaryKind.Saddle => "saddle point",
        StationaryKind.Degenerate => $"degenerate stationary point (a flat {Extremum}, or none)",
        StationaryKind.BoundMinimum => $"{Extremum} on a bound",
        StationaryKind.KinkMinimum => $"{Extremum} at a kink",
        _ => "stopped",
    };

    private static string Word(MinimizeResult r) => r.Reason switch
    {
        StopReason.GradientSmall => "gradient is zero",
        StopReason.RoundingLimit => "rounding",
        StopReason.StepSmall => "simplex is small",
        StopReason.MaxIterations => "too many iterations",
        StopReason.MaxEvaluations => "too many evaluations",
        StopReason.Unbounded => "falls without end",
        StopReason.Diverged => "values grow",
        StopReason.NotFiniteAtStart => "not finite at the start",
        StopReason.NoDescent => "no descent",
        StopReason.NoMinimum => "falls on",
        _ => "stopped by hand",
    };

    private static Cell[] Heads(params IEnumerable<string> heads) => [.. heads.Select((h, i) => new Cell(h, Style.Dim, AlignRight: i > 0 && h != "ended"))];

    private static Cell Right(string text) => new(text, AlignRight: true);

    private static Cell Right(int number) => new(number.ToString(CultureInfo.InvariantCulture), AlignRight: true);
}
