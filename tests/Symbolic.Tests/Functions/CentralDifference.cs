namespace Symbolic.Tests.Functions;

/// <summary>
/// First derivative of a black box by central differences with steps h, h/2, h/4, h/8 and Richardson extrapolation. The bound is
/// the change in the last extrapolations (truncation) plus the rounding of the values, magnified by the extrapolation weights.
/// </summary>
internal static class CentralDifference
{
    private const int Steps = 4;

    /// <summary>Σ|weights| of the extrapolation for Steps = 4: ∏ (4^k + 1)/(4^k − 1), rounded up.</summary>
    private const double Magnification = 2;

    public static (double Derivative, double Bound) Of(Func<double, double> f, double x, double h, double relativeNoise)
    {
        var table = new double[Steps, Steps];
        var largest = Math.Abs(f(x));
        for (var i = 0; i < Steps; i++, h /= 2)
        {
            var (up, down) = (x + h, x - h);
            var (above, below) = (f(up), f(down));
            largest = Math.Max(largest, Math.Max(Math.Abs(above), Math.Abs(below)));
            table[i, 0] = (above - below) / (up - down);
            for (var k = 1; k <= i; k++) table[i, k] = table[i, k - 1] + ((table[i, k - 1] - table[i - 1, k - 1]) / (Math.ScaleB(1, 2 * k) - 1));
        }

        const int last = Steps - 1;
        var truncation = Math.Abs(table[last, last] - table[last, last - 1]) + Math.Abs(table[last, last] - table[last - 1, last - 1]);
        var rounding = Magnification * relativeNoise * largest / (2 * h); // h is now half the smallest step
        return (table[last, last], truncation + rounding);
    }
}
