namespace Symbolic.Numerics;

/// <summary>
/// J and Y of orders 0 and 1, the start of all integer orders, several times as fast as by the general scheme. Below 2 the
/// power series (DLMF 10.2.2, 10.8.1-2); up to 25 Taylor series about the nearest multiple of 1/2 from Bessel's equation
/// and tabled values, which give order 0 and with its slope order 1; beyond Hankel's expansion as polynomials.
/// </summary>
internal static partial class BesselIntegerOrders
{
    private static DoubleDouble EulerGamma => new(0.5772156649015329, -4.942915152430645E-18);

    private static DoubleDouble TwoOverPi => new(0.6366197723675814, -3.935735335036497E-17);

    private static DoubleDouble RootInversePi => new(0.5641895835477563, 7.66772980658294E-18);

    /// <summary>J₀(x) and J₁(x) for x &gt; 0.</summary>
    public static (DoubleDouble Zero, DoubleDouble One) J(double x)
    {
        if (x >= 2)
        {
            return x < 25 ? Local(x, 0) : Hankel(x, second: false);
        }

        var z = DoubleDouble.TwoProduct(0.5 * x, 0.5 * x);
        return (PolynomialKernels.EvaluateSeries(SeriesJ0, 5, z), PolynomialKernels.EvaluateSeries(SeriesJ1, 5, z) * (0.5 * x));
    }

    /// <summary>Y₀(x) and Y₁(x) for x &gt; 0; the second may overflow.</summary>
    public static (DoubleDouble Zero, DoubleDouble One) Y(double x)
    {
        if (x >= 2)
        {
            return x < 25 ? Local(x, 4) : Hankel(x, second: true);
        }

        var (zero, one) = J(x);
        var z = DoubleDouble.TwoProduct(0.5 * x, 0.5 * x);
        var logarithm = ElementaryKernels.Log(x) - ElementaryKernels.Ln2 + EulerGamma;
        var first = (logarithm * zero) + PolynomialKernels.EvaluateSeries(SeriesY0, 5, z);
        var second = (logarithm * one) - (PolynomialKernels.EvaluateSeries(SeriesY1, 5, z) * (0.25 * x)) - (1 / (DoubleDouble)x);
        return (first * TwoOverPi, second * TwoOverPi);
    }

    /// <summary>y and -y′ at x in [2, 25], y the solution of order 0 tabled at the offset.</summary>
    private static (DoubleDouble Zero, DoubleDouble One) Local(double x, int offset)
    {
        var index = (int)Math.Round(2 * x);
        var c = 0.5 * index;
        var t = x - c;
        var table = Centres.Slice(((index - 4) * 8) + offset, 4);
        var a0 = new DoubleDouble(table[0], table[1]);
        var a1 = new DoubleDouble(table[2], table[3]);

        // x²y″ + xy′ + x²y = 0 in t = x - c: (k+1)(k+2)c² a(k+2) =
        // -[(k+1)(2k+1)c a(k+1) + (k²+c²) a(k) + 2c a(k-1) + a(k-2)]. Half-integer c: the factors are exact.
        var square = c * c;
        var a2 = ((a1 * c) + (a0 * square)) / (-2 * square);
        var a3 = ((a2 * (6 * c)) + (a1 * (1 + square)) + (a0 * (2 * c))) / (-6 * square);
        var a4 = ((a3 * (15 * c)) + (a2 * (4 + square)) + (a1 * (2 * c)) + a0) / (-12 * square);
        var a5 = ((a4 * (28 * c)) + (a3 * (9 + square)) + (a2 * (2 * c)) + a1) / (-20 * square);
        var (tail, slopeTail) = Tail(c, t, a2.Hi, a3.Hi, a4.Hi, a5.Hi);
        var value = (((((((((a5 + tail) * t) + a4) * t) + a3) * t) + a2) * t + a1) * t) + a0;
        var slope = ((((((((a5 * 5) + slopeTail) * t) + (a4 * 4)) * t) + (a3 * 3)) * t + (a2 * 2)) * t) + a1;
        return (value, -slope);
    }

    /// <summary>Σ over k ≥ 6 of a(k) t^(k-5) and of k a(k) t^(k-5).</summary>
    private static (double Value, double Slope) Tail(double c, double t, double a2, double a3, double a4, double a5)
    {
        var (value, slope, power) = (0.0, 0.0, 1.0);
        var inverse = 1 / c;
        var last = c < 4 ? 22 : 16;
        for (var k = 4; k <= last - 2; k++)
        {
            var next = -(((k + 1) * ((2 * k) + 1) * inverse * a5) + (((k * k * inverse * inverse) + 1) * a4)
                + (inverse * ((2 * a3) + (inverse * a2)))) / ((k + 1) * (k + 2));
            (a2, a3, a4, a5) = (a3, a4, a5, next);
            power *= t;
            value += next * power;
            slope += (k + 2) * next * power;
        }

        return (value, slope);
    }

    /// <summary>√(2/πx)·(P cos χ - Q sin χ), or (P sin χ + Q cos χ), with χ = x - π/4 and x - 3π/4 (DLMF 10.17.3-4).</summary>
    private static (DoubleDouble Zero, DoubleDouble One) Hankel(double x, bool second)
    {
        var (sine, cosine) = CircularKernels.SinCos(x);
        var sum = sine + cosine;
        var difference = sine - cosine;
        var y = 1 / x / x;
        var p0 = PolynomialKernels.Evaluate(HankelP0, y);
        var q0 = PolynomialKernels.Evaluate(HankelQ0, y) / x;
        var p1 = PolynomialKernels.Evaluate(HankelP1, y);
        var q1 = PolynomialKernels.Evaluate(HankelQ1, y) / x;

        // √2 cos χ and √2 sin χ are sum and difference for order 0, difference and -sum for order 1; 1/√(πx) takes the √2.
        var amplitude = RootInversePi / DoubleDouble.Sqrt(x);
        return second
            ? (((p0 * difference) + (q0 * sum)) * amplitude, ((q1 * difference) - (p1 * sum)) * amplitude)
            : (((p0 * sum) - (q0 * difference)) * amplitude, ((p1 * difference) + (q1 * sum)) * amplitude);
    }
}
