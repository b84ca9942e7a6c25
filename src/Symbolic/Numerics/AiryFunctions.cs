namespace Symbolic.Numerics;

/// <content>Airy functions and their derivatives.</content>
public static partial class SpecialFunctions
{
    /// <summary>Airy function Ai(x) (DLMF 9.2).</summary>
    public static double AiryAi(double x) => MathNet.Numerics.SpecialFunctions.AiryAi(x);

    /// <summary>Derivative of the Airy function, Ai′(x).</summary>
    public static double AiryAiPrime(double x) => MathNet.Numerics.SpecialFunctions.AiryAiPrime(x);

    /// <summary>Airy function Bi(x) (DLMF 9.2).</summary>
    public static double AiryBi(double x) => MathNet.Numerics.SpecialFunctions.AiryBi(x);

    /// <summary>Derivative of the Airy function, Bi′(x).</summary>
    public static double AiryBiPrime(double x) => MathNet.Numerics.SpecialFunctions.AiryBiPrime(x);
}
