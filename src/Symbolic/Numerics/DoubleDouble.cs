using System.Runtime.InteropServices;

namespace Symbolic.Numerics;

/// <summary>
/// An unevaluated sum Hi + Lo of two doubles with |Lo| ≤ ulp(Hi)/2: about 106 significant bits. Special functions use it
/// where a double intermediate would cost digits. Finite operands only; overflow gives NaN in Lo.
/// Algorithms: T. J. Dekker, Numer. Math. 18 (1971) 224; D. E. Knuth, TAOCP vol. 2, 4.2.2; M. Joldes, J.-M. Muller,
/// V. Popescu, ACM TOMS 44 (2017) 15res.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DoubleDouble(double Hi, double Lo)
{
    public static DoubleDouble Pi => new(3.141592653589793, 1.2246467991473532E-16);

    public static DoubleDouble HalfPi => new(1.5707963267948966, 6.123233995736766E-17);

    /// <summary>Hi + Lo rounded to double.</summary>
    public double Value => Hi + Lo;

    public static implicit operator DoubleDouble(double value) => new(value, 0);

    /// <summary>a + b exactly.</summary>
    public static DoubleDouble TwoSum(double a, double b)
    {
        var sum = a + b;
        var rest = sum - a;
        return new(sum, (a - (sum - rest)) + (b - rest));
    }

    /// <summary>a + b exactly, for |a| ≥ |b| or a = 0.</summary>
    public static DoubleDouble FastTwoSum(double a, double b)
    {
        var sum = a + b;
        return new(sum, b - (sum - a));
    }

    /// <summary>a·b exactly, barring underflow.</summary>
    public static DoubleDouble TwoProduct(double a, double b)
    {
        var product = a * b;
        return new(product, Math.FusedMultiplyAdd(a, b, -product));
    }

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.Hi, -a.Lo);

    public static DoubleDouble operator +(DoubleDouble a, double b)
    {
        var sum = TwoSum(a.Hi, b);
        return FastTwoSum(sum.Hi, sum.Lo + a.Lo);
    }

    public static DoubleDouble operator +(double a, DoubleDouble b) => b + a;

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        var high = TwoSum(a.Hi, b.Hi);
        var low = TwoSum(a.Lo, b.Lo);
        var sum = FastTwoSum(high.Hi, high.Lo + low.Hi);
        return FastTwoSum(sum.Hi, low.Lo + sum.Lo);
    }

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + (-b);

    public static DoubleDouble operator -(DoubleDouble a, double b) => a + (-b);

    public static DoubleDouble operator -(double a, DoubleDouble b) => (-b) + a;

    public static DoubleDouble operator *(DoubleDouble a, double b)
    {
        var product = TwoProduct(a.Hi, b);
        return FastTwoSum(product.Hi, Math.FusedMultiplyAdd(a.Lo, b, product.Lo));
    }

    public static DoubleDouble operator *(double a, DoubleDouble b) => b * a;

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        var product = TwoProduct(a.Hi, b.Hi);
        var cross = Math.FusedMultiplyAdd(a.Hi, b.Lo, a.Lo * b.Hi);
        return FastTwoSum(product.Hi, product.Lo + cross);
    }

    public static DoubleDouble operator /(DoubleDouble a, double b)
    {
        var quotient = a.Hi / b;
        var rest = Math.FusedMultiplyAdd(-quotient, b, a.Hi);
        return FastTwoSum(quotient, (rest + a.Lo) / b);
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        var first = a.Hi / b.Hi;
        var rest = a - (b * first);
        var second = rest.Hi / b.Hi;
        rest -= b * second;
        var quotient = FastTwoSum(first, second);
        return quotient + (rest.Hi / b.Hi);
    }

    public static DoubleDouble operator /(double a, DoubleDouble b) => new DoubleDouble(a, 0) / b;

    /// <summary>Square root; 0 for 0.</summary>
    public static DoubleDouble Sqrt(DoubleDouble a)
    {
        if (a.Hi <= 0)
        {
            return Math.Sqrt(a.Hi);
        }

        var root = Math.Sqrt(a.Hi);
        var rest = a - TwoProduct(root, root);
        return FastTwoSum(root, rest.Hi / (2 * root));
    }

    /// <summary>a·2^k; exact unless the result is subnormal or overflows.</summary>
    public static double Scale(double a, int k)
    {
        if (k is >= -1022 and <= 1023)
        {
            return a * PowerOfTwo(k);
        }

        // Three equal steps: only the last can round, so a subnormal result is rounded once.
        var third = Math.Clamp(k, -3000, 3000) / 3;
        var power = PowerOfTwo(third);
        return a * power * power * PowerOfTwo(Math.Clamp(k, -3000, 3000) - (2 * third));
    }

    /// <summary>(Hi + Lo)·2^k in each part; an overflow leaves an infinity with Lo = 0.</summary>
    public DoubleDouble Scale(int k)
    {
        var high = Scale(Hi, k);
        return new(high, double.IsFinite(high) ? Scale(Lo, k) : 0);
    }

    private static double PowerOfTwo(int k) => BitConverter.Int64BitsToDouble((long)(k + 1023) << 52);
}
