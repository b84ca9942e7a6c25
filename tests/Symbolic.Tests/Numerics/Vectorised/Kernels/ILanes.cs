namespace Symbolic.Tests.Numerics.Vectorised.Kernels;

/// <summary>
/// A SIMD vector of doubles, as the definitions of the kernels see it. The definitions run on <see cref="RecordedLanes"/>,
/// and what they record is written out as straight C# for each vector width (<see cref="KernelWriter"/>): generic code
/// that the JIT would have to inline call by call runs into its limits after two or three kernels in one method.
/// </summary>
/// <remarks>
/// A lane's result depends on that lane's input only, never on its position, its neighbours or the width: every
/// operation is a correctly rounded IEEE operation or an exact manipulation of bits. Masks are vectors whose lanes are
/// all ones or all zeros.
/// </remarks>
internal interface ILanes<T>
    where T : struct, ILanes<T>
{
    static abstract implicit operator T(double value);

    /// <summary>The same 64-bit pattern in every lane.</summary>
    static abstract T Bits(long pattern);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator -(T a);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    static abstract T operator &(T a, T b);

    static abstract T operator |(T a, T b);

    static abstract T operator ^(T a, T b);

    /// <summary>a with its sign bit flipped where those of b and c differ.</summary>
    static abstract T FlipSign(T a, T b, T c);

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

    static abstract T NotEqual(T a, T b);

    /// <summary>Where the patterns, as signed 64-bit integers, satisfy a &lt; b.</summary>
    static abstract T BitsLessThan(T a, T b);

    /// <summary>Where the patterns, as unsigned 64-bit integers, satisfy a &lt; b.</summary>
    static abstract T BitsBelow(T a, T b);

    static abstract T Select(T mask, T whereSet, T whereClear);

    /// <summary>
    /// Comparison and selection in one: what AVX-512 does without turning its mask register into a vector.
    /// </summary>
    static abstract T SelectLess(T a, T b, T whereLess, T otherwise);

    static abstract T SelectEqual(T a, T b, T whereEqual, T otherwise);

    /// <summary>By the sign bit of <paramref name="sign"/>.</summary>
    static abstract T SelectNegative(T sign, T whereNegative, T otherwise);

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

    /// <summary>
    /// The result as it is, or, in the rare case that the mask is set in any lane, what the method of <c>RareLanes</c>
    /// makes of it and the arguments; that method leaves the lanes alone where the mask is clear.
    /// </summary>
    static abstract T Repair(T mask, string method, T result, params T[] arguments);

    /// <summary>As above, where the mask is a &lt; b.</summary>
    static abstract T RepairLess(T a, T b, string method, T result, T argument);
}
