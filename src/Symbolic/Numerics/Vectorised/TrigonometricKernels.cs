using System.Runtime.CompilerServices;

namespace Symbolic.Numerics.Vectorised;

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

    /// <summary>Both functions of r + correction, and the quadrant n in the low bits of a pattern.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Reduce<T>(T magnitude, out T correction, out T quadrant)
        where T : struct, ILanes<T>
    {
        quadrant = T.Fma(magnitude, TwoOverPi, IntegerShift);
        T n = quadrant - IntegerShift;
        T high = T.Fma(-n, HalfPi1, magnitude);
        T step = n * HalfPi2;
        T r = high - step;
        correction = T.Fma(-n, HalfPi3, (high - r) - step);
        return r;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Sine<T>(T r, T z, T correction)
        where T : struct, ILanes<T> =>
        r + T.Fma(r * z, Polynomials.SinTail(z), correction);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Cosine<T>(T r, T z, T correction)
        where T : struct, ILanes<T> =>
        1.0 + T.Fma(z, T.Fma(z, Polynomials.CosTail(z), -0.5), -(r * correction));

    /// <summary>Where n is odd.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T IsOdd<T>(T quadrant)
        where T : struct, ILanes<T> =>
        T.BitsLessThan(quadrant << 63, T.Bits(0));

    internal readonly struct Sin : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T magnitude = T.Abs(x);
            T r = Reduce(magnitude, out T correction, out T quadrant);
            T z = r * r;
            T y = T.Select(IsOdd(quadrant), Cosine(r, z, correction), Sine(r, z, correction));
            y ^= Signs.Of((quadrant << 62) ^ x);
            T far = T.LessThan(Limit, magnitude);
            return T.Any(far) ? FarLanes.Sin(far, x, y) : y;
        }
    }

    internal readonly struct Cos : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T magnitude = T.Abs(x);
            T r = Reduce(magnitude, out T correction, out T quadrant);
            T z = r * r;
            T y = T.Select(IsOdd(quadrant), Sine(r, z, correction), Cosine(r, z, correction));
            y ^= Signs.Of(T.AddBits(quadrant, T.Bits(1)) << 62);
            T far = T.LessThan(Limit, magnitude);
            return T.Any(far) ? FarLanes.Cos(far, x, y) : y;
        }
    }

    /// <summary>Sine, and cosine as the second result, from one reduction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T SinCos<T>(T x, out T cos)
        where T : struct, ILanes<T>
    {
        T magnitude = T.Abs(x);
        T r = Reduce(magnitude, out T correction, out T quadrant);
        T z = r * r;
        T sine = Sine(r, z, correction);
        T cosine = Cosine(r, z, correction);
        T odd = IsOdd(quadrant);
        T sin = T.Select(odd, cosine, sine) ^ Signs.Of((quadrant << 62) ^ x);
        cos = T.Select(odd, sine, cosine) ^ Signs.Of(T.AddBits(quadrant, T.Bits(1)) << 62);
        T far = T.LessThan(Limit, magnitude);
        return T.Any(far) ? FarLanes.SinCos(far, x, sin, ref cos) : sin;
    }

    internal readonly struct Tan : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T magnitude = T.Abs(x);
            T r = Reduce(magnitude, out T correction, out T quadrant);
            T z = r * r;
            T sine = Sine(r, z, correction);
            T cosine = Cosine(r, z, correction);
            T odd = IsOdd(quadrant);
            T y = T.Select(odd, cosine, sine) / T.Select(odd, sine, cosine);
            y ^= Signs.Of((quadrant << 63) ^ x);
            T far = T.LessThan(Limit, magnitude);
            return T.Any(far) ? FarLanes.Tan(far, x, y) : y;
        }
    }
}
