namespace Symbolic.Numerics;

/// <content>Exponential, sine and cosine integrals.</content>
public static partial class SpecialFunctions
{
    /// <summary>Exponential integral, principal value of ∫ exp(t)/t dt from -∞ to x (DLMF 6.2.5).</summary>
    public static double Ei(double x) => double.NaN * x;

    /// <summary>Sine integral, ∫₀ˣ sin(t)/t dt (DLMF 6.2.9).</summary>
    public static double Si(double x) => double.NaN * x;

    /// <summary>Cosine integral, γ + ln x + ∫₀ˣ (cos t - 1)/t dt for x ≥ 0 (DLMF 6.2.13); NaN for negative x.</summary>
    public static double Ci(double x) => double.NaN * x;
}
