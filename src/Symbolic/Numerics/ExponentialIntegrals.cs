namespace Symbolic.Numerics;

/// <content>Exponential, sine and cosine integrals (DLMF chapter 6).</content>
public static partial class SpecialFunctions
{
    private static DoubleDouble EulerGamma => new(0.5772156649015329, -4.942915152430645E-18);

    /// <summary>
    /// Exponential integral, principal value of ∫ exp(t)/t dt from -∞ to x (DLMF 6.2.5); -∞ at ±0, 0 at -∞. For
    /// x &lt; 0 it is -E₁(-x). Power series in [-2, 6], beyond exp(x)/x times a smooth function of 1/x.
    /// </summary>
    public static double Ei(double x)
    {
        if (x > 6)
        {
            return x > 720 ? double.PositiveInfinity : ExponentialOverX(x, EiPieces, 12, 1 / x, 96);
        }

        if (x < -2)
        {
            return x < -750 ? -0.0 : ExponentialOverX(x, E1Pieces, 17, -1 / x, 16);
        }

        if (x == 0 || double.IsNaN(x))
        {
            return x == 0 ? double.NegativeInfinity : x;
        }

        const double Root = 0.3725074107813666;
        if (Math.Abs(x - Root) < 0.06)
        {
            var distance = (DoubleDouble)(x - Root) - 1.3140183414386028E-17;
            return (PolynomialKernels.Evaluate(EiAboutRoot, distance.Hi) * distance).Value;
        }

        var series = PolynomialKernels.EvaluateSeries(EiSeries, 6, x) * x;
        return (series + (ElementaryKernels.Log(Math.Abs(x)) + EulerGamma)).Value;
    }

    /// <summary>Sine integral, ∫₀ˣ sin(t)/t dt (DLMF 6.2.9); ±π/2 at ±∞.</summary>
    public static double Si(double x)
    {
        var magnitude = Math.Abs(x);
        if (magnitude <= 4)
        {
            return magnitude < 1e-8
                ? x
                : (PolynomialKernels.EvaluateSeries(SiSeries, 6, DoubleDouble.TwoProduct(x, x)) * x).Value;
        }

        if (!(magnitude < 1e17))
        {
            return double.IsNaN(x) ? x : Math.CopySign(Math.PI / 2, x);
        }

        var (f, g) = SineCosineAuxiliaries(magnitude);
        var (sine, cosine) = Math.SinCos(magnitude);
        return Math.CopySign((DoubleDouble.HalfPi - ((f * cosine) + (g * sine))).Value, x);
    }

    /// <summary>
    /// Cosine integral, γ + ln x + ∫₀ˣ (cos t - 1)/t dt (DLMF 6.2.13); -∞ at 0, 0 at ∞, NaN for negative x (where the
    /// complex function has its cut). Near the zeros the error is small compared with 1/x.
    /// </summary>
    public static double Ci(double x)
    {
        if (!(x > 0 && x < double.PositiveInfinity))
        {
            return x == 0 ? double.NegativeInfinity : x > 0 ? 0 : double.NaN;
        }

        if (x <= 4)
        {
            var square = DoubleDouble.TwoProduct(x, x);
            var series = PolynomialKernels.EvaluateSeries(CiSeries, 6, square) * square;
            return (series + (ElementaryKernels.Log(x) + EulerGamma)).Value;
        }

        var (f, g) = SineCosineAuxiliaries(x);
        var (sine, cosine) = Math.SinCos(x);
        return ((f * sine) - (g * cosine)).Value;
    }

    private static double ExponentialOverX(double x, ReadOnlySpan<double> pieces, int row, double inverse, int perUnit)
    {
        var smooth = PolynomialKernels.EvaluatePiece(pieces, row, inverse, perUnit);
        var product = smooth * ElementaryKernels.ExpScaled(x, out var k) / x;
        return DoubleDouble.Scale(product.Value, k);
    }

    /// <summary>f(x) and g(x) of DLMF 6.2.17 and 6.2.18 for x ≥ 4.</summary>
    private static (DoubleDouble F, DoubleDouble G) SineCosineAuxiliaries(double x)
    {
        var t = 1 / x / x;
        var f = PolynomialKernels.EvaluatePiece(SineCosineF, 22, t, 128) / x;
        var g = PolynomialKernels.EvaluatePiece(SineCosineG, 25, t, 128) / x / x;
        return (f, g);
    }
}
