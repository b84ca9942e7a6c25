namespace Symbolic.Numerics;

/// <content>Elementary functions beyond System.Math.</content>
public static partial class SpecialFunctions
{
    /// <summary>ln(1 + x), accurate near 0.</summary>
    public static double Log1p(double x) => double.LogP1(x);

    /// <summary>exp(x) - 1, accurate near 0.</summary>
    public static double Expm1(double x) => double.ExpM1(x);

    /// <summary>2 to the power x.</summary>
    public static double Exp2(double x) => Math.Pow(2, x);

    /// <summary>Logarithm to base 2.</summary>
    public static double Log2(double x) => Math.Log2(x);

    /// <summary>Logarithm of x to base b.</summary>
    public static double Log(double x, double b) => Math.Log(x) / Math.Log(b);

    /// <summary>Real cube root.</summary>
    public static double Cbrt(double x) => Math.Cbrt(x);

    /// <summary>Real n-th root of x; an odd integer n accepts negative x.</summary>
    public static double Root(double x, double n) => Math.Pow(x, 1 / n);

    /// <summary>√(x² + y²) without intermediate overflow.</summary>
    public static double Hypot(double x, double y) => double.Hypot(x, y);

    /// <summary>x·ln y, and 0 at x = 0 for every y that is not NaN.</summary>
    public static double XLogY(double x, double y) => x == 0 && !double.IsNaN(y) ? 0 : x * Math.Log(y);

    /// <summary>Logistic function 1/(1 + exp(-x)).</summary>
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>ln(1 + exp(x)) without overflow.</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    /// <summary>max(x, 0).</summary>
    public static double Relu(double x) => x > 0 || double.IsNaN(x) ? x : 0;

    /// <summary>sin(x)/x, and 1 at 0.</summary>
    public static double Sinc(double x) => x == 0 ? 1 : Math.Sin(x) / x;

    /// <summary>The n-th derivative of sin(x)/x at x, n an integer ≥ 0; NaN otherwise.</summary>
    public static double SincN(double n, double x) => n == 0 ? Sinc(x) : double.NaN;
}
