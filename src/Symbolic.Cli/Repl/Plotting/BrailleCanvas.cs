namespace Symbolic.Cli.Repl.Plotting;

/// <summary>Dots on a grid of braille characters: two columns and four rows of dots to each character, in layers that are coloured by themselves.</summary>
internal sealed class BrailleCanvas(int columns, int rows)
{
    private const int FirstPattern = 0x2800;

    // Dots of a braille character, from the top row down, left and right (Unicode Standard, chapter 21.1).
    private static readonly int[,] Bits = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    private readonly int[,] _patterns = new int[rows, columns];
    private readonly int[,] _layers = new int[rows, columns];

    public int Columns => columns;

    public int Rows => rows;

    /// <summary>Dots across.</summary>
    public int Width => 2 * columns;

    /// <summary>Dots down.</summary>
    public int Height => 4 * rows;

    /// <summary>Sets a dot, counted from the left and the top; outside the canvas nothing happens. A later layer gives the colour.</summary>
    public void Set(int x, int y, int layer)
    {
        if (x < 0 || y < 0 || x >= Width || y >= Height) return;
        _patterns[y / 4, x / 2] |= Bits[y % 4, x % 2];
        _layers[y / 4, x / 2] = Math.Max(_layers[y / 4, x / 2], layer);
    }

    /// <summary>A line of dots.</summary>
    public void Line(double x0, double y0, double x1, double y1, int layer)
    {
        var steps = (int)Math.Min(Math.Ceiling(Math.Max(Math.Abs(x1 - x0), Math.Abs(y1 - y0))), 4.0 * (Width + Height));
        for (var i = 0; i <= steps; i++)
        {
            var t = steps == 0 ? 0 : (double)i / steps;
            Set((int)Math.Round(x0 + (t * (x1 - x0))), (int)Math.Round(y0 + (t * (y1 - y0))), layer);
        }
    }

    /// <summary>A character and its layer; layer 0 where there is no dot.</summary>
    public (char Character, int Layer) this[int row, int column] => _patterns[row, column] == 0 ? (' ', 0) : ((char)(FirstPattern + _patterns[row, column]), _layers[row, column]);
}
