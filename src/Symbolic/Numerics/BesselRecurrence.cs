namespace Symbolic.Numerics;

/// <summary>
/// Bessel functions of any real order ν ≥ 0 at x &gt; 0, composed of series, asymptotic forms and recurrence (DLMF 10.74):
/// Y and K upwards, J upwards to ν = x and downwards (J. C. P. Miller's algorithm) from above.
/// </summary>
internal static class BesselRecurrence
{
    /// <summary>J and Y are recurred up to this order; beyond, the number of steps would be felt.</summary>
    public const double HighestOrder = 1e5;

    private const double SeriesTo = 25;

    public static DoubleDouble J(double order, double x)
    {
        if (order <= Math.Max(x, 1) && order == Math.Floor(order) && !FarOut(order, x))
        {
            var (zero, one) = BesselIntegerOrders.J(x);
            return Upwards(zero, one, 0, order, x);
        }

        if (x <= SeriesTo || x * x < 40 * (order + 1))
        {
            var mantissa = BesselSeries.First(order, x, -1, out var k);
            return mantissa.Scale(k);
        }

        if (FarOut(order, x))
        {
            return BesselAsymptotic.Hankel(order, x).J;
        }

        var mu = order - Math.Floor(order);
        var first = BesselAsymptotic.Hankel(mu, x).J;
        var second = BesselAsymptotic.Hankel(mu + 1, x).J;
        return order <= x ? Upwards(first, second, mu, order, x) : Downwards(first, second, mu, order, x);
    }

    public static DoubleDouble Y(double order, double x)
    {
        if (order == Math.Floor(order) && !FarOut(order, x))
        {
            var (zero, one) = BesselIntegerOrders.Y(x);
            return Finite(Upwards(zero, one, 0, order, x));
        }

        if (FarOut(order, x))
        {
            return BesselAsymptotic.Hankel(order, x).Y;
        }

        if (x > SeriesTo)
        {
            var fraction = order - Math.Floor(order);
            var first = BesselAsymptotic.Hankel(fraction, x).Y;
            return Finite(Upwards(first, BesselAsymptotic.Hankel(fraction + 1, x).Y, fraction, order, x));
        }

        var mu = order - Math.Round(order);
        var (low, next) = BesselSeries.Second(mu, x);
        return Finite(Upwards(low, next, mu, order, x));
    }

    public static DoubleDouble I(double order, double x)
    {
        if (x > 800 && order < BesselUniform.LeastOrder)
        {
            return double.PositiveInfinity;
        }

        int k;
        var mantissa = order is 0 or 1 ? ModifiedBesselIntegerOrders.I(order == 1, x, out k)
            : order >= BesselUniform.LeastOrder ? BesselUniform.Growing(order, x, out k)
            : x >= 35 && order * order <= 2 * x ? BesselAsymptotic.Growing(order, x, out k)
            : BesselSeries.First(order, x, 1, out k);
        return mantissa.Scale(k);
    }

    public static DoubleDouble K(double order, double x)
    {
        if (order >= BesselUniform.LeastOrder)
        {
            var uniform = BesselUniform.Decaying(order, x, out var ku);
            return uniform.Scale(ku);
        }

        var mu = order - Math.Round(order);
        if (x <= (mu == 0 ? 2 : 4))
        {
            var (low, next) = mu == 0 ? ModifiedBesselIntegerOrders.K(x) : BesselSeries.ModifiedSecond(mu, x);
            var small = UpwardsModified(low, next, mu, order, x);
            return double.IsFinite(small.Lo) ? small : double.PositiveInfinity;
        }

        var (first, second) = mu == 0 ? ModifiedBesselIntegerOrders.ScaledK(x) : BesselAsymptotic.Decaying(mu, x);
        var scaled = UpwardsModified(first, second, mu, order, x) * ElementaryKernels.ExpScaled(-x, out var k);
        return scaled.Scale(k);
    }

    /// <summary>Whether Hankel's expansion is both good and cheaper than the recurrence.</summary>
    private static bool FarOut(double order, double x) =>
        x > SeriesTo && order * order <= 2 * x && (order > 20 || order != Math.Floor(order));

    /// <summary>C_{ν+1} = (2ν/x) C_ν - C_{ν-1}, DLMF 10.6.1.</summary>
    private static DoubleDouble Upwards(DoubleDouble low, DoubleDouble next, double mu, double order, double x)
    {
        var steps = Math.Round(order - mu);
        if (steps == 0)
        {
            return low;
        }

        for (var k = 1; k < steps; k++)
        {
            (low, next) = (next, (next * (DoubleDouble.TwoSum(mu, k) * 2) / x) - low);
            if (!double.IsFinite(next.Lo))
            {
                return next;
            }
        }

        return next;
    }

    /// <summary>K_{ν+1} = (2ν/x) K_ν + K_{ν-1}, DLMF 10.29.1.</summary>
    private static DoubleDouble UpwardsModified(DoubleDouble low, DoubleDouble next, double mu, double order, double x)
    {
        var steps = Math.Round(order - mu);
        for (var k = 1; k < steps; k++)
        {
            (low, next) = (next, (next * (DoubleDouble.TwoSum(mu, k) * 2) / x) + low);
        }

        return steps == 0 ? low : next;
    }

    /// <summary>
    /// Miller's algorithm from well above ν down to μ, scaled to fit J_μ and J_{μ+1}, both used so that neither has to be
    /// away from its zeros.
    /// </summary>
    private static DoubleDouble Downwards(DoubleDouble first, DoubleDouble second, double mu, double order, double x)
    {
        DoubleDouble high = 0;
        DoubleDouble low = 1e-100;
        DoubleDouble wanted = 0;
        var exponent = 0;
        var steps = (int)Math.Round(order - mu);
        var start = steps + 20 + (int)(9 * Math.Cbrt(order)) + (int)(8 * Math.Sqrt(Math.Max(order - x, 1)));
        for (var k = start; k > 0; k--)
        {
            if (k == steps)
            {
                wanted = low;
            }

            (high, low) = (low, (low * (DoubleDouble.TwoSum(mu, k) * 2) / x) - high);
            if (Math.Abs(low.Hi) > 1e100)
            {
                (high, low) = (high.Scale(-300), low.Scale(-300));
                exponent += k <= steps ? 300 : 0;
            }
        }

        var norm = (low * low) + (high * high);
        var scaled = wanted * ((first * low) + (second * high)) / norm;
        return scaled.Scale(-exponent);
    }

    private static DoubleDouble Finite(DoubleDouble value) =>
        double.IsFinite(value.Lo) ? value : double.NegativeInfinity;
}
