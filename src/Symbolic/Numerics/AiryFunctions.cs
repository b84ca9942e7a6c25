namespace Symbolic.Numerics;

/// <content>
/// Airy functions and their derivatives (DLMF chapter 9). On the oscillating side the error is a fraction of the envelope
/// |x|^(∓1/4)/√π; below -1e10 the phase is not determined by a double-double and the value is NaN, at -∞ the limit if any.
/// </content>
public static partial class SpecialFunctions
{
    /// <summary>Airy function Ai(x) (DLMF 9.2); 0 at ±∞, NaN below -1e10.</summary>
    public static double AiryAi(double x)
    {
        if (Math.Abs(x) <= 10)
        {
            return AiryKernels.NearOrigin(x, second: false).Value.Value;
        }

        return x > 0 ? AiryKernels.Decaying(x, derivative: false)
            : x >= AiryKernels.LowestArgument ? AiryKernels.Oscillating(-x).Ai
            : double.IsNegativeInfinity(x) ? 0 : double.NaN;
    }

    /// <summary>Derivative of the Airy function, Ai′(x); 0 at ∞, NaN below -1e10 and at -∞, where it has no limit.</summary>
    public static double AiryAiPrime(double x)
    {
        if (Math.Abs(x) <= 10)
        {
            return AiryKernels.NearOrigin(x, second: false).Slope.Value;
        }

        return x > 0 ? AiryKernels.Decaying(x, derivative: true)
            : x >= AiryKernels.LowestArgument ? AiryKernels.OscillatingPrime(-x).Ai
            : double.NaN;
    }

    /// <summary>Airy function Bi(x) (DLMF 9.2); ∞ at ∞, 0 at -∞, NaN below -1e10.</summary>
    public static double AiryBi(double x)
    {
        if (Math.Abs(x) <= 10)
        {
            return AiryKernels.NearOrigin(x, second: true).Value.Value;
        }

        return x > 0 ? AiryKernels.Growing(x, derivative: false)
            : x >= AiryKernels.LowestArgument ? AiryKernels.Oscillating(-x).Bi
            : double.IsNegativeInfinity(x) ? 0 : double.NaN;
    }

    /// <summary>Derivative of the Airy function, Bi′(x); ∞ at ∞, NaN below -1e10 and at -∞, where it has no limit.</summary>
    public static double AiryBiPrime(double x)
    {
        if (Math.Abs(x) <= 10)
        {
            return AiryKernels.NearOrigin(x, second: true).Slope.Value;
        }

        return x > 0 ? AiryKernels.Growing(x, derivative: true)
            : x >= AiryKernels.LowestArgument ? AiryKernels.OscillatingPrime(-x).Bi
            : double.NaN;
    }
}
