using System.Runtime.InteropServices;

namespace Symbolic.FiniteDifferences;

/// <summary>A derivative obtained from values of a function, with everything needed to judge it.</summary>
/// <param name="Value">The estimate; NaN when <paramref name="Status"/> is <see cref="EstimateStatus.NonFinite"/>.</param>
/// <param name="ErrorBound">
/// Bound on |value - derivative|, in the unit of the derivative. Empirical, not a proof: it holds for more than 99.9 % of random
/// smooth functions.
/// </param>
/// <param name="NoiseLevel">Standard deviation of the noise seen in f, in the unit of f; 0 when nothing beyond rounding was seen.</param>
/// <param name="Step">Smallest step that entered the value, in the unit of x.</param>
/// <param name="Calls">Calls of f spent; the first and second derivative of one ladder share them and report the same number.</param>
/// <param name="Status">Whether the estimate converged, and if not, why.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DerivativeEstimate(
    double Value, double ErrorBound, double NoiseLevel, double Step, int Calls, EstimateStatus Status)
{
    /// <summary>Slope from the left at a kink or at the right edge of a domain; NaN when it was not needed.</summary>
    public double Left { get; init; } = double.NaN;

    /// <summary>Bound on the error of <see cref="Left"/>.</summary>
    public double LeftBound { get; init; } = double.NaN;

    /// <summary>Slope from the right at a kink or at the left edge of a domain; NaN when it was not needed.</summary>
    public double Right { get; init; } = double.NaN;

    /// <summary>Bound on the error of <see cref="Right"/>.</summary>
    public double RightBound { get; init; } = double.NaN;

    /// <summary>With <see cref="EstimateStatus.TwoScale"/>, the derivative at the scale that was not chosen; else NaN.</summary>
    public double OtherScaleValue { get; init; } = double.NaN;

    /// <summary>Largest difference quotient seen at the steps used: the scale against which a derivative of 0 is judged.</summary>
    public double Scale { get; init; }

    /// <summary>Whether the value may be compared with a claim as it stands: converged, from both sides or from one.</summary>
    public bool IsReliable => Status is EstimateStatus.Ok or EstimateStatus.OneSided;

    internal static DerivativeEstimate None(int calls) =>
        new(double.NaN, double.PositiveInfinity, 0, double.NaN, calls, EstimateStatus.NonFinite);
}
