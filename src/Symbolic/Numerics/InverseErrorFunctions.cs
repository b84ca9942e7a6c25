namespace Symbolic.Numerics;

/// <content>Inverse error functions.</content>
public static partial class SpecialFunctions
{
    /// <summary>Inverse of the error function on [-1, 1]; ±∞ at ±1, NaN outside.</summary>
    public static double ErfInv(double y) => Math.Abs(y) < 1e-8
        ? y / (2 * InverseRootPi.Hi)
        : Math.Abs(y) <= 1 ? MathNet.Numerics.SpecialFunctions.ErfInv(y) : double.NaN;

    /// <summary>Inverse of the complementary error function on [0, 2]; ∞ at 0, -∞ at 2, NaN outside.</summary>
    public static double ErfcInv(double y) => y >= 0 && y <= 2
        ? MathNet.Numerics.SpecialFunctions.ErfcInv(y)
        : double.NaN;
}
