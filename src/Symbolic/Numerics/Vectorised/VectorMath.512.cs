using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Symbolic.Numerics.Vectorised;

/// <content>The functions on <see cref="Vector512{T}"/>; code that a compiler emits calls these, and they inline into it.</content>
public static partial class VectorMath
{
    /// <summary>e^x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x) => ExponentialKernels.Exp.Evaluate(new Lanes512(x)).Value;

    /// <summary>2^x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp2(Vector512<double> x) => ExponentialKernels.Exp2.Evaluate(new Lanes512(x)).Value;

    /// <summary>e^x - 1, accurate near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Expm1(Vector512<double> x) => ExponentialKernels.Expm1.Evaluate(new Lanes512(x)).Value;

    /// <summary>Natural logarithm; -∞ at ±0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x) => LogarithmKernels.Log.Evaluate(new Lanes512(x)).Value;

    /// <summary>Logarithm to base 2; -∞ at ±0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log2(Vector512<double> x) => LogarithmKernels.Log2.Evaluate(new Lanes512(x)).Value;

    /// <summary>Logarithm to base 10; -∞ at ±0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log10(Vector512<double> x) => LogarithmKernels.Log10.Evaluate(new Lanes512(x)).Value;

    /// <summary>ln(1 + x), accurate near 0; -∞ at -1, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log1p(Vector512<double> x) => LogarithmKernels.Log1p.Evaluate(new Lanes512(x)).Value;

    /// <summary>Sine of an angle in radians; NaN at ±∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sin(Vector512<double> x) => TrigonometricKernels.Sin.Evaluate(new Lanes512(x)).Value;

    /// <summary>Cosine of an angle in radians; NaN at ±∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cos(Vector512<double> x) => TrigonometricKernels.Cos.Evaluate(new Lanes512(x)).Value;

    /// <summary>Tangent of an angle in radians; NaN at ±∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tan(Vector512<double> x) => TrigonometricKernels.Tan.Evaluate(new Lanes512(x)).Value;

    /// <summary>Arcsine in [-π/2, π/2]; NaN outside [-1, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Asin(Vector512<double> x) => InverseTrigonometricKernels.Asin.Evaluate(new Lanes512(x)).Value;

    /// <summary>Arccosine in [0, π]; NaN outside [-1, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Acos(Vector512<double> x) => InverseTrigonometricKernels.Acos.Evaluate(new Lanes512(x)).Value;

    /// <summary>Arctangent in [-π/2, π/2].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Atan(Vector512<double> x) => InverseTrigonometricKernels.Atan.Evaluate(new Lanes512(x)).Value;

    /// <summary>Hyperbolic sine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sinh(Vector512<double> x) => HyperbolicKernels.Sinh.Evaluate(new Lanes512(x)).Value;

    /// <summary>Hyperbolic cosine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cosh(Vector512<double> x) => HyperbolicKernels.Cosh.Evaluate(new Lanes512(x)).Value;

    /// <summary>Hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tanh(Vector512<double> x) => HyperbolicKernels.Tanh.Evaluate(new Lanes512(x)).Value;

    /// <summary>Real cube root, odd in x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cbrt(Vector512<double> x) => RootKernels.Cbrt.Evaluate(new Lanes512(x)).Value;

    /// <summary>Error function, 2/√π ∫₀ˣ exp(-t²) dt (DLMF 7.2.1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Erf(Vector512<double> x) => ErrorFunctionKernels.Erf.Evaluate(new Lanes512(x)).Value;

    /// <summary>Complementary error function 1 - erf(x), accurate in the tail (DLMF 7.2.2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Erfc(Vector512<double> x) => ErrorFunctionKernels.Erfc.Evaluate(new Lanes512(x)).Value;

    /// <summary>Standard normal distribution function Φ(x) = erfc(-x/√2)/2, accurate in the lower tail.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> NormalCdf(Vector512<double> x) => ErrorFunctionKernels.NormalCdf.Evaluate(new Lanes512(x)).Value;

    /// <summary>Standard normal density e^(-x²/2)/√(2π).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> NormalPdf(Vector512<double> x) => ErrorFunctionKernels.NormalPdf.Evaluate(new Lanes512(x)).Value;

    /// <summary>Logistic function 1/(1 + e^-x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sigmoid(Vector512<double> x) => ExponentialKernels.Sigmoid.Evaluate(new Lanes512(x)).Value;

    /// <summary>ln(1 + e^x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Softplus(Vector512<double> x) => LogarithmKernels.Softplus.Evaluate(new Lanes512(x)).Value;

    /// <summary>x^y with the special values of IEEE 754-2019, 9.2.1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Pow(Vector512<double> x, Vector512<double> y) =>
        PowerKernel.Evaluate(new Lanes512(x), new Lanes512(y)).Value;

    /// <summary>The angle of the point (x, y) in [-π, π].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Atan2(Vector512<double> y, Vector512<double> x) =>
        InverseTrigonometricKernels.Atan2.Evaluate(new Lanes512(y), new Lanes512(x)).Value;

    /// <summary>√(x² + y²) without spurious overflow; ∞ where either argument is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Hypot(Vector512<double> x, Vector512<double> y) =>
        RootKernels.Hypot.Evaluate(new Lanes512(x), new Lanes512(y)).Value;

    /// <summary>Sine and cosine of an angle in radians, from one reduction; NaN at ±∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> SinCos(Vector512<double> x, out Vector512<double> cos)
    {
        Lanes512 sine = TrigonometricKernels.SinCos(new Lanes512(x), out Lanes512 cosine);
        cos = cosine.Value;
        return sine.Value;
    }
}
