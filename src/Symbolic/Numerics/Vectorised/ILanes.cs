namespace Symbolic.Numerics.Vectorised;

/// <summary>
/// A SIMD vector of doubles, as the kernels see it. Every kernel is written once against this interface and
/// instantiated for <see cref="Lanes512"/>, <see cref="Lanes256"/> and <see cref="Lanes128"/>; the JIT resolves and
/// inlines every member, so the instantiations are the code one would write by hand for each width.
/// </summary>
/// <remarks>
/// A lane's result depends on that lane's input only, never on its position, its neighbours or the width: every
/// operation is a correctly rounded IEEE operation or an exact manipulation of bits. <see cref="Fma"/> is a true fused
/// multiply-add everywhere; on processors without the instruction (x64 before 2013) it is emulated by the runtime,
/// which keeps the bits and loses the speed. Masks are vectors whose lanes are all ones or all zeros.
/// </remarks>
internal interface ILanes<T>
    where T : struct, ILanes<T>
{
    static abstract int Count { get; }

    static abstract implicit operator T(double value);

    /// <summary>The same 64-bit pattern in every lane.</summary>
    static abstract T Bits(long pattern);

    static abstract T Load(ref readonly double source);

    static abstract void Store(T value, ref double destination);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator -(T a);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    static abstract T operator &(T a, T b);

    static abstract T operator |(T a, T b);

    static abstract T operator ^(T a, T b);

    /// <summary>a and not b.</summary>
    static abstract T AndNot(T a, T b);

    /// <summary>Shift of the 64-bit patterns.</summary>
    static abstract T operator <<(T a, int count);

    /// <summary>Logical shift of the 64-bit patterns.</summary>
    static abstract T operator >>>(T a, int count);

    /// <summary>Sum of the patterns as 64-bit integers.</summary>
    static abstract T AddBits(T a, T b);

    /// <summary>Difference of the patterns as 64-bit integers.</summary>
    static abstract T SubtractBits(T a, T b);

    /// <summary>a·b + c with one rounding.</summary>
    static abstract T Fma(T a, T b, T c);

    static abstract T Sqrt(T a);

    static abstract T Abs(T a);

    /// <summary>To the nearest integer, ties to even.</summary>
    static abstract T Round(T a);

    /// <summary>The smaller; <paramref name="b"/> where b is NaN.</summary>
    static abstract T Min(T a, T b);

    /// <summary>The larger; <paramref name="b"/> where b is NaN.</summary>
    static abstract T Max(T a, T b);

    static abstract T LessThan(T a, T b);

    static abstract T LessOrEqual(T a, T b);

    static abstract T Equal(T a, T b);

    /// <summary>Where the patterns, as signed 64-bit integers, satisfy a &lt; b.</summary>
    static abstract T BitsLessThan(T a, T b);

    /// <summary>Where the patterns, as unsigned 64-bit integers, satisfy a &lt; b.</summary>
    static abstract T BitsBelow(T a, T b);

    static abstract T Select(T mask, T whereSet, T whereClear);

    static abstract bool Any(T mask);

    static abstract bool All(T mask);

    /// <summary>
    /// a·2^n, rounded once: for integral |n| ≤ 2000 where |a| is in [2^-40, 2^40], and any a where |n| ≤ 1. NaN in either
    /// argument gives NaN.
    /// </summary>
    static abstract T Scale(T a, T n);

    /// <summary>
    /// m in [3/4, 3/2) and an integral exponent with x = m·2^exponent, subnormal x included. Zero gives (1, -∞), infinity
    /// (1, ∞), negative numbers and NaN a NaN mantissa.
    /// </summary>
    static abstract T Split(T x, out T exponent);

    /// <summary>Bit i is set where lane i of the mask is.</summary>
    static abstract uint LaneMask(T mask);

    static abstract double Lane(T a, int index);

    static abstract T WithLane(T a, int index, double value);
}
