using System.Globalization;
using System.Text;
using Symbolic.Cli.Output;

namespace Symbolic.Cli.Repl.Plotting;

/// <summary>
/// A function of two variables: a heat map with contour lines, and arrows that show where the gradient points. Without colour the
/// heights are shades of characters.
/// </summary>
internal static class FieldPlot
{
    private const int Levels = 9;
    private const string Shades = " .:-=+*#%";
    private const string Arrows = "→↗↑↖←↙↓↘";

    // Indigo to yellow in the 6×6×6 colour cube, dark to light, so that it can be read without telling colours apart.
    private static readonly int[] Colours = [17, 18, 61, 67, 73, 78, 114, 185, 228];

    /// <summary>Draws value and gradient.</summary>
    /// <param name="ink">Where to.</param>
    /// <param name="colour">Whether colour may be used.</param>
    /// <param name="across">The horizontal interval.</param>
    /// <param name="up">The vertical interval.</param>
    /// <param name="evaluate">Value and partial derivatives at a point.</param>
    /// <param name="rows">Height in rows.</param>
    /// <param name="path">Points that are marked in place of the arrows, the first and the last of them with S and E; none when null.</param>
    public static void Draw(Ink ink, bool colour, Axis across, Axis up, Func<double, double, (double Value, double Dx, double Dy)> evaluate, int rows = 20, IReadOnlyList<(double X, double Y)>? path = null)
    {
        var columns = Math.Clamp(ink.Width - 14, 10, 90);
        var field = new (double Value, double Dx, double Dy)[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                field[row, column] = evaluate(across.At((column + 0.5) / columns), up.At(1 - ((row + 0.5) / rows)));
        }

        var range = Range(field);
        var marks = path is null ? null : Marks(path, across, up, rows, columns);
        for (var row = 0; row < rows; row++)
        {
            var label = row == 0 || row == rows - 1 || row == rows / 2 ? up.Label(up.At(1 - ((row + 0.5) / rows))) : "";
            ink.Write(label.PadLeft(10) + " │", Style.Dim);
            ink.Line(RowText(field, row, range, colour, across, up, marks));
        }

        var (left, right) = (across.Label(across.Lower), across.Label(across.Upper));
        ink.Line(new string(' ', 11) + "└" + new string('─', columns), Style.Dim);
        ink.Line(new string(' ', 12) + left + across.Name.PadLeft(Math.Max(1, (columns / 2) - left.Length)) + right.PadLeft(Math.Max(1, columns - Math.Max(left.Length + 1, columns / 2))), Style.Dim);
        if (path is null) Legend(ink, colour, field, range, across, up);
    }

    private static Dictionary<(int, int), char> Marks(IReadOnlyList<(double X, double Y)> path, Axis across, Axis up, int rows, int columns)
    {
        var marks = new Dictionary<(int, int), char>();
        for (var i = 0; i < path.Count; i++)
        {
            var (column, row) = ((int)(across.ShareOf(path[i].X) * columns), (int)((1 - up.ShareOf(path[i].Y)) * rows));
            if (i == path.Count - 1) marks[(row, column)] = 'E';
            else if (!marks.ContainsKey((row, column))) marks[(row, column)] = i == 0 ? 'S' : 'o';
        }

        return marks;
    }

    private static Axis Range((double Value, double Dx, double Dy)[,] field)
    {
        double[] values = [.. field.Cast<(double Value, double Dx, double Dy)>().Select(f => f.Value).Where(double.IsFinite).Order()];
        if (values.Length == 0) throw new UserErrorException("The formula has no value anywhere in this region.");
        // Poles take the last few per cent; the rest should still be told apart.
        var (lower, upper) = (values[values.Length / 50], values[values.Length - 1 - (values.Length / 50)]);
        return new Axis("", lower, upper > lower ? upper : lower + 1);
    }

    private static string RowText((double Value, double Dx, double Dy)[,] field, int row, Axis range, bool colour, Axis across, Axis up, Dictionary<(int, int), char>? marks)
    {
        var text = new StringBuilder();
        var last = -1;
        for (var column = 0; column < field.GetLength(1); column++)
        {
            var cell = field[row, column];
            var level = LevelOf(cell.Value, range);
            var mark = marks is not null && marks.TryGetValue((row, column), out var point) ? point
                : marks is null && row % 3 == 1 && column % 6 == 3 ? Arrow(cell, across, up, field) : IsContour(field, row, column, range) ? '·' : ' ';
            if (!colour)
            {
                text.Append(mark is not ' ' and not '·' ? mark : level < 0 ? ' ' : Shades[level]);
                continue;
            }

            if (level != last) text.Append(level < 0 ? "\e[0m" : string.Create(CultureInfo.InvariantCulture, $"\e[{(level > 5 ? 30 : 97)};48;5;{Colours[level]}m"));
            last = level;
            text.Append(mark);
        }

        return colour ? text.Append("\e[0m").ToString() : text.ToString();
    }

    private static int LevelOf(double value, Axis range) => !double.IsFinite(value) ? -1 : (int)Math.Clamp(range.ShareOf(value) * Levels, 0, Levels - 1);

    /// <summary>Whether a contour line passes here: the cell to the right or below lies in another pair of levels; a line for each would hide the map.</summary>
    private static bool IsContour((double Value, double Dx, double Dy)[,] field, int row, int column, Axis range)
    {
        var level = LevelOf(field[row, column].Value, range) / 2;
        return (row + 1 < field.GetLength(0) && LevelOf(field[row + 1, column].Value, range) / 2 != level)
            || (column + 1 < field.GetLength(1) && LevelOf(field[row, column + 1].Value, range) / 2 != level);
    }

    /// <summary>The direction of the gradient as it is seen, with both axes as wide as they are drawn.</summary>
    private static char Arrow((double Value, double Dx, double Dy) cell, Axis across, Axis up, (double Value, double Dx, double Dy)[,] field)
    {
        if (!double.IsFinite(cell.Dx) || !double.IsFinite(cell.Dy)) return ' ';
        // A character is about twice as high as wide.
        var x = cell.Dx * field.GetLength(1) / (across.Upper - across.Lower);
        var y = cell.Dy * 2 * field.GetLength(0) / (up.Upper - up.Lower);
        if (x == 0 && y == 0) return 'o';
        var eighth = (int)Math.Round(Math.Atan2(y, x) / (Math.PI / 4));
        return Arrows[(eighth + 8) % 8];
    }

    private static void Legend(Ink ink, bool colour, (double Value, double Dx, double Dy)[,] field, Axis range, Axis across, Axis up)
    {
        var (rows, columns) = (field.GetLength(0), field.GetLength(1));
        var cells = Enumerable.Range(0, rows * columns).Where(i => double.IsFinite(field[i / columns, i % columns].Value)).ToArray();
        string Place(int i) => $"{across.Name} = {across.Label(across.At(((i % columns) + 0.5) / columns))}, {up.Name} = {up.Label(up.At(1 - (((i / columns) + 0.5) / rows)))}";
        var (lowest, highest) = (cells.MinBy(i => field[i / columns, i % columns].Value), cells.MaxBy(i => field[i / columns, i % columns].Value));
        var scale = colour ? string.Concat(Colours.Select(c => $"\e[48;5;{c}m  ")) + "\e[0m" : Shades;
        ink.Line($"  {range.Label(range.Lower)} {scale} {range.Label(range.Upper)}");
        ink.Line($"  lowest near {Place(lowest)}; highest near {Place(highest)}; arrows show the gradient", Style.Dim);
    }
}
