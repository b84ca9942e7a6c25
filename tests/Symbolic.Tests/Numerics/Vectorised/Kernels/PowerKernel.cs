namespace Symbolic.Tests.Numerics.Vectorised.Kernels;

/// <summary>
/// x^y = 2^(y·log2 x), the logarithm as a sum of two doubles good to about 64 bits, because y·log2 x up to 1075 must be right
/// to 2^-54. Special arguments as in IEEE 754-2019, 9.2.1 (and C's Annex F).
/// </summary>
internal readonly struct PowerKernel : IBinaryKernel
{
    private const double SmallestNormal = 2.2250738585072014e-308;
    private const long NormalRange = 0x7ff0_0000_0000_0000 - 0x0010_0000_0000_0000;
    private const double ThirdHigh = 0.3333333333333333;
    private const double ThirdLow = 1.850371707708594e-17;
    private const double TwoOverLn2High = 2.8853900817779268;
    private const double TwoOverLn2Low = 4.0710547481862066e-17;

    // Beyond it every power of a number other than 1 has overflowed or vanished.
    private const double LargestExponent = 1e30;

    public static T Evaluate<T>(T x, T y)
        where T : struct, ILanes<T>
    {
        T special = T.BitsBelow(T.Bits(NormalRange - 1), T.SubtractBits(x, SmallestNormal)) | T.NotEqual(y, y);
        return T.Repair(special, "Pow", OfPositive(x, y), x, y);
    }

    /// <summary>x positive, finite, not zero.</summary>
    private static T OfPositive<T>(T x, T y)
        where T : struct, ILanes<T>
    {
        T high = Log2(x, out T low);
        T exponent = T.Max(-LargestExponent, T.Min(LargestExponent, y));
        T product = exponent * high;
        T remainder = T.Fma(exponent, high, -product) + exponent * low;
        T clamped = ExponentialKernels.Clamp(product);
        T n = T.Round(clamped);
        // Where the clamp acted the remainder may be anything; the result has saturated.
        T r = (clamped - n) + T.SelectEqual(clamped, product, remainder, 0.0);
        return T.Scale(T.Fma(Polynomials.Exp2Tail(r), r, 1.0), n);
    }

    /// <summary>log2 x = high + low.</summary>
    public static T Log2<T>(T x, out T low)
        where T : struct, ILanes<T>
    {
        T m = T.Split(x, out T k);
        // s = f/(m + 1) in two parts, m + 1 too.
        T f = m - 1.0;
        T d = m + 1.0;
        T dLow = m - (d - 1.0);
        T reciprocal = 1.0 / d;
        T s = f * reciprocal;
        T sLow = T.Fma(-s, dLow, T.Fma(-s, d, f)) * reciprocal;

        // a = artanh(s)/s - 1 = z·b, b = 1/3 + z/5 + ..., z = s².
        T z = s * s;
        T zLow = T.Fma(s, s, -z) + 2.0 * s * sLow;
        T tail = z * Polynomials.LogFarTail(z);
        T b = tail + ThirdHigh;
        T bLow = (ThirdHigh - b) + tail + ThirdLow;
        T a = z * b;
        T aLow = T.Fma(z, b, -a) + T.Fma(z, bLow, zLow * b);

        // artanh(s) = s + s·a.
        T sa = s * a;
        T saLow = T.Fma(s, a, -sa) + T.Fma(s, aLow, sLow * a);
        T sum = s + sa;
        T sumLow = ((s - sum) + sa) + (saLow + sLow);

        T scaled = sum * TwoOverLn2High;
        T scaledLow = T.Fma(sum, TwoOverLn2High, -scaled) + T.Fma(sum, TwoOverLn2Low, sumLow * TwoOverLn2High);
        T high = k + scaled;
        low = ((k - high) + scaled) + scaledLow;
        return high;
    }

    /// <summary>Any arguments: |x|^y, then the sign of a negative base and the special values, still in vectors.</summary>
    public static T OfAny<T>(T x, T y)
        where T : struct, ILanes<T>
    {
        T a = T.Abs(x);
        T isZero = T.Equal(a, 0.0);
        T isInfinite = T.Equal(a, double.PositiveInfinity);
        T result = OfPositive(T.Select(isZero | isInfinite, 1.0, a), y);

        T grows = T.LessThan(0.0, y);
        T limit = T.Select(isZero ^ grows, double.PositiveInfinity, 0.0);
        result = T.Select(isZero | isInfinite, limit, result);

        T isInteger = T.Equal(T.Round(y), y);
        T isEven = T.Equal(T.Round(y * 0.5), y * 0.5);
        T isNegative = T.BitsLessThan(x, T.Bits(0));
        result ^= T.AndNot(Signs.Of(x), isEven | T.AndNot(T.Bits(-1), isInteger));
        T undefined = T.AndNot(isNegative, isInteger | isZero | isInfinite);
        result = T.Select(undefined, double.NaN, result);

        result = T.Select(T.Equal(x, x) & T.Equal(y, y), result, double.NaN);
        return T.Select(T.Equal(y, 0.0) | T.Equal(x, 1.0), 1.0, result);
    }
}
