using System.Runtime.CompilerServices;

namespace Symbolic.Numerics.Vectorised;

/// <summary>
/// The error function's family. Near zero an odd polynomial; beyond, e^(-x²) times a slowly varying factor that is smooth
/// in 1/(x + c) (after M. M. Shepherd and J. G. Laframboise, Math. Comp. 36 (1981) 249-253). x² is carried with its rounding error, which the
/// exponential would magnify by 2x². Both branches are computed for every lane; the lane selects.
/// </summary>
internal static class ErrorFunctionKernels
{
    /// <summary>factor·e^-(square + squareLow), the factor joined before the last rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Decay<T>(T factor, T square, T squareLow)
        where T : struct, ILanes<T>
    {
        T r = ExponentialKernels.Reduce(-square, out T n) - squareLow;
        T growth = T.Fma(r * r, Polynomials.ExpTail(r), r);
        return T.Scale(T.Fma(growth, factor, factor), n);
    }

    /// <summary>1/(a + c), right to the last bit or nearly: the factor depends on it about twice over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Reciprocal<T>(T a, double c)
        where T : struct, ILanes<T>
    {
        T d = a + c;
        T dLow = a - (d - c);
        T u = 1.0 / d;
        T error = T.Fma(-u, dLow, T.Fma(-u, d, 1.0));
        return T.Fma(u, error, u);
    }

    internal readonly struct Erf : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T a = T.Min(6.0, T.Abs(x));
            T square = a * a;
            T near = T.Fma(a, Polynomials.ErfSmall(square), a);
            T factor = Polynomials.ErfTail((a - 3.0) / (a + 3.0));
            T far = 1.0 - Decay(factor, square, T.Fma(a, a, -square));
            return Signs.Copy(T.Select(T.LessThan(a, 1.0), near, far), x);
        }
    }

    internal readonly struct Erfc : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T a = T.Min(28.0, T.Abs(x));
            T square = a * a;
            T near = T.Fma(-x, Polynomials.ErfSmall(square), 1.0 - x);
            T u = Reciprocal(a, 2.0);
            T tail = Decay(u * Polynomials.ErfcScaled(u), square, T.Fma(a, a, -square));
            T far = T.Select(T.LessThan(x, 0.0), 2.0 - tail, tail);
            return T.Select(T.LessThan(a, 1.0), near, far);
        }
    }

    internal readonly struct NormalCdf : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T a = T.Min(39.0, T.Abs(x));
            T half = a * 0.5;
            T square = half * a;
            T near = T.Fma(x, Polynomials.NormalSmall(a * a), 0.5);
            T u = Reciprocal(a, 4.0);
            T tail = Decay(u * Polynomials.NormalScaled(u), square, T.Fma(half, a, -square));
            T far = T.Select(T.LessThan(0.0, x), 1.0 - tail, tail);
            return T.Select(T.LessThan(a, 0.75), near, far);
        }
    }

    internal readonly struct NormalPdf : IUnaryKernel
    {
        private const double InverseRootTwoPi = 0.3989422804014327;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T a = T.Min(39.0, T.Abs(x));
            T half = a * 0.5;
            T square = half * a;
            return Decay<T>(InverseRootTwoPi, square, T.Fma(half, a, -square));
        }
    }
}
