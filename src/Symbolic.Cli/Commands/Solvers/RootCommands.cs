using System.CommandLine;
using System.Globalization;
using Symbolic.Cli.Checking;
using Symbolic.Cli.Output;
using Symbolic.Cli.Protocol;
using Symbolic.Solvers;
using Symbolic.Solvers.Roots;

namespace Symbolic.Cli.Commands.Solvers;

/// <summary><c>symbolic root F x=0..2</c> for one equation, <c>symbolic solve "[…]" x=2 y=1</c> for several.</summary>
internal static class RootCommands
{
    private static readonly Choices<RootMethod> Methods = new(
        ("newton", RootMethod.Newton),
        ("brent", RootMethod.Brent),
        ("bisection", RootMethod.Bisection));

    public static Command Root(ConsoleStreams console)
    {
        var (formula, json) = (Arguments.Formula(), Arguments.Json());
        var place = new Argument<string[]>("place") { Description = "An interval at whose ends the signs differ, such as x=0..2, or a start, such as x=1.", Arity = ArgumentArity.ZeroOrMore };
        var method = SolverArguments.Text("--method", "NAME", "In an interval: newton, brent or bisection. Without it newton, kept inside the interval.");
        var (all, trace) = (SolverArguments.Flag("--all", "All roots in the interval at which the sign changes."), SolverArguments.Flag("--trace", "Show every iteration."));
        var command = new Command("root", "A root of one equation, f(x) = 0 or f(x) = g(x), with the exact derivative.") { formula, place, method, all, trace, json };
        command.SetAction(parsed => SolverArguments.Refusing(() =>
        {
            var sides = Box.Parse(parsed.GetValue(place)!);
            var text = SolverArguments.Differences(Arguments.Read(parsed.GetRequiredValue(formula), console));
            var read = Arguments.Scalar(SolverArguments.Read(text, sides.Names), "use 'symbolic solve'");
            if (read.Variables.Length != 1) throw new UserErrorException($"A root needs a formula of one variable; this one has {read.Variables.Length}.{(read.Variables.Length > 1 ? " For several equations use 'symbolic solve'." : "")}");
            var side = sides.Starts(read.Variables)[0];
            using var interrupt = new Interrupt(console);
            using var progress = new ProgressLine(console, "way");
            var options = new RootOptions { Method = Methods.Of(parsed.GetValue(method), "--method") ?? RootMethod.Newton, Cancellation = interrupt.Token, Progress = Following(progress) };
            if (parsed.GetValue(all)) return ShowAll(console, read, [.. ScalarRoot.Scan(read, side.From, side.To)], parsed.GetValue(json));
            var result = side.From < side.To ? ScalarRoot.Between(read, side.From, side.To, options) : ScalarRoot.From(read, side.From, options);
            progress.Clear();
            return Show(console, read, result, parsed.GetValue(json), parsed.GetValue(trace));
        }));
        return command;
    }

    public static Command Solve(ConsoleStreams console)
    {
        var (formula, point, json) = (new Argument<string>("equations") { Description = "Equations, such as \"[x^2 + y^2 = 4, x*y = 1]\"; a part without = is set to zero." }, Arguments.Point(), Arguments.Json());
        var method = SolverArguments.Text("--method", "NAME", "newton or broyden. Without it newton, made safe by a trust region.");
        var trace = SolverArguments.Flag("--trace", "Show every iteration.");
        var command = new Command("solve", "A solution of several equations, with the exact Jacobian.") { formula, point, method, trace, json };
        command.SetAction(parsed => SolverArguments.Refusing(() =>
        {
            var at = Point.Parse(parsed.GetValue(point)!);
            var read = SolverArguments.Read(SolverArguments.Differences(Arguments.Read(parsed.GetRequiredValue(formula), console)), at.Names);
            if (read.Variables.IsEmpty) throw new UserErrorException("The equations have no variables.");
            var start = at.In(read.Variables);
            var useBroyden = new Choices<bool>(("newton", false), ("broyden", true)).Of(parsed.GetValue(method), "--method") == true;
            using var interrupt = new Interrupt(console);
            using var progress = new ProgressLine(console, "way");
            var options = RootOptions.Default with { Cancellation = interrupt.Token, Progress = Following(progress) };
            var system = VectorFunction.Of(read);
            var result = useBroyden ? EquationSystem.Broyden(system, start, options) : EquationSystem.Solve(system, start, options);
            progress.Clear();
            return Show(console, read, result, parsed.GetValue(json), parsed.GetValue(trace));
        }));
        return command;
    }

