namespace Symbolic.Numerics;

/// <summary>
/// Γ, ln Γ and the Hurwitz zeta function in more than double precision, scaled so that nothing overflows on the way.
/// Stirling's series is DLMF 5.11.1 (coefficients B₂ⱼ/(2j(2j-1))).
/// </summary>
internal static partial class GammaKernels
{
    /// <summary>From here on eight terms of Stirling's series are good for 2^-60.</summary>
    private const double StirlingFrom = 10;

    private const int GammaRow = 13;

    private static DoubleDouble LogRootTwoPi => new(0.9189385332046728, -3.8782941580672414E-17);

    /// <summary>Γ(x) = result·2^k for finite x that is no pole, |x| below 1e8.</summary>
    public static DoubleDouble GammaScaled(DoubleDouble x, out int k)
    {
        if (x.Hi < 0)
        {
            return Reflected(x, out k);
        }

        if (x.Hi >= StirlingFrom)
        {
            var exponent = LogGammaLarge(x);
            return ElementaryKernels.ExpScaled(exponent, out k);
        }

        k = 0;
        DoubleDouble factor = 1;
        while (x.Hi >= 2)
        {
            x -= 1;
            factor *= x;
        }

        if (x.Hi >= 1)
        {
            return factor * GammaBetweenOneAndTwo(x);
        }

        if (x.Hi < 1e-290)
        {
            k = 200;
            x = x.Scale(200);
            return GammaBetweenOneAndTwo(1) / x;
        }

        return GammaBetweenOneAndTwo(x + 1) / x;
    }

    /// <summary>ln Γ(x) for x &gt; 0, relative error small also at the zeros 1 and 2.</summary>
    public static DoubleDouble LogGamma(double x)
    {
        if (x >= StirlingFrom)
        {
            return LogGammaLarge(x);
        }

        if (Math.Abs(x - 1) <= 0.25)
        {
            return PolynomialKernels.Evaluate(LogGammaAboutOne, x - 1) * (x - 1);
        }

        if (Math.Abs(x - 2) <= 0.25)
        {
            return PolynomialKernels.Evaluate(LogGammaAboutTwo, x - 2) * (x - 2);
        }

        var mantissa = GammaScaled(x, out var k);
        return ElementaryKernels.Log(mantissa) + (ElementaryKernels.Ln2 * k);
    }

    /// <summary>Stirling's series for x ≥ 10.</summary>
    public static DoubleDouble LogGammaLarge(DoubleDouble x) =>
        (ElementaryKernels.Log(x) * (x - 0.5)) - x + LogRootTwoPi + StirlingCorrection(x.Hi);

    /// <summary>ln Γ(x) - (x - 1/2) ln x + x - ln √(2π) for x ≥ 10.</summary>
    public static double StirlingCorrection(double x)
    {
        var y = 1 / (x * x);
        var p = (1.0 / 156) - (y * (3617.0 / 122400));
        p = (691.0 / 360360) - (y * p);
        p = (1.0 / 1188) - (y * p);
        p = (1.0 / 1680) - (y * p);
        p = (1.0 / 1260) - (y * p);
        p = (1.0 / 360) - (y * p);
        return ((1.0 / 12) - (y * p)) / x;
    }

    /// <summary>ψ near its positive zero x₀ = 1.4616…, |x - x₀| ≤ 1/4.</summary>
    public static DoubleDouble DigammaNearRoot(double x)
    {
        var distance = (DoubleDouble)(x - 1.4616321449683622) - 9.549995429965697E-17;
        return PolynomialKernels.Evaluate(DigammaAboutRoot, distance.Hi) * distance;
    }

    public static DoubleDouble DigammaPositive(double x)
    {
        if (Math.Abs(x - 1.4616321449683622) <= 0.25)
        {
            return DigammaNearRoot(x);
        }

        DoubleDouble shifted = x;
        DoubleDouble sum = 0;
        while (shifted.Hi < StirlingFrom)
        {
            sum += 1 / shifted;
            shifted += 1;
        }

        // DLMF 5.11.2, coefficients B₂ⱼ/(2j).
        var y = 1 / (shifted.Hi * shifted.Hi);
        var p = (1.0 / 12) - (y * (3617.0 / 8160));
        p = (691.0 / 32760) - (y * p);
        p = (1.0 / 132) - (y * p);
        p = (1.0 / 240) - (y * p);
        p = (1.0 / 252) - (y * p);
        p = (1.0 / 120) - (y * p);
        p = (1.0 / 12) - (y * p);
        return ElementaryKernels.Log(shifted) - (0.5 / shifted) - (y * p) - sum;
    }

    private static DoubleDouble Reflected(DoubleDouble x, out int k)
    {
        // Γ(-a) = -π/(a sin(πa) Γ(a)), DLMF 5.5.3.
        var a = -x;
        var sine = CircularKernels.SinPi(a.Hi) + (CircularKernels.CosPi(a.Hi) * Math.PI * a.Lo);
        var positive = GammaScaled(a, out k);
        k = -k;
        return -DoubleDouble.Pi / (a * positive * sine);
    }

    private static DoubleDouble GammaBetweenOneAndTwo(DoubleDouble x)
    {
        var index = Math.Min((int)((x.Hi - 1) * 8), 7);
        var t = x.Hi - (1 + ((index + 0.5) / 8)) + x.Lo;
        return PolynomialKernels.Evaluate(GammaPieces.Slice(index * GammaRow, GammaRow), t);
    }
}
