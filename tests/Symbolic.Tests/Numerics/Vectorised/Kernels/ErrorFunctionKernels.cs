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
        T high = ExponentialKernels.Reduce(-square, out T n, out T correction);
        T low = correction - squareLow;
        T r = high + low;
        T tail = T.Fma(r * r, Polynomials.ExpTail(r), (high - r) + low);
        return T.Scale(factor + T.Fma(factor, r, T.Fma(factor, tail, T.Fma(factorLow, r, factorLow))), n);
    }

    /// <summary>
    /// e^(a²)·erfc(a) = u·(c0 + u·(c1 + u·(c2 + u·p(u)))), u = 1/(a + 3), a = high + low from 0.53 on, as a sum of two doubles. What
    /// rounding took from u goes into the low part through the factor's relative slope, about 1 + 3u + 13u².
    /// </summary>
    private static T Factor<T>(T high, T low, out T factorLow)
        where T : struct, ILanes<T>
    {
        T d = high + 3.0;
        T lost = (high - (d - 3.0)) + low;
        T u = 1.0 / d;
        T error = T.Fma(-u, lost, T.Fma(-u, d, 1.0));
        T rest = Polynomials.ErfcScaled(u);
        T inner = T.Fma(u, rest, Polynomials.ErfcScaled2);
        T innerLow = T.Fma(u, rest, Polynomials.ErfcScaled2 - inner);
        T middle = T.Fma(u, inner, Polynomials.ErfcScaled1);
        T middleLow = T.Fma(u, innerLow, T.Fma(u, inner, Polynomials.ErfcScaled1 - middle));
        T outer = T.Fma(u, middle, Polynomials.ErfcScaled0);
        T outerLow = T.Fma(u, middleLow, T.Fma(u, middle, Polynomials.ErfcScaled0 - outer));
        T factor = u * outer;
        factorLow = T.Fma(u, outerLow, T.Fma(u, outer, -factor));
        factorLow = T.Fma(factor * error, T.Fma(u, T.Fma(u, 13.0, 3.0), 1.0), factorLow);
        return factor;
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
            T factor = Factor(a, 0.0, out T factorLow);
            T tail = Decay(factor, factorLow, square, T.Fma(a, a, -square));
            T far = T.SelectLess(x, 0.0, 2.0 - tail, tail);
            return T.SelectLess(a, 0.7, near, far);
        }
    }

    /// <summary>Φ(x) = erfc(-x/√2)/2, the argument in two parts, its square from x itself.</summary>
    internal readonly struct NormalCdf : IUnaryKernel
    {
        // 1/√2 in two parts.
        private const double RootHalf = 0.7071067811865476;
        private const double RootHalfLow = -4.833646656726457e-17;

        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T a = T.Min(39.0, T.Abs(x));
            T half = a * 0.5;
            T square = half * a;
            T slope = x * NormalPdf.High;
            T line = slope + 0.5;
            T lineLow = T.Fma(x, NormalPdf.Low, T.Fma(x, NormalPdf.High, -slope)) + ((0.5 - line) + slope);
            T z = a * a;
            T near = line + T.Fma(x * z, Polynomials.NormalSmall(z), lineLow);
            T scaled = a * RootHalf;
            T scaledLow = T.Fma(a, RootHalfLow, T.Fma(a, RootHalf, -scaled));
            T factor = Factor(scaled, scaledLow, out T factorLow);
            T tail = 0.5 * Decay(factor, factorLow, square, T.Fma(half, a, -square));
            T far = T.SelectLess(0.0, x, 1.0 - tail, tail);
            return T.SelectLess(a, 0.75, near, far);
        }
    }

    internal readonly struct NormalPdf : IUnaryKernel
    {
        // 1/√(2π) in two parts.
        public const double High = 0.3989422804014327;
        public const double Low = -2.4923272022777433e-17;

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
