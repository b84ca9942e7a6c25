using System.Collections.Immutable;

namespace Symbolic.Printing;

/// <summary>
/// A rectangle of characters with a baseline, the unit that formulas in rows are put together from. Every character takes one
/// column: wide characters count by their number of columns, filled up with <see cref="Filler"/>.
/// </summary>
internal sealed record DisplayBox(ImmutableArray<string> Rows, int Baseline)
{
    /// <summary>Stands behind a wide character for its second column; removed at the end.</summary>
    public const char Filler = '\uFFFF';

    public int Width => Rows[0].Length;

    public int Height => Rows.Length;

    private int Below => Height - Baseline - 1;

    public static DisplayBox Text(string text) => new([text], 0);

    /// <summary>Boxes side by side on one baseline.</summary>
    public static DisplayBox Beside(params ReadOnlySpan<DisplayBox> boxes)
    {
        var (above, below) = (0, 0);
        foreach (var box in boxes) (above, below) = (Math.Max(above, box.Baseline), Math.Max(below, box.Below));
        var rows = new string[above + below + 1];
        Array.Fill(rows, "");
        foreach (var box in boxes)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                var row = i - above + box.Baseline;
                rows[i] += row >= 0 && row < box.Height ? box.Rows[row] : new string(' ', box.Width);
            }
        }

        return new DisplayBox([.. rows], above);
    }

    /// <summary>A fraction with its bar on the baseline.</summary>
    public static DisplayBox Fraction(DisplayBox above, DisplayBox below)
    {
        var width = Math.Max(above.Width, below.Width) + 2;
        return new DisplayBox([.. above.Rows.Select(r => Centre(r, width)), new string('─', width), .. below.Rows.Select(r => Centre(r, width))], above.Height);
    }

    /// <summary>An exponent above and behind its base.</summary>
    public static DisplayBox Raised(DisplayBox @base, DisplayBox exponent) => new(
        [.. exponent.Rows.Select(r => new string(' ', @base.Width) + r), .. @base.Rows.Select(r => r + new string(' ', exponent.Width))], exponent.Height + @base.Baseline);

    /// <summary>A root sign around a box.</summary>
    public static DisplayBox Root(DisplayBox operand)
    {
        var rows = new List<string> { new string(' ', operand.Height) + "┌" + new string('─', operand.Width) };
        for (var i = 0; i < operand.Height; i++)
        {
            var slope = operand.Height - 1 - i;
            var sign = i == operand.Height - 1 ? "╲╱" + new string(' ', operand.Height - 1) : new string(' ', slope + 1) + "╱" + new string(' ', i);
            rows.Add(sign[..(operand.Height + 1)] + operand.Rows[i]);
        }

        return new DisplayBox([.. rows], operand.Baseline + 1);
    }

    /// <summary>Brackets as high as what stands between them.</summary>
    public static DisplayBox Bracketed(DisplayBox inner, string left = "(⎛⎜⎝", string right = ")⎞⎟⎠") =>
        Beside(Fence(left, inner), inner, Fence(right, inner));

    /// <summary>A one-character fence: alone, top, middle and bottom pieces.</summary>
    public static DisplayBox Fence(string pieces, DisplayBox beside)
    {
        if (beside.Height == 1) return Text(pieces[..1]);
        var rows = Enumerable.Range(0, beside.Height).Select(i => (i == 0 ? pieces[1] : i == beside.Height - 1 ? pieces[3] : pieces[2]).ToString());
        return new DisplayBox([.. rows], beside.Baseline);
    }

    /// <summary>Boxes in rows and columns, each column centred.</summary>
    public static DisplayBox Grid(DisplayBox[][] cells, int gap = 2)
    {
        var widths = Enumerable.Range(0, cells[0].Length).Select(c => cells.Max(r => r[c].Width)).ToArray();
        var rows = new List<string>();
        foreach (var line in cells)
        {
            var padded = line.Select((box, c) => box.Padded(widths[c])).ToArray();
            if (rows.Count > 0 && padded.Any(b => b.Height > 1)) rows.Add(new string(' ', widths.Sum() + (gap * (widths.Length - 1))));
            var separated = padded.SelectMany((b, c) => c == 0 ? [b] : new[] { Text(new string(' ', gap)), b }).ToArray();
            rows.AddRange(Beside(separated).Rows);
        }

        return new DisplayBox([.. rows], rows.Count / 2);
    }

    private static string Centre(string row, int width)
    {
        var left = (width - row.Length) / 2;
        return new string(' ', left) + row + new string(' ', width - row.Length - left);
    }

    private DisplayBox Padded(int width) => this with { Rows = [.. Rows.Select(r => Centre(r, width))] };
}
