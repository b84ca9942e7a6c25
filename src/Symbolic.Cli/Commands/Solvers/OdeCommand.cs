using System.CommandLine;
using System.Text.Json;
using Symbolic.Cli.Checking;
using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;
using Symbolic.Solvers.InitialValue;

namespace Symbolic.Cli.Commands.Solvers;

/// <summary><c>symbolic ode "[x' = y, y' = -x]" --from 0 --to 10 --initial x=1,y=0</c>: CSV on standard output.</summary>
internal static class OdeCommand
{
    private const int MaxPoints = 10_000_000;

    private static readonly Choices<OdeMethod> Methods = new(
        ("automatic", OdeMethod.Automatic),
        ("dormand-prince", OdeMethod.DormandPrince),
        ("radau", OdeMethod.Radau));

    public static Command Create(ConsoleStreams console)
    {
        var equations = new Argument<string>("equations") { Description = "Equations such as \"[x' = y, y' = -x]\" or \"y'' = t*y\"; the time is t." };
        var from = SolverArguments.Text("--from", "T", "Time of the start. Without it 0.");
        var to = SolverArguments.Text("--to", "T", "The last time.");
        var initial = new Option<string[]>("--initial") { Description = "The state at the start, such as x=1,y=0; for y'' also y'=0.", HelpName = "LIST", AllowMultipleArgumentsPerToken = true };
        var parameters = new Option<string[]>("--parameters") { Description = "Values of parameters, such as mu=1000.", HelpName = "LIST", AllowMultipleArgumentsPerToken = true };
        var method = SolverArguments.Text("--method", "NAME", "automatic, dormand-prince (explicit) or radau (stiff). Without it automatic, which notices stiffness.");
        var relative = SolverArguments.Text("--rtol", "TOL", "Relative tolerance. Without it 1e-6.");
        var absolute = SolverArguments.Text("--atol", "TOL", "Absolute tolerance. Without it 1e-9.");
        var every = SolverArguments.Text("--every", "STEP", "Answer at these distances of time in place of the steps of the method.");
        var stop = SolverArguments.Text("--until", "F", "A formula of t and the unknowns; the integration ends where it becomes zero.");
        var (statistics, json) = (SolverArguments.Flag("--statistics", "Tell on standard error what it cost."), Arguments.Json());
        var command = new Command("ode", "The solution of ordinary differential equations, with the exact Jacobian for stiff ones, as a table.")
        {
            equations, from, to, initial, parameters, method, relative, absolute, every, stop, statistics, json,
        };
        command.SetAction(parsed => SolverArguments.Refusing(() =>
        {
            var values = SolverArguments.Values(parsed.GetValue(parameters) ?? []).ToDictionary(p => p.Name, p => p.Value);
            var system = OdeSystem.Parse(Arguments.Read(parsed.GetRequiredValue(equations), console), values);
            var start = State(system, SolverArguments.Values(parsed.GetValue(initial) ?? []));
            var first = SolverArguments.Number(parsed, from) ?? 0;
            var last = SolverArguments.Number(parsed, to) ?? throw new UserErrorException("The last time is missing; add --to T.") { Kind = "missing" };
            var distance = SolverArguments.Number(parsed, every);
            if (distance is <= 0) throw new UserErrorException("--every is more than 0.");
            if (distance is { } d && Math.Abs(last - first) / d > MaxPoints) throw new UserErrorException($"--every asks for more than {MaxPoints} lines.");
            using var interrupt = new Interrupt(console);
            using var progress = new ProgressLine(console, "interval");
            var options = new OdeOptions
            {
                Method = Methods.Of(parsed.GetValue(method), "--method") ?? OdeMethod.Automatic,
                RelativeTolerance = SolverArguments.Number(parsed, relative) ?? 1e-6,
                AbsoluteTolerance = SolverArguments.Number(parsed, absolute) ?? 1e-9,
                Events = parsed.GetValue(stop) is { } condition ? [Until(condition, system, values)] : [],
                Times = distance is { } step ? Stops(first, last, step) : [],
                Cancellation = interrupt.Token,
                Progress = t =>
                {
                    progress.Report((t - first) / (last - first));
                    return true;
                },
            };
            var solution = OdeSolver.Solve(system, first, last, start, options);
            progress.Clear();
            if (parsed.GetValue(json)) JsonAnswer.Print(console, answer => Write(answer, solution, Rows(solution, distance)));
            else Print(console, solution, Rows(solution, distance), parsed.GetValue(statistics));
            return solution.Succeeded ? ExitCode.Fine : solution.Reason == OdeReason.NotFiniteAtStart ? ExitCode.Refused : ExitCode.CheckFailed;
        }));
        return command;
    }

