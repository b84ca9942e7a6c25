namespace Symbolic.Numerics;

/// <content>
/// Bessel functions of real order (DLMF chapter 10). Errors near zeros are small compared with the envelope √(2/πx).
/// </content>
public static partial class SpecialFunctions
{
    /// <summary>
    /// Bessel function of the first kind, J_n(x) (DLMF 10.2.2). Any real order up to 10⁵ in magnitude (NaN beyond);
    /// negative x for integer orders only, by parity. 0 at ±∞.
    /// </summary>
    public static double BesselJ(double n, double x)
    {
        if (!(Math.Abs(n) <= BesselRecurrence.HighestOrder) || double.IsNaN(x))
        {
            return double.NaN;
        }

        var whole = n == Math.Floor(n);
        if (x < 0)
        {
            return whole ? Alternating(n) * BesselJ(n, -x) : double.NaN;
        }

        if (double.IsInfinity(x))
        {
            return 0;
        }

        if (x == 0)
        {
            return n == 0 ? 1 : n > 0 || whole ? 0 : LogGammaSign(n + 1) * double.PositiveInfinity;
        }

        if (n >= 0)
        {
            return BesselRecurrence.J(n, x).Value;
        }

        // DLMF 10.4.1 and 10.4.7.
        return whole
            ? Alternating(n) * BesselRecurrence.J(-n, x).Value
            : Combine(CircularKernels.CosPi(n), BesselRecurrence.J(-n, x), CircularKernels.SinPi(n), BesselRecurrence.Y(-n, x));
    }

    /// <summary>
    /// Bessel function of the second kind, Y_n(x) (DLMF 10.2.3), for x &gt; 0 and any real order up to 10⁵ in magnitude
    /// (NaN beyond, and for negative x). -∞ at 0 for n ≥ 0, 0 at ∞.
    /// </summary>
    public static double BesselY(double n, double x)
    {
        if (!(Math.Abs(n) <= BesselRecurrence.HighestOrder) || !(x >= 0))
        {
            return double.NaN;
        }

        if (double.IsInfinity(x))
        {
            return 0;
        }

        if (x == 0)
        {
            // As cos(nπ)·Y_|n|, which vanishes for half-integers, leaving ±J_|n|(0) = 0.
            var cosine = n < 0 ? CircularKernels.CosPi(n).Hi : 1;
            return cosine == 0 ? 0 : -cosine * double.PositiveInfinity;
        }

        if (n >= 0)
        {
            return BesselRecurrence.Y(n, x).Value;
        }

        return n == Math.Floor(n)
            ? Alternating(n) * BesselRecurrence.Y(-n, x).Value
            : Combine(-CircularKernels.SinPi(n), BesselRecurrence.J(-n, x), CircularKernels.CosPi(n), BesselRecurrence.Y(-n, x));
    }

    /// <summary>
    /// Modified Bessel function of the first kind, I_n(x) (DLMF 10.25.2). Any real order up to 10⁹ in magnitude (NaN
    /// beyond); negative x for integer orders only, by parity. ∞ at ∞.
    /// </summary>
    public static double BesselI(double n, double x)
    {
        if (!(Math.Abs(n) <= 1e9) || double.IsNaN(x))
        {
            return double.NaN;
        }

        var whole = n == Math.Floor(n);
        if (x < 0)
        {
            return whole ? Alternating(n) * BesselI(n, -x) : double.NaN;
        }

        if (x == 0)
        {
            return n == 0 ? 1 : n > 0 || whole ? 0 : LogGammaSign(n + 1) * double.PositiveInfinity;
        }

        if (x > 1e10)
        {
            return double.PositiveInfinity;
        }

        // DLMF 10.27.2.
        return n >= 0 || whole
            ? BesselRecurrence.I(Math.Abs(n), x).Value
            : Combine(1, BesselRecurrence.I(-n, x), CircularKernels.SinPi(n) * -2 / DoubleDouble.Pi, BesselRecurrence.K(-n, x));
    }

    /// <summary>
    /// Modified Bessel function of the second kind, K_n(x) = K_{-n}(x) (DLMF 10.27.4), for x &gt; 0 and any real order up to
    /// 10⁹ in magnitude (NaN beyond, and for negative x). ∞ at 0, 0 at ∞.
    /// </summary>
    public static double BesselK(double n, double x)
    {
        if (!(Math.Abs(n) <= 1e9) || !(x >= 0))
        {
            return double.NaN;
        }

        return x == 0 ? double.PositiveInfinity : x > 1e10 ? 0 : BesselRecurrence.K(Math.Abs(n), x).Value;
    }

    /// <summary>(-1)^n.</summary>
    private static double Alternating(double n) => n * 0.5 == Math.Floor(n * 0.5) ? 1 : -1;

    /// <summary>a·x + b·y, where a factor 0 wins over an infinity and an infinity over rounding.</summary>
    private static double Combine(DoubleDouble a, DoubleDouble x, DoubleDouble b, DoubleDouble y)
    {
        if (double.IsInfinity(x.Hi) || double.IsInfinity(y.Hi))
        {
            return (a.Hi == 0 ? 0 : a.Hi * x.Hi) + (b.Hi == 0 ? 0 : b.Hi * y.Hi);
        }

        return ((a * x) + (b * y)).Value;
    }
}
