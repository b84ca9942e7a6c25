namespace Symbolic.Tests.Numerics.Vectorised.Kernels;

/// <summary>
/// Logarithms: x = m·2^k with m in [3/4, 3/2), f = m - 1, s = f/(2 + f) and
/// log(1 + f) = f - (f²/2 - s·(f²/2 + R(s²))), R the tail of 2·artanh(s)/s. The form keeps f, which is exact, as the leading
/// term (P.-T. P. Tang, "Table-driven implementation of the logarithm function", ACM TOMS 16 (1990), section 2).
/// </summary>
internal static class LogarithmKernels
{
    private const double Ln2High = ExponentialKernels.Ln2High;
    private const double Ln2Low = ExponentialKernels.Ln2Low;

    /// <summary>What is to be taken from f to make log(1 + f), before the term f²/2: s·(f²/2 + R).</summary>
    private static T Bend<T>(T f, T halfSquare)
        where T : struct, ILanes<T>
    {
        T s = f / (f + 2.0);
        T z = s * s;
        return s * T.Fma(z, Polynomials.LogTail(z), halfSquare);
    }

    /// <summary>k·ln 2 + log(1 + f).</summary>
    private static T NaturalLog<T>(T f, T k)
        where T : struct, ILanes<T>
    {
        T halfSquare = f * 0.5 * f;
        T bend = T.Fma(k, Ln2Low, Bend(f, halfSquare));
        return T.Fma(k, Ln2High, f - (halfSquare - bend));
    }

    /// <summary>The logarithm of x as a sum of two doubles, good to about 58 bits.</summary>
    public static T InTwoParts<T>(T x, out T low)
        where T : struct, ILanes<T>
    {
        T f = T.Split(x, out T k) - 1.0;
        T halfSquare = f * 0.5 * f;
        T high = f - halfSquare;
        T highLow = ((f - high) - halfSquare) + Bend(f, halfSquare);
        T whole = k * Ln2High;
        T sum = whole + high;
        low = ((whole - sum) + high) + T.Fma(k, Ln2Low, highLow);
        return sum;
    }

    /// <summary>
    /// k·unit + log(1 + f)·scale, both factors in two parts: the logarithm of 1 + f is kept as a sum of two doubles, since
    /// a rounded one times a rounded factor would cost another ulp.
    /// </summary>
    private static T ScaledLog<T>(T f, T k, double scaleHigh, double scaleLow, double unitHigh, double unitLow)
        where T : struct, ILanes<T>
    {
        T halfSquare = f * 0.5 * f;
        T high = f - halfSquare;
        T low = ((f - high) - halfSquare) + Bend(f, halfSquare);
        T product = high * scaleHigh;
        T remainder = T.Fma(high, scaleHigh, -product) + T.Fma(high, scaleLow, low * scaleHigh);
        T whole = k * unitHigh;
        T sum = whole + product;
        return sum + (((whole - sum) + product) + T.Fma(k, unitLow, remainder));
    }

    internal readonly struct Log : IUnaryKernel
    {
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T m = T.Split(x, out T k);
            return NaturalLog(m - 1.0, k);
        }
    }

    internal readonly struct Log2 : IUnaryKernel
    {
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T m = T.Split(x, out T k);
            T y = ScaledLog(m - 1.0, k, 1.4426950408889634, 2.0355273740931033e-17, 1.0, 0.0);
            return KeepInfinity(y, k);
        }
    }

    internal readonly struct Log10 : IUnaryKernel
    {
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            // The first part of log10(2) has 41 bits: its product with k is exact.
            T m = T.Split(x, out T k);
            T y = ScaledLog(m - 1.0, k, 0.4342944819032518, 1.098319650216765e-17, 0.30102999566383914, 1.42050232272661e-13);
            return KeepInfinity(y, k);
        }
    }

    /// <summary>log(1 + x): u = 1 + x is split, and what rounding took from u is given back to f.</summary>
    internal readonly struct Log1p : IUnaryKernel
    {
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T u = x + 1.0;
            T lost = T.SelectLess(x, 1.0, x - (u - 1.0), 1.0 - (u - x));
            T m = T.Split(u, out T k);
            // u = m·2^k; beyond 2^60 nothing was lost that matters, and at u = 0, ∞ there is nothing to give back.
            T shift = T.Max(-60.0, T.Min(60.0, k));
            T f = (m - 1.0) + T.SelectLess(u, 1e18, T.Scale(lost, -shift), 0.0);
            return Signs.Copy(NaturalLog(f, k), x);
        }
    }

    /// <summary>log(1 + e^x) = max(x, 0) + log1p(e^-|x|).</summary>
    internal readonly struct Softplus : IUnaryKernel
    {
        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T>
        {
            T decay = ExponentialKernels.Exp.Evaluate(-T.Abs(x));
            return T.Max(0.0, x) + Log1p.Evaluate(decay);
        }
    }

    /// <summary>The infinite logarithms of 0 and ∞, where the sums of parts are NaN.</summary>
    private static T KeepInfinity<T>(T y, T k)
        where T : struct, ILanes<T> =>
        T.SelectEqual(T.Abs(k), double.PositiveInfinity, k, y);
}
