using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Symbolic.FiniteDifferences.Grids;

/// <summary>
/// The inner loops: weighted sums of shifted runs of contiguous memory. Weights multiply the differences of the neighbours
/// from the node's own sample, so that constant stretches give exactly 0 and a large common offset costs no digits. Vector and
/// scalar lanes do the same fused operations: a result does not depend on where in a run its node lies.
/// </summary>
/// <remarks>Each loop answers whether all it wrote is finite, which spares a pass over the data in search of missing nodes.</remarks>
internal static class StencilKernels
{
    /// <summary>
    /// target[j] = [own]·s[j] + Σₖ wₖ (s[j + offsetₖ·stride] - s[j]) with s = source from <paramref name="at"/> on.
    /// </summary>
    public static bool Apply(
        ReadOnlySpan<double> source, int at, int stride, ReadOnlySpan<int> offsets, ReadOnlySpan<double> weights, bool own, Span<double> target)
    {
        RequireInside(source, at, stride, offsets, target.Length);
        ref double centre = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), at);
        ref double result = ref MemoryMarshal.GetReference(target);
        Vector<double> bad = default;
        int width = Vector<double>.Count;
        int j = 0;
        for (; j <= target.Length - 4 * width; j += 4 * width)
        {
            var c0 = Vector.LoadUnsafe(ref centre, (nuint)j);
            var c1 = Vector.LoadUnsafe(ref centre, (nuint)(j + width));
            var c2 = Vector.LoadUnsafe(ref centre, (nuint)(j + 2 * width));
            var c3 = Vector.LoadUnsafe(ref centre, (nuint)(j + 3 * width));
            Vector<double> a0 = own ? c0 : default, a1 = own ? c1 : default, a2 = own ? c2 : default, a3 = own ? c3 : default;
            for (int k = 0; k < weights.Length; k++)
            {
                var w = new Vector<double>(weights[k]);
                ref double shifted = ref Unsafe.Add(ref centre, offsets[k] * stride + j);
                a0 = Vector.FusedMultiplyAdd(w, Vector.LoadUnsafe(ref shifted) - c0, a0);
                a1 = Vector.FusedMultiplyAdd(w, Vector.LoadUnsafe(ref shifted, (nuint)width) - c1, a1);
                a2 = Vector.FusedMultiplyAdd(w, Vector.LoadUnsafe(ref shifted, (nuint)(2 * width)) - c2, a2);
                a3 = Vector.FusedMultiplyAdd(w, Vector.LoadUnsafe(ref shifted, (nuint)(3 * width)) - c3, a3);
            }

            a0.StoreUnsafe(ref result, (nuint)j);
            a1.StoreUnsafe(ref result, (nuint)(j + width));
            a2.StoreUnsafe(ref result, (nuint)(j + 2 * width));
            a3.StoreUnsafe(ref result, (nuint)(j + 3 * width));
            // x·0 is 0 for finite x, NaN otherwise.
            bad += a0 * Vector<double>.Zero + a1 * Vector<double>.Zero + (a2 * Vector<double>.Zero + a3 * Vector<double>.Zero);
        }

        double badTail = Vector.Sum(bad);
        for (; j < target.Length; j++)
        {
            double c = Unsafe.Add(ref centre, j);
            double sum = own ? c : 0;
            for (int k = 0; k < weights.Length; k++)
            {
                sum = Math.FusedMultiplyAdd(weights[k], Unsafe.Add(ref centre, offsets[k] * stride + j) - c, sum);
            }

            Unsafe.Add(ref result, j) = sum;
            badTail += sum * 0;
        }

        return badTail == 0;
    }

    /// <summary>
    /// As <see cref="Apply"/> along the last axis with weights that differ from node to node: target[j] =
    /// [own]·s[j] + Σₖ W[k·pitch + first + j] (s[j + offsetₖ] - s[j]).
    /// </summary>
    public static bool ApplyVarying(
        ReadOnlySpan<double> source, int at, ReadOnlySpan<int> offsets, ReadOnlySpan<double> weights, int pitch, int first, bool own, Span<double> target)
    {
        RequireInside(source, at, 1, offsets, target.Length);
        _ = weights[((offsets.Length - 1) * pitch + first)..][..target.Length];
        ref double centre = ref Unsafe.Add(ref MemoryMarshal.GetReference(source), at);
        ref double weight = ref Unsafe.Add(ref MemoryMarshal.GetReference(weights), first);
        ref double result = ref MemoryMarshal.GetReference(target);
        Vector<double> bad = default;
        int j = 0;
        for (; j <= target.Length - Vector<double>.Count; j += Vector<double>.Count)
        {
            var c = Vector.LoadUnsafe(ref centre, (nuint)j);
            Vector<double> sum = own ? c : default;
            for (int k = 0; k < offsets.Length; k++)
            {
                var w = Vector.LoadUnsafe(ref Unsafe.Add(ref weight, k * pitch + j));
                sum = Vector.FusedMultiplyAdd(w, Vector.LoadUnsafe(ref Unsafe.Add(ref centre, offsets[k] + j)) - c, sum);
            }

            sum.StoreUnsafe(ref result, (nuint)j);
            bad += sum * Vector<double>.Zero;
        }

        double badTail = Vector.Sum(bad);
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

    // The loops above go past the bounds checks of spans, so the run is checked once as a whole.
    private static void RequireInside(ReadOnlySpan<double> source, int at, int stride, ReadOnlySpan<int> offsets, int length)
    {
        int least = offsets.IsEmpty ? 0 : Math.Min(0, offsets[0]);
        int most = offsets.IsEmpty ? 0 : Math.Max(0, offsets[^1]);
        _ = source[(at + least * stride)..(at + length + most * stride)];
    }
}
