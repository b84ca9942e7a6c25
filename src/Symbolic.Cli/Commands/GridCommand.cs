using System.CommandLine;
using Symbolic.Cli.Grids;

namespace Symbolic.Cli.Commands;

/// <summary><c>symbolic grid FILE --spacing 0.5 --hessian --out FILE</c>: derivatives of sampled data.</summary>
internal static class GridCommand
{
    public static Command Create(ConsoleStreams console)
    {
        var file = new Argument<string>("file") { Description = "A NumPy array (.npy), or a matrix as text (.csv); - reads text from standard input. Axis 0 is the slowest: the rows of a matrix." };
        var spacing = new Option<string?>("--spacing") { Description = "Distance of neighbouring nodes, one number for each axis separated by commas, or one for all. Without it 1.", HelpName = "D,…" };
        var accuracy = Arguments.Whole("--accuracy", 4, "Order of accuracy at every node, edges included: 2, 4 or 6.");
        var gradient = Flag("--gradient", "The first derivatives along every axis.");
        var hessian = Flag("--hessian", "All second derivatives.");
        var laplacian = Flag("--laplacian", "The sum of the second derivatives along all axes.");
        var flattest = Flag("--flattest", "The node where the gradient is smallest.");
        var output = new Option<string?>("--out") { Description = "Where to write: .npy with the components as leading axes, or .csv, with a file for each component of two-dimensional data.", HelpName = "FILE" };
        var json = Arguments.Json();
        var command = new Command("grid", "Derivatives of sampled data, all at the same order of accuracy, edges included.") { file, spacing, accuracy, gradient, hessian, laplacian, flattest, output, json };
        command.SetAction(parsed =>
        {
            var tasks = new[] { (gradient, GridTask.Gradient), (hessian, GridTask.Hessian), (laplacian, GridTask.Laplacian), (flattest, GridTask.Flattest) }.Where(t => parsed.GetValue(t.Item1)).Select(t => t.Item2).ToArray();
            if (tasks.Length != 1) throw new UserErrorException("Say what is wanted: one of --gradient, --hessian, --laplacian, --flattest.") { Kind = "usage" };
            if (tasks[0] == GridTask.Flattest && parsed.GetValue(output) is not null) throw new UserErrorException("--flattest gives one node; there is nothing to write to a file.") { Kind = "usage" };
            return new GridRun(console)
            {
                File = parsed.GetRequiredValue(file),
                Spacing = parsed.GetValue(spacing),
                Accuracy = parsed.GetValue(accuracy) is (2 or 4 or 6) and var order ? order : throw new UserErrorException("--accuracy is 2, 4 or 6.") { Kind = "usage" },
                Task = tasks[0],
                Out = parsed.GetValue(output),
                IsJson = parsed.GetValue(json),
            }.Run();
        });
        return command;
    }

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };
}
