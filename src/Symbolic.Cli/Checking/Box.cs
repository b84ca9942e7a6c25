using Symbolic.Cli.Protocol;
using Symbolic.Verification.Sampling;

namespace Symbolic.Cli.Checking;

/// <summary>Sides of a box by name; a plain number is a side of no length.</summary>
internal sealed class Box() : Given<Side>("side")
{
    /// <summary>Reads <c>x=-1..1 y=0..2</c>.</summary>
    /// <exception cref="UserErrorException">A text is no side, or a name comes twice.</exception>
    public static Box Parse(IEnumerable<string> texts)
    {
        var box = new Box();
        box.Take(texts, SideOf, part => new UserErrorException($"'{part}' is no side of a box; write it as name=from..to, for example x=-1..1.") { Kind = "usage" });
        return box;
    }

    /// <summary>What has one value only.</summary>
    public Point Fixed()
    {
        var point = new Point();
        foreach (var (name, side) in Single.Where(s => s.Value.From == s.Value.To)) point[name] = side.From;
        return point;
    }

    /// <summary>The sides in the order of the variables.</summary>
    /// <exception cref="UserErrorException">A variable has none.</exception>
    public Side[] InOrder(IReadOnlyList<string> variables) => InOrder(variables, missing =>
        $"The box has no side for {string.Join(", ", missing.Select(m => $"'{m}'"))}; add {string.Join(" ", missing.Select(m => $"{m}=-1..1"))}.");

    /// <summary>Where a search starts: a side, or a start of no length, for each variable.</summary>
    /// <exception cref="UserErrorException">A variable has none, or a name is no variable.</exception>
    public Side[] Starts(IReadOnlyList<string> variables)
    {
        var starts = InOrder(variables, missing =>
        {
            string[] names = [.. missing.Select(Point.WholeOf).Distinct()];
            return $"There is no start for {ListText.Some(missing.Select(m => $"'{m}'"), ", ")}; add {ListText.Some(names.Select(n => $"{n}=0"), " ")}, or a range such as {names[0]}=-1..1.";
        });
        foreach (var name in Names)
        {
            if (!variables.Contains(name)) throw new UserErrorException($"The formula has no variable '{name}'; it has {ListText.Some(variables, ", ")}.") { Names = [name] };
        }

        return starts;
    }

    private static Side SideOf(string text, string name)
    {
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
        {
            var value = Point.FiniteValue(text, name);
            return new Side(value, value);
        }

        var (from, to) = (Point.FiniteValue(text[..dots], name), Point.FiniteValue(text[(dots + 2)..], name));
        return from <= to ? new Side(from, to) : throw new UserErrorException($"The side of '{name}' goes from {NumberText(from)} down to {NumberText(to)}; write the smaller number first.") { Kind = "value", Names = [name] };
    }

    private static string NumberText(double value) => Output.NumberFormat.Format(value);
}