    /// <summary>Shows a root, or why there is none.</summary>
    public static int Show(ConsoleStreams console, Formula read, RootResult result, bool json, bool trace)
    {
        var exit = result.Succeeded ? ExitCode.Fine : result.Reason is RootReason.NotFiniteAtStart or RootReason.NoSignChange ? ExitCode.Refused : ExitCode.CheckFailed;
        if (json)
        {
            JsonAnswer.Print(console, answer => RootJson.Write(answer, read, result, trace));
            return exit;
        }

        var ink = Report.InkFor(console);
        Report.Reading(ink, read);
        if (trace) Trace(ink, result);
        ink.Line($"{(result.Succeeded ? "root" : "no root; stopped")} at {string.Join(", ", result.Variables.Select((v, i) => $"{v} = {NumberFormat.Format(result.X[i], 16)}"))}", Style.Heading);
        var table = new TextTable();
        table.Add(new Cell("residual", Style.Dim), string.Join(", ", result.Residual.Take(8).Select(r => NumberFormat.Format(r, 3))));
        table.Add(new Cell("iterations", Style.Dim), $"{result.Iterations}, {result.Calls.Values} values, {result.Calls.Gradients} derivatives");
        table.Render(ink);
        ink.Line(result.Message, result.Succeeded ? Style.Good : Style.Warning);
        return exit;
    }

    private static Func<RootIteration, bool> Following(ProgressLine progress) => t =>
    {
        progress.Say(() => $"iteration {t.Iteration}, residual {NumberFormat.Format(t.ResidualNorm, 3)}");
        return true;
    };

    private static int ShowAll(ConsoleStreams console, Formula read, RootResult[] roots, bool json)
    {
        var exit = roots.Length > 0 ? ExitCode.Fine : ExitCode.CheckFailed;
        if (json)
        {
            JsonAnswer.Print(console, answer =>
            {
                answer.WriteString("reading", read.Reading);
                answer.Numbers("roots", [.. roots.Select(r => r.X[0])]);
            });
            return exit;
        }

        var ink = Report.InkFor(console);
        Report.Reading(ink, read);
        ink.Line(roots.Length == 0 ? "The sign does not change between the points tried: no root, or pairs of roots close together." : $"{roots.Length} {(roots.Length == 1 ? "root" : "roots")}:", Style.Heading);
        foreach (var root in roots) ink.Line($"  {read.Variables[0]} = {NumberFormat.Format(root.X[0], 16)}");
        return exit;
    }

    private static void Trace(Ink ink, RootResult result)
    {
        var table = new TextTable();
        table.Add([new Cell("", Style.Dim), .. result.Variables.Take(6).Select(v => new Cell(v, Style.Dim, AlignRight: true)), new Cell("residual", Style.Dim, AlignRight: true)]);
        foreach (var t in result.Trace)
        {
            table.Add([new Cell(t.Iteration.ToString(CultureInfo.InvariantCulture), AlignRight: true), .. t.X.Take(6).Select(x => new Cell(NumberFormat.Format(x, 16), AlignRight: true)),
                new Cell(NumberFormat.Format(t.ResidualNorm, 3), AlignRight: true)]);
        }

        table.Render(ink);
        ink.Line();
    }
}
