using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Symbolic.FiniteDifferences.Grids;

/// <summary>
/// The inner loops: weighted sums of shifted runs of contiguous memory. Weights multiply differences of samples, from the
/// node's own or across it, so that constant stretches give exactly 0 and a large common offset costs no digits. Vector and
/// scalar lanes do the same fused operations: a result does not depend on where in a run its node lies.
/// </summary>
/// <remarks>
/// Each loop answers whether all it wrote is finite, which spares a pass over the data in search of missing nodes. Ends of a run
/// are done by vectors that overlap their neighbours; the middle begins where the source is aligned to a cache line, since
/// loads across lines cost two. Source and target must not overlap. The loops are optimised at once: a program that takes one
/// derivative of one file would be over before the runtime had replaced its first, slow version of them.
/// </remarks>
internal static class StencilKernels
{
    private const int Width = 8;

    /// <summary>
    /// target[j] = [own]·s[j] + Σₖ wₖ dₖ with s = source from <paramref name="at"/> on and the differences d that
    /// <typeparamref name="TDifference"/> takes over offsetₖ·stride; offsets rise.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Apply<TDifference>(
        ReadOnlySpan<double> source, int at, int stride, ReadOnlySpan<int> offsets, ReadOnlySpan<double> weights, bool own, Span<double> target)
        where TDifference : struct, IDifference
    {
        RequireInside(source, at, stride, offsets, target.Length, TDifference.IsAcross);
        ref double centre = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), at);
        ref double result = ref MemoryMarshal.GetReference(target);
        if (target.Length < Width)
        {
            return ApplyShort<TDifference>(ref centre, stride, offsets, weights, own, target);
        }

        Vector512<double> bad = Single<TDifference>(ref centre, ref result, stride, offsets, weights, own);
        int j = NextLine(ref centre);
        for (; j <= target.Length - 4 * Width; j += 4 * Width)
        {
            bad += Quadruple<TDifference>(ref Unsafe.Add(ref centre, j), ref Unsafe.Add(ref result, j), stride, offsets, weights, own);
        }

        for (; j <= target.Length - Width; j += Width)
        {
            bad += Single<TDifference>(ref Unsafe.Add(ref centre, j), ref Unsafe.Add(ref result, j), stride, offsets, weights, own);
        }

        j = target.Length - Width;
        bad += Single<TDifference>(ref Unsafe.Add(ref centre, j), ref Unsafe.Add(ref result, j), stride, offsets, weights, own);
        return Vector512.Sum(bad) == 0;
    }

    /// <summary>
    /// The same along the last axis with weights that differ from node to node: target[j] =
    /// [own]·s[j] + Σₖ W[k·pitch + first + j] (s[j + offsetₖ] - s[j]).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool ApplyVarying(
        ReadOnlySpan<double> source, int at, ReadOnlySpan<int> offsets, ReadOnlySpan<double> weights, int pitch, int first, bool own, Span<double> target)
    {
        RequireInside(source, at, 1, offsets, target.Length, across: false);
        _ = weights[((offsets.Length - 1) * pitch + first)..][..target.Length];
        ref double centre = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), at);
        ref double weight = ref Unsafe.Add(ref MemoryMarshal.GetReference(weights), first);
        ref double result = ref MemoryMarshal.GetReference(target);
        Vector512<double> bad = default;
        int j = 0;
        for (; j <= target.Length - Width; j += Width)
        {
            var c = Vector512.LoadUnsafe(ref centre, (nuint)j);
            Vector512<double> sum = own ? c : default;
            for (int k = 0; k < offsets.Length; k++)
            {
                var w = Vector512.LoadUnsafe(ref Unsafe.Add(ref weight, k * pitch + j));
                sum = Vector512.FusedMultiplyAdd(w, Vector512.LoadUnsafe(ref Unsafe.Add(ref centre, offsets[k] + j)) - c, sum);
            }

            sum.StoreUnsafe(ref result, (nuint)j);
            bad += sum * Vector512<double>.Zero;
        }

        double badTail = Vector512.Sum(bad);
        for (; j < target.Length; j++)
        {
            double c = Unsafe.Add(ref centre, j);
            double sum = own ? c : 0;
            for (int k = 0; k < offsets.Length; k++)
            {
                sum = Math.FusedMultiplyAdd(Unsafe.Add(ref weight, k * pitch + j), Unsafe.Add(ref centre, offsets[k] + j) - c, sum);
            }

            Unsafe.Add(ref result, j) = sum;
            badTail += sum * 0;
        }

        return badTail == 0;
    }

    private static bool ApplyShort<TDifference>(
        ref double centre, int stride, ReadOnlySpan<int> offsets, ReadOnlySpan<double> weights, bool own, Span<double> target)
        where TDifference : struct, IDifference
    {
        double bad = 0;
        for (int j = 0; j < target.Length; j++)
        {
            double c = Unsafe.Add(ref centre, j);
            double sum = own ? c : 0;
            for (int k = 0; k < weights.Length; k++)
            {
                sum = Math.FusedMultiplyAdd(weights[k], TDifference.Of(ref Unsafe.Add(ref centre, j), offsets[k] * stride, c), sum);
            }

            target[j] = sum;
            bad += sum * 0;
        }

        return bad == 0;
    }

    // Both answer lanes that are 0 where all results are finite and NaN elsewhere: x·0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Single<TDifference>(
        ref double centre, ref double result, int stride, ReadOnlySpan<int> offsets, ReadOnlySpan<double> weights, bool own)
        where TDifference : struct, IDifference
    {
        var c = Vector512.LoadUnsafe(ref centre);
        Vector512<double> sum = own ? c : default;
        for (int k = 0; k < weights.Length; k++)
        {
            sum = Vector512.FusedMultiplyAdd(Vector512.Create(weights[k]), TDifference.Of(ref centre, offsets[k] * stride, c), sum);
        }

        sum.StoreUnsafe(ref result);
        return sum * Vector512<double>.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Quadruple<TDifference>(
        ref double centre, ref double result, int stride, ReadOnlySpan<int> offsets, ReadOnlySpan<double> weights, bool own)
        where TDifference : struct, IDifference
    {
        var c0 = Vector512.LoadUnsafe(ref centre);
        var c1 = Vector512.LoadUnsafe(ref centre, Width);
        var c2 = Vector512.LoadUnsafe(ref centre, 2 * Width);
        var c3 = Vector512.LoadUnsafe(ref centre, 3 * Width);
        Vector512<double> a0 = own ? c0 : default, a1 = own ? c1 : default, a2 = own ? c2 : default, a3 = own ? c3 : default;
        for (int k = 0; k < weights.Length; k++)
        {
            var w = Vector512.Create(weights[k]);
            int shift = offsets[k] * stride;
            a0 = Vector512.FusedMultiplyAdd(w, TDifference.Of(ref centre, shift, c0), a0);
            a1 = Vector512.FusedMultiplyAdd(w, TDifference.Of(ref Unsafe.Add(ref centre, Width), shift, c1), a1);
            a2 = Vector512.FusedMultiplyAdd(w, TDifference.Of(ref Unsafe.Add(ref centre, 2 * Width), shift, c2), a2);
            a3 = Vector512.FusedMultiplyAdd(w, TDifference.Of(ref Unsafe.Add(ref centre, 3 * Width), shift, c3), a3);
        }

        a0.StoreUnsafe(ref result);
        a1.StoreUnsafe(ref result, Width);
        a2.StoreUnsafe(ref result, 2 * Width);
        a3.StoreUnsafe(ref result, 3 * Width);
        var bad = Vector512.FusedMultiplyAdd(a1, Vector512<double>.Zero, a0 * Vector512<double>.Zero);
        return Vector512.FusedMultiplyAdd(a3, Vector512<double>.Zero, Vector512.FusedMultiplyAdd(a2, Vector512<double>.Zero, bad));
    }

    // The number of elements to the next multiple of 64 bytes, 1 to 8. Should the array move in between, only speed is lost.
    private static unsafe int NextLine(ref double element) =>
        Width - (int)((nuint)Unsafe.AsPointer(ref element) / sizeof(double) % Width);

    // The loops above go past the bounds checks of spans, so the run is checked once as a whole.
    private static void RequireInside(ReadOnlySpan<double> source, int at, int stride, ReadOnlySpan<int> offsets, int length, bool across)
    {
        int most = offsets.IsEmpty ? 0 : Math.Max(0, offsets[^1]);
        int least = across ? -most : offsets.IsEmpty ? 0 : Math.Min(0, offsets[0]);
        _ = source[(at + least * stride)..(at + length + most * stride)];
    }

    /// <summary>Which two samples a weight multiplies the difference of.</summary>
    internal interface IDifference
    {
        /// <summary>Whether samples on the other side of the node are taken too.</summary>
        static abstract bool IsAcross { get; }

        static abstract Vector512<double> Of(ref double node, int shift, Vector512<double> own);

        static abstract double Of(ref double node, int shift, double own);
    }

    /// <summary>A neighbour and the node itself.</summary>
    internal readonly struct FromOwn : IDifference
    {
        public static bool IsAcross => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(ref double node, int shift, Vector512<double> own) =>
            Vector512.LoadUnsafe(ref Unsafe.Add(ref node, shift)) - own;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Of(ref double node, int shift, double own) => Unsafe.Add(ref node, shift) - own;
    }

    /// <summary>The neighbours at equal distances on both sides, for odd derivatives at the centre of their nodes: half the work.</summary>
    internal readonly struct Across : IDifference
    {
        public static bool IsAcross => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(ref double node, int shift, Vector512<double> own) =>
            Vector512.LoadUnsafe(ref Unsafe.Add(ref node, shift)) - Vector512.LoadUnsafe(ref Unsafe.Subtract(ref node, shift));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Of(ref double node, int shift, double own) => Unsafe.Add(ref node, shift) - Unsafe.Subtract(ref node, shift);
    }
}
