namespace Symbolic.Tests.Numerics.Vectorised.Kernels;

/// <summary>
/// Gamma functions of x ≤ 0, a = -x, from those of a > 0. Digits are lost next to their zeros on the negative axis, where the
/// terms cancel. Lanes with x > 0 keep the ordinary result.
/// </summary>
internal static class ReflectionKernels
{
    private const double LogPi = 1.1447298858494002;

    // Adding 1.5·2^52 leaves an integer in the low bits of the pattern.
    private const double IntegerShift = 6755399441055744.0;

    /// <summary>ln|Γ(-a)| = ln π - ln a - ln|sin πa| - ln Γ(a).</summary>
    public static T LogGamma<T>(T ordinary, T x)
        where T : struct, ILanes<T>
    {
        T a = T.Abs(x);
        T sine = T.Abs(TrigonometricKernels.Sin.Evaluate((a - T.Round(a)) * Math.PI));
        T log = LogarithmKernels.Log.Evaluate(a);
        T y = (LogPi - (log + LogarithmKernels.Log.Evaluate(sine))) - GammaKernels.LogGamma.OfPositive(a);
        y = T.SelectLess(a, 1e-300, -log, y);
        y = T.SelectEqual(a - T.Round(a), 0.0, double.PositiveInfinity, y);
        y = T.SelectLess(4503599627370496.0, a, double.PositiveInfinity, y);
        return T.SelectLess(x, double.Epsilon, y, ordinary);
    }

    /// <summary>Γ(-a) = -π/(a·sin πa·Γ(a)); beyond 170 in two steps, since Γ(a) overflows before the quotient vanishes.</summary>
    public static T Gamma<T>(T ordinary, T x)
        where T : struct, ILanes<T>
    {
        T a = T.Abs(x);
        T whole = T.Round(a);
        T sine = TrigonometricKernels.Sin.Evaluate((a - whole) * Math.PI);
        sine ^= (T.Min(1e10, whole) + IntegerShift) << 63;
        T high = T.LessThan(170.0, a);
        T shifted = T.Select(high, a - 8.0, a);
        T product = 1.0;
        for (int j = 1; j <= 8; j++)
            product *= a - (double)j;
        // Γ(1 + a) = a·Γ(a); at a = 0 it is 1, and the sine is what vanishes.
        T y = Math.PI / sine / (shifted * GammaKernels.Gamma.OfPositive(shifted));
        y = T.Select(high, y / product * (shifted / a), y);
        y = T.SelectEqual(a, whole, double.NaN, -y);
        y = T.SelectLess(4503599627370496.0, a, double.NaN, y);
        y = T.SelectLess(a, 1e-300, 1.0 / x, y);
        return T.SelectLess(x, double.Epsilon, y, ordinary);
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