    private static double[] State(OdeSystem system, List<(string Name, double Value)> given)
    {
        if (given.FirstOrDefault(g => !system.Names.Contains(g.Name)) is { Name: { } stranger })
            throw new UserErrorException($"'{stranger}' is no unknown of the equations, which are for {string.Join(", ", system.Names)}.") { Names = [stranger] };
        var missing = system.Names.Where(n => given.All(g => g.Name != n)).ToArray();
        if (missing.Length > 0) throw new UserErrorException($"The start has no value for {string.Join(", ", missing)}; add --initial {string.Join(",", missing.Select(m => m + "=0"))}.") { Kind = "missing", Names = missing };
        return [.. system.Names.Select(n => given.First(g => g.Name == n).Value)];
    }

    private static OdeEvent Until(string text, OdeSystem system, Dictionary<string, double> values)
    {
        if (system.Names.Any(n => n.Contains('\'', StringComparison.Ordinal)) && text.Contains('\'', StringComparison.Ordinal))
            throw new UserErrorException("--until cannot name derivatives; write the equations as a system of the first order.");
        var read = SolverArguments.Read(SolverArguments.Differences(text), ["t", .. system.Names]);
        foreach (var (name, value) in values) read = read.With(name, value);
        var unknown = read.Variables.Where(v => v != "t" && !system.Names.Contains(v)).ToArray();
        if (unknown.Length > 0) throw new UserErrorException($"'{unknown[0]}' in --until is neither t nor an unknown.") { Names = unknown };
        var names = read.Variables;
        var program = read.Compile();
        return new OdeEvent((t, y) => program.Evaluate([.. names.Select(n => n == "t" ? t : y[system.Names.IndexOf(n)])]), IsTerminal: true, Name: text);
    }

    private static IEnumerable<(double Time, double[] State)> Rows(OdeSolution solution, double? distance)
    {
        if (distance is not { } d)
        {
            for (var i = 0; i < solution.Times.Length; i++) yield return (solution.Times[i], solution.States[i]);
            yield break;
        }

        foreach (var t in Stops(solution.Times[0], solution.Times[^1], d)) yield return (t, solution.At(t));
    }

    /// <summary>The start, times at even distances from it, and the end.</summary>
    private static double[] Stops(double first, double last, double distance)
    {
        var count = (int)Math.Ceiling(Math.Abs(last - first) / distance * (1 - 1e-12));
        return [.. Enumerable.Range(0, count).Select(i => first + (Math.Sign(last - first) * i * distance)), last];
    }

    private static void Print(ConsoleStreams console, OdeSolution solution, IEnumerable<(double Time, double[] State)> rows, bool statistics)
    {
        console.Output.Write("t," + string.Join(',', solution.Names) + "\n");
        foreach (var (t, y) in rows) console.Output.Write(string.Join(',', y.Prepend(t).Select(v => NumberFormat.Format(v, 12))) + "\n");
        var ink = new Ink(console.Error, console.ErrorColour, console.Width);
        if (!solution.Succeeded || statistics) ink.Line(solution.Message, solution.Succeeded ? Style.Good : Style.Bad);
        if (!statistics) return;
        var s = solution.Statistics;
        ink.Line($"{Methods.WordFor(m => m == solution.Method)}: {s.Accepted} steps, {s.Rejected} rejected, {s.SlopeCalls} right-hand sides, {s.JacobianCalls} Jacobians, {s.Factorisations} factorisations");
    }

    private static void Write(Utf8JsonWriter json, OdeSolution solution, IEnumerable<(double Time, double[] State)> rows)
    {
        var table = rows.ToArray();
        json.Strings("names", solution.Names);
        json.Numbers("t", [.. table.Select(r => r.Time)]);
        json.WriteStartArray("states");
        foreach (var (_, state) in table) json.Numbers(state);
        json.WriteEndArray();
        json.WriteBoolean("succeeded", solution.Succeeded);
        json.WriteString("reason", MinimizeJson.Camel(solution.Reason.ToString()));
        json.WriteString("message", solution.Message);
        json.WriteString("method", Methods.WordFor(m => m == solution.Method));
        var s = solution.Statistics;
        json.WriteStartObject("statistics");
        json.WriteNumber("accepted", s.Accepted);
        json.WriteNumber("rejected", s.Rejected);
        json.WriteNumber("slopes", s.SlopeCalls);
        json.WriteNumber("jacobians", s.JacobianCalls);
        json.WriteNumber("factorisations", s.Factorisations);
        json.WriteEndObject();
    }
}
