namespace Symbolic.Numerics.Vectorised;

/// <summary>
/// Elementary and special functions on columns and on SIMD vectors of doubles, right to 2 ulp (gamma family 4). A lane's
/// result depends on its own input only: not on its position, its neighbours, the width of the vector or the
/// processor. Special values are those of IEEE 754-2019, section 9.2. Every method is pure and safe on any thread.
/// </summary>
/// <remarks>
/// The forms on columns want columns of one length; a result column may be an argument column, but not overlap one in
/// part (<see cref="ArgumentException"/>). They use the widest vectors of the processor. The kernels use true fused
/// multiply-adds; on processors without the instruction (x64 before 2013) the runtime emulates it, which keeps every bit
/// and loses the speed. The vector forms are straight code of 30 to 150 instructions, with a call only where some lane
/// is exceptional (angles beyond 10^6, powers of numbers that are not positive, gamma functions left of 0); the other lanes keep their speed.
/// </remarks>
public static partial class VectorMath
{
    /// <summary>Sine and cosine of an angle in radians, from one reduction; NaN at ±∞.</summary>
    public static void SinCos(ReadOnlySpan<double> x, Span<double> sin, Span<double> cos) => SinCosColumns.Apply(x, sin, cos);
}
