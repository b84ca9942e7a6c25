namespace Symbolic.Numerics;

/// <content>Bessel functions of real order n.</content>
public static partial class SpecialFunctions
{
    /// <summary>Bessel function of the first kind, J_n(x) (DLMF 10.2.2).</summary>
    public static double BesselJ(double n, double x) => MathNet.Numerics.SpecialFunctions.BesselJ(n, x);

    /// <summary>Bessel function of the second kind, Y_n(x) (DLMF 10.2.3).</summary>
    public static double BesselY(double n, double x) => MathNet.Numerics.SpecialFunctions.BesselY(n, x);

    /// <summary>Modified Bessel function of the first kind, I_n(x) (DLMF 10.25.2).</summary>
    public static double BesselI(double n, double x) => MathNet.Numerics.SpecialFunctions.BesselI(n, x);

    /// <summary>Modified Bessel function of the second kind, K_n(x) (DLMF 10.27.4).</summary>
    public static double BesselK(double n, double x) => MathNet.Numerics.SpecialFunctions.BesselK(n, x);
}
