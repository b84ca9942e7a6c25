using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Symbolic.Numerics.Vectorised;

/// <summary>
/// Runs a kernel over columns with the widest vectors of the processor. The last, partial vector is loaded before
/// the loop and stored after it, overlapping the one before: so no lane computes on padding, and a result column may be
/// an argument column. Columns shorter than a vector pass through a buffer.
/// </summary>
internal static class ColumnMap
{
    public static void Apply<TKernel>(ReadOnlySpan<double> x, Span<double> y)
        where TKernel : struct, IUnaryKernel
    {
        Columns.Check(x, y, nameof(y));
        if (Vector512.IsHardwareAccelerated)
            Apply<TKernel, Lanes512>(x, y);
        else if (Vector256.IsHardwareAccelerated)
            Apply<TKernel, Lanes256>(x, y);
        else
            Apply<TKernel, Lanes128>(x, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TKernel, T>(ReadOnlySpan<double> x, Span<double> y)
        where TKernel : struct, IUnaryKernel
        where T : struct, ILanes<T>
    {
        if (x.Length < T.Count)
        {
            ApplyShort<TKernel, T>(x, y);
            return;
        }

        ref double from = ref MemoryMarshal.GetReference(x);
        ref double to = ref MemoryMarshal.GetReference(y);
        nuint last = (nuint)(x.Length - T.Count);
        T lastX = T.Load(ref Unsafe.Add(ref from, last));
        for (nuint i = 0; i < last; i += (nuint)T.Count)
            T.Store(TKernel.Evaluate(T.Load(ref Unsafe.Add(ref from, i))), ref Unsafe.Add(ref to, i));
        T.Store(TKernel.Evaluate(lastX), ref Unsafe.Add(ref to, last));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ApplyShort<TKernel, T>(ReadOnlySpan<double> x, Span<double> y)
        where TKernel : struct, IUnaryKernel
        where T : struct, ILanes<T>
    {
        if (x.IsEmpty)
            return;
        Span<double> buffer = stackalloc double[8];
        x.CopyTo(buffer);
        Apply<TKernel, T>(buffer, buffer);
        buffer[..x.Length].CopyTo(y);
    }
}
