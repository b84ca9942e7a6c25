using Symbolic.Cli.Output;
using Symbolic.Cli.Repl.Plotting;

namespace Symbolic.Cli.Repl.Session;

/// <summary><c>plot f x=-3..3</c>: a look at a formula.</summary>
internal static class PlotVerbs
{
    private const int Height = 18;

    public static IEnumerable<Verb> All =>
    [
        new("plot", "plot f x=-3..3", "a curve with its derivative; with y=-1..3 too a map with contours and gradient", Plot)
        {
            Examples = ["plot sin(x)/x x=-10..10", "plot x^2 - y^2 x=-2..2 y=-1..3"],
        },
    ];

    /// <summary>Draws a formula over the intervals among the values; over a standard interval where only one variable is left.</summary>
    public static void Draw(Ink ink, bool colour, SessionState state, Formula formula, IEnumerable<(string Name, string Value)> values, CancellationToken cancellation)
    {
        var (axes, at) = Axes(state, values);
        if (axes.Count == 0 && formula.Variables.Where(v => !at.Point.ContainsKey(v)).ToArray() is [var only]) axes.Add(new Axis(only, -5, 5));
        if (axes.Count == 0 && formula.Variables is [var single]) axes.Add(new Axis(single, -5, 5));
        if (axes.Count == 0) throw new UserErrorException("Say over which interval: x=-3..3, or for a map x=-2..2 y=-1..3.");
        if (axes.Count > 2) throw new UserErrorException("A plot has one or two intervals; give the other variables values.");
        if (axes.Count == 2 && axes[0].Name == axes[1].Name) throw new UserErrorException($"The variable '{axes[0].Name}' is given two intervals.");
        new PlotRequest(formula, axes, at.Point).Draw(ink, colour, Height, cancellation);
    }

    private static SessionState Plot(Request request)
    {
        var arguments = Arguments.Parse(request.Text);
        var formula = SessionReader.Formula(request.State, arguments.Formula, request.Cancellation);
        Draw(request.Ink, request.Page.HasColour, request.State, formula, arguments.Values, request.Cancellation);
        return request.State with { Answer = formula };
    }

    /// <summary>Intervals, and a state with the plain values among the arguments.</summary>
    private static (List<Axis> Axes, SessionState State) Axes(SessionState state, IEnumerable<(string Name, string Value)> values)
    {
        var axes = new List<Axis>();
        foreach (var (name, value) in values)
        {
            var dots = value.IndexOf("..", StringComparison.Ordinal);
            if (dots < 0)
            {
                state = state with { Point = state.Point.SetItem(name, SessionReader.Number(state, value, name)) };
                continue;
            }

            var axis = new Axis(name, SessionReader.Number(state, value[..dots], name), SessionReader.Number(state, value[(dots + 2)..], name));
            if (!(axis.Upper > axis.Lower) || !double.IsFinite(axis.Upper - axis.Lower)) throw new UserErrorException($"The interval of {name} goes from the smaller number to the larger: {name}=-3..3.");
            axes.Add(axis);
        }

        return (axes, state);
    }
}
