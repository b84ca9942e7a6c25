using System.Runtime.InteropServices;
using static Symbolic.FiniteDifferences.Rounding;

namespace Symbolic.FiniteDifferences;

/// <summary>One entry of a tableau: an extrapolated value and what is known of its error.</summary>
/// <param name="Row">Rung, 0 = largest step.</param>
/// <param name="Column">Number of extrapolations.</param>
/// <param name="Value">The extrapolated derivative.</param>
/// <param name="Bound">Bound on its error, before safety factors.</param>
/// <param name="Noise">Share of the bound that comes from rounding and noise.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TableauEntry(int Row, int Column, double Value, double Bound, double Noise)
{
    public static TableauEntry None { get; } = new(-1, -1, double.NaN, double.PositiveInfinity, 0);

    public bool Exists => Row >= 0;

    /// <summary>Row of the largest step that entered the value.</summary>
    public int Top => Row - Column;
}

/// <summary>
/// Richardson extrapolation of difference quotients at steps h, h/2, h/4, ... with a second tableau, by the same recursion with
/// plus signs, that carries the worst rounding error along (after Ridders 1982, Adv. Eng. Software 4, 75, who has no second one).
/// </summary>
internal sealed class RichardsonTableau(DifferenceRule rule)
{
    // The difference of the parents is the error of the worse one; counted in full it costs half a digit and gains no cover.
    private const double ParentShare = 0.3;

    private readonly List<double> _steps = [];
    private readonly List<double[]> _values = [];
    private readonly List<double[]> _noise = [];
    private readonly List<double> _magnitudes = [];

    public DifferenceRule Rule => rule;

    public int Rows => _steps.Count;

    public double Step(int row) => _steps[row];

    public double Quotient(int row) => _values[row][0];

    /// <summary>Size of the values of f behind the quotients.</summary>
    public double LargestMagnitude { get; private set; }

    /// <summary>Size of the values of f behind one row.</summary>
    public double Magnitude(int row) => _magnitudes[row];

    /// <summary>Worst rounding error of the plain quotient in this row.</summary>
    public double QuotientNoise(int row) => _noise[row][0];

    /// <summary>Adds the quotient at the next smaller step; magnitude is the size of the numbers whose rounding it carries.</summary>
    public void Append(double step, double quotient, double magnitude)
    {
        int row = Rows;
        _magnitudes.Add(magnitude);
        LargestMagnitude = Math.Max(LargestMagnitude, magnitude);
        for (int k = Math.Max(0, row - 2); k < row; k++)
            magnitude = Math.Max(magnitude, _magnitudes[k]);
        int columns = Math.Min(row, rule.Columns);
        var values = new double[columns + 1];
        var noise = new double[columns + 1];
        values[0] = quotient;
        noise[0] = 1.5 * UnitRoundoff * magnitude * rule.NoiseFactor / rule.PowerOf(step);
        for (int j = 1; j <= columns; j++)
        {
            double r = rule.Ratio(j);
            values[j] = values[j - 1] + (values[j - 1] - _values[row - 1][j - 1]) / (r - 1);
            noise[j] = (r * noise[j - 1] + _noise[row - 1][j - 1]) / (r - 1);
        }
        _steps.Add(step);
        _values.Add(values);
        _noise.Add(noise);
    }

    /// <summary>
    /// The entry with the least bound among the rows that do not contradict a row of smaller step. Bounded functions look
    /// converged at steps much larger than their features; going upward from the smallest step sees through that.
    /// </summary>
    /// <param name="sigma">Standard deviation of the noise in f.</param>
    public TableauEntry Choose(double sigma)
    {
        TableauEntry best = TableauEntry.None;
        double low = double.NegativeInfinity, high = double.PositiveInfinity;
        bool allZero = _values.TrueForAll(row => row[0] == 0);
        for (int row = Rows - 1; row >= 0; row--)
        {
            if (_values[row][0] == 0 && !allZero)
                continue;
            TableauEntry entry = BestOfRow(row, sigma);
            double reach = 4 * entry.Bound;
            if (!(entry.Value - reach <= high && entry.Value + reach >= low))
                continue;
            low = Math.Max(low, entry.Value - reach);
            high = Math.Min(high, entry.Value + reach);
            if (entry.Bound < best.Bound)
                best = entry;
        }
        return best;
    }

