namespace Symbolic.Tests.Numerics.Vectorised.Kernels;

/// <summary>
/// Circular functions: |x| = n·π/2 + r with π/2 in three parts (Cody and Waite). The first step is exact by the fused
/// multiply-add, the second because its part of π/2 has only 33 bits, so r + correction has twice a double's
/// precision for n &lt; 2^20 and keeps its relative accuracy next to multiples of π/2. Lanes beyond that go, one
/// by one, to the scalar function.
/// </summary>
internal static class TrigonometricKernels
{
    /// <summary>Largest argument reduced in vectors.</summary>
    public const double Limit = 1.0e6;

    private const double TwoOverPi = 0.6366197723675814;

    // Adding 1.5·2^52 rounds to an integer and leaves it in the low bits of the pattern.
    private const double IntegerShift = 6755399441055744.0;

    private const double HalfPi1 = 1.5707963267948966;
    private const double HalfPi2 = 6.12323399538461e-17;
    private const double HalfPi3 = 3.5215598651832e-27;

    /// <summary>r of |x| = n·π/2 + r + correction, and n in the low bits of the pattern <paramref name="quadrant"/>.</summary>
    private static T Reduce<T>(T magnitude, out T correction, out T quadrant)
        where T : struct, ILanes<T>
    {
        quadrant = T.Fma(magnitude, TwoOverPi, IntegerShift);
        T n = quadrant - IntegerShift;
        T high = T.Fma(n, -HalfPi1, magnitude);
        T step = n * HalfPi2;
        T r = high - step;
        correction = T.Fma(n, -HalfPi3, (high - r) - step);
        return r;
    }

    private static T Sine<T>(T r, T z, T correction)
        where T : struct, ILanes<T> =>
        r + T.Fma(r * z, Polynomials.SinTail(z), correction);

    private static T Cosine<T>(T r, T z, T correction)
        where T : struct, ILanes<T> =>
        1.0 + T.Fma(-r, correction, z * T.Fma(z, Polynomials.CosTail(z), -0.5));

    internal readonly struct Sin : IUnaryKernel
    {
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T magnitude = T.Abs(x);
            T r = Reduce(magnitude, out T correction, out T quadrant);
            T z = r * r;
            T y = T.SelectNegative(quadrant << 63, Cosine(r, z, correction), Sine(r, z, correction));
            y = T.FlipSign(y, quadrant << 62, x);
            return T.RepairLess(Limit, magnitude, "Sin", y, x);
        }
    }

    internal readonly struct Cos : IUnaryKernel
    {
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T magnitude = T.Abs(x);
            T r = Reduce(magnitude, out T correction, out T quadrant);
            T z = r * r;
            T y = T.SelectNegative(quadrant << 63, Sine(r, z, correction), Cosine(r, z, correction));
            y = T.FlipSign(y, quadrant << 62, quadrant << 63);
            return T.RepairLess(Limit, magnitude, "Cos", y, x);
        }
    }

    /// <summary>Sine, and cosine as the second result, from one reduction.</summary>
    public static T SinCos<T>(T x, out T cos)
        where T : struct, ILanes<T>
    {
        T magnitude = T.Abs(x);
        T r = Reduce(magnitude, out T correction, out T quadrant);
        T z = r * r;
        T sine = Sine(r, z, correction);
        T cosine = Cosine(r, z, correction);
        T isOdd = quadrant << 63;
        T sin = T.FlipSign(T.SelectNegative(isOdd, cosine, sine), quadrant << 62, x);
        cos = T.FlipSign(T.SelectNegative(isOdd, sine, cosine), quadrant << 62, isOdd);
        cos = T.RepairLess(Limit, magnitude, "Cos", cos, x);
        return T.RepairLess(Limit, magnitude, "Sin", sin, x);
    }

    /// <summary>tan r, or -1/tan r where n is odd: one polynomial and one division.</summary>
    internal readonly struct Tan : IUnaryKernel
    {
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T magnitude = T.Abs(x);
            T r = Reduce(magnitude, out T correction, out T quadrant);
            T z = r * r;
            // tan(r + correction) = tan r + correction·(1 + tan² r), with r² for tan² r.
            T t = r + T.Fma(r * z, Polynomials.TanTail(z), T.Fma(z, correction, correction));
            T isOdd = quadrant << 63;
            T y = T.SelectNegative(isOdd, 1.0, t) / T.SelectNegative(isOdd, t, 1.0);
            y = T.FlipSign(y, isOdd, x);
            return T.RepairLess(Limit, magnitude, "Tan", y, x);
        }
    }
}
