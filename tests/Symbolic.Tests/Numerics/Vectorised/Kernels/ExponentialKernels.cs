namespace Symbolic.Tests.Numerics.Vectorised.Kernels;

/// <summary>
/// Exponentials: x = n·ln 2 + r with |r| ≤ ln(2)/2 (two-part reduction of W. J. Cody and W. Waite, "Software Manual
/// for the Elementary Functions", 1980, exact in its first step thanks to the fused multiply-add), then a polynomial
/// in r and a scaling by 2^n that rounds once, also into the subnormal range.
/// </summary>
internal static class ExponentialKernels
{
    private const double Log2E = 1.4426950408889634;

    // ln 2 in two parts; the first has 32 significant bits, so that n·Ln2High is exact.
    internal const double Ln2High = 0.6931471803691238;
    internal const double Ln2Low = 1.9082149292705877e-10;

    /// <summary>n and r of x = n·ln 2 + r, |x| ≤ 1100.</summary>
    public static T Reduce<T>(T x, out T n)
        where T : struct, ILanes<T>
    {
        n = T.Round(x * Log2E);
        return T.Fma(n, -Ln2Low, T.Fma(n, -Ln2High, x));
    }

    /// <summary>As <see cref="Reduce{T}(T, out T)"/>, with what rounding removed from r.</summary>
    public static T Reduce<T>(T x, out T n, out T correction)
        where T : struct, ILanes<T>
    {
        n = T.Round(x * Log2E);
        T high = T.Fma(n, -Ln2High, x);
        T r = T.Fma(n, -Ln2Low, high);
        correction = T.Fma(n, -Ln2Low, high - r);
        return r;
    }

    /// <summary>e^r - 1 for |r| ≤ ln(2)/2.</summary>
    public static T Growth<T>(T r)
        where T : struct, ILanes<T> =>
        T.Fma(r * r, Polynomials.ExpTail(r), r);

    /// <summary>x within ±1100, where every exponential has saturated; NaN is kept.</summary>
    public static T Clamp<T>(T x)
        where T : struct, ILanes<T> =>
        T.Max(-1100.0, T.Min(1100.0, x));

    internal readonly struct Exp : IUnaryKernel
    {
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T r = Reduce(Clamp(x), out T n);
            return T.Scale(1.0 + Growth(r), n);
        }
    }

    internal readonly struct Exp2 : IUnaryKernel
    {
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T clamped = Clamp(x);
            T n = T.Round(clamped);
            T r = clamped - n;
            return T.Scale(T.Fma(Polynomials.Exp2Tail(r), r, 1.0), n);
        }
    }

    /// <summary>e^x - 1 = 2^n·((e^r - 1) + (1 - 2^-n)); the second term is exact where it matters.</summary>
    internal readonly struct Expm1 : IUnaryKernel
    {
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T clamped = T.Max(-60.0, T.Min(1100.0, x));
            T r = Reduce(clamped, out T n, out T correction);
            T tail = T.Fma(r * r, Polynomials.Expm1Tail(r), correction);
            T offset = 1.0 - T.Scale(1.0, -n);
            T sum = (offset + r) + tail;
            T y = T.Scale(sum, n);
            return Signs.Copy(y, x);
        }
    }

    /// <summary>1/(1 + e^-x), from e^-|x| so that neither end overflows or loses its digits.</summary>
    internal readonly struct Sigmoid : IUnaryKernel
    {
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T decay = Exp.Evaluate(-T.Abs(x));
            T sum = 1.0 + decay;
            T lost = decay - (sum - 1.0);
            T y = T.SelectLess(x, 0.0, decay, 1.0) / sum;
            // 1/sum is y or 1 - y: enough to give back what rounding took from the sum.
            return T.Fma(-(y * lost), T.SelectLess(x, 0.0, 1.0 - y, y), y);
        }
    }
}
