namespace Symbolic.Tests.Numerics.Vectorised.Kernels;

/// <summary>
/// The gamma function's family for x > 0. Below 6 the recurrence (DLMF 5.5.1-2) brings x next to 2 (ψ: to [1, 9/4], around its
/// root), where a polynomial in the exact difference takes over; from 6 on Stirling's series (5.11.1-3). Lanes with x ≤ 0 go
/// through the reflection formulas (5.5.3-4) in <see cref="ReflectionKernels"/>.
/// </summary>
internal static class GammaKernels
{
    private const double Far = 6.0;
    private const int Steps = 4;

    /// <summary>
    /// For 0 &lt; x &lt; 6: d with x = 2 + d + s for an integer s from -2 to 4, |d| ≤ 1/2, and p + pLow with
    /// Γ(x) = Γ(2 + d)·p for s > 0, Γ(2 + d)/p for s &lt; 0.
    /// </summary>
    private static T NextToTwo<T>(T x, out T p, out T pLow)
        where T : struct, ILanes<T>
    {
        T s = T.Round(x - 2.0);
        T d = T.SelectLess(x, 1.5, T.SelectLess(x, 0.5, x, x - 1.0), (x - s) - 2.0);
        T square = x * x;
        T both = square + x;
        p = T.SelectLess(x, 1.5, T.SelectLess(x, 0.5, both, x), 1.0);
        pLow = T.SelectLess(x, 0.5, ((x - both) + square) + T.Fma(x, x, -square), 0.0);
        for (int j = 1; j <= Steps; j++)
        {
            T factor = T.SelectLess(s, (double)j, 1.0, x - (double)j);
            T product = p * factor;
            pLow = T.Fma(pLow, factor, T.Fma(p, factor, -product));
            p = product;
        }

        return d;
    }

    internal readonly struct LogGamma : IUnaryKernel
    {
        private const double HalfLogTwoPi = 0.9189385332046728;

        // ψ(2) = 1 - γ in two parts.
        private const double SlopeHigh = 0.42278433509846713;
        private const double SlopeLow = 4.942915152430645e-18;

        // From here on only x·(ln x - 1) counts; x·ln x would overflow before it.
        private const double Huge = 1e300;

        // ln Γ is beyond all doubles, and ln ∞ has no two parts.
        private const double Overflow = 2.6e305;

        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T> =>
            T.RepairLess(x, double.Epsilon, "LogGamma", OfPositive(x), x);

        public static T OfPositive<T>(T x)
            where T : struct, ILanes<T>
        {
            T d = NextToTwo(x, out T p, out T pLow);
            T log = LogarithmKernels.InTwoParts(T.SelectLess(x, Far, p, x), out T logLow);
            logLow += T.SelectLess(x, Far, pLow / p, 0.0);

            // Below 6: ln Γ(2 + d) ± ln p, where ln p outweighs the other term or is 0.
            T minus = T.SelectLess(x, 1.5, -0.0, 0.0);
            T signed = log ^ minus;
            T slope = d * SlopeHigh;
            T slopeLow = T.Fma(d, SlopeLow, T.Fma(d, SlopeHigh, -slope));
            T sum = signed + slope;
            T sumLow = ((signed - sum) + slope) + (slopeLow + (logLow ^ minus));
            T near = sum + T.Fma(d * d, Polynomials.LogGammaNearTwo(d), sumLow);

            // From 6 on: (x - 1/2)·ln x - x + ln √(2π) + S/x.
            T factor = x - 0.5;
            T product = factor * log;
            T productLow = T.Fma(factor, logLow, T.Fma(factor, log, -product));
            T main = product - x;
            T lost = (product - main) - x;
            T u = 1.0 / x;
            T rest = T.Fma(u, Polynomials.Stirling(u * u), HalfLogTwoPi);
            T far = main + (rest + (lost + productLow));
            T huge = T.SelectLess(Overflow, x, double.PositiveInfinity, x * ((log - 1.0) + logLow));
            far = T.SelectLess(Huge, x, huge, far);
            return T.SelectLess(x, Far, near, far);
        }
    }

