using System.CommandLine;
using Symbolic.Cli.Checking;
using Symbolic.Cli.Protocol;
using Symbolic.Solvers;
using Symbolic.Solvers.Fitting;
using Symbolic.Solvers.Minimisation;
using Symbolic.Verification.Sampling;

namespace Symbolic.Cli.Commands.Solvers;

/// <summary><c>symbolic minimize F x=-1.2 y=1</c>: from a start, on an interval, or from many starts in a box.</summary>
internal static class MinimizeCommand
{
    public static Choices<MinimizeMethod> Methods { get; } = new(
        ("newton", MinimizeMethod.Newton),
        ("bfgs", MinimizeMethod.Bfgs),
        ("l-bfgs", MinimizeMethod.Lbfgs),
        ("cg", MinimizeMethod.ConjugateGradient),
        ("descent", MinimizeMethod.GradientDescent),
        ("nelder-mead", MinimizeMethod.NelderMead),
        ("l-bfgs-b", MinimizeMethod.BoundedLbfgs),
        ("projected-newton", MinimizeMethod.ProjectedNewton),
        ("levenberg-marquardt", MinimizeMethod.LevenbergMarquardt));

    public static Command Create(ConsoleStreams console, bool maximize = false)
    {
        var (formula, json) = (Arguments.Formula(), Arguments.Json());
        var point = new Argument<string[]>("start") { Description = "Where to start, such as x=-1.2 y=1; ranges such as x=-5..5 are searched from many starts.", Arity = ArgumentArity.ZeroOrMore };
        var method = SolverArguments.Text("--method", "NAME", $"One of {string.Join(", ", Methods.Words)}. Without it Newton in a trust region, or what suits the problem better.");
        var bounds = SolverArguments.Text("--bounds", "BOX", "Bounds of variables, such as x=0..1,y=0..inf.");
        var subject = SolverArguments.Text("--subject-to", "CONDITIONS", "Constraints, such as \"x + y <= 6; x^2 = y\".");
        var data = Arguments.Data();
        var tolerance = SolverArguments.Text("--tolerance", "T", "Size of the gradient, or of the simplex, at which to stop. Without it 1e-8.");
        var rate = SolverArguments.Text("--learning-rate", "R", "A fixed step for descent in place of a line search.");
        var iterations = Arguments.Whole("--iterations", 0, "Most iterations; 0 for the default of the method.");
        var starts = Arguments.Whole("--starts", 30, "Starts in a box.");
        var plot = SolverArguments.Flag("--plot", "Draw the way over a map of the function, for two variables.");
        var (trace, compare) = (SolverArguments.Flag("--trace", "Show every iteration."), SolverArguments.Flag("--compare", "Run all methods and compare them."));
        var command = new Command(maximize ? "maximize" : "minimize", $"A {(maximize ? "maximum" : "minimum")} of a formula, with exact gradient and Hessian, and what kind of point it is.")
        {
            formula, point, method, bounds, subject, data, tolerance, rate, iterations, starts, trace, plot, compare, json,
        };
        command.SetAction(parsed => SolverArguments.Refusing(() =>
        {
            var sides = Box.Parse(parsed.GetValue(point)!);
            string[] names = [.. sides.Names];
            var text = Arguments.Read(parsed.GetRequiredValue(formula), console);
            var limits = parsed.GetValue(subject) is { } conditions ? ConstraintText.Parse(conditions, names) : [];
            var read = ReadWithData(text, names, parsed.GetValue(data), console);
            if (read.Variables.IsEmpty) throw new UserErrorException("The formula has no variables; there is nothing to minimise by.");
            using var interrupt = new Interrupt(console);
            using var progress = new ProgressLine(console, parsed.GetValue(compare) ? "methods" : "starts");
            var following = SolverArguments.Following(progress, maximize ? -1 : 1);
            if (limits.Count > 0) return ConstraintView.Show(console, Arguments.Scalar(read, "constraints need one number to minimise"), limits, sides, maximize, parsed.GetValue(json), progress, interrupt.Token);
            var box = sides.Starts(read.Variables);
            var options = new MinimizeOptions
            {
                Method = Methods.Of(parsed.GetValue(method), "--method") ?? MinimizeMethod.Automatic,
                MaxIterations = Arguments.Within(parsed.GetValue(iterations), 0, 10_000_000, "--iterations") is > 0 and var most ? most : null,
                LearningRate = SolverArguments.Number(parsed, rate),
                Cancellation = interrupt.Token,
                Progress = following,
            };
            if (parsed.GetValue(bounds) is { } limited)
            {
                var (lower, upper) = Bounds.Parse(limited).InOrder(read.Variables);
                options = options with { Lower = lower, Upper = upper };
            }

            if (SolverArguments.Number(parsed, tolerance) is { } small)
                options = small >= 0 ? options with { GradientTolerance = small, StepTolerance = small } : throw new UserErrorException("--tolerance is 0 or more.");
            if (options.LearningRate is not null && options.Method == MinimizeMethod.Automatic) options = options with { Method = MinimizeMethod.GradientDescent };
            if (read.IsVector || options.Method == MinimizeMethod.LevenbergMarquardt) return Squares(new MinimizeView(console, read, maximize: false, parsed.GetValue(json), parsed.GetValue(trace), progress), read, box, options, maximize);
            var view = new MinimizeView(console, read, maximize, parsed.GetValue(json), parsed.GetValue(trace), progress, parsed.GetValue(plot));
            var objective = maximize ? Objective.Of(read).Negate() : Objective.Of(read);
            if (Array.Exists(box, s => s.From < s.To)) return InBox(view, objective, read, box, options, Arguments.Within(parsed.GetValue(starts), 1, 10_000, "--starts"), progress);
            var start = Array.ConvertAll(box, s => s.From);
            if (parsed.GetValue(compare)) return view.Show(Minimizer.Compare(objective, start, options, progress: progress));
            return view.Show(Minimizer.Minimize(objective, start, options));
        }));
        return command;
    }

