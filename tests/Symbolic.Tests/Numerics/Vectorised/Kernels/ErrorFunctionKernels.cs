namespace Symbolic.Tests.Numerics.Vectorised.Kernels;

/// <summary>
/// The error function's family. Near zero an odd polynomial; beyond, e^(-x²) times a slowly varying factor that is smooth
/// in u = 1/(x + c) (after M. M. Shepherd and J. G. Laframboise, Math. Comp. 36 (1981) 249-253). x² is carried with its
/// rounding error, which the exponential would magnify by 2x². Both branches are computed for every lane; the lane selects.
/// </summary>
internal static class ErrorFunctionKernels
{
    /// <summary>(factor + factorLow)·e^-(square + squareLow), rounded once but for the factor's own error.</summary>
    private static T Decay<T>(T factor, T factorLow, T square, T squareLow)
        where T : struct, ILanes<T>
    {
        T r = ExponentialKernels.Reduce(-square, out T n) - squareLow;
        T growth = ExponentialKernels.Growth(r);
        return T.Scale(factor + T.Fma(growth, factor, factorLow), n);
    }

    /// <summary>
    /// u·(c0 + u·(c1 + u·p)) as a sum of two doubles, u = 1/(a + c), p = the rest of the polynomial. What rounding took from u goes into the low
    /// part through the factor's relative slope, about 1 + slope·u.
    /// </summary>
    private static T Factor<T>(T u, T error, T p, double c0, double c1, double slope, out T low)
        where T : struct, ILanes<T>
    {
        T inner = T.Fma(u, p, c1);
        T innerLow = T.Fma(u, p, c1 - inner);
        T outer = T.Fma(u, inner, c0);
        T outerLow = T.Fma(u, innerLow, T.Fma(u, inner, c0 - outer));
        T factor = u * outer;
        low = T.Fma(u, outerLow, T.Fma(u, outer, -factor));
        low = T.Fma(factor * error, T.Fma(u, slope, 1.0), low);
        return factor;
    }

    /// <summary>u = 1/(a + c), and what it lacks, relatively.</summary>
    private static T Reciprocal<T>(T a, double c, out T error)
        where T : struct, ILanes<T>
    {
        T d = a + c;
        T lost = a - (d - c);
        T u = 1.0 / d;
        error = T.Fma(-u, lost, T.Fma(-u, d, 1.0));
        return u;
    }

    internal readonly struct Erf : IUnaryKernel
    {
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T a = T.Min(6.0, T.Abs(x));
            T square = a * a;
            T near = T.Fma(a, Polynomials.ErfSmall(square), a);
            T factor = Polynomials.ErfTail((a - 3.0) / (a + 3.0));
            T r = ExponentialKernels.Reduce(-square, out T n) - T.Fma(a, a, -square);
            T far = 1.0 - T.Scale(T.Fma(ExponentialKernels.Growth(r), factor, factor), n);
            return Signs.Copy(T.SelectLess(a, 1.0, near, far), x);
        }
    }

    internal readonly struct Erfc : IUnaryKernel
    {
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T a = T.Min(28.0, T.Abs(x));
            T square = a * a;
            T near = T.Fma(-x, Polynomials.ErfSmall(square), 1.0 - x);
            T u = Reciprocal(a, 2.0, out T error);
            T factor = Factor(
                u, error, Polynomials.ErfcScaled(u), Polynomials.ErfcScaled0, Polynomials.ErfcScaled1, 2.7, out T factorLow);
            T tail = Decay(factor, factorLow, square, T.Fma(a, a, -square));
            T far = T.SelectLess(x, 0.0, 2.0 - tail, tail);
            return T.SelectLess(a, 1.0, near, far);
        }
    }

    internal readonly struct NormalCdf : IUnaryKernel
    {
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T a = T.Min(39.0, T.Abs(x));
            T half = a * 0.5;
            T square = half * a;
            T near = T.Fma(x, Polynomials.NormalSmall(a * a), 0.5);
            T u = Reciprocal(a, 4.0, out T error);
            T factor = Factor(
                u, error, Polynomials.NormalScaled(u), Polynomials.NormalScaled0, Polynomials.NormalScaled1, 8.0, out T factorLow);
            T tail = Decay(factor, factorLow, square, T.Fma(half, a, -square));
            T far = T.SelectLess(0.0, x, 1.0 - tail, tail);
            return T.SelectLess(a, 0.75, near, far);
        }
    }

    internal readonly struct NormalPdf : IUnaryKernel
    {
        // 1/√(2π) in two parts.
        private const double High = 0.3989422804014327;
        private const double Low = -2.4923272022777433e-17;

        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T a = T.Min(39.0, T.Abs(x));
            T half = a * 0.5;
            T square = half * a;
            return Decay<T>(High, Low, square, T.Fma(half, a, -square));
        }
    }
}
