using System.Globalization;
using Symbolic.Cli.Checking;
using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;
using Symbolic.Expressions;
using Symbolic.Solvers.Constraints;
using Symbolic.Verification.Sampling;

namespace Symbolic.Cli.Commands.Solvers;

/// <summary>A minimum under constraints, for people or as JSON.</summary>
internal static class ConstraintView
{
    public static int Show(ConsoleStreams console, Formula read, IReadOnlyList<Constraint> limits, Box sides, bool maximize, bool json, ProgressLine progress, CancellationToken cancellation)
    {
        string[] names = [.. read.Variables.Concat(limits.SelectMany(l => l.Formula.Variables)).Distinct(StringComparer.Ordinal).Order(VariableOrder.Comparer)];
        var start = sides.Starts(names);
        if (start.Any(s => s.From < s.To)) throw new UserErrorException("With constraints the start is one point; write ranges as constraints.") { Kind = "usage" };
        var function = maximize ? Formula.Of(Algebra.Negate(read.Expression)) : read;
        var result = ConstrainedMinimizer.Minimize(function, limits, [.. start.Select(s => s.From)], names, t => SolverArguments.Following(progress, maximize ? -1 : 1)(t) && !cancellation.IsCancellationRequested);
        progress.Clear();
        var value = maximize ? -result.Value : result.Value;
        if (json) JsonAnswer.Print(console, answer => Write(answer, read, result, value));
        else Print(console, read, limits, result, value, maximize ? "maximum" : "minimum");
        return result.Succeeded ? ExitCode.Fine : ExitCode.CheckFailed;
    }

    private static void Print(ConsoleStreams console, Formula read, IReadOnlyList<Constraint> limits, ConstrainedResult result, double value, string extremum)
    {
        var ink = Report.InkFor(console);
        Report.Reading(ink, read);
        ink.Line($"{(result.Succeeded ? extremum : "stopped")} at {string.Join(", ", result.Variables.Select((v, i) => $"{v} = {NumberFormat.Format(result.X[i])}"))}", Style.Heading);
        var table = new TextTable();
        table.Add(new Cell("value", Style.Dim), NumberFormat.Format(value));
        for (var i = 0; i < limits.Count; i++)
        {
            var sign = limits[i].Kind == ConstraintKind.Equality ? "= 0" : "<= 0";
            table.Add(new Cell($"{limits[i].Formula.Reading} {sign}", Style.Dim), result.Multipliers[i] == 0 ? "does not bind" : $"multiplier {NumberFormat.Format(result.Multipliers[i], 6)}");
        }

        table.Add(new Cell("iterations", Style.Dim), string.Create(CultureInfo.InvariantCulture, $"{result.Iterations} in {result.Rounds} rounds"));
        table.Render(ink);
        ink.Line(result.Message, result.Succeeded ? Style.Good : Style.Warning);
    }

    private static void Write(System.Text.Json.Utf8JsonWriter json, Formula read, ConstrainedResult result, double value)
    {
        json.WriteString("reading", read.Reading);
        json.Strings("variables", result.Variables);
        json.Numbers("x", result.X.AsSpan());
        json.Number("value", value);
        json.Numbers("multipliers", result.Multipliers.AsSpan());
        json.Number("violation", result.Violation);
        json.WriteBoolean("succeeded", result.Succeeded);
        json.WriteString("message", result.Message);
        json.WriteNumber("iterations", result.Iterations);
    }
}