    private static Formula ReadWithData(string text, string[] names, string? file, ConsoleStreams console)
    {
        var data = file is null ? null : RowsOfData.Of(RowsOfData.Read(file, console));
        var read = SolverArguments.Read(text, names.Concat(data?.Names ?? []));
        return RowsOfData.Require(RowsOfData.Bind(read, data, names), RowsOfData.AtCommandLine);
    }

    /// <summary>A vector is a list of residuals.</summary>
    private static int Squares(MinimizeView view, Formula read, Side[] box, MinimizeOptions options, bool maximize)
    {
        if (!read.IsVector) throw new UserErrorException("levenberg-marquardt needs the residuals one by one, as a vector: \"[f1, f2, …]\" stands for f1^2 + f2^2 + ….");
        if (maximize || box.Any(s => s.From < s.To) || options.Method is not (MinimizeMethod.Automatic or MinimizeMethod.LevenbergMarquardt) || !options.HasNoBounds)
            throw new UserErrorException("A vector stands for the sum of its squares, minimised by levenberg-marquardt from one start; write the sum as one formula for anything else.");
        return view.Show(SumOfSquares.Minimize(read, [.. box.Select(s => s.From)], new LeastSquaresOptions { MaxIterations = options.MaxIterations ?? 2000, Cancellation = options.Cancellation, Progress = options.Progress }));
    }

    private static int InBox(MinimizeView view, Objective objective, Formula read, Side[] box, MinimizeOptions options, int starts, ProgressLine progress)
    {
        if (box.Length == 1 && options is { Method: MinimizeMethod.Automatic, HasNoBounds: true }) return view.Show(IntervalMinimum.Of(read, box[0].From, box[0].To));
        double[] lower = [.. box.Select(s => s.From)];
        double[] upper = [.. box.Select(s => s.To)];
        if (options.HasNoBounds && options.Method is MinimizeMethod.Automatic or MinimizeMethod.BoundedLbfgs or MinimizeMethod.ProjectedNewton)
            options = options with { Lower = lower, Upper = upper };
        return view.ShowAll(Minimizer.MultiStart(objective, lower, upper, starts, options: options, progress: progress), starts);
    }
}