    internal readonly struct Gamma : IUnaryKernel
    {
        private const double Log2EHigh = 1.4426950408889634;
        private const double Log2ELow = 2.0355273740931033e-17;
        private const double Log2RootTwoPiHigh = 1.3257480647361595;
        private const double Log2RootTwoPiLow = -7.153413670427599e-17;

        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T> =>
            T.RepairLess(x, double.Epsilon, "Gamma", OfPositive(x), x);

        public static T OfPositive<T>(T x)
            where T : struct, ILanes<T>
        {
            T d = NextToTwo(x, out T p, out T pLow);
            T bend = d * Polynomials.GammaNearTwo(d);
            T down = p + T.Fma(p, bend, pLow);

            // (1 + bend)/(p + pLow) with its remainder.
            T numerator = bend + 1.0;
            T numeratorLow = (1.0 - numerator) + bend;
            T reciprocal = 1.0 / p;
            T quotient = numerator * reciprocal;
            T remainder = T.Fma(-quotient, pLow, T.Fma(-quotient, p, numerator)) + numeratorLow;
            T up = T.Fma(remainder, reciprocal, quotient);
            T near = T.SelectLess(x, 1.5, T.SelectLess(x, 1e-300, 1.0 / x, up), down);
            T far = OfLarge(x, 0.0);
            return T.SelectLess(x, Far, near, T.SelectEqual(x, x, far, x));
        }

        /// <summary>
        /// Γ(x)·2^-shift for x ≥ 6: 2^((x - 1/2)·log2 x - x·log2 e + log2 √(2π) + log2 e·S/x), the exponent in two parts.
        /// </summary>
        public static T OfLarge<T>(T argument, double shift)
            where T : struct, ILanes<T>
        {
            T x = T.Max(Far, T.Min(200.0, argument));
            T log = PowerKernel.Log2(x, out T logLow);
            T factor = x - 0.5;
            T product = factor * log;
            T productLow = T.Fma(factor, logLow, T.Fma(factor, log, -product));
            T decay = x * Log2EHigh;
            T decayLow = T.Fma(x, Log2ELow, T.Fma(x, Log2EHigh, -decay));
            T main = product - decay;
            T lost = (product - main) - decay;
            T u = 1.0 / x;
            T series = u * Polynomials.Stirling(u * u);
            T low = T.Fma(series, Log2EHigh, ((lost + productLow) - decayLow) + Log2RootTwoPiLow);
            T n = T.Round(main + Log2RootTwoPiHigh);
            T r = ((main - n) + Log2RootTwoPiHigh) + low;
            return T.Scale(T.Fma(Polynomials.Exp2Tail(r), r, 1.0), shift == 0 ? n : n - shift);
        }
    }

    internal readonly struct Digamma : IUnaryKernel
    {
        private const double Centre = 1.625;
        private const double RootHigh = 1.4616321449683622;
        private const double RootLow = 9.549995429965697e-17;

        public static T Evaluate<T>(T x)
            where T : struct, ILanes<T> =>
            T.RepairLess(x, double.Epsilon, "Digamma", OfPositive(x), x);

        public static T OfPositive<T>(T x)
            where T : struct, ILanes<T>
        {
            // t = x + 1, x or x - s in [1, 9/4], and Σ 1/(x - j) as one fraction, or 1/x.
            T s = T.Max(0.0, T.Round(x - 1.75));
            T isUp = T.LessThan(x, 1.0);
            T t = T.Select(isUp, x + 1.0, x - s);
            T numerator = T.Select(isUp, -1.0, 0.0);
            T denominator = T.Select(isUp, x, 1.0);
            for (int j = 1; j <= Steps; j++)
            {
                T divisor = x - (double)j;
                numerator = T.SelectLess(s, (double)j, numerator, T.Fma(numerator, divisor, denominator));
                denominator = T.SelectLess(s, (double)j, denominator, denominator * divisor);
            }

            T near = T.Fma((t - RootHigh) - RootLow, Polynomials.DigammaNearRoot(t - Centre), numerator / denominator);
            T u = 1.0 / x;
            T z = u * u;
            T far = LogarithmKernels.Log.Evaluate(x) - T.Fma(z, Polynomials.DigammaTail(z), 0.5 * u);
            return T.SelectLess(x, Far, near, far);
        }
    }
}
