namespace Symbolic.Numerics;

/// <content>The error function and its relatives.</content>
public static partial class SpecialFunctions
{
    /// <summary>Error function, 2/√π ∫₀ˣ exp(-t²) dt (DLMF 7.2.1).</summary>
    public static double Erf(double x) => MathNet.Numerics.SpecialFunctions.Erf(x);

    /// <summary>Complementary error function, 1 - erf(x) (DLMF 7.2.2).</summary>
    public static double Erfc(double x) => MathNet.Numerics.SpecialFunctions.Erfc(x);

    /// <summary>Scaled complementary error function, exp(x²)·erfc(x).</summary>
    public static double Erfcx(double x) => Math.Exp(x * x) * Erfc(x);

    /// <summary>Inverse of the error function on [-1, 1].</summary>
    public static double ErfInv(double y) => MathNet.Numerics.SpecialFunctions.ErfInv(y);

    /// <summary>Inverse of the complementary error function on [0, 2].</summary>
    public static double ErfcInv(double y) => MathNet.Numerics.SpecialFunctions.ErfcInv(y);

    /// <summary>Standard normal distribution function, erfc(-x/√2)/2.</summary>
    public static double NormCdf(double x) => 0.5 * Erfc(-x * Math.Sqrt(0.5));

    /// <summary>Standard normal density, exp(-x²/2)/√(2π).</summary>
    public static double NormPdf(double x) => Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);

    /// <summary>Logarithm of the standard normal distribution function.</summary>
    public static double LogNormCdf(double x) => Math.Log(NormCdf(x));
}
