using Symbolic.Cli.Protocol;
using Symbolic.Verification.Sampling;

namespace Symbolic.Cli.Checking;

/// <summary>Reads <c>x=-1..1 y=0..2</c>.</summary>
internal static class BoxText
{
    /// <summary>A side for each name; a plain number is a side of no length.</summary>
    /// <exception cref="UserErrorException">A text is no side, or a name comes twice.</exception>
    public static Dictionary<string, Side> Parse(IEnumerable<string> texts)
    {
        var sides = new Dictionary<string, Side>(StringComparer.Ordinal);
        foreach (var text in texts.SelectMany(t => t.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            var sign = text.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0) throw new UserErrorException($"'{text}' is no side of a box; write it as name=from..to, for example x=-1..1.") { Kind = "usage" };
            var name = Point.VariableOf(text[..sign].Trim());
            if (!sides.TryAdd(name, SideOf(text[(sign + 1)..], name))) throw new UserErrorException($"The variable '{name}' is given a side twice.") { Names = [name] };
        }

        return sides;
    }

    /// <summary>What has one value only.</summary>
    public static Point Fixed(IReadOnlyDictionary<string, Side> box)
    {
        var point = new Point();
        foreach (var (name, side) in box.Where(s => s.Value.From == s.Value.To)) point[name] = side.From;
        return point;
    }

    /// <summary>The sides in the order of the variables.</summary>
    /// <exception cref="UserErrorException">A variable has none.</exception>
    public static Side[] InOrder(IReadOnlyDictionary<string, Side> box, IReadOnlyList<string> variables)
    {
        var missing = variables.Where(v => !box.ContainsKey(v)).ToArray();
        if (missing.Length > 0) throw new UserErrorException($"The box has no side for {string.Join(", ", missing.Select(m => $"'{m}'"))}; add {string.Join(" ", missing.Select(m => $"{m}=-1..1"))}.") { Kind = "missing", Names = missing };
        return [.. variables.Select(v => box[v])];
    }

    private static Side SideOf(string text, string name)
    {
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
        {
            var value = Point.Finite(Point.ParseValue(text.Trim(), name), name);
            return new Side(value, value);
        }

        var (from, to) = (Point.Finite(Point.ParseValue(text[..dots].Trim(), name), name), Point.Finite(Point.ParseValue(text[(dots + 2)..].Trim(), name), name));
        return from <= to ? new Side(from, to) : throw new UserErrorException($"The side of '{name}' goes from {NumberText(from)} down to {NumberText(to)}; write the smaller number first.") { Kind = "value", Names = [name] };
    }

    private static string NumberText(double value) => Output.NumberFormat.Format(value);
}
