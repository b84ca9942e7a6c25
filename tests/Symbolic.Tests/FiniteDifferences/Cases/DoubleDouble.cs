using System.Runtime.InteropServices;

namespace Symbolic.Tests.FiniteDifferences.Cases;

/// <summary>
/// A number of 106 bits as an unevaluated sum of two doubles (Dekker 1971; Hida, Li, Bailey 2001), good to about 30 digits:
/// the arithmetic in which exact derivatives are computed.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DoubleDouble(double High, double Low)
{
    public static readonly DoubleDouble Ln2 = new(0.6931471805599453, 2.3190468138462996e-17);

    // π/2 in three parts, for the reduction of large arguments.
    private const double HalfPi1 = 1.5707963267948966, HalfPi2 = 6.123233995736766e-17, HalfPi3 = -1.4973849048591833e-33;

    public static readonly DoubleDouble Zero = new(0, 0);
    public static readonly DoubleDouble One = new(1, 0);

    public double ToDouble() => High + Low;

    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.High, -a.Low);

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        DoubleDouble s = TwoSum(a.High, b.High), t = TwoSum(a.Low, b.Low);
        DoubleDouble v = Renormalised(s.High, s.Low + t.High);
        return Renormalised(v.High, v.Low + t.Low);
    }

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        double p = a.High * b.High;
        double e = Math.FusedMultiplyAdd(a.High, b.High, -p);
        return Renormalised(p, e + (a.High * b.Low + a.Low * b.High));
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        double q1 = a.High / b.High;
        DoubleDouble r = a - b * q1;
        double q2 = r.High / b.High;
        r -= b * q2;
        double q3 = r.High / b.High;
        return Renormalised(q1, q2) + q3;
    }

    public static DoubleDouble Sqrt(DoubleDouble a)
    {
        if (a.High == 0)
            return Zero;
        DoubleDouble x = Math.Sqrt(a.High);
        x = (x + a / x) * 0.5;
        return (x + a / x) * 0.5;
    }

    public static DoubleDouble Exp(DoubleDouble a)
    {
        double k = Math.Round(a.High / Ln2.High);
        DoubleDouble r = (a - Ln2 * k) * (1.0 / 512);
        DoubleDouble term = r, sum = r;
        for (int n = 2; n <= 12; n++)
        {
            term = term * r / n;
            sum += term;
        }
        // e^(2r) - 1 = s(s + 2) keeps the small result's digits.
        for (int n = 0; n < 9; n++)
            sum *= sum + 2.0;
        sum += One;
        return new(Math.ScaleB(sum.High, (int)k), Math.ScaleB(sum.Low, (int)k));
    }

    public static DoubleDouble Log(DoubleDouble a)
    {
        DoubleDouble x = Math.Log(a.High);
        x += a * Exp(-x) - One;
        return x + (a * Exp(-x) - One);
    }

    public static (DoubleDouble Sin, DoubleDouble Cos) SinCos(DoubleDouble a)
    {
        double k = Math.Round(a.High / HalfPi1);
        DoubleDouble r = a - Product(k, HalfPi1) - Product(k, HalfPi2) - k * HalfPi3;
        (DoubleDouble sin, DoubleDouble cos) = SinCosReduced(r);
        return ((long)k & 3) switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }

    public static DoubleDouble Atan(DoubleDouble a)
    {
        DoubleDouble x = Math.Atan(a.High);
        for (int n = 0; n < 2; n++)
        {
            (DoubleDouble sin, DoubleDouble cos) = SinCos(x);
            x += (a * cos - sin) / (cos + a * sin);
        }
        return x;
    }

    private static (DoubleDouble Sin, DoubleDouble Cos) SinCosReduced(DoubleDouble r)
    {
        DoubleDouble square = r * r, sin = r, cos = One, term = r, even = One;
        for (int n = 1; n <= 16; n++)
        {
            even = -even * square / ((2 * n - 1) * 2 * n);
            term = -term * square / (2 * n * (2 * n + 1));
            cos += even;
            sin += term;
        }
        return (sin, cos);
    }

    private static DoubleDouble Product(double a, double b)
    {
        double p = a * b;
        return new(p, Math.FusedMultiplyAdd(a, b, -p));
    }

    private static DoubleDouble TwoSum(double a, double b)
    {
        double s = a + b, v = s - a;
        return new(s, a - (s - v) + (b - v));
    }

    private static DoubleDouble Renormalised(double a, double b)
    {
        double s = a + b;
        return double.IsFinite(s) ? new(s, b - (s - a)) : new(s, 0);
    }
}
