namespace Symbolic.Tests.Numerics.Vectorised.Kernels;

/// <summary>
/// Gamma functions of x ≤ 0, a = -x, from those of a > 0. Digits are lost next to their zeros on the negative axis, where the
/// terms cancel. Lanes with x > 0 keep the ordinary result.
/// </summary>
internal static class ReflectionKernels
{
    // What Math.PI lacks.
    private const double PiLow = 1.2246467991473532e-16;

    private const double LogPi = 1.1447298858494002;

    // Adding 1.5·2^52 leaves an integer in the low bits of the pattern.
    private const double IntegerShift = 6755399441055744.0;

    private const double ScaleBits = 300.0;
    private const double ScaleFactor = 4.909093465297727e-91; // 2^-300

    /// <summary>ln|Γ(-a)| = ln π - ln a - ln|sin πa| - ln Γ(a).</summary>
    public static T LogGamma<T>(T ordinary, T x)
        where T : struct, ILanes<T>
    {
        T a = T.Abs(x);
        T sine = TrigonometricKernels.AbsoluteSinPi(a - T.Round(a));
        T log = LogarithmKernels.Log.Evaluate(a);
        T y = (LogPi - (log + LogarithmKernels.Log.Evaluate(sine))) - GammaKernels.LogGamma.OfPositive(a);
        y = T.SelectLess(a, 1e-300, -log, y);
        y = T.SelectEqual(a - T.Round(a), 0.0, double.PositiveInfinity, y);
        y = T.SelectLess(4503599627370496.0, a, double.PositiveInfinity, y);
        return T.SelectLess(x, double.Epsilon, y, ordinary);
    }

    /// <summary>Γ(-a) = -π/(a·sin πa·Γ(a)); beyond 170 scaled, since Γ(a) overflows before the quotient vanishes.</summary>
    public static T Gamma<T>(T ordinary, T x)
        where T : struct, ILanes<T>
    {
        T a = T.Abs(x);
        T whole = T.Round(a);
        T sine = TrigonometricKernels.AbsoluteSinPi(a - whole);
        sine = T.FlipSign(sine, a - whole, (T.Min(1e10, whole) + IntegerShift) << 63);
        T y = PiOver(sine, a, GammaKernels.Gamma.OfPositive(a));
        T scaled = PiOver(sine, a, GammaKernels.Gamma.OfLarge(a, ScaleBits)) * ScaleFactor;
        y = T.SelectLess(170.0, a, scaled, y);
        y = T.SelectEqual(a, whole, double.NaN, -y);
        y = T.SelectLess(4503599627370496.0, a, double.NaN, y);
        y = T.SelectLess(a, 1e-300, 1.0 / x, y);
        return T.SelectLess(x, double.Epsilon, y, ordinary);
    }

    /// <summary>π/(sine·a·gamma), the products and the quotient with their remainders.</summary>
    private static T PiOver<T>(T sine, T a, T gamma)
        where T : struct, ILanes<T>
    {
        T product = a * gamma;
        T divisor = product * sine;
        T divisorLow = T.Fma(product, sine, -divisor) + T.Fma(a, gamma, -product) * sine;
        T quotient = Math.PI / divisor;
        T remainder = T.Fma(-quotient, divisorLow, T.Fma(-quotient, divisor, Math.PI) + PiLow);
        return quotient + remainder / divisor;
    }

    /// <summary>ψ(-a) = ψ(a) + 1/a + π·cot πa.</summary>
    public static T Digamma<T>(T ordinary, T x)
        where T : struct, ILanes<T>
    {
        T a = T.Abs(x);
        T whole = T.Round(a);
        T tangent = TrigonometricKernels.Tan.Evaluate((a - whole) * Math.PI);
        T y = (GammaKernels.Digamma.OfPositive(a) + 1.0 / a) + Math.PI / tangent;
        y = T.SelectEqual(a, whole, double.NaN, y);
        y = T.SelectLess(4503599627370496.0, a, double.NaN, y);
        y = T.SelectLess(a, 1e-17, -1.0 / x, y);
        return T.SelectLess(x, double.Epsilon, y, ordinary);
    }
}
