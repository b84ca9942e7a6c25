namespace Symbolic.Solvers.Minimisation;

/// <summary>Points in a box from which searches start.</summary>
internal static class Starts
{
    private const int MaxGridPoints = 100_000;

    /// <summary>A grid with this many points along each axis, in the middles of equal cells.</summary>
    public static IEnumerable<double[]> Grid(double[] lower, double[] upper, int perAxis)
    {
        Check(lower, upper);
        var count = Math.Pow(perAxis, lower.Length);
        if (count > MaxGridPoints) throw new ArgumentException($"A grid of {perAxis} points along each of {lower.Length} axes has more than {MaxGridPoints} points.", nameof(perAxis));
        return Enumerable.Range(0, (int)count).Select(k =>
        {
            var x = new double[lower.Length];
            for (var i = 0; i < x.Length; i++, k /= perAxis) x[i] = lower[i] + ((upper[i] - lower[i]) * ((k % perAxis) + 0.5) / perAxis);
            return x;
        });
    }

    /// <summary>Points of the additive recurrence with the generalised golden ratio, which fill a box evenly (M. Roberts, 2018).</summary>
    public static IEnumerable<double[]> Random(double[] lower, double[] upper, int count)
    {
        Check(lower, upper);
        var ratio = 2.0;
        for (var i = 0; i < 60; i++) ratio = Math.Pow(1 + ratio, 1.0 / (lower.Length + 1));
        return Enumerable.Range(1, count).Select(k =>
        {
            var x = new double[lower.Length];
            for (var i = 0; i < x.Length; i++)
            {
                var t = 0.5 + (k * Math.Pow(ratio, -(i + 1)));
                x[i] = lower[i] + ((upper[i] - lower[i]) * (t - Math.Floor(t)));
            }

            return x;
        });
    }

    private static void Check(double[] lower, double[] upper)
    {
        if (lower.Length != upper.Length) throw new ArgumentException("The corners of the box have different lengths.", nameof(upper));
        for (var i = 0; i < lower.Length; i++)
        {
            if (!(lower[i] <= upper[i]) || !double.IsFinite(upper[i] - lower[i])) throw new ArgumentException($"The box of starts is not a finite interval in variable {i + 1}.", nameof(upper));
        }
    }
}
