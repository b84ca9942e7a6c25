using Symbolic.Cli.Output;
using Symbolic.Compilation;

namespace Symbolic.Cli.Repl.Plotting;

/// <summary>What is plotted: a formula over one or two intervals; its other variables have values.</summary>
internal sealed record PlotRequest(Formula Formula, IReadOnlyList<Axis> Axes, IReadOnlyDictionary<string, double> Point)
{
    /// <summary>Draws it.</summary>
    public void Draw(Ink ink, bool colour, int height, CancellationToken cancellation = default)
    {
        if (Formula.IsVector) throw new UserErrorException("The formula is a vector; plot its components one by one.");
        var names = Formula.Variables.Union(Axes.Select(a => a.Name)).ToArray();
        var missing = names.Where(n => Axes.All(a => a.Name != n) && !Point.ContainsKey(n)).ToArray();
        if (missing.Length > 0)
            throw new UserErrorException($"{string.Join(", ", missing.Take(6))} {(missing.Length == 1 ? "has" : "have")} no value; {(Axes.Count == 1 && missing.Length == 1 ? $"add a value, {missing[0]}=1, or an interval, {missing[0]}=-1..1" : "add values such as " + missing[0] + "=1")}.");
        var program = Formula.Compile(1, names);
        double[] x = [.. names.Select(n => Point.GetValueOrDefault(n))];
        if (Axes.Count == 1) CurvePlot.Draw(ink, Axes[0], t => Evaluate(program, x, [(Array.IndexOf(names, Axes[0].Name), t)], cancellation) is var (v, g) ? (v, g[Array.IndexOf(names, Axes[0].Name)]) : default, Math.Clamp(height, 6, 20));
        else
        {
            var (i, j) = (Array.IndexOf(names, Axes[0].Name), Array.IndexOf(names, Axes[1].Name));
            FieldPlot.Draw(ink, colour, Axes[0], Axes[1], (s, t) => Evaluate(program, x, [(i, s), (j, t)], cancellation) is var (v, g) ? (v, g[i], g[j]) : default, Math.Clamp(height, 6, 24));
        }
    }

    private static (double Value, double[] Gradient) Evaluate(CompiledFormula program, double[] x, ReadOnlySpan<(int Index, double Value)> changes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var (index, value) in changes) x[index] = value;
        var gradient = new double[x.Length];
        return (program.Evaluate(x, gradient), gradient);
    }
}