    private TableauEntry BestOfRow(int row, double sigma)
    {
        TableauEntry best = TableauEntry.None;
        for (int column = 0; column < _values[row].Length; column++)
        {
            TableauEntry entry = Entry(row, column, sigma);
            if (entry.Bound < best.Bound || !best.Exists)
                best = entry;
        }
        return best;
    }

    private TableauEntry Entry(int row, int column, double sigma)
    {
        double value = _values[row][column];
        double noise = Math.Max(_noise[row][column], 3 * sigma * rule.Spread[column] / rule.PowerOf(_steps[row]));
        double change = 0;
        if (column > 0)
        {
            double changeOfParents = Math.Abs(value - _values[row - 1][column - 1]);
            change = Math.Max(Math.Abs(value - _values[row][column - 1]), ParentShare * changeOfParents);
        }
        if (row > 0 && column < _values[row - 1].Length)
            change = Math.Max(change, Math.Abs(value - _values[row - 1][column]));
        bool last = row == Rows - 1;
        if (!last)
            change = Math.Max(change, Math.Abs(value - _values[row + 1][column]) - _noise[row + 1][column]);
        double bound = change + noise + 2 * UnitRoundoff * Math.Abs(value);
        // The last row has nothing below it to confirm it.
        if (last)
            bound = Math.Max(2 * bound, 1e-3 * Math.Abs(value));
        return double.IsFinite(bound) ? new(row, column, value, bound, noise) : new(row, column, value, double.PositiveInfinity, noise);
    }

    /// <summary>
    /// Noise of f, from how much the entries below the chosen one scatter: rounding is in the tableau already, so what shows
    /// beyond it is noise of the function itself.
    /// </summary>
    public double NoiseBelow(TableauEntry best)
    {
        if (!best.Exists)
            return 0;
        Span<double> deviations = stackalloc double[5];
        int count = 0;
        double largest = 0;
        for (int row = best.Row + 1; row < Rows && count < deviations.Length; row++)
        {
            if (best.Column >= _values[row].Length)
                continue;
            double deviation = (_values[row][best.Column] - best.Value) * rule.PowerOf(_steps[row]) / rule.Spread[best.Column];
            deviations[count++] = deviation;
            largest = Math.Max(largest, Math.Abs(deviation));
        }
        if (count < 2 || largest == 0 || !double.IsFinite(largest))
            return 0;
        // Scaled, so that no square overflows.
        double sum = 0;
        foreach (double deviation in deviations[..count])
            sum += deviation / largest * (deviation / largest);
        return largest * Math.Sqrt(sum / count);
    }

    /// <summary>Largest quotient in the last rows: the scale of the derivative.</summary>
    public double ScaleOf(TableauEntry best)
    {
        double scale = Math.Abs(best.Value);
        for (int row = Math.Max(0, best.Top); row <= best.Row && row < Rows; row++)
            scale = Math.Max(scale, Math.Abs(_values[row][0]));
        return scale;
    }

    /// <summary>Whether a further rung could still lower the bound.</summary>
    public bool IsExhausted(TableauEntry best, double goal)
    {
        if (!best.Exists || Rows < 3)
            return Rows == 0;
        int below = Rows - 1 - best.Row;
        double nextNoise = _noise[Rows - 1][0] * rule.PowerOf(2);
        return (nextNoise > best.Bound / 2 && below >= 2)
            || (best.Bound <= goal * ScaleOf(best) && below >= 1)
            || (below >= 5 && best.Bound < 1e-3 * Math.Abs(best.Value));
    }
}
