namespace Symbolic.Tests.Numerics.Vectorised.Kernels;

/// <summary>
/// Hyperbolic functions by the addition theorem (DLMF 4.35.1-2): |x| = n·ln 2 + r, and with d = 4^-n
/// 2^(1-n)·sinh|x| = (1 - d)·cosh r + (1 + d)·sinh r, 2^(1-n)·cosh|x| = (1 + d)·cosh r + (1 - d)·sinh r. No division, no
/// cancellation at zero, no case distinction, and overflow only where the result overflows.
/// </summary>
internal static class HyperbolicKernels
{
    /// <summary>2^(1-n) times sinh and cosh of a ≥ 0.</summary>
    private static void Both<T>(T a, out T n, out T sinh, out T cosh)
        where T : struct, ILanes<T>
    {
        T r = ExponentialKernels.Reduce(a, out n, out T correction);
        T z = r * r;
        T coshLessOne = z * Polynomials.CoshTail(z);
        T bend = T.Fma(z * r, Polynomials.SinhTail(z), correction);
        T d = T.Scale(1.0, T.Max(-200.0, -2.0 * n));
        T minus = 1.0 - d;
        T plus = 1.0 + d;
        sinh = T.Fma(plus, r, minus) + T.Fma(plus, bend, minus * coshLessOne);
        cosh = plus + T.Fma(minus, r + bend, plus * coshLessOne);
    }

    internal readonly struct Sinh : IUnaryKernel
    {
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            Both(T.Min(1100.0, T.Abs(x)), out T n, out T sinh, out _);
            return Signs.Copy(T.Scale(sinh, n - 1.0), x);
        }
    }

    internal readonly struct Cosh : IUnaryKernel
    {
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            Both(T.Min(1100.0, T.Abs(x)), out T n, out _, out T cosh);
            return T.Scale(cosh, n - 1.0);
        }
    }

    /// <summary>An odd polynomial below 0.55; beyond, 1 - 2/(e^2x + 1), where that form no longer cancels.</summary>
    internal readonly struct Tanh : IUnaryKernel
    {
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T a = T.Min(22.0, T.Abs(x));
            T z = a * a;
            T near = T.Fma(a * z, Polynomials.TanhTail(z), a);
            T r = ExponentialKernels.Reduce(2.0 * a, out T n);
            T power = T.Scale(1.0, n);
            T far = 1.0 - 2.0 / T.Fma(power, ExponentialKernels.Growth(r), power + 1.0);
            return Signs.Copy(T.SelectLess(a, 0.55, near, far), x);
        }
    }
}
