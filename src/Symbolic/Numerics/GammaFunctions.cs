namespace Symbolic.Numerics;

/// <content>The gamma function and its relatives.</content>
public static partial class SpecialFunctions
{
    /// <summary>Gamma function (DLMF 5.2.1).</summary>
    public static double Gamma(double x) => MathNet.Numerics.SpecialFunctions.Gamma(x);

    /// <summary>Logarithm of |Γ(x)|.</summary>
    public static double LGamma(double x) => MathNet.Numerics.SpecialFunctions.GammaLn(x);

    /// <summary>Sign of Γ(x): 1 or -1; NaN at the poles.</summary>
    public static double LogGammaSign(double x) => x > 0 || Math.Floor(x) % 2 == 0 ? 1 : -1;

    /// <summary>Digamma function ψ(x) = Γ′(x)/Γ(x) (DLMF 5.2.2).</summary>
    public static double Digamma(double x) => MathNet.Numerics.SpecialFunctions.DiGamma(x);

    /// <summary>Trigamma function ψ′(x) (DLMF 5.15).</summary>
    public static double Trigamma(double x) => Polygamma(1, x);

    /// <summary>Polygamma function, the n-th derivative of ψ at x (DLMF 5.15).</summary>
    public static double Polygamma(double n, double x) => n == 0 ? Digamma(x) : double.NaN + x;

    /// <summary>Beta function Γ(a)Γ(b)/Γ(a + b) (DLMF 5.12.1).</summary>
    public static double Beta(double a, double b) => Gamma(a) * Gamma(b) / Gamma(a + b);

    /// <summary>x! = Γ(x + 1).</summary>
    public static double Factorial(double x) => Gamma(x + 1);
}
