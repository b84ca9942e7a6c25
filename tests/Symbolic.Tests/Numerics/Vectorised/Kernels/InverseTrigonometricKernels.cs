namespace Symbolic.Tests.Numerics.Vectorised.Kernels;

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
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T a = T.Abs(x);
            T numerator = T.SelectLess(2.0, a, -1.0, T.SelectLess(0.5, a, a - 1.0, a));
            T denominator = T.SelectLess(2.0, a, a, T.SelectLess(0.5, a, a + 1.0, 1.0));
            T offset = T.SelectLess(2.0, a, HalfPi, T.SelectLess(0.5, a, QuarterPi, 0.0));
            T y = Arctan(numerator / denominator, offset, offset * (HalfPiLow / HalfPi));
            return Signs.Copy(y, x);
        }
    }

    /// <summary>The angle of (x, y): the smaller coordinate over the larger, then by octants.</summary>
    internal readonly struct Atan2 : IBinaryKernel
    {
        public static T Evaluate<T>(T y, T x)
            where T : struct, ILanes<T>
        {
            // Halved so that the sum of two large coordinates does not overflow; small ones are not touched.
            T ax = T.Abs(x);
            T ay = T.Abs(y);
            T large = T.SelectLess(ax, ay, ay, ax);
            T small = T.SelectLess(ax, ay, ax, ay);
            T shrink = T.SelectLess(1e300, large, 0.25, 1.0);
            large *= shrink;
            small *= shrink;

            T half = large * 0.5;
            T numerator = T.SelectLess(half, small, small - large, small);
            T denominator = T.SelectLess(half, small, large + small, large);
            T offset = T.SelectLess(half, small, QuarterPi, 0.0);
            // 0/0 and ∞/∞: the coordinates are equal, or both zero.
            T t = T.SelectEqual(ax, ay, 0.0, numerator / denominator);
            offset = T.SelectEqual(small, double.PositiveInfinity, QuarterPi, offset);

            // The steep half is π/2 minus the angle, the left half π minus it: signs go into t and the offset.
            T flip = T.SelectLess(ax, ay, Signs.Of(-x), Signs.Of(x));
            T origin = T.SelectLess(ax, ay, HalfPi, T.SelectNegative(x, 2 * HalfPi, 0.0));
            T whole = origin + (offset ^ flip);
            T angle = Arctan(t ^ flip, whole, whole * (HalfPiLow / HalfPi));
            // NaN in either coordinate is NaN: the sum is NaN exactly then, or where infinities cancel, which |.| prevents.
            T sum = ax + ay;
            return T.SelectEqual(sum, sum, Signs.Copy(angle, y), sum);
        }
    }

    /// <summary>The argument of the polynomial: |x| below 1/2, else √((1 - |x|)/2); z is its square.</summary>
    private static T HalfAngle<T>(T a, out T z)
        where T : struct, ILanes<T>
    {
        T complement = T.Fma(a, -0.5, 0.5);
        z = T.SelectLess(0.5, a, complement, a * a);
        return T.SelectLess(0.5, a, T.Sqrt(complement), a);
    }

    internal readonly struct Asin : IUnaryKernel
    {
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T a = T.Abs(x);
            T s = HalfAngle(a, out T z);
            T bend = s * z * Polynomials.AsinTail(z);
            T edge = HalfPi - 2.0 * (s + (bend - 0.5 * HalfPiLow));
            return Signs.Copy(T.SelectLess(0.5, a, edge, s + bend), x);
        }
    }

    internal readonly struct Acos : IUnaryKernel
    {
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T a = T.Abs(x);
            T s = HalfAngle(a, out T z);
            T bend = s * z * Polynomials.AsinTail(z);
            T signed = s ^ Signs.Of(x);
            T signedBend = bend ^ Signs.Of(x);
            T central = HalfPi - (signed + (signedBend - HalfPiLow));
            T angle = 2.0 * (s + bend);
            T left = 2.0 * (HalfPi - (s + (bend - HalfPiLow)));
            return T.SelectLess(0.5, a, T.SelectNegative(x, left, angle), central);
        }
    }
}
