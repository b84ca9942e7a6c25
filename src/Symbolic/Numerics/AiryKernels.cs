namespace Symbolic.Numerics;

/// <summary>
/// The four Airy functions by one scheme. |x| ≤ 10: Taylor series about the nearest multiple of 1/2 from the differential
/// equation y″ = xy and two tabled values, its head in double-double. Beyond: the asymptotic forms of DLMF 9.7(ii), their
/// smooth factors as polynomials, the phase 2/3·|x|^(3/2) in double-double.
/// </summary>
internal static partial class AiryKernels
{
    /// <summary>Below -1e10 the double-double phase no longer determines the value.</summary>
    public const double LowestArgument = -1e10;

    private static DoubleDouble RootPi => new(1.772453850905516, -7.666586499825799E-17);

    /// <summary>y(x) and y′(x) for |x| ≤ 10, y the solution with tabled values at 4·row + (second ? 2 : 0).</summary>
    public static (DoubleDouble Value, DoubleDouble Slope) NearOrigin(double x, bool second)
    {
        var index = (int)Math.Round((x + 10) * 2);
        var centre = (index * 0.5) - 10;
        var t = x - centre;
        var table = AiryCentres.Slice((index * 8) + (second ? 4 : 0), 4);
        var a0 = new DoubleDouble(table[0], table[1]);
        var a1 = new DoubleDouble(table[2], table[3]);

        // Coefficients: (k+1)(k+2) a(k+2) = c a(k) + a(k-1).
        var a2 = a0 * (0.5 * centre);
        var a3 = ((a1 * centre) + a0) / 6;
        var a4 = ((a2 * centre) + a1) / 12;
        var a5 = ((a3 * centre) + a2) / 20;
        var (tail, slopeTail) = Tail(centre, t, a3.Hi, a4.Hi, a5.Hi);
        var value = (((((((((a5 + tail) * t) + a4) * t) + a3) * t) + a2) * t + a1) * t) + a0;
        var slope = ((((((((a5 * 5) + slopeTail) * t) + (a4 * 4)) * t) + (a3 * 3)) * t + (a2 * 2)) * t) + a1;
        return (value, slope);
    }

    /// <summary>Ai or Ai′ for x &gt; 10.</summary>
    public static double Decaying(double x, bool derivative)
    {
        if (x > 110)
        {
            return derivative ? -0.0 : 0;
        }

        var zeta = Phase(x);
        var power = ElementaryKernels.ExpScaled(-zeta, out var k);
        var smooth = PolynomialKernels.Evaluate(derivative ? AiryExponentialPrime : AiryExponential, -1 / zeta.Hi);
        var root = DoubleDouble.Sqrt(DoubleDouble.Sqrt(x));
        var amplitude = smooth * power * 0.5 / RootPi;
        return DoubleDouble.Scale(derivative ? -(amplitude * root).Value : (amplitude / root).Value, k);
    }

    /// <summary>Bi or Bi′ for x &gt; 10.</summary>
    public static double Growing(double x, bool derivative)
    {
        if (x > 110)
        {
            return double.PositiveInfinity;
        }

        var zeta = Phase(x);
        var power = ElementaryKernels.ExpScaled(zeta, out var k);
        var smooth = PolynomialKernels.Evaluate(derivative ? AiryExponentialPrime : AiryExponential, 1 / zeta.Hi);
        var root = DoubleDouble.Sqrt(DoubleDouble.Sqrt(x));
        var amplitude = smooth * power / RootPi;
        return DoubleDouble.Scale((derivative ? amplitude * root : amplitude / root).Value, k);
    }

    /// <summary>Ai(-x) and Bi(-x) for 10 &lt; x ≤ 1e10.</summary>
    public static (double Ai, double Bi) Oscillating(double x)
    {
        var (sine, cosine, zeta) = Turning(x);
        var y = 1 / zeta / zeta;
        var p = PolynomialKernels.Evaluate(AiryP, y);
        var q = PolynomialKernels.Evaluate(AiryQ, y) / zeta;
        var amplitude = 1 / (RootPi * DoubleDouble.Sqrt(DoubleDouble.Sqrt(x)));
        return ((((cosine * p) + (sine * q)) * amplitude).Value, (((cosine * q) - (sine * p)) * amplitude).Value);
    }

    /// <summary>Ai′(-x) and Bi′(-x) for 10 &lt; x ≤ 1e10.</summary>
    public static (double Ai, double Bi) OscillatingPrime(double x)
    {
        var (sine, cosine, zeta) = Turning(x);
        var y = 1 / zeta / zeta;
        var r = PolynomialKernels.Evaluate(AiryR, y);
        var s = PolynomialKernels.Evaluate(AiryS, y) / zeta;
        var amplitude = DoubleDouble.Sqrt(DoubleDouble.Sqrt(x)) / RootPi;
        return ((((sine * r) - (cosine * s)) * amplitude).Value, (((cosine * r) + (sine * s)) * amplitude).Value);
    }

    /// <summary>Σ over k ≥ 6 of a(k) t^(k-5) and of k a(k) t^(k-5).</summary>
    private static (double Value, double Slope) Tail(double centre, double t, double a, double b, double c)
    {
        var (value, slope, power) = (0.0, 0.0, 1.0);
        for (var k = 6; k <= 20; k++)
        {
            (a, b, c) = (b, c, ((centre * b) + a) / (k * (k - 1)));
            power *= t;
            value += c * power;
            slope += k * c * power;
        }

        return (value, slope);
    }

    /// <summary>2/3·x^(3/2).</summary>
    private static DoubleDouble Phase(double x) => DoubleDouble.Sqrt(x) * x * 2 / 3;

    /// <summary>sin and cos of ζ - π/4, and ζ.</summary>
    private static (DoubleDouble Sine, DoubleDouble Cosine, double Zeta) Turning(double x)
    {
        var zeta = Phase(x);
        var (sine, cosine) = CircularKernels.SinCos(zeta);
        var rootHalf = new DoubleDouble(0.7071067811865476, -4.833646656726457E-17);
        return ((sine - cosine) * rootHalf, (sine + cosine) * rootHalf, zeta.Hi);
    }
}
