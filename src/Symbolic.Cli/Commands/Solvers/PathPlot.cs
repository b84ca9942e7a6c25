using Symbolic.Cli.Output;
using Symbolic.Cli.Repl.Plotting;
using Symbolic.Solvers.Minimisation;

namespace Symbolic.Cli.Commands.Solvers;

/// <summary>The way of a search over the map of a function of two variables; heights are on a logarithmic scale above the lowest, so that valleys show.</summary>
internal static class PathPlot
{
    private const int Rows = 20;

    public static void Draw(Ink ink, bool colour, Formula formula, MinimizeResult result, int sign)
    {
        if (result.Variables.Length != 2) throw new UserErrorException($"--plot draws the way over a map, for two variables; this formula has {result.Variables.Length}.") { Kind = "usage" };
        (double X, double Y)[] path = [.. result.Trace.Select(t => (t.X[0], t.X[1]))];
        if (path.Length == 0) return;
        var (across, up) = (Around(result.Variables[0], path.Select(p => p.X)), Around(result.Variables[1], path.Select(p => p.Y)));
        var program = formula.Compile(1, result.Variables);
        var lowest = result.Value;
        var unit = Math.Max(1e-4 * Math.Abs(result.Trace[0].Value - lowest), 1e-12 * Math.Max(1, Math.Abs(lowest)));
        var gradient = new double[2];
        FieldPlot.Draw(ink, colour, across, up, (x, y) => (Math.Log10(Math.Max(0, (sign * program.Evaluate([x, y], gradient)) - lowest) + unit), 0, 0), Rows, path);
        ink.Line($"  S start, E end, o the points between; shades are orders of magnitude above {NumberFormat.Format(sign * lowest)}", Style.Dim);
        ink.Line();
    }

    /// <summary>An interval with the numbers and some room around them.</summary>
    private static Axis Around(string name, IEnumerable<double> values)
    {
        var (low, high) = (values.Min(), values.Max());
        var room = high > low ? 0.15 * (high - low) : Math.Max(1, Math.Abs(low)) / 2;
        return new Axis(name, low - room, high + room);
    }
}
