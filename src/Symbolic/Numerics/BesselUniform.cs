namespace Symbolic.Numerics;

/// <summary>Debye's expansions of I and K, uniform in x for a large order (DLMF 10.41.3-4); good for 2^-57 from ν = 64.</summary>
internal static partial class BesselUniform
{
    public const double LeastOrder = 64;

    private const int Count = 13;

    /// <summary>I_ν(x) as result·2^k.</summary>
    public static DoubleDouble Growing(double order, double x, out int k)
    {
        var radius = Radius(order, x);
        var scale = 1 / DoubleDouble.Sqrt(DoubleDouble.Pi * 2 * radius);
        return Exponential(Exponent(order, x, radius), out k) * scale * Sum(order, radius.Hi, 1);
    }

    /// <summary>K_ν(x) as result·2^k.</summary>
    public static DoubleDouble Decaying(double order, double x, out int k)
    {
        var radius = Radius(order, x);
        var scale = DoubleDouble.Sqrt(DoubleDouble.HalfPi / radius);
        return Exponential(-Exponent(order, x, radius), out k) * scale * Sum(order, radius.Hi, -1);
    }

    /// <summary>√(ν² + x²) = ν/p.</summary>
    private static DoubleDouble Radius(double order, double x) =>
        DoubleDouble.Sqrt(DoubleDouble.TwoProduct(order, order) + DoubleDouble.TwoProduct(x, x));

    /// <summary>νη = √(ν² + x²) + ν ln(x/(ν + √(ν² + x²))).</summary>
    private static DoubleDouble Exponent(double order, double x, DoubleDouble radius) =>
        radius + (order * ElementaryKernels.Log(x / (radius + order)));

    private static DoubleDouble Exponential(DoubleDouble exponent, out int k)
    {
        if (Math.Abs(exponent.Hi) < 20000)
        {
            return ElementaryKernels.ExpScaled(exponent, out k);
        }

        k = exponent.Hi > 0 ? 20000 : -20000;
        return 1;
    }

    /// <summary>Σ (±1)^k U_k(p)/ν^k.</summary>
    private static DoubleDouble Sum(double order, double radius, int sign)
    {
        var p = order / radius;
        var square = p * p;
        var table = UniformCoefficients;
        var start = table.Length;
        var sum = 0.0;
        for (var k = Count - 1; k >= 1; k--)
        {
            start -= k + 1;
            var u = 0.0;
            for (var j = k; j >= 0; j--)
            {
                u = Math.FusedMultiplyAdd(u, square, table[start + j]);
            }

            // U_k/ν^k = (p/ν)^k u = u/radius^k.
            sum = (sum + u) * sign / radius;
        }

        return (DoubleDouble)1 + sum;
    }
}
