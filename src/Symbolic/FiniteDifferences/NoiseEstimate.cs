using System.Runtime.InteropServices;

namespace Symbolic.FiniteDifferences;

/// <summary>How a noise estimate ended.</summary>
public enum NoiseStatus
{
    /// <summary>A noise level was found.</summary>
    Found,

    /// <summary>The values vary too smoothly at every spacing tried: the noise is below what differences show.</summary>
    NotDetected,

    /// <summary>f was not finite at the points needed.</summary>
    NonFinite,
}

/// <summary>
/// Standard deviation of the noise in a computed function (Moré and Wild, SIAM J. Sci. Comput. 33, 2011, 1292: ECNoise).
/// </summary>
/// <param name="Level">The standard deviation, in the unit of f; NaN unless found.</param>
/// <param name="Spacing">Spacing of the points at which it was found.</param>
/// <param name="Calls">Calls of f.</param>
/// <param name="Status">How the estimate ended.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NoiseEstimate(double Level, double Spacing, int Calls, NoiseStatus Status)
{
    private const int Points = 9;
    private const int Attempts = 6;

    /// <summary>Estimates the noise of <paramref name="f"/> near <paramref name="x"/> from 9 equally spaced values, 9 to 54 calls.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The point.</param>
    /// <param name="spacing">First spacing tried; null means 1e-6·max(|x|, 1).</param>
    public static NoiseEstimate Of(Func<double, double> f, double x, double? spacing = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        double h = spacing ?? 1e-6 * Math.Max(Math.Abs(x), 1);
        int calls = 0;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            var values = new double[Points];
            for (int k = 0; k < Points; k++, calls++)
                values[k] = Guarded.Call(f, x + (k - Points / 2) * h);
            if (!values.All(double.IsFinite))
                return new(double.NaN, h, calls, NoiseStatus.NonFinite);
            if (values.Distinct().Count() <= Points / 2)
            {
                // Half the values are equal: too close together to differ.
                h *= 100;
                continue;
            }
            double level = LevelOf(values);
            if (double.IsFinite(level))
                return new(level, h, calls, NoiseStatus.Found);
            h /= 100;
        }
        return new(double.NaN, h, calls, NoiseStatus.NotDetected);
    }

    /// <summary>
    /// The k-th differences of noise have variance (2k)!/(k!)² times its own, those of the function vanish with the spacing. Three
    /// successive estimates within a factor of four, with both signs among the differences, are noise.
    /// </summary>
    private static double LevelOf(double[] values)
    {
        double range = values.Max() - values.Min(), size = values.Max(Math.Abs);
        if (range > 0.1 * size)
            return double.NaN;
        int m = values.Length - 1;
        var levels = new double[m + 1];
        var changes = new bool[m + 1];
        double[] differences = [.. values];
        double gamma = 1;
        for (int k = 1; k <= m; k++)
        {
            differences = [.. differences.Skip(1).Zip(differences, (next, here) => next - here)];
            gamma *= 0.5 * k / (2 * k - 1);
            levels[k] = Math.Sqrt(gamma * differences.Average(d => d * d));
            changes[k] = differences.Min() < 0 && differences.Max() > 0;
        }
        for (int k = 1; k <= m - 2; k++)
        {
            double most = Math.Max(levels[k], Math.Max(levels[k + 1], levels[k + 2]));
            double least = Math.Min(levels[k], Math.Min(levels[k + 1], levels[k + 2]));
            if (changes[k] && least > 0 && most <= 4 * least)
                return levels[k];
        }
        return double.NaN;
    }
}
