namespace Symbolic.Tests.Numerics.Vectorised.Kernels;

/// <summary>
/// Circular functions: |x| = n·π/2 + r with π/2 in three parts (Cody and Waite). The first step is exact by the fused
/// multiply-add, the second because its part of π/2 has only 33 bits, so r + correction has twice a double's
/// precision for n &lt; 2^20 and keeps its relative accuracy next to multiples of π/2. Lanes beyond take a longer
/// reduction, still in vectors, up to 2^45, and the scalar function one by one only from there.
/// </summary>
internal static class TrigonometricKernels
{
    /// <summary>Largest argument of the short reduction.</summary>
    private const double Limit = 1.0e6;

    /// <summary>Largest argument of the long reduction, 2^45.</summary>
    private const double FarLimit = 35184372088832.0;

    private const double TwoOverPi = 0.6366197723675814;

    // Adding 1.5·2^52 rounds to an integer and leaves it in the low bits of the pattern.
    private const double IntegerShift = 6755399441055744.0;

    private const double HalfPi1 = 1.5707963267948966;
    private const double HalfPi2 = 6.12323399538461e-17;
    private const double HalfPi3 = 3.5215598651832e-27;

    // π/2 less its first part, in whole doubles.
    private const double HalfPiFar2 = 6.123233995736766e-17;
    private const double HalfPiFar3 = -1.4973849048591698e-33;

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

    /// <summary>As <see cref="Reduce"/> for |x| up to 2^45: the second part's product and difference are kept in full.</summary>
    private static T ReduceFar<T>(T magnitude, out T correction, out T quadrant)
        where T : struct, ILanes<T>
    {
        T n = T.Round(magnitude * TwoOverPi);
        quadrant = n + IntegerShift;
        T high = T.Fma(n, -HalfPi1, magnitude);
        T step = n * HalfPiFar2;
        T stepLow = T.Fma(n, HalfPiFar2, -step);
        T sum = high - step;
        T taken = high - sum;
        T lost = (high - (sum + taken)) + (taken - step);
        T low = T.Fma(n, -HalfPiFar3, lost - stepLow);
        T r = sum + low;
        correction = (sum - r) + low;
        return r;
    }

    /// <summary>|sin πr| for |r| ≤ 1/2, the angle πr in two parts.</summary>
    public static T AbsoluteSinPi<T>(T r)
        where T : struct, ILanes<T>
    {
        T a = T.Abs(r);
        T t = T.SelectLess(0.25, a, 0.5 - a, a);
        T angle = t * Math.PI;
        T low = T.Fma(t, 2 * HalfPiFar2, T.Fma(t, Math.PI, -angle));
        T z = angle * angle;
        return T.SelectLess(0.25, a, Cosine(angle, z, low), Sine(angle, z, low));
    }

    private static T SinOf<T>(T r, T correction, T quadrant, T x)
        where T : struct, ILanes<T>
    {
        T z = r * r;
        T y = T.SelectNegative(quadrant << 63, Cosine(r, z, correction), Sine(r, z, correction));
        return T.FlipSign(y, quadrant << 62, x);
    }

    private static T CosOf<T>(T r, T correction, T quadrant)
        where T : struct, ILanes<T>
    {
        T z = r * r;
        T y = T.SelectNegative(quadrant << 63, Sine(r, z, correction), Cosine(r, z, correction));
        return T.FlipSign(y, quadrant << 62, quadrant << 63);
    }

    /// <summary>tan r, or -1/tan r where n is odd: one polynomial and one division.</summary>
    private static T TanOf<T>(T r, T correction, T quadrant, T x)
        where T : struct, ILanes<T>
    {
        T z = r * r;
        // tan(r + correction) = tan r + correction·(1 + tan² r), with r² for tan² r.
        T t = r + T.Fma(r * z, Polynomials.TanTail(z), T.Fma(z, correction, correction));
        T isOdd = quadrant << 63;
        T y = T.SelectNegative(isOdd, 1.0, t) / T.SelectNegative(isOdd, t, 1.0);
        return T.FlipSign(y, isOdd, x);
    }

    internal readonly struct Sin : IUnaryKernel
    {
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T magnitude = T.Abs(x);
            T r = Reduce(magnitude, out T correction, out T quadrant);
            return T.RepairLess(Limit, magnitude, "Sin", SinOf(r, correction, quadrant, x), x);
        }

        /// <summary>The ordinary result, but sin x where |x| is beyond the limit.</summary>
        public static T Far<T>(T ordinary, T x)
            where T : struct, ILanes<T>
        {
            T magnitude = T.Abs(x);
            T r = ReduceFar(magnitude, out T correction, out T quadrant);
            T y = T.SelectLess(Limit, magnitude, SinOf(r, correction, quadrant, x), ordinary);
            return T.RepairLess(FarLimit, magnitude, "HugeSin", y, x);
        }
    }

    internal readonly struct Cos : IUnaryKernel
    {
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T magnitude = T.Abs(x);
            T r = Reduce(magnitude, out T correction, out T quadrant);
            return T.RepairLess(Limit, magnitude, "Cos", CosOf(r, correction, quadrant), x);
        }

        /// <summary>The ordinary result, but cos x where |x| is beyond the limit.</summary>
        public static T Far<T>(T ordinary, T x)
            where T : struct, ILanes<T>
        {
            T magnitude = T.Abs(x);
            T r = ReduceFar(magnitude, out T correction, out T quadrant);
            T y = T.SelectLess(Limit, magnitude, CosOf(r, correction, quadrant), ordinary);
            return T.RepairLess(FarLimit, magnitude, "HugeCos", y, x);
        }
    }

    /// <summary>Sine, and cosine as the second result, from one reduction.</summary>
    public static T SinCos<T>(T x, out T cos)
        where T : struct, ILanes<T>
    {
        T magnitude = T.Abs(x);
        T r = Reduce(magnitude, out T correction, out T quadrant);
        T sine = SinOf(r, correction, quadrant, x);
        T cosine = CosOf(r, correction, quadrant);
        cos = T.RepairLess(Limit, magnitude, "Cos", cosine, x);
        return T.RepairLess(Limit, magnitude, "Sin", sine, x);
    }

    internal readonly struct Tan : IUnaryKernel
    {
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T magnitude = T.Abs(x);
            T r = Reduce(magnitude, out T correction, out T quadrant);
            return T.RepairLess(Limit, magnitude, "Tan", TanOf(r, correction, quadrant, x), x);
        }

        /// <summary>The ordinary result, but tan x where |x| is beyond the limit.</summary>
        public static T Far<T>(T ordinary, T x)
            where T : struct, ILanes<T>
        {
            T magnitude = T.Abs(x);
            T r = ReduceFar(magnitude, out T correction, out T quadrant);
            T y = T.SelectLess(Limit, magnitude, TanOf(r, correction, quadrant, x), ordinary);
            return T.RepairLess(FarLimit, magnitude, "HugeTan", y, x);
        }
    }
}
