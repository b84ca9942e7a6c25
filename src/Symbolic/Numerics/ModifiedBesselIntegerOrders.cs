namespace Symbolic.Numerics;

/// <summary>
/// I and K of orders 0 and 1: power series (DLMF 10.25.2, 10.31.1-2) up to 8 and 2, beyond exp(±x)/√x times a smooth
/// function of 1/x.
/// </summary>
internal static partial class ModifiedBesselIntegerOrders
{
    private const int Heads = 6;

    private const int GrowingRow = 11;

    private const int DecayingRow = 12;

    private static DoubleDouble EulerGamma => new(0.5772156649015329, -4.942915152430645E-18);

    /// <summary>I₀(x) or I₁(x) for x &gt; 0, as result·2^k.</summary>
    public static DoubleDouble I(bool one, double x, out int k)
    {
        k = 0;
        if (x > 8)
        {
            var smooth = PolynomialKernels.EvaluatePiece(one ? GrowingI1 : GrowingI0, GrowingRow, 1 / x, 64);
            return smooth * ElementaryKernels.ExpScaled(x, out k) / DoubleDouble.Sqrt(x);
        }

        var z = DoubleDouble.TwoProduct(0.5 * x, 0.5 * x);
        return one
            ? PolynomialKernels.EvaluateSeries(SeriesI1, Heads, z) * (0.5 * x)
            : PolynomialKernels.EvaluateSeries(SeriesI0, Heads, z);
    }

    /// <summary>exp(x)K₀(x) and exp(x)K₁(x) for x &gt; 2.</summary>
    public static (DoubleDouble Zero, DoubleDouble One) ScaledK(double x)
    {
        var root = DoubleDouble.Sqrt(x);
        return (PolynomialKernels.EvaluatePiece(DecayingK0, DecayingRow, 1 / x, 16) / root,
            PolynomialKernels.EvaluatePiece(DecayingK1, DecayingRow, 1 / x, 16) / root);
    }

    /// <summary>K₀(x) and K₁(x) for 0 &lt; x ≤ 2; the second may overflow.</summary>
    public static (DoubleDouble Zero, DoubleDouble One) K(double x)
    {
        var z = DoubleDouble.TwoProduct(0.5 * x, 0.5 * x);
        var logarithm = ElementaryKernels.Log(x) - ElementaryKernels.Ln2 + EulerGamma;
        var zero = PolynomialKernels.EvaluateSeries(SeriesK0, Heads, z) - (logarithm * I(one: false, x, out _));
        var sum = PolynomialKernels.EvaluateSeries(SeriesK1, Heads, z) * (0.25 * x);
        return (zero, (1 / (DoubleDouble)x) + (logarithm * I(one: true, x, out _)) - sum);
    }
}
