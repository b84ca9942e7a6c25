using System.Runtime.CompilerServices;

namespace Symbolic.Numerics.Vectorised;

/// <summary>
/// Inverse circular functions. Every argument is brought to |t| ≤ 1/2 by the addition theorem (DLMF 4.24.15) or, for arcsine,
/// by the half-angle formula arcsin(x) = π/2 - 2·arcsin(√((1 - x)/2)); then an odd polynomial.
/// </summary>
internal static class InverseTrigonometricKernels
{
    private const double HalfPi = 1.5707963267948966;
    private const double HalfPiLow = 6.123233995736766e-17;
    private const double QuarterPi = 0.7853981633974483;

    /// <summary>offset + arctan(t), |t| ≤ 1/2; the offset in two parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Arctan<T>(T t, T offset, T offsetLow)
        where T : struct, ILanes<T>
    {
        T z = t * t;
        T bend = T.Fma(z * t, Polynomials.AtanTail(z), offsetLow);
        return offset + (t + bend);
    }

    /// <summary>On [0, 1/2] as it is, on (1/2, 2] less 1, beyond as the complement: one division for all three.</summary>
    internal readonly struct Atan : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T a = T.Abs(x);
            T middle = T.LessThan(0.5, a);
            T far = T.LessThan(2.0, a);
            T numerator = T.Select(far, -1.0, T.Select(middle, a - 1.0, a));
            T denominator = T.Select(far, a, T.Select(middle, a + 1.0, 1.0));
            T offset = T.Select(far, HalfPi, T.Select(middle, QuarterPi, 0.0));
            T y = Arctan(numerator / denominator, offset, offset * (HalfPiLow / HalfPi));
            return Signs.Copy(y, x);
        }
    }

    /// <summary>The angle of (x, y): the smaller coordinate over the larger, then by octants.</summary>
    internal readonly struct Atan2 : IBinaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Evaluate<T>(T y, T x)
            where T : struct, ILanes<T>
        {
            // Halved so that the sum of two large coordinates does not overflow; small ones are not touched.
            T ax = T.Abs(x);
            T ay = T.Abs(y);
            T steep = T.LessThan(ax, ay);
            T large = T.Select(steep, ay, ax);
            T small = T.Select(steep, ax, ay);
            T shrink = T.Select(T.LessThan(1e300, large), 0.25, 1.0);
            large *= shrink;
            small *= shrink;

            T middle = T.LessThan(large * 0.5, small);
            T numerator = T.Select(middle, small - large, small);
            T denominator = T.Select(middle, large + small, large);
            T t = numerator / denominator;
            // 0/0 and ∞/∞: the coordinates are equal, or both zero.
            t = T.Select(T.Equal(ax, ay), 0.0, t);
            T offset = T.Select(T.Equal(large, 0.0), 0.0, T.Select(T.Equal(ax, ay) | middle, QuarterPi, 0.0));

            // The steep half is π/2 minus the angle, the left half π minus it: signs go into t and the offset.
            T flip = Signs.Of(x) ^ (steep & T.Bits(long.MinValue));
            T left = T.BitsLessThan(x, T.Bits(0));
            T origin = T.Select(steep, HalfPi, T.Select(left, 2 * HalfPi, 0.0));
            T whole = origin + (offset ^ flip);
            T angle = Arctan(t ^ flip, whole, whole * (HalfPiLow / HalfPi));
            angle = Signs.Copy(angle, y);
            return T.Select(T.Equal(x, x) & T.Equal(y, y), angle, double.NaN);
        }
    }

    /// <summary>The argument of the polynomial: |x| below 1/2, else √((1 - |x|)/2); z is its square.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T HalfAngle<T>(T a, T near, out T z)
        where T : struct, ILanes<T>
    {
        T complement = T.Fma(a, -0.5, 0.5);
        z = T.Select(near, a * a, complement);
        return T.Select(near, a, T.Sqrt(complement));
    }

    internal readonly struct Asin : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T a = T.Abs(x);
            T near = T.LessOrEqual(a, 0.5);
            T s = HalfAngle(a, near, out T z);
            T bend = s * z * Polynomials.AsinTail(z);
            T edge = HalfPi - 2.0 * (s + (bend - 0.5 * HalfPiLow));
            return Signs.Copy(T.Select(near, s + bend, edge), x);
        }
    }

    internal readonly struct Acos : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T a = T.Abs(x);
            T near = T.LessOrEqual(a, 0.5);
            T s = HalfAngle(a, near, out T z);
            T bend = s * z * Polynomials.AsinTail(z);
            T signed = s ^ Signs.Of(x);
            T signedBend = bend ^ Signs.Of(x);
            T central = HalfPi - (signed + (signedBend - HalfPiLow));
            T angle = 2.0 * (s + bend);
            T left = 2.0 * (HalfPi - (s + (bend - HalfPiLow)));
            return T.Select(near, central, T.Select(T.LessThan(x, 0.0), left, angle));
        }
    }
}
