namespace Symbolic.Numerics;

/// <content>Exponentials, logarithms, powers and what machine learning makes of them.</content>
public static partial class SpecialFunctions
{
    /// <summary>ln(1 + x), accurate near 0; -∞ at -1, NaN below.</summary>
    public static double Log1p(double x)
    {
        if (Math.Abs(x) < 5e-17)
        {
            return x;
        }

        // 1 + x = sum.Hi + sum.Lo exactly, and ln(h + l) = ln(h) + l/h up to (l/h)²/2 < 2^-107.
        var sum = DoubleDouble.TwoSum(1, x);
        if (!(sum.Hi > 0 && sum.Hi < double.PositiveInfinity))
        {
            return Math.Log(sum.Hi);
        }

        return Math.Log(sum.Hi) + (sum.Lo / sum.Hi);
    }

    /// <summary>exp(x) - 1, accurate near 0.</summary>
    public static double Expm1(double x)
    {
        if (Math.Abs(x) < 1e-8)
        {
            return x == 0 ? x : Math.FusedMultiplyAdd(0.5 * x, x, x);
        }

        if (!(x < 709 && x > -40))
        {
            return x > 0 ? Math.Exp(x) : double.IsNaN(x) ? x : -1;
        }

        return ElementaryKernels.Expm1Quick(x);
    }

    /// <summary>2 to the power x.</summary>
    public static double Exp2(double x) => Math.Pow(2, x);

    /// <summary>Logarithm to base 2.</summary>
    public static double Log2(double x) => Math.Log2(x);

    /// <summary>
    /// Logarithm of x to base b, ln x / ln b; correctly rounded but for rare ties, so log(1000, 10) is 3. For b = 1 ±∞
    /// (NaN at x = 1), NaN for negative arguments, limits at 0 and ∞.
    /// </summary>
    public static double Log(double x, double b)
    {
        if (x > 0 && b > 0 && b != 1 && double.IsFinite(x) && double.IsFinite(b))
        {
            return (ElementaryKernels.Log(x) / ElementaryKernels.Log(b)).Value;
        }

        return Math.Log(x) / Math.Log(b);
    }

    /// <summary>Real cube root.</summary>
    public static double Cbrt(double x)
    {
        var magnitude = Math.Abs(x);
        if (!(magnitude > 1e-200 && magnitude < 1e200))
        {
            return x == 0 || !double.IsFinite(x) ? x
                : magnitude > 1 ? Cbrt(DoubleDouble.Scale(x, -600)) * 1.6069380442589903E+60
                : Cbrt(DoubleDouble.Scale(x, 600)) / 1.6069380442589903E+60;
        }

        var root = Math.Cbrt(x);

        // One Newton step with the exact cube: the platform's root is off by up to 2 ulp.
        var square = DoubleDouble.TwoProduct(root, root);
        var cube = DoubleDouble.TwoProduct(square.Hi, root);
        var excess = (cube.Hi - x) + Math.FusedMultiplyAdd(square.Lo, root, cube.Lo);
        return root - (excess / (3 * square.Hi));
    }

    /// <summary>
    /// Real n-th root of x, x^(1/n). An odd integer n accepts negative x (root(-8, 3) = -2); any other n gives NaN there.
    /// n may be any real but 0, which gives NaN.
    /// </summary>
    public static double Root(double x, double n)
    {
        if (x < 0)
        {
            return Math.IEEERemainder(n, 2) is 1 or -1 ? -Root(-x, n) : double.NaN;
        }

        if (n == 0 || double.IsNaN(n))
        {
            return double.NaN;
        }

        if (x == 0 || x == 1 || !double.IsFinite(x) || !double.IsFinite(n))
        {
            var power = Math.Pow(x, 1 / n);
            return x == 0 && Math.Abs(Math.IEEERemainder(n, 2)) == 1 ? Math.CopySign(power, x) : power;
        }

        return ElementaryKernels.Exp(ElementaryKernels.Log(x) / n).Value;
    }

    /// <summary>√(x² + y²) without intermediate overflow; ∞ if either is infinite, even beside a NaN (IEEE 754).</summary>
    public static double Hypot(double x, double y)
    {
        var a = Math.Abs(x);
        var b = Math.Abs(y);
        if (double.IsInfinity(a) || double.IsInfinity(b))
        {
            return double.PositiveInfinity;
        }

        var (large, small) = a > b ? (a, b) : (b, a);
        if (!(large > 0) || double.IsNaN(small))
        {
            return a + b;
        }

        // A power of two brings the larger one to [1, 2); squares and their sum are then exact to 106 bits.
        var exponent = Math.ILogB(large);
        large = DoubleDouble.Scale(large, -exponent);
        small = DoubleDouble.Scale(small, -exponent);
        var sum = DoubleDouble.TwoProduct(large, large) + DoubleDouble.TwoProduct(small, small);
        return DoubleDouble.Scale(DoubleDouble.Sqrt(sum).Value, exponent);
    }

    /// <summary>x·ln y, and 0 at x = 0 for every y that is not NaN.</summary>
    public static double XLogY(double x, double y) => x == 0 && !double.IsNaN(y) ? 0 : x * Math.Log(y);

    /// <summary>Logistic function 1/(1 + exp(-x)).</summary>
    public static double Sigmoid(double x)
    {
        // Below -37 the 1 is lost in the sum, and exp(-x) would overflow while exp(x) is still a double.
        return x < -37 ? Math.Exp(x) : 1 / (1 + Math.Exp(-x));
    }

    /// <summary>ln(1 + exp(x)) without overflow.</summary>
    public static double Softplus(double x) => x > 0 ? x + Log1p(Math.Exp(-x)) : Log1p(Math.Exp(x));

    /// <summary>max(x, 0); NaN stays NaN.</summary>
    public static double Relu(double x) => x > 0 || double.IsNaN(x) ? x : 0;
}
