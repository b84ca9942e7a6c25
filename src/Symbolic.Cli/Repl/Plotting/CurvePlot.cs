using Symbolic.Cli.Output;

namespace Symbolic.Cli.Repl.Plotting;

/// <summary>A curve and its derivative over an interval, in braille dots. The curve is drawn through, the derivative dotted.</summary>
internal static class CurvePlot
{
    private const int CurveLayer = 3;
    private const int DerivativeLayer = 2;
    private const int AxisLayer = 1;

    /// <summary>Draws value and derivative.</summary>
    /// <param name="ink">Where to.</param>
    /// <param name="axis">The interval.</param>
    /// <param name="evaluate">Value and derivative at a point.</param>
    /// <param name="rows">Height in rows.</param>
    public static void Draw(Ink ink, Axis axis, Func<double, (double Value, double Slope)> evaluate, int rows = 16)
    {
        var canvas = new BrailleCanvas(Math.Clamp(ink.Width - 14, 10, 110), rows);
        var samples = Enumerable.Range(0, canvas.Width).Select(i => evaluate(axis.At((double)i / (canvas.Width - 1)))).ToArray();
        double[] values = [.. samples.Select(s => s.Value)];
        double[] slopes = [.. samples.Select(s => s.Slope)];
        if (!values.Any(double.IsFinite)) throw new UserErrorException($"The formula has no value for any {axis.Name} from {axis.Label(axis.Lower)} to {axis.Label(axis.Upper)}.");
        var vertical = Range(values, slopes);
        DrawZero(canvas, vertical);
        DrawDots(canvas, vertical, slopes);
        DrawLine(canvas, vertical, values);
        Write(ink, canvas, axis, vertical);
        ink.Write("  f", Style.Good);
        ink.Write(" drawn through, ", Style.Dim);
        ink.Write($"df/d{axis.Name}", Style.Warning);
        ink.Line($" dotted{(values.Any(v => !double.IsFinite(v)) ? "; no value where nothing is drawn" : "")}", Style.Dim);
    }

    /// <summary>The values' range; that of the derivative counts as far as it does not dwarf the curve, and so do poles.</summary>
    internal static Axis Range(double[] values, double[] slopes)
    {
        var (lower, upper) = Central(values);
        var (slopeLower, slopeUpper) = Central(slopes);
        var height = Math.Max(upper - lower, 1e-12 + (1e-9 * Math.Max(Math.Abs(lower), Math.Abs(upper))));
        lower = Math.Min(lower, Math.Max(slopeLower, lower - (height / 2)));
        upper = Math.Max(upper, Math.Min(slopeUpper, upper + (height / 2)));
        var margin = Math.Max((upper - lower) * 0.03, 1e-9 * Math.Max(1e-3, Math.Abs(upper)));
        return new Axis("", lower - margin, upper + margin);
    }

    /// <summary>The range without what sticks out far beyond the middle half, as at a pole.</summary>
    private static (double Lower, double Upper) Central(double[] values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        if (sorted.Length == 0) return (double.PositiveInfinity, double.NegativeInfinity);
        var (quarter, threeQuarters) = (sorted[sorted.Length / 4], sorted[sorted.Length * 3 / 4]);
        var spread = threeQuarters - quarter;
        var (low, high) = (quarter - (3 * spread), threeQuarters + (3 * spread));
        return spread > 0 ? (Math.Max(sorted[0], low), Math.Min(sorted[^1], high)) : (sorted[0], sorted[^1]);
    }

    private static void DrawZero(BrailleCanvas canvas, Axis vertical)
    {
        if (vertical.Lower > 0 || vertical.Upper < 0) return;
        for (var x = 0; x < canvas.Width; x += 4) canvas.Set(x, (int)Math.Round(RowOf(canvas, vertical, 0)), AxisLayer);
    }

    private static void DrawDots(BrailleCanvas canvas, Axis vertical, double[] slopes)
    {
        for (var x = 0; x < slopes.Length; x += 3)
        {
            if (double.IsFinite(slopes[x])) canvas.Set(x, RoundedRow(canvas, vertical, slopes[x]), DerivativeLayer);
        }
    }

    private static void DrawLine(BrailleCanvas canvas, Axis vertical, double[] values)
    {
        for (var x = 0; x < values.Length; x++)
        {
            if (!double.IsFinite(values[x])) continue;
            var y = RowOf(canvas, vertical, values[x]);
            if (x > 0 && double.IsFinite(values[x - 1]) && RowOf(canvas, vertical, values[x - 1]) is var before && Math.Abs(before - y) < canvas.Height) canvas.Line(x - 1, before, x, y, CurveLayer);
            else if (Math.Abs(y) < 10.0 * canvas.Height) canvas.Set(x, (int)Math.Round(y), CurveLayer);
        }
    }

    private static int RoundedRow(BrailleCanvas canvas, Axis vertical, double value) => (int)Math.Clamp(Math.Round(RowOf(canvas, vertical, value)), -1, canvas.Height);

    private static double RowOf(BrailleCanvas canvas, Axis vertical, double value) => Math.Clamp((1 - vertical.ShareOf(value)) * (canvas.Height - 1), -1e6, 1e6);

    private static void Write(Ink ink, BrailleCanvas canvas, Axis axis, Axis vertical)
    {
        for (var row = 0; row < canvas.Rows; row++)
        {
            var label = row == 0 || row == canvas.Rows - 1 || row == canvas.Rows / 2 ? vertical.Label(vertical.At(1 - ((row + 0.5) / canvas.Rows))) : "";
            ink.Write(label.PadLeft(10), Style.Dim);
            ink.Write(" │", Style.Dim);
            for (var column = 0; column < canvas.Columns;)
            {
                var layer = canvas[row, column].Layer;
                var end = column;
                while (end < canvas.Columns && canvas[row, end].Layer == layer) end++;
                ink.Write(string.Concat(Enumerable.Range(column, end - column).Select(c => canvas[row, c].Character)), StyleOf(layer));
                column = end;
            }

            ink.Line();
        }

        var (left, right) = (axis.Label(axis.Lower), axis.Label(axis.Upper));
        ink.Line(new string(' ', 11) + "└" + new string('─', canvas.Columns), Style.Dim);
        ink.Line(new string(' ', 12) + left + axis.Name.PadLeft(Math.Max(1, (canvas.Columns / 2) - left.Length)) + right.PadLeft(Math.Max(1, canvas.Columns - Math.Max(left.Length + 1, canvas.Columns / 2))), Style.Dim);
    }

    private static Style StyleOf(int layer) => layer switch { CurveLayer => Style.Good, DerivativeLayer => Style.Warning, AxisLayer => Style.Dim, _ => Style.Plain };
}
