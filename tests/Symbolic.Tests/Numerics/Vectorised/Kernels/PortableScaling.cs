namespace Symbolic.Tests.Numerics.Vectorised.Kernels;

/// <summary>Exponent arithmetic for processors without AVX-512; the same results, bit for bit.</summary>
internal static class PortableScaling
{
    // Adding 1.5·2^52 leaves an integer below 2^51 in the low bits of the pattern.
    private const double IntegerShift = 6755399441055744.0;
    private const double SmallestNormal = 2.2250738585072014e-308;
    private const double TwoTo54 = 18014398509481984.0;
    private const double TwoTo52 = 4503599627370496.0;
    private const long MantissaBits = 0x000f_ffff_ffff_ffff;
    private const long OneMinusThreeQuarters = 0x0008_0000_0000_0000;

    /// <summary>
    /// a·2^n. 2^n is taken as the product of two powers of two that are normal numbers, so the first product is exact
    /// and the second rounds once, as the instruction does.
    /// </summary>
    public static T Scale<T>(T a, T n)
        where T : struct, ILanes<T>
    {
        T half = T.Round(n * 0.5);
        return a * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary>Mantissa in [3/4, 3/2) and exponent; see <see cref="ILanes{T}.Split"/>.</summary>
    public static T Split<T>(T x, out T exponent)
        where T : struct, ILanes<T>
    {
        T subnormal = T.LessThan(x, SmallestNormal);
        T normal = T.Select(subnormal, x * TwoTo54, x);
        T shifted = T.AddBits(normal, T.Bits(OneMinusThreeQuarters));
        T biased = (shifted >>> 52) | TwoTo52;
        T mantissa = T.AddBits(shifted & T.Bits(MantissaBits), 0.75);
        exponent = biased - T.Select(subnormal, TwoTo52 + 1023 + 54, TwoTo52 + 1023);
        exponent = T.Select(T.LessThan(0.0, x) & T.LessThan(x, double.PositiveInfinity), exponent, LogOfLimit(x));
        return T.Select(T.LessOrEqual(0.0, x), T.Select(T.Equal(x, 0.0) | T.Equal(x, double.PositiveInfinity), 1.0, mantissa), double.NaN);
    }

    /// <summary>-∞ at zero, ∞ at ∞, else NaN.</summary>
    private static T LogOfLimit<T>(T x)
        where T : struct, ILanes<T> =>
        T.SelectEqual(x, 0.0, double.NegativeInfinity, T.SelectLess(0.0, x, double.PositiveInfinity, double.NaN));

    private static T PowerOfTwo<T>(T n)
        where T : struct, ILanes<T> =>
        T.AddBits((n + IntegerShift) << 52, 1.0);
}
