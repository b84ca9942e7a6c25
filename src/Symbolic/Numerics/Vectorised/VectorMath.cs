namespace Symbolic.Numerics.Vectorised;

/// <summary>
/// Elementary and special functions on columns and on SIMD vectors of doubles, within the ulps that the table of bounds in the
/// tests states (at most 2, gamma family 4). A lane's result depends on its own input only: not on its position, on
/// its neighbours, on the vector's width or on the processor. Special values are those of IEEE 754-2019, section 9.2.
/// Every method is pure and safe to call from any thread.
/// </summary>
/// <remarks>
/// The column forms need columns of one length; a result column may be an argument column, but not overlap one in part
/// (<see cref="ArgumentException"/>). They use the widest vectors of the processor.
/// </remarks>
public static partial class VectorMath
{
    /// <summary>e^x.</summary>
    public static void Exp(ReadOnlySpan<double> x, Span<double> result) => ColumnMap.Apply<ExponentialKernels.Exp>(x, result);

    /// <summary>2^x.</summary>
    public static void Exp2(ReadOnlySpan<double> x, Span<double> result) => ColumnMap.Apply<ExponentialKernels.Exp2>(x, result);

    /// <summary>e^x - 1, accurate near 0.</summary>
    public static void Expm1(ReadOnlySpan<double> x, Span<double> result) => ColumnMap.Apply<ExponentialKernels.Expm1>(x, result);

    /// <summary>Natural logarithm; -∞ at ±0, NaN below.</summary>
    public static void Log(ReadOnlySpan<double> x, Span<double> result) => ColumnMap.Apply<LogarithmKernels.Log>(x, result);

    /// <summary>Logarithm to base 2; -∞ at ±0, NaN below.</summary>
    public static void Log2(ReadOnlySpan<double> x, Span<double> result) => ColumnMap.Apply<LogarithmKernels.Log2>(x, result);

    /// <summary>Logarithm to base 10; -∞ at ±0, NaN below.</summary>
    public static void Log10(ReadOnlySpan<double> x, Span<double> result) => ColumnMap.Apply<LogarithmKernels.Log10>(x, result);

    /// <summary>ln(1 + x), accurate near 0; -∞ at -1, NaN below.</summary>
    public static void Log1p(ReadOnlySpan<double> x, Span<double> result) => ColumnMap.Apply<LogarithmKernels.Log1p>(x, result);

    /// <summary>Sine of an angle in radians; NaN at ±∞.</summary>
    public static void Sin(ReadOnlySpan<double> x, Span<double> result) => ColumnMap.Apply<TrigonometricKernels.Sin>(x, result);

    /// <summary>Cosine of an angle in radians; NaN at ±∞.</summary>
    public static void Cos(ReadOnlySpan<double> x, Span<double> result) => ColumnMap.Apply<TrigonometricKernels.Cos>(x, result);

    /// <summary>Tangent of an angle in radians; NaN at ±∞.</summary>
    public static void Tan(ReadOnlySpan<double> x, Span<double> result) => ColumnMap.Apply<TrigonometricKernels.Tan>(x, result);

    /// <summary>Arcsine in [-π/2, π/2]; NaN outside [-1, 1].</summary>
    public static void Asin(ReadOnlySpan<double> x, Span<double> result) => ColumnMap.Apply<InverseTrigonometricKernels.Asin>(x, result);

    /// <summary>Arccosine in [0, π]; NaN outside [-1, 1].</summary>
    public static void Acos(ReadOnlySpan<double> x, Span<double> result) => ColumnMap.Apply<InverseTrigonometricKernels.Acos>(x, result);

    /// <summary>Arctangent in [-π/2, π/2].</summary>
    public static void Atan(ReadOnlySpan<double> x, Span<double> result) => ColumnMap.Apply<InverseTrigonometricKernels.Atan>(x, result);

    /// <summary>Hyperbolic sine.</summary>
    public static void Sinh(ReadOnlySpan<double> x, Span<double> result) => ColumnMap.Apply<HyperbolicKernels.Sinh>(x, result);

    /// <summary>Hyperbolic cosine.</summary>
    public static void Cosh(ReadOnlySpan<double> x, Span<double> result) => ColumnMap.Apply<HyperbolicKernels.Cosh>(x, result);

    /// <summary>Hyperbolic tangent.</summary>
    public static void Tanh(ReadOnlySpan<double> x, Span<double> result) => ColumnMap.Apply<HyperbolicKernels.Tanh>(x, result);

    /// <summary>Real cube root, odd in x.</summary>
    public static void Cbrt(ReadOnlySpan<double> x, Span<double> result) => ColumnMap.Apply<RootKernels.Cbrt>(x, result);

    /// <summary>Error function, 2/√π ∫₀ˣ exp(-t²) dt (DLMF 7.2.1).</summary>
    public static void Erf(ReadOnlySpan<double> x, Span<double> result) => ColumnMap.Apply<ErrorFunctionKernels.Erf>(x, result);

    /// <summary>Complementary error function 1 - erf(x), accurate in the tail (DLMF 7.2.2).</summary>
    public static void Erfc(ReadOnlySpan<double> x, Span<double> result) => ColumnMap.Apply<ErrorFunctionKernels.Erfc>(x, result);

    /// <summary>Standard normal distribution function Φ(x) = erfc(-x/√2)/2, accurate in the lower tail.</summary>
    public static void NormalCdf(ReadOnlySpan<double> x, Span<double> result) => ColumnMap.Apply<ErrorFunctionKernels.NormalCdf>(x, result);

    /// <summary>Standard normal density e^(-x²/2)/√(2π).</summary>
    public static void NormalPdf(ReadOnlySpan<double> x, Span<double> result) => ColumnMap.Apply<ErrorFunctionKernels.NormalPdf>(x, result);

    /// <summary>Logistic function 1/(1 + e^-x).</summary>
    public static void Sigmoid(ReadOnlySpan<double> x, Span<double> result) => ColumnMap.Apply<ExponentialKernels.Sigmoid>(x, result);

    /// <summary>ln(1 + e^x).</summary>
    public static void Softplus(ReadOnlySpan<double> x, Span<double> result) => ColumnMap.Apply<LogarithmKernels.Softplus>(x, result);

    /// <summary>x^y with the special values of IEEE 754-2019, 9.2.1.</summary>
    public static void Pow(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> result) =>
        BinaryColumnMap.Apply<PowerKernel>(x, y, result);

    /// <summary>The angle of the point (x, y) in [-π, π].</summary>
    public static void Atan2(ReadOnlySpan<double> y, ReadOnlySpan<double> x, Span<double> result) =>
        BinaryColumnMap.Apply<InverseTrigonometricKernels.Atan2>(y, x, result);

    /// <summary>√(x² + y²) without spurious overflow; ∞ where either argument is.</summary>
    public static void Hypot(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> result) =>
        BinaryColumnMap.Apply<RootKernels.Hypot>(x, y, result);

    /// <summary>Sine and cosine of an angle in radians, from one reduction; NaN at ±∞.</summary>
    public static void SinCos(ReadOnlySpan<double> x, Span<double> sin, Span<double> cos) => SinCosColumns.Apply(x, sin, cos);
}
