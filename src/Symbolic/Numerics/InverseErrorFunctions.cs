namespace Symbolic.Numerics;

/// <content>Inverse error functions.</content>
public static partial class SpecialFunctions
{
    /// <summary>Inverse of the error function on [-1, 1]; ±∞ at ±1, NaN outside.</summary>
    public static double ErfInv(double y) => MathNet.Numerics.SpecialFunctions.ErfInv(y);

    /// <summary>Inverse of the complementary error function on [0, 2]; ∞ at 0, -∞ at 2, NaN outside.</summary>
    public static double ErfcInv(double y) => MathNet.Numerics.SpecialFunctions.ErfcInv(y);
}
