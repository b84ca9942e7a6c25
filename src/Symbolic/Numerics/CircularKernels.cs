namespace Symbolic.Numerics;

/// <summary>sin(πx) and cos(πx) to about 60 bits, with exact reduction and exact zeros; Taylor series.</summary>
internal static class CircularKernels
{
    public static DoubleDouble SinPi(double x)
    {
        var turns = Math.Round(x);
        var reduced = x - turns;
        var sine = Math.Abs(reduced) <= 0.25
            ? Sine(DoubleDouble.Pi * reduced)
            : Cosine(DoubleDouble.Pi * (0.5 - Math.Abs(reduced))) * Math.CopySign(1, reduced);
        return IsOdd(turns) ? -sine : sine;
    }

    public static DoubleDouble CosPi(double x)
    {
        var turns = Math.Round(x);
        var reduced = Math.Abs(x - turns);
        var cosine = reduced <= 0.25 ? Cosine(DoubleDouble.Pi * reduced) : Sine(DoubleDouble.Pi * (0.5 - reduced));
        return IsOdd(turns) ? -cosine : cosine;
    }

    /// <summary>
    /// sin x and cos x to about 60 bits for |x| below 1e6, beyond to that of System.Math (half an ulp). Cody and Waite's
    /// reduction: the first two parts of π/2 have 33 bits, so their products with a count below 2^20 are exact.
    /// </summary>
    public static (DoubleDouble Sine, DoubleDouble Cosine) SinCos(DoubleDouble x)
    {
        if (!(Math.Abs(x.Hi) < 1e6))
        {
            var (s, c) = Math.SinCos(x.Hi);
            var (ds, dc) = Math.SinCos(x.Lo);
            return (DoubleDouble.TwoProduct(s, dc) + (c * ds), DoubleDouble.TwoProduct(c, dc) - (s * ds));
        }

        var count = Math.Round(x.Hi * 0.6366197723675814);
        var head = x.Hi - (count * 1.5707963267341256);
        var reduced = DoubleDouble.TwoSum(head, -count * 6.077100506303966E-11) - (new DoubleDouble(2.0222662487959506E-21, 1.0085854035872483E-37) * count) + x.Lo;
        var sine = Sine(reduced);
        var cosine = Cosine(reduced);
        return ((int)count & 3) switch
        {
            0 => (sine, cosine),
            1 => (cosine, -sine),
            2 => (-sine, -cosine),
            _ => (-cosine, sine),
        };
    }

    private static bool IsOdd(double whole) => whole * 0.5 != Math.Floor(whole * 0.5);

    private static DoubleDouble Sine(DoubleDouble u)
    {
        var square = u * u;
        var z = square.Hi;
        var p = (1.0 / 355687428096000) - (z * (1.0 / 121645100408832000));
        p = (1.0 / 1307674368000) - (z * p);
        p = (1.0 / 6227020800) - (z * p);
        p = (1.0 / 39916800) - (z * p);
        p = (1.0 / 362880) - (z * p);
        p = (1.0 / 5040) - (z * p);
        p = (1.0 / 120) - (z * p);
        return (z * z * u.Hi * p) - (u * square / 6) + u;
    }

    private static DoubleDouble Cosine(DoubleDouble u)
    {
        var square = u * u;
        var z = square.Hi;
        var p = (1.0 / 20922789888000) - (z * (1.0 / 6402373705728000));
        p = (1.0 / 87178291200) - (z * p);
        p = (1.0 / 479001600) - (z * p);
        p = (1.0 / 3628800) - (z * p);
        p = (1.0 / 40320) - (z * p);
        p = (1.0 / 720) - (z * p);
        return (square * square / 24) - (z * z * z * p) - (square * 0.5) + 1;
    }
}
